"""Is a value carried as data? Two requests that differ in one input, compared place by place.

The benign value marks its place in the base request. In the other request the same place must hold the
other value, whole, and nothing else may have changed: no segment, parameter, field or member more or
less. What a template does on purpose with a value (upper case, a part of it) hides the mark; then only
the structure is compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_plus, urlsplit

from gc_contracts._json import Json, dumps, kind, loads

REWORKED = "arrives as"
"""What changes are called that leave the structure alone."""


@dataclass(frozen=True, slots=True)
class Swap:
    """The benign text of an input and the text that took its place."""

    old: str
    new: str

    def fits(self, base: str, other: str) -> bool:
        """Whether `other` is `base` with one or all occurrences of the old text replaced."""
        if other == base.replace(self.old, self.new):
            return True
        starts = _occurrences(base, self.old)
        return any(other == base[:at] + self.new + base[at + len(self.old) :] for at in starts)


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while word and at >= 0:
        yield at
        at = text.find(word, at + 1)


@dataclass(frozen=True, slots=True)
class Url:
    """A URL as a server reads it: decoded path segments, decoded parameters."""

    authority: str
    segments: tuple[str, ...]
    params: tuple[tuple[str, str], ...]
    fragment: str | None

    @classmethod
    def read(cls, text: str) -> "Url | None":
        """Take a URL or a path with query apart; None where that cannot be done."""
        try:
            parts = urlsplit(text.replace("\t", "%09").replace("\n", "%0A").replace("\r", "%0D"))
            authority = f"{parts.scheme}://{parts.netloc}"
        except ValueError:
            return None
        path = tuple(unquote(segment) for segment in parts.path.split("/"))
        fragment = parts.fragment if "#" in text else None
        return cls(authority, path, parameters(parts.query), fragment)


def parameters(query: str) -> tuple[tuple[str, str], ...]:
    """Read `a=1&b=2` as servers do: `+` is a blank."""
    pairs = (pair.partition("=") for pair in query.split("&")) if query else ()
    return tuple((unquote_plus(name), unquote_plus(value)) for name, _, value in pairs)


def url_change(base: str, other: str, swap: Swap) -> str:
    """Tell how the other URL differs besides the swapped value; empty: the value is carried whole."""
    before, after = Url.read(base), Url.read(other)
    if before is None or swap.old in before.authority:
        return ""
    if after is None:
        return "the URL can no longer be read"
    if after.authority != before.authority:
        return f"the request goes to {after.authority}"
    if len(after.segments) != len(before.segments):
        return f"the path has {len(after.segments) - 1} segments instead of {len(before.segments) - 1}"
    if after.fragment is not None and before.fragment is None:
        return "the URL is cut off at `#`"
    return _pairs_change(before.params, after.params, swap, "query parameter") or _texts_change(
        before.segments, after.segments, swap, "path segment"
    )


def form_change(base: str, other: str, swap: Swap) -> str:
    """The same for a form body."""
    return _pairs_change(parameters(base), parameters(other), swap, "form field")


def _pairs_change(
    before: tuple[tuple[str, str], ...], after: tuple[tuple[str, str], ...], swap: Swap, word: str
) -> str:
    if any(swap.old in name and not value for name, value in before):
        return ""  # the input is the query text itself, or a bare flag: meant as structure
    names, others = [name for name, _ in before], [name for name, _ in after]
    if len(names) != len(others):
        more = next((name for name in others if name not in names), "")
        return f"there are {len(others)} {word}s instead of {len(names)}" + (
            f", `{more}` among them" if more else ""
        )
    if names != others and not all(map(swap.fits, names, others)):
        return f"the {word}s have other names"
    return _texts_change([value for _, value in before], [value for _, value in after], swap, word)


def _texts_change(
    before: "tuple[str, ...] | list[str]", after: "tuple[str, ...] | list[str]", swap: Swap, word: str
) -> str:
    for one, two in zip(before, after, strict=True):
        if swap.old in one and one != two and not swap.fits(one, two):
            return f"the {word} {REWORKED} {two!r}"
    return ""


def json_change(base: Json, text: str, swap: Swap) -> str:
    """The same for a JSON body, given the base body as parsed."""
    try:
        other = loads(text)
    except ValueError as error:
        return f"the body is no JSON any more ({error})"
    return _json_change(base, other, swap, "")


def _json_change(base: Json, other: Json, swap: Swap, at: str) -> str:
    if kind(base) != kind(other):
        return f"{at or 'the body'} is {kind(other)} instead of {kind(base)}"
    if isinstance(base, dict):
        if list(base) != list(other):
            more = [name for name in other if name not in base]
            return f"{at or 'the body'} has other members" + (f": {', '.join(more)}" if more else "")
        return next(
            filter(None, (_json_change(base[key], other[key], swap, f"{at}/{key}") for key in base)), ""
        )
    if isinstance(base, list):
        if len(base) != len(other):
            return f"{at or 'the body'} has {len(other)} elements instead of {len(base)}"
        pairs = enumerate(zip(base, other, strict=True))
        return next(
            filter(None, (_json_change(one, two, swap, f"{at}/{index}") for index, (one, two) in pairs)), ""
        )
    if isinstance(base, str) and swap.old in base and base != other and not swap.fits(base, other):
        return f"{at or 'the body'} {REWORKED} {dumps(other)}"
    return ""


def plain(text: str) -> bool:
    """Whether a text holds nothing that any syntax gives a meaning to."""
    return text.isascii() and text.isalnum()
