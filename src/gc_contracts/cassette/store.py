"""The only door from a recording to disk: without its secrets, looked at once more, whole or not at all."""

import glob
import hashlib
import os
import tempfile
from pathlib import Path
from typing import Protocol

from filelock import FileLock

from gc_contracts.cassette.render import render_for
from gc_contracts.errors import LeakError
from gc_contracts.model.recording import Cassette

PATIENCE = 30.0
"""Seconds to wait for another process that writes the same file."""
SHOWN = 5


class Whole(Protocol):
    """What takes the secrets out of a whole cassette."""

    def cassette(self, whole: Cassette) -> Cassette:
        """Give a cassette without its secrets."""
        ...

    def leaks(self, text: str) -> tuple[str, ...]:
        """Name what a finished text would still give away."""
        ...


def save(path: Path, cassette: Cassette, redactor: Whole) -> Cassette:
    """Write a cassette's file, and give it as it was written.

    A process that is killed leaves the old file or the new one, each whole. Two that write the same file do
    so one after the other.

    Raises:
        LeakError: the finished text still holds a secret; nothing was written.
        OSError: the folder or the file cannot be written, or another process holds it for too long.
    """
    safe = redactor.cassette(cassette)
    text = render_for(path.name, safe)
    found = redactor.leaks(text)
    if found:
        raise LeakError(f"{path.name} is not written, it would still hold {'; '.join(found[:SHOWN])}")
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(_lock(path), timeout=PATIENCE):
        _swept(path)
        _replaced(path, text.encode("utf-8", "backslashreplace"))
    return safe


def _lock(path: Path) -> Path:
    """Name the lock of a file; it lies outside the project, which nobody wants to commit."""
    folder = Path(tempfile.gettempdir()) / f"gc-contracts-{os.getuid() if hasattr(os, 'getuid') else 0}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:32]}.lock"


def _swept(path: Path) -> None:
    """Remove what a killed run left beside the file; who holds the lock is the only writer."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        left.unlink(missing_ok=True)


def _replaced(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    _settled(path.parent)


def _settled(folder: Path) -> None:
    """Have the folder's entry on disk too, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
