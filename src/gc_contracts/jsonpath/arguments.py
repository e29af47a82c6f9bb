"""The arguments of a function: JSON values and paths, cut at commas outside of brackets and quotes.

An argument that starts with anything but `{`, `"`, `-`, a digit, `$` or `@` is dropped without a word, so
`concat('a')` has none. A backslash before a quote opens one more, so no argument can hold a double quote.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from gc_contracts.java.units import join_units, split_units
from gc_contracts.jsonpath.cursor import Cursor, is_digit
from gc_contracts.jsonpath.faults import Syntax
from gc_contracts.jsonpath.tokens import Argument, Expression, JsonArgument, PathArgument

ReadPath = Callable[[str], Expression]


@dataclass(slots=True)
class _Depths:
    round: int = 1
    square: int = 0
    curly: int = 0
    quotes: int = 0

    def outside(self) -> bool:
        return not (self.quotes or self.curly or self.square)


@dataclass(slots=True)
class _Reader:
    cursor: Cursor
    read_path: ReadPath
    depths: _Depths = field(default_factory=_Depths)
    arguments: list[Argument] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    kind: str = ""
    prior: str = ""
    done: bool = False

    def read(self) -> None:
        while self.cursor.inside() and not self.done:
            char = self.cursor.current()
            self.cursor.position += 1
            if not self.kind and char in " \t\r\n":
                continue
            self.kind = self.kind or _kind(char)
            self._step(char)
            self._keep(char)
            self.prior = char

    def _step(self, char: str) -> None:
        if char == '"':
            self.depths.quotes += -1 if self.prior != "\\" and self.depths.quotes > 0 else 1
        elif char in "([{":
            self._open(char)
        elif char in "]}":
            self._close(char)
        elif char in "),":
            self._end(char)

    def _open(self, char: str) -> None:
        self.depths.round += char == "("
        self.depths.square += char == "["
        self.depths.curly += char == "{"

    def _close(self, char: str) -> None:
        if not (self.depths.curly if char == "}" else self.depths.square):
            raise Syntax(f"unexpected {char} at position {self.cursor.position}")
        self.depths.curly -= char == "}"
        self.depths.square -= char == "]"

    def _end(self, char: str) -> None:
        depths = self.depths
        if char == ")":
            depths.round -= 1
            if depths.round < 0 or self.prior == "(":
                self.pending.append(char)
        if not depths.outside() or not (depths.round == 1 or (depths.round == 0 and char == ")")):
            return
        self.done = depths.round == 0
        if self.kind:
            self._add(join_units("".join(self.pending)))

    def _add(self, text: str) -> None:
        is_json = self.kind == "json"
        self.arguments.append(
            JsonArgument(text) if is_json else PathArgument(self.read_path(split_units(text)))
        )
        self.pending.clear()
        self.kind = ""

    def _keep(self, char: str) -> None:
        depths = self.depths
        if self.kind and not (char == "," and not depths.curly and not depths.square and depths.round == 1):
            self.pending.append(char)


def _kind(char: str) -> str:
    if char in '{"-' or is_digit(char):
        return "json"
    return "path" if char in "$@" else ""


def read_arguments(cursor: Cursor, name: str, read_path: ReadPath) -> tuple[Argument, ...]:
    """Read the arguments and the closing bracket; raises Syntax where brackets do not match."""
    reader = _Reader(cursor, read_path)
    reader.read()
    depths = reader.depths
    if depths.curly or depths.round or depths.square:
        raise Syntax(f"the arguments of {name} are not closed")
    return tuple(reader.arguments)
