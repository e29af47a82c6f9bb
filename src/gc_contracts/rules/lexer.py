"""CEL text into tokens with places: names, literals with their values, operators.

Source: documented: CEL language definition, "Syntax"; each refusal was compared with cel-cpp.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from gc_contracts.errors import RuleError
from gc_contracts.rules.nodes import Kind


class Sort(StrEnum):
    """What a token is."""

    LITERAL = "literal"
    NAME = "name"
    QUOTED_NAME = "quoted name"
    OPERATOR = "operator"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A token; `text` is the name or operator, `kind` and `value` are a literal's."""

    sort: Sort
    text: str
    start: int
    end: int
    kind: Kind = Kind.NULL
    value: bool | int | float | str | bytes | None = None


_STRING = r'(?P<prefix>[bB]?[rR]?)(?:(?P<long>"""|' + "'''" + r")|(?P<short>[\"']))"
_TOKEN = re.compile(
    r"(?P<skip>[\t \r\n\f]+|//[^\n]*)"
    rf"|(?P<string>{_STRING})"
    r"|(?P<float>[0-9]*\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+)"
    r"|(?P<int>0x[0-9a-fA-F]+|[0-9]+)(?P<unsigned>[uU])?"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|`(?P<quoted>[A-Za-z0-9_.\-/ ]+)`"
    r"|(?P<operator>==|!=|<=|>=|&&|\|\||[-+*/%<>!?:.,()\[\]{}])"
)
_ESCAPE = re.compile(
    r"\\(?:(?P<plain>[abfnrtv\"'\\?`])|[xX](?P<byte>[0-9a-fA-F]{2})|(?P<octal>[0-3][0-7]{2})"
    r"|u(?P<four>[0-9a-fA-F]{4})|U(?P<eight>[0-9a-fA-F]{8})|(?P<odd>))"
)
_PLAIN = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_WORDS = {"true": (Kind.BOOL, True), "false": (Kind.BOOL, False), "null": (Kind.NULL, None)}
RESERVED = frozenset(
    {
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
        "import",
        "let",
        "loop",
        "namespace",
    }
    | {"package", "return", "var", "void", "while"}
)
"""Words that no variable can have; members may."""
_MOST = 20_000
"""Characters of an expression; nobody writes a longer one."""


def tokens(text: str) -> tuple[Token, ...]:
    """Take an expression apart; the last token is the end.

    Raises:
        RuleError: a character no token begins with, a text that is not closed, a broken escape.
    """
    if len(text) > _MOST:
        raise RuleError(f"the expression is longer than {_MOST:,} characters", _MOST)
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise RuleError(f"`{text[at]}` cannot stand here", at)
        at = match.end()
        if match["string"] is not None:
            found.append(_string(text, match))
            at = found[-1].end
        elif match["skip"] is None:
            found.append(_token(match))
    return (*found, Token(Sort.END, "", at, at))


def _token(match: re.Match[str]) -> Token:
    start, end, text = match.start(), match.end(), match.group()
    if match["float"] is not None:
        return Token(Sort.LITERAL, text, start, end, Kind.DOUBLE, float(text))
    if match["int"] is not None:
        number = match["int"]
        value = int(number, 0) if number[:2] == "0x" else _decimal(number, start)
        return Token(Sort.LITERAL, text, start, end, Kind.UINT if match["unsigned"] else Kind.INT, value)
    if match["quoted"] is not None:
        return Token(Sort.QUOTED_NAME, match["quoted"], start, end)
    if match["name"] is None:
        return Token(Sort.OPERATOR, text, start, end)
    if text in _WORDS:
        kind, word = _WORDS[text]
        return Token(Sort.LITERAL, text, start, end, kind, word)
    return Token(Sort.OPERATOR if text == "in" else Sort.NAME, text, start, end)


def _decimal(digits: str, start: int) -> int:
    if len(digits) > 40:
        raise RuleError("the number has more digits than any that CEL knows", start)
    return int(digits)


def _string(text: str, opening: re.Match[str]) -> Token:
    """Read a string or bytes literal from its opening quote on."""
    quote = opening["long"] or opening["short"]
    raw = "r" in opening["prefix"].lower()
    inner = "[^\\\\]" if opening["long"] else rf"[^\\\r\n{quote}]"
    if raw:
        body = r"(?s:.)*?" if opening["long"] else rf"[^\r\n{quote}]*"
    else:
        body = rf"(?:{inner}|\\(?s:.))*" + ("?" if opening["long"] else "")
    closed = re.compile(f"({body}){quote}").match(text, opening.end())
    if closed is None:
        raise RuleError("the text is not closed by its quote", opening.start())
    value = _decoded(closed[1], opening.end(), opening["prefix"].lower())
    kind = Kind.STRING if isinstance(value, str) else Kind.BYTES
    whole = text[opening.start() : closed.end()]
    return Token(Sort.LITERAL, whole, opening.start(), closed.end(), kind, value)


def _decoded(written: str, start: int, prefix: str) -> str | bytes:
    r"""Resolve escapes; in bytes `\xff` is one octet and what is written plainly is UTF-8."""
    if "b" not in prefix:
        return written if "r" in prefix else _ESCAPE.sub(lambda each: _character(each, start), written)
    if "r" in prefix:
        return _utf8(written, start)
    found, at = b"", 0
    for escape in _ESCAPE.finditer(written):
        found += _utf8(written[at : escape.start()], start) + _octet(escape, start)
        at = escape.end()
    return found + _utf8(written[at:], start)


def _character(escape: re.Match[str], start: int) -> str:
    if escape["plain"] is not None:
        return _PLAIN.get(escape["plain"], escape["plain"])
    if escape["octal"] is not None:
        return chr(int(escape["octal"], 8))
    digits = escape["byte"] or escape["four"] or escape["eight"]
    if digits is None:
        raise RuleError("a backslash begins no escape that CEL knows", start + escape.start())
    code = int(digits, 16)
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        raise RuleError("the escape names no character of Unicode", start + escape.start())
    return chr(code)


def _octet(escape: re.Match[str], start: int) -> bytes:
    if escape["four"] is not None or escape["eight"] is not None:
        raise RuleError("bytes take no \\u escape", start + escape.start())
    return _character(escape, start).encode("latin-1")


def _utf8(text: str, start: int) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise RuleError("half of a surrogate pair is no character", start + error.start) from None
