"""Text in a Terraform configuration: its escapes taken back, its expressions found.

`$${` and `%%{` stand for `${` and `%{`, which without the escape begin an expression that Terraform fills in.
What it fills in is not known here: a plain `1` stands for it, which any URL, header and JSON can hold.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gc_contracts.model.action import Part

_BEGIN = re.compile(r"\$\$\{|%%\{|[$%]\{")
_INSIDE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]', re.DOTALL)
_ROOTS = (
    r"(?:var|local|module|self)\.\w|data\.\w+\.|path\.(?:module|root|cwd)\b"
    r"|each\.(?:key|value)\b|count\.index\b|terraform\.workspace\b"
)
_TERRAFORM = re.compile(rf'\s*(?:~|{_ROOTS}|[a-z]\w*\(|[a-z][a-z0-9]*_\w+\.\w|["\d!(\[{{-])')
"""How an expression of Terraform begins: a name it knows, a function, a resource, a literal."""
STAND_IN = "1"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as templates see it."""

    part: Part
    expressions: tuple[str, ...] = ()
    """What Terraform fills in, as written."""
    bare: tuple[tuple[int, str], ...] = ()
    """References of a template that are not escaped: (offset in the file's own value, as written)."""
    whole: bool = False
    """Nothing of the text is known: it is one expression, or a directive of Terraform chooses."""


@dataclass(slots=True)
class _Output:
    pieces: list[str] = field(default_factory=list)
    size: int = 0
    dropped: list[int] = field(default_factory=list)

    def put(self, text: str, behind: int = 0, *, first: int = 0) -> None:
        """Write text; the file holds `first` characters more before it and `behind` more after it."""
        self.dropped += [self.size] * first
        self.pieces.append(text)
        self.size += len(text)
        self.dropped += [self.size] * behind


def unescape(part: Part) -> Part:
    """Take Terraform's escapes back, and remember where a character went.

    >>> unescape(Part("a $${x}", "/url"))
    Part(text='a ${x}', pointer='/url', dropped=(2,))

    Source: documented: Terraform's string templates; the data action generators write exports this way.
    """
    return read(part).part


def read(part: Part) -> Reading:
    """Read one text.

    >>> read(Part("https://${var.host}/$${input.id}", "/url")).part.text
    'https://1/${input.id}'
    """
    text, done, output = part.text, 0, _Output()
    expressions: list[str] = []
    bare: list[tuple[int, str]] = []
    for start, end in _marks(text):
        output.put(text[done:start])
        written, done = text[start:end], end
        if written.startswith(("$$", "%%")):
            output.put(written[1:], first=1)
        elif _is_terraforms(written):
            expressions.append(written)
            stand_in = _stand_in(text, start, end)
            output.put(stand_in, len(written) - len(stand_in))
        else:
            bare.append((start, written))
            output.put(written)
    output.put(text[done:])
    plain = Part("".join(output.pieces), part.pointer, tuple(output.dropped))
    return Reading(plain, tuple(expressions), tuple(bare), _is_whole(text, expressions))


def is_expression(value: object) -> bool:
    """Tell whether a value is nothing but an expression of Terraform."""
    return isinstance(value, str) and read(Part(value, "")).whole


def argument(text: str, function: str) -> str:
    """Give what stands between the brackets of one call, such as `${jsonencode(…)}`; empty: it is none."""
    inner = text.strip().removeprefix("${").removesuffix("}").strip()
    is_call = text.strip().startswith("${") and inner.startswith(f"{function}(") and inner.endswith(")")
    return inner[len(function) + 1 : -1] if is_call else ""


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """Give the spans of escapes (`$${` alone) and of whole expressions."""
    at = 0
    while found := _BEGIN.search(text, at):
        escape = len(found.group()) == 3
        at = found.end() if escape else _closing(text, found.end())
        yield found.start(), at


def _closing(text: str, at: int) -> int:
    """Give the place behind the bracket that ends an expression; brackets in texts do not count."""
    depth = 1
    for token in _INSIDE.finditer(text, at):
        depth += {"{": 1, "}": -1}.get(token.group(), 0)
        if not depth:
            return token.end()
    return len(text)


def _is_terraforms(written: str) -> bool:
    return written.startswith("%") or _TERRAFORM.match(written, 2) is not None


def _stand_in(text: str, start: int, end: int) -> str:
    """Choose what stands for an expression: a base URL before a path may as well be none."""
    if not start and text.startswith("/", end):
        return ""
    return "https" if text.startswith("://", end) and end - start >= len("https") else STAND_IN


def _is_whole(text: str, expressions: list[str]) -> bool:
    chooses = any(expression.startswith("%") for expression in expressions)
    return chooses or (bool(expressions) and text.strip() == expressions[0])
