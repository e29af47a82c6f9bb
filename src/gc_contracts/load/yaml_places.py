"""Where characters of YAML scalars stand: exact in one-line and literal scalars, by words in folded ones."""

import re
from dataclasses import dataclass

from gc_contracts.positions import Node, Places

_ESCAPE = r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)"
_UNITS = {
    '"': re.compile(rf"{_ESCAPE}|.", re.DOTALL),
    "'": re.compile(r"''|.", re.DOTALL),
}
_CHARACTER = re.compile(r".", re.DOTALL)
_BLANK_ESCAPES = frozenset({r"\n", r"\t", r"\r", r"\ ", "\\\t", "\\\n", "\\\r", r"\f", r"\v"})
_HEADER = re.compile(r"[|>][^\r\n]*(?:\r\n|\r|\n)?")
_LINE = re.compile(r"([ ]*)([^\r\n]*)(?:\r\n|\r|\n|$)")


@dataclass(slots=True)
class YamlPlaces(Places):
    """Places of a YAML text; `Node.style` says how a scalar is written."""

    def inside(self, node: Node, offset: int) -> int:
        """Translate an offset inside a scalar to one in the file."""
        if not node.style:
            return node.start
        if node.style == "|":
            return self._literal(node, offset)
        start, end = self._content(node)
        if node.style != ">" and "\n" not in self.text[start:end] and "\r" not in self.text[start:end]:
            return self._exact(node, offset, start, end)
        return self._by_words(node, offset, start, end)

    def _content(self, node: Node) -> tuple[int, int]:
        if node.style in _UNITS:
            return node.start + 1, node.end - 1
        header = _HEADER.match(self.text, node.start) if node.style == ">" else None
        return header.end() if header else node.start, node.end

    def _exact(self, node: Node, offset: int, start: int, end: int) -> int:
        unit, at = _UNITS.get(node.style, _CHARACTER), start
        for _ in range(offset):
            match = unit.match(self.text, at, end)
            if match is None:
                break
            at = match.end()
        return at

    def _by_words(self, node: Node, offset: int, start: int, end: int) -> int:
        """Count the characters that are no blanks: folding changes only those."""
        count = sum(not character.isspace() for character in node.value[:offset])
        unit = _UNITS.get(node.style, _CHARACTER)
        for match in unit.finditer(self.text, start, end):
            if match.group().isspace() or match.group() in _BLANK_ESCAPES:
                continue
            if count == 0:
                return match.start()
            count -= 1
        return max(start, end - 1)

    def _literal(self, node: Node, offset: int) -> int:
        """Go to the same line of the block, and right of its indentation."""
        header = _HEADER.match(self.text, node.start)
        lines = list(_LINE.finditer(self.text, header.end() if header else node.start))
        indent = _indent(lines, header.group() if header else "")
        before = node.value[:offset]
        row = min(before.count("\n"), len(lines) - 1)
        column = len(before) - (before.rfind("\n") + 1)
        line = lines[row]
        return min(line.start() + indent + column, line.end(2))


def _indent(lines: list[re.Match[str]], header: str) -> int:
    """Tell how far a block is indented, by its first line that is not blank.

    A header such as `|2` counts from its parent; the first line then tells at most that.
    """
    spaces = next((len(line.group(1)) for line in lines if line.group(2).strip()), 0)
    explicit = next((int(mark) for mark in header if mark.isdigit()), 0)
    return min(spaces, explicit) if explicit else spaces
