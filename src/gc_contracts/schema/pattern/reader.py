"""A place in the text of a pattern, and how to complain about it."""

from typing import Never

from gc_contracts.errors import SchemaError


class Reader:
    """Reads a pattern from left to right; `flags` are those in force at this place."""

    __slots__ = ("at", "flags", "java", "text")

    def __init__(self, text: str, *, java: bool) -> None:
        self.text = text
        self.java = java
        self.at = 0
        self.flags: frozenset[str] = frozenset()

    def peek(self, count: int = 1) -> str:
        """Show the next characters without taking them."""
        return self.text[self.at : self.at + count]

    def take(self) -> str:
        """Take one character; empty at the end."""
        char = self.peek()
        self.at += 1
        return char

    def eat(self, expected: str) -> bool:
        """Take `expected` if it comes next."""
        if not self.text.startswith(expected, self.at):
            return False
        self.at += len(expected)
        return True

    def until(self, end: str) -> str:
        """Take all up to `end`, and `end` itself, which is not returned."""
        stop = self.text.find(end, self.at)
        if stop < 0:
            self.fail(f"`{end}` is missing")
        found = self.text[self.at : stop]
        self.at = stop + len(end)
        return found

    def digits(self, alphabet: str, limit: int) -> str:
        """Take up to `limit` characters of the alphabet."""
        start = self.at
        while self.at - start < limit and self.peek() and self.peek() in alphabet:
            self.at += 1
        return self.text[start : self.at]

    def fail(self, message: str) -> Never:
        """Refuse the pattern, naming the character reached (counted from 1)."""
        shown = self.text if len(self.text) <= 80 else self.text[:77] + "…"
        raise SchemaError(f"pattern `{shown}`: {message} (character {min(self.at, len(self.text)) + 1})")
