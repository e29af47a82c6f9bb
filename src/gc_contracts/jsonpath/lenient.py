"""JSON as the engine reads it in filters and arguments: bare words, single quotes, useless commas, any tail.

Documents are never read by this; `numbers.loads` is strict. What follows a complete value is ignored.
Source: recorded: json-smart 2.6 in permissive mode, by `conformance/jsonpath.jsonl`, groups filter-in,
function-arguments.
"""

import re

from gc_contracts._json import Json
from gc_contracts.jsonpath.documents import number
from gc_contracts.jsonpath.faults import Broken

_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|(?<=-)\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_HALF_FLOAT = re.compile(r"(?:-?[0-9]+\.?[0-9]*[eE]|-?\.[0-9]+[eE])[+-]|-\.")
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}
_WORDS: dict[str, Json] = {"null": None, "true": True, "false": False}
BLANKS = " \t\r\n"
END = ""


def read_lenient(text: str) -> Json:
    """Read the first value of `text`; raises Broken where there is none."""
    return _Reader(text).value("")


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.index = 0

    def _char(self) -> str:
        return self.text[self.index] if self.index < len(self.text) else END

    def _skip(self) -> str:
        while self._char() and self._char() in BLANKS:
            self.index += 1
        return self._char()

    def value(self, stops: str) -> Json:
        char = self._skip()
        if char == END or char in ":}]":
            raise Broken(f"unexpected {char or 'end'} at position {self.index}")
        if char == "{":
            return self._object()
        if char == "[":
            return self._array()
        if char in "'\"":
            return self._quoted(char)
        return self._word(stops)

    def _word(self, stops: str) -> Json:
        begin = self.index
        while self._char() and self._char() not in stops:
            self.index += 1
        word = self.text[begin : self.index].strip("".join(map(chr, range(33))))
        if word in _WORDS:
            return _WORDS[word]
        if word == "NaN":
            return float("nan")
        if _HALF_FLOAT.fullmatch(word):
            raise Broken(f"no number: {word}")
        return number(word) if _NUMBER.fullmatch(word) else 0 if word == "-" else word

    def _quoted(self, quote: str) -> str:
        self.index += 1
        closing = self.text.find(quote, self.index)
        plain = self.text[self.index : closing]
        if closing >= 0 and "\\" not in plain:
            self.index = closing + 1
            return plain
        return self._escaped(quote)

    def _escaped(self, quote: str) -> str:
        out: list[str] = []
        while (char := self._char()) != quote:
            if char == END:
                raise Broken("text without its closing quote")
            self.index += 1
            out.append(self._escape() if char == "\\" else char if char >= " " and char != "\x7f" else "")
        self.index += 1
        return "".join(out)

    def _escape(self) -> str:
        letter = self._char()
        self.index += 1
        width = {"u": 4, "x": 2}.get(letter, 0)
        if not width:
            return _ESCAPES.get(letter, letter if letter in "'\"\\/" else "")
        digits = self.text[self.index : self.index + width]
        self.index += width
        try:
            return chr(int(digits, 16))
        except ValueError:
            raise Broken(f"no escape: {digits}") from None

    def _array(self) -> list[Json]:
        out: list[Json] = []
        self.index += 1
        while (char := self._skip()) != "]":
            if char == END or char in ":}":
                raise Broken(f"unexpected {char or 'end'} at position {self.index}")
            if char == ",":
                self.index += 1
            else:
                out.append(self.value(",]"))
        self.index += 1
        return out

    def _object(self) -> dict[str, Json]:
        out: dict[str, Json] = {}
        self.index += 1
        while (char := self._skip()) != "}":
            if char == END or char in ":][{":
                raise Broken(f"unexpected {char or 'end'} at position {self.index}")
            if char == ",":
                self.index += 1
                continue
            key = self._key(char)
            out[key] = self.value(",}")
            if self._skip() not in {",", "}"}:
                raise Broken(f"expected , or }} at position {self.index}")
        self.index += 1
        return out

    def _key(self, char: str) -> str:
        key = self._quoted(char) if char in "'\"" else str(self._bare_key())
        if self._skip() != ":":
            raise Broken(f"expected : at position {self.index}")
        self.index += 1
        return key

    def _bare_key(self) -> str:
        begin = self.index
        while self._char() not in {":", END}:
            self.index += 1
        return self.text[begin : self.index].strip()
