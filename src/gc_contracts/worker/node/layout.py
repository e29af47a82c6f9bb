"""A function's code where a process can run it: in its own folder, or unpacked to a private one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from gc_contracts.worker.node.archive import unpack
from gc_contracts.worker.node.source import Source
from gc_contracts.worker.node.start import Function


@contextmanager
def laid_out(source: Source) -> Iterator[Function]:
    """Lay a function's code out for as long as it is needed; what was unpacked is removed in the end.

    Raises:
        ArchiveError: its archive cannot be used.
    """
    # A process that was killed may still be closing a file when the folder goes.
    with TemporaryDirectory(prefix="gc-function-", ignore_cleanup_errors=True) as private:
        folder, sockets = source.path, Path(private, "s")
        sockets.mkdir()
        if source.is_archive:
            folder = Path(private, "code")
            folder.mkdir()
            unpack(source.path, folder)
        yield Function(
            folder=str(folder.resolve()), handler=source.handler, shown=source.shown, sockets=str(sockets)
        )
