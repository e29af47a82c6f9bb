"""Put a new text in place of a file that people keep.

A file changes in one step or not at all, keeps its mode and its byte order mark, and a link stays a link.
"""

import os
import shutil
import tempfile
from codecs import BOM_UTF8
from pathlib import Path

from gc_contracts.errors import LoadError


def marked(path: Path) -> tuple[bytes, str]:
    """Read a file as its byte order mark and its text; both are empty where there is no file.

    Raises:
        OSError: the system refuses.
        UnicodeDecodeError: it is not UTF-8.
    """
    data = path.read_bytes() if path.exists() else b""
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    return mark, data.removeprefix(mark).decode()


def replaced(path: Path, data: bytes) -> None:
    """Write beside the file and move it there; through a link, to where it leads.

    Raises:
        OSError: the system refuses; the file is as it was.
    """
    target = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        if target.exists():
            shutil.copymode(target, name)
        else:
            Path(name).chmod(0o644)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def said(error: Exception) -> str:
    """Say why a file was not written."""
    if isinstance(error, LoadError):
        return error.message
    if isinstance(error, OSError):
        return f"it cannot be written: {(error.strerror or 'the system refuses').lower()}"
    return "it is not UTF-8"
