"""Is a value carried as data? Two requests that differ in one input, compared place by place.

The benign value marks its place in the base request. In the other request the same place must hold the
other value, whole, and nothing else may have changed: no host, segment, parameter, field or member more or
less. What a template does on purpose with a value (upper case, a part of it) hides the mark; then only the
structure is compared.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_plus, urlsplit

from gc_contracts._json import Json, dumps, kind, loads
from gc_contracts.checks.queries import query_of

_NO_URL = re.compile(r'[\x00-\x20"<>\\^`{|}\x7f]')
"""What no part of a URL may hold. Source: documented: RFC 3986; java.net.URI refuses each of them."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a request differs besides the swapped value."""

    words: str
    structural: bool = True
    """Whether the parts around the value changed, or only the value itself."""
    language: str = ""
    """The query language that the value breaks out of, inside a text that arrives whole."""
    literal: bool = False
    """Text of the template around the value was escaped with it."""


@dataclass(frozen=True, slots=True)
class Swap:
    """The benign text of an input and the text that took its place."""

    old: str
    new: str
    loose: bool = False
    """The template reworks the value, so that any text may stand in its place."""

    def fits(self, base: str, other: str) -> bool:
        """Whether `other` is `base` with one or all occurrences of the old text replaced."""
        if self.loose and self.old in base:
            before, after = base[: base.find(self.old)], base[base.rfind(self.old) + len(self.old) :]
            return other.startswith(before) and other.endswith(after)
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


def url_change(base: str, other: str, swap: Swap) -> Change | None:
    """Tell how the other URL differs besides the swapped value; None: the value is carried whole."""
    before, after = Url.read(base), Url.read(other)
    if before is None or _is_query_text(before.params, swap):
        return None
    if after is None:
        return Change("the URL can no longer be read")
    words = _frame_change(before, after, swap)
    if words:
        return Change(words)
    changed = pairs_change(before.params, after.params, swap, "query parameter")
    changed = changed or texts_change(zip(before.segments, after.segments, strict=True), swap, "path segment")
    return changed or no_url(base, other, swap)


def _frame_change(before: Url, after: Url, swap: Swap) -> str:
    """Compare what stands around path segments and parameters."""
    if not swap.fits(before.authority, after.authority):
        return f"the request goes to {after.authority}"
    if len(after.segments) != len(before.segments):
        return f"the path has {len(after.segments) - 1} segments instead of {len(before.segments) - 1}"
    if after.fragment is not None and before.fragment is None:
        return "the URL is cut off at `#`"
    return ""


def no_url(base: str, other: str, swap: Swap) -> Change | None:
    """Tell of a character that no URL may hold, unless the template puts such there anyway."""
    around = base.replace(swap.old, "")
    found = next((sign for sign in _NO_URL.findall(other) if sign not in around), "")
    shown = "a blank" if found == " " else dumps(found)
    return Change(f"the URL holds {shown}, which no URL may", structural=False) if found else None


def form_change(base: str, other: str, swap: Swap) -> Change | None:
    """The same for a form body."""
    return pairs_change(parameters(base), parameters(other), swap, "form field")


def pairs_change(
    before: tuple[tuple[str, str], ...], after: tuple[tuple[str, str], ...], swap: Swap, word: str
) -> Change | None:
    """The same for parameters or fields; an input that is query text itself brings structure on purpose."""
    if _is_query_text(before, swap):
        return None
    names, others = [name for name, _ in before], [name for name, _ in after]
    if len(names) != len(others):
        more = next((name for name in others if name not in names), "")
        among = f", `{more}` among them" if more else ""
        return Change(f"there are {len(others)} {word}s instead of {len(names)}{among}")
    if not all(map(swap.fits, names, others)):
        return Change(f"the {word}s have other names")
    values = zip((value for _, value in before), (value for _, value in after), strict=True)
    return texts_change(values, swap, word)


def _is_query_text(pairs: tuple[tuple[str, str], ...], swap: Swap) -> bool:
    """Whether the input is query text itself, or a part of it that brings its own `=`."""
    return any(swap.old in name and not value for name, value in pairs)


def texts_change(pairs: Iterable[tuple[str, str]], swap: Swap, word: str) -> Change | None:
    """The same for single texts, each with its counterpart."""
    found = (text_change(base, other, swap, f"the {word}") for base, other in pairs)
    return next(filter(None, found), None)


def text_change(base: str, other: str, swap: Swap, name: str) -> Change | None:
    """The same for one text; JSON inside a text is compared as JSON."""
    if swap.old not in base or base == other:
        return None
    inner = _container(base)
    if inner is not None:
        return json_change(inner, other, swap, name)
    query = query_of(base, swap.old)
    if query is not None:
        early = query.ends_early(other, swap.new)
        return Change(f"{name}: {query.words}", language=query.language) if early else None
    return None if swap.fits(base, other) else Change(f"{name} arrives as {dumps(other)}", structural=False)


def _container(text: str) -> Json:
    """Read an object or array; None for any other text."""
    if text.lstrip()[:1] not in {"{", "["}:
        return None
    try:
        return loads(text)
    except ValueError:
        return None


def json_change(base: Json, text: str, swap: Swap, name: str = "the body") -> Change | None:
    """The same for JSON text, given the base as parsed."""
    try:
        other = loads(text)
    except ValueError as error:
        return Change(f"{name} is no JSON any more ({error})")
    return _value_change(base, other, swap, name, "")


def _value_change(base: Json, other: Json, swap: Swap, name: str, at: str) -> Change | None:
    here = f"{at} of {name}" if at else name
    if kind(base) != kind(other):
        return Change(f"{here} is {kind(other)} instead of {kind(base)}")
    if isinstance(base, dict):
        return _members_change(base, other, swap, name, at)
    if isinstance(base, list):
        if len(base) != len(other):
            return Change(f"{here} has {len(other)} elements instead of {len(base)}")
        pairs = enumerate(zip(base, other, strict=True))
        found = (_value_change(one, two, swap, name, f"{at}/{index}") for index, (one, two) in pairs)
        return next(filter(None, found), None)
    return text_change(base, other, swap, here) if isinstance(base, str) else None


def _members_change(
    base: dict[str, Json], other: dict[str, Json], swap: Swap, name: str, at: str
) -> Change | None:
    if len(base) != len(other) or not all(map(swap.fits, base, other)):
        more = ", ".join(key for key in other if key not in base)
        return Change(f"{at + ' of ' if at else ''}{name} has other members" + (f": {more}" if more else ""))
    pairs = zip(base.items(), other.values(), strict=True)
    found = (_value_change(one, two, swap, name, f"{at}/{key}") for (key, one), two in pairs)
    return next(filter(None, found), None)


def plain(text: str) -> bool:
    """Whether a text holds nothing that any syntax gives a meaning to."""
    return text.isascii() and text.isalnum()
