"""A position in a path's text, with the engine's own idea of where the text ends.

Only the blank counts as insignificant, and reading beyond the end is a mistake rather than an empty
character. The end can lie before the end of the string: a filter is read without its closing bracket.
"""

from unicodedata import category

from gc_contracts.jsonpath.faults import Mistake, Syntax


def is_digit(char: str) -> bool:
    """Tell a decimal digit of any script, as Java does for one UTF-16 unit.

    >>> is_digit("7"), is_digit("²"), is_digit("x")
    (True, False, False)
    """
    return "0" <= char <= "9" or (char > "\x7f" and char <= "\uffff" and category(char) == "Nd")


class Cursor:
    """Text, position and last position (inclusive)."""

    __slots__ = ("end", "position", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.end = len(text) - 1

    def at(self, index: int) -> str:
        """Return one character; raises Mistake outside the text."""
        if not 0 <= index < len(self.text):
            raise Mistake("unexpected end")
        return self.text[index]

    def current(self) -> str:
        """Return the character at the position."""
        return self.at(self.position)

    def inside(self, index: int | None = None) -> bool:
        """Tell whether an index, or the position, lies inside."""
        return 0 <= (self.position if index is None else index) <= self.end

    def at_tail(self) -> bool:
        """Tell whether nothing follows; the last character itself already counts as the tail."""
        return self.position >= self.end

    def skip_blanks(self) -> "Cursor":
        """Move to the next character that is no blank, but never past the last one."""
        while 0 <= self.position < self.end and self.text[self.position] == " ":
            self.position += 1
        return self

    def trim(self) -> None:
        """Skip blanks at both ends."""
        self.skip_blanks()
        while 0 <= self.position < self.end and self.at(self.end) == " ":
            self.end -= 1

    def next_significant(self, start: int) -> int:
        """Return the index of the next character after `start` that is no blank; it may lie outside."""
        index = start + 1
        while self.inside(index) and self.text[index] == " ":
            index += 1
        return index

    def next_significant_char(self, start: int) -> str:
        """Return that character, or a blank where there is none."""
        index = self.next_significant(start)
        return self.text[index] if self.inside(index) else " "

    def find_significant(self, start: int, char: str) -> int:
        """Return the index of the next significant character if it is `char`, else -1."""
        index = self.next_significant(start)
        return index if self.at(index) == char else -1

    def previous_significant(self) -> int:
        """Return the index of the last character before the position that is no blank, or -1."""
        index = self.position - 1
        while self.inside(index) and self.text[index] == " ":
            index -= 1
        return index if self.inside(index) else -1

    def find(self, start: int, char: str) -> int:
        """Return where `char` stands from `start` on, or -1."""
        found = self.text.find(char, start, self.end + 1)
        return found if self.inside(start) else -1

    def find_unescaped(self, start: int, char: str) -> int:
        """Return where `char` stands after `start` without a backslash before it, or -1."""
        index, escaped = start + 1, False
        while self.inside(index):
            here = self.text[index]
            if escaped:
                escaped = False
            elif here == "\\":
                escaped = True
            elif here == char:
                return index
            index += 1
        return -1

    def find_closing(self, start: int, pair: str, *, patterns: bool) -> int:
        """Return where the bracket at `start` closes, over quoted text and, if asked, patterns; or -1."""
        if self.at(start) != pair[0]:
            raise Syntax(f"expected {pair[0]}")
        depth, index = 1, start + 1
        while self.inside(index):
            if self.at(index) in "'\"":
                index = self._beyond(index, self.at(index))
            if patterns and self.at(index) == "/":
                index = self._beyond(index, "/")
            depth += (self.at(index) == pair[0]) - (self.at(index) == pair[1])
            if depth == 0:
                return index
            index += 1
        return -1

    def _beyond(self, start: int, char: str) -> int:
        found = self.find_unescaped(start, char)
        if found == -1:
            raise Syntax(f"no closing {char}")
        return found + 1

    def take(self, char: str) -> None:
        """Read one significant character."""
        if self.skip_blanks().current() != char:
            raise Syntax(f"expected {char} at position {self.position}")
        self.position += 1

    def take_word(self, word: str) -> bool:
        """Read `word` if it comes next; blanks before it are gone either way."""
        self.skip_blanks()
        if not self.inside(self.position + len(word) - 1) or not self.text.startswith(word, self.position):
            return False
        self.position += len(word)
        return True
