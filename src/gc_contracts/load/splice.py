"""Insert an element into a list of a YAML or JSON text, at the place where people would type it.

Block and flow style are kept, the indentation is that of the neighbours, and a comment stays on its line.
None everywhere: the place is not one that we understand, e.g. behind an alias.
"""

import json
import re
from dataclasses import dataclass

from gc_contracts._json import Json
from gc_contracts._yaml import flow, item
from gc_contracts.positions import Node, Places

_DASH = re.compile(r"-[ \t]*(?:\r?\n[ \t]*)?\Z")
_REST = re.compile(r"(?P<comma>[ \t]*,)?(?P<rest>[ \t]*(?:[ \t]#[^\r\n]*)?)(?P<end>\r\n|\n|\r|\Z)")
_LEAD = re.compile(r"(?:^|\r\n|\n|\r)([ \t]*)\Z")


@dataclass(frozen=True, slots=True)
class Splice:
    """A text, what it says, and where."""

    text: str
    data: Json
    places: Places
    is_json: bool

    def add(self, path: tuple[str, ...], value: Json) -> str | None:
        """Append an element to the list at `path`, whose missing ends are made."""
        if self.data is None:
            return self._lines(len(self.text), _nested(path, value, 0))
        number, data = 0, self.data
        for depth, name in enumerate(path):
            if not isinstance(data, dict):
                return None
            if data.get(name) is None:
                return self._missing(number, data, path[depth:], value)
            number, data = self.places.children[number, name], data[name]
        return self._element(number, data, value) if isinstance(data, list) else None

    def extend(self, values: list[Json], lines: list[str]) -> str | None:
        """Append elements to the list that the text is; `lines` are what they are in block style."""
        if self.data is None:
            return self._lines(len(self.text), lines)
        root = self.places.nodes[0]
        if not self.data:
            return self.text[: root.start] + self._newline.join(lines) + self.text[root.end :]
        if self._is_flow(0):
            return self._in_flow(0, self.data, f",{self._newline} ".join(map(self._flow, values)))
        end = self._end(0, self.data)
        dash = _DASH.search(self.text, 0, self.places.nodes[self.places.children[0, "0"]].start)
        if end is None or dash is None:
            return None
        lead = " " * self._column(dash.start())
        return self._lines(end, [f"{lead}{line}" if line else "" for line in lines])

    def _missing(self, number: int, data: dict[str, Json], path: tuple[str, ...], value: Json) -> str | None:
        if path[0] in data:
            return self._instead_of_null(
                self.places.nodes[self.places.children[number, path[0]]], path, value
            )
        if self._is_flow(number):
            return self._in_flow(number, data, self._flow(_wrapped(path, value))[1:-1])
        end = self._end(number, data)
        first = self.places.nodes[self.places.children[number, next(iter(data))]]
        return None if end is None else self._lines(end, _nested(path, value, self._column(first.key)))

    def _element(self, number: int, data: list[Json], value: Json) -> str | None:
        if self._is_flow(number):
            return self._in_flow(number, data, self._flow(value))
        end = self._end(number, data)
        dash = _DASH.search(self.text, 0, self.places.nodes[self.places.children[number, "0"]].start)
        if end is None or dash is None:
            return None
        return self._lines(end, item(value, self._column(dash.start())))

    def _instead_of_null(self, node: Node, path: tuple[str, ...], value: Json) -> str:
        blank = "" if self.text[node.start - 1].isspace() else " "
        inner = self._flow(_wrapped(path, value)[path[0]])
        return f"{self.text[: node.start]}{blank}{inner}{self.text[node.end :]}"

    def _in_flow(self, number: int, data: dict[str, Json] | list[Json], text: str) -> str | None:
        """Insert after the last one: on the same line, or on one of its own as the last one is."""
        node = self.places.nodes[number]
        if not data:
            return f"{self.text[: node.start + 1]}{text}{self.text[node.start + 1 :]}"
        last = self._last(number, data)
        if last is None:
            return None
        begin = last.key if last.key >= 0 else last.start
        lead, rest = _LEAD.search(self.text, 0, begin), _REST.match(self.text, last.end)
        if lead is None or rest is None:
            return f"{self.text[: last.end]}, {text}{self.text[last.end :]}"
        line = f"{rest['rest']}{rest['end'] or self._newline}{lead[1]}{text}"
        return f"{self.text[: last.end]},{line}{rest['end']}{self.text[rest.end() :]}"

    def _lines(self, end: int, lines: list[str]) -> str | None:
        """Insert lines below the line in which `end` stands."""
        rest = _REST.match(self.text, end)
        starts = end == 0 or self.text[end - 1] in "\r\n"
        at = end if starts else rest.end() if rest else -1
        if at < 0:
            return None
        before, after = self.text[:at], self.text[at:]
        block = self._newline.join(lines)
        if before and before[-1] not in "\r\n":
            return f"{before}{self._newline}{block}{after}"
        return f"{before}{block}{self._newline}{after}"

    def _end(self, number: int, data: Json) -> int | None:
        """Tell where the last text of a value ends; the reader lets a block end at the next one's start."""
        node = self.places.nodes[number]
        if not isinstance(data, dict | list) or not data or self._is_flow(number):
            return node.end
        token = next(reversed(data)) if isinstance(data, dict) else str(len(data) - 1)
        child = self.places.children[number, token]
        inner = data[token] if isinstance(data, dict) else data[-1]
        return self._end(child, inner) if self.places.nodes[child].start >= node.start else None

    def _last(self, number: int, data: dict[str, Json] | list[Json]) -> Node | None:
        token = next(reversed(data)) if isinstance(data, dict) else str(len(data) - 1)
        node = self.places.nodes[self.places.children[number, token]]
        return node if node.start >= self.places.nodes[number].start else None

    def _is_flow(self, number: int) -> bool:
        return self.text[self.places.nodes[number].start] in "{["

    def _flow(self, value: Json) -> str:
        return json.dumps(value, ensure_ascii=False) if self.is_json else flow(value)

    def _column(self, offset: int) -> int:
        return self.places.lines.place(offset)[1] - 1

    @property
    def _newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"


def _wrapped(path: tuple[str, ...], value: Json) -> Json:
    inner: Json = [value]
    for name in reversed(path):
        inner = {name: inner}
    return inner


def _nested(path: tuple[str, ...], value: Json, indent: int) -> list[str]:
    """Write a list that is not there yet as block lines: its names, and its only element."""
    names = [f"{' ' * (indent + 2 * depth)}{name}:" for depth, name in enumerate(path)]
    return [*names, *item(value, indent + 2 * len(path))]
