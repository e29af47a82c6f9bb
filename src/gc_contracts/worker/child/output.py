"""What code under test prints: kept for the answer, and passed on for the case that there is none."""

import io
import os
import sys
from typing import Any

KEPT = 4000
"""Bytes kept of what is printed during one answer: its end."""


class Output(io.FileIO):
    """A stream that passes everything on to its descriptor and keeps the end."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(descriptor, "wb", closefd=False)
        self._kept = bytearray()

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # any buffer, as FileIO takes it
        """Pass on, and keep."""
        self._kept += data
        del self._kept[:-KEPT]
        return super().write(data)

    def take(self) -> str:
        """Give what was printed since the last time."""
        if not self._kept:
            return ""
        text = self._kept.decode("utf-8", "replace")
        self._kept.clear()
        return text


def redirect(descriptor: int) -> Output:
    """Let standard output and errors end in one descriptor, and standard input be empty."""
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    output = Output(1)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout, sys.stderr = _text(output), _text(output)
    return output


def _text(raw: Output) -> io.TextIOWrapper:
    """Make a stream that holds nothing back, as `python -u` has it: a process may end at any time."""
    # typeshed wants a buffered stream; an unbuffered one is what this is for.
    stream: Any = raw
    return io.TextIOWrapper(stream, "utf-8", errors="backslashreplace", write_through=True)
