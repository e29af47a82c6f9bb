"""Strict JSON with errors that a person can act on.

Only what RFC 8259 calls JSON is read: no NaN, no comment, no number a double cannot hold, and no half of a
surrogate pair, which no report could write down.
"""

import json
import re
from collections.abc import Iterator

from gc_contracts._json import Json
from gc_contracts.load.flaw import MAX_DEPTH, Flaw, refuse
from gc_contracts.positions import repeats, strings

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]|[^\s{}\[\]:,"]++', re.DOTALL)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]", re.ASCII)
_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_UNIT = re.compile(rf"{_PAIR.pattern}|\\u.{{4}}|\\.", re.DOTALL)
_MAX_DIGITS = 4_000
_CONSTANTS = {
    "None": "null",
    "nil": "null",
    "undefined": "null",
    "NULL": "null",
    "Null": "null",
    "True": "true",
    "TRUE": "true",
    "False": "false",
    "FALSE": "false",
}


def parse_json(text: str, file: str) -> tuple[Json, tuple[Flaw, ...]]:
    """Read JSON text; a repeated key keeps its last value and is a flaw.

    Raises:
        LoadError: the text is not JSON, or nests more than 200 levels deep.
    """
    _limit_depth(text, file)
    seen = _Pairs()
    try:
        data = json.loads(
            text,
            object_pairs_hook=seen,
            parse_constant=_refuse_number,
            parse_float=_float,
            parse_int=_int,
        )
    except json.JSONDecodeError as error:
        raise refuse(file, text, _place(text, error), _sentence(text, error)) from None
    except ValueError:
        raise refuse(file, text, *_bad_number(text)) from None
    _refuse_halves(text, file)
    return data, tuple(_repeated(text)) if seen.repeated else ()


class _Pairs:
    """Builds objects, and remembers whether any had a key twice."""

    def __init__(self) -> None:
        self.repeated = False

    def __call__(self, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        built = dict(pairs)
        self.repeated |= len(built) != len(pairs)
        return built


def _repeated(text: str) -> Iterator[Flaw]:
    for repeat in repeats(text):
        message = f"the key `{repeat.name[:80]}` stands here again, after line {repeat.first_line}"
        yield Flaw(
            message, repeat.line, repeat.column, "remove one of them; the last one counts", fatal=False
        )


def _limit_depth(text: str, file: str) -> None:
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for token in _TOKEN.finditer(text):
        first = text[token.start()]
        depth += (first in "[{") - (first in "]}")
        if depth > MAX_DEPTH:
            raise refuse(file, text, token.start(), too_deep())


def too_deep() -> str:
    """Word the error for a file that nests too deep."""
    return f"the file nests more than {MAX_DEPTH} levels deep here; no contract needs more than 50"


def _refuse_number(name: str) -> Json:
    raise ValueError(name)


def _float(text: str) -> float:
    value = float(text)
    if value in {float("inf"), float("-inf")}:
        raise ValueError(text)
    return value


def _int(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise ValueError(text)
    return int(text)


def _bad_number(text: str) -> tuple[int, str]:
    """Find the number that the reader refused, and say why."""
    for token in _TOKEN.finditer(text):
        word = token.group()
        if word in {"NaN", "Infinity", "-Infinity"}:
            return token.start(), f"{word} is no JSON value; write null, or a number"
        if word[0] in "-0123456789" and _is_too_big(word):
            return token.start(), f"the number {_short(word)} is too big; write it as text"
    return 0, "a number here is too big"


def _short(word: str) -> str:
    return word if len(word) <= 20 else f"{word[:20]}…"


def _is_too_big(word: str) -> bool:
    try:
        return (len(word) > _MAX_DIGITS) or float(word) in {float("inf"), float("-inf")}
    except ValueError:
        return False


def _refuse_halves(text: str, file: str) -> None:
    if _SURROGATE.search(text) is None:
        return
    for start, token in strings(text):
        for unit in _UNIT.finditer(token):
            if _SURROGATE.match(unit.group()) and not _PAIR.fullmatch(unit.group()):
                message = f"{unit.group()} is half of a surrogate pair and no character; write both halves"
                raise refuse(file, text, start + unit.start(), message)


def _place(text: str, error: json.JSONDecodeError) -> int:
    """Give the same place in every Python: since 3.13 a comma too many is told, not what follows it."""
    if not error.msg.startswith("Illegal trailing comma"):
        return error.pos
    rest = text[error.pos + 1 :]
    return len(text) - len(rest.lstrip(" \t\r\n"))


def _sentence(text: str, error: json.JSONDecodeError) -> str:
    """Say what the reader met and what would be right."""
    rest = text[error.pos : error.pos + 40]
    if not text.strip():
        return "the file is empty; it should hold a Data Action export or a data schema"
    if rest.startswith(("//", "/*", "#")):
        return "JSON has no comments; remove this one, or keep the file as YAML"
    if rest.startswith("'"):
        return "names and texts stand in double quotes in JSON, not in single ones"
    words = {
        "Expecting property name enclosed in double quotes": _no_name,
        "Illegal trailing comma before end of object": _no_name,
        "Expecting ',' delimiter": _no_comma,
        "Expecting value": _no_value,
        "Illegal trailing comma before end of array": _no_value,
    }
    if error.msg in words:
        return words[error.msg](rest)
    return next((said for start, said in _SENTENCES.items() if error.msg.startswith(start)), error.msg)


_SENTENCES = {
    "Expecting ':' delimiter": "a colon is missing between a member's name and its value",
    "Unterminated string": "the text that begins here is never closed by a double quote",
    "Invalid control character": r"a line break or tab stands inside a text; write it as \n or \t",
    "Invalid \\escape": r"a backslash stands alone in a text; write two for one: \\",
    "Invalid \\uXXXX": r"\u needs four hexadecimal digits after it",
    "Extra data": "the JSON value has ended, and more text follows; a file holds one value",
}


def _no_name(rest: str) -> str:
    if not rest:
        return "the text ends inside an object; a closing } is missing"
    if rest[0] in "},":
        return "a comma too many: no member follows it"
    return "a member's name must stand here, in double quotes"


def _no_comma(rest: str) -> str:
    if not rest:
        return "the text ends too early; a closing } or ] is missing"
    if rest[0] in '"{[':
        return "a comma is missing between two members"
    if rest[0] in "]}:":
        return f"`{rest[0]}` does not fit here; a bracket or brace is not closed, or a colon is too many"
    return 'a comma is missing here, or a double quote inside the text before is not written as \\"'


def _no_value(rest: str) -> str:
    if not rest:
        return "the text ends where a value should stand"
    if rest[0] in ",]}":
        return "a value is missing here, or the comma before is one too many"
    word = re.split(r"[\s,\]}]", rest, maxsplit=1)[0]
    if word in _CONSTANTS:
        return f"{word} is no JSON value; write {_CONSTANTS[word]}"
    return f"`{word[:20]}` is no JSON value; a text stands in double quotes"
