"""A function's archive, read with care: it is somebody's file, and may say anything.

Nothing is written outside of the folder it is unpacked to, no link is made, and size and number are limited.
"""

import stat
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

MOST_BYTES = 262_144_000
"""Unpacked. Source: documented: Lambda's quotas: 250 MB."""
MOST_FILES = 50_000
_CHUNK = 1 << 20


class ArchiveError(Exception):
    """An archive that cannot be used; says why."""


def names(path: Path) -> frozenset[str]:
    """List an archive's files.

    Raises:
        ArchiveError: it is no archive.
    """
    try:
        with ZipFile(path) as archive:
            return frozenset(info.filename for info in archive.infolist() if not info.is_dir())
    except (BadZipFile, OSError, ValueError) as error:
        raise ArchiveError(f"{path.name} is no zip archive: {error}") from None


def unpack(path: Path, folder: Path, most: int = MOST_BYTES) -> None:
    """Unpack an archive's files below a folder, at most so many bytes.

    Raises:
        ArchiveError: it is no archive, too large, or has an entry that has no business in one.
    """
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES:
                raise ArchiveError(f"{path.name} has more than {MOST_FILES} entries")
            left = most
            for entry in entries:
                left = _unpack(archive, entry, folder, left)
                if left < 0:
                    raise ArchiveError(f"{path.name} is larger than {most} bytes")
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise ArchiveError(f"{path.name} cannot be unpacked: {error}") from None


def _unpack(archive: ZipFile, entry: ZipInfo, folder: Path, left: int) -> int:
    """Write one entry and tell how many bytes are left; what it says of its size is not believed."""
    target = folder / _safe(entry)
    if entry.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return left
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as packed, target.open("xb") as file:
        while part := packed.read(_CHUNK):
            left -= len(part)
            if left < 0:
                break
            file.write(part)
    return left


def _safe(entry: ZipInfo) -> PurePosixPath:
    """Give an entry's path; raises for one that would leave the folder, and for links."""
    path = PurePosixPath(entry.filename)
    odd = "\\" in entry.filename or ":" in entry.filename or "\0" in entry.filename
    if odd or path.is_absolute() or ".." in path.parts:
        raise ArchiveError(f"the archive has an entry outside of its folder: {entry.filename!r}")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise ArchiveError(f"the archive has a link: {entry.filename!r}")
    return path
