"""Secrets in any text: known ones in every spelling, looks, URLs' users, `name=value`, the team's patterns.

Knows nothing of a text's grammar; JSON, forms and XML are looked at by their own modules first. Linear: every
pattern begins with something rare.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from gc_contracts.redact import placeholder
from gc_contracts.redact.eye import Eye, Write
from gc_contracts.redact.looks import looks
from gc_contracts.redact.names import Place, Telling, plain
from gc_contracts.redact.spelling import spans
from gc_contracts.redact.values import is_dummy, is_random

Span = tuple[int, int, str]
_USER = re.compile(r":(?:\\?/){2}([^/\s:@\"'<>\\?#]{0,256}):([^/\s@\"'<>\\?#]{1,512})@")
_LONE_USER = re.compile(r":(?:\\?/){2}([^/\s:@\"'<>\\?#]{16,256})@")
_VALUE = r"((?:[^\s\"'&;,<>\\(){}\[\]|]|\\/|\\u00(?:3[dD]|2[bBfF])){1,8192})"
_PAIR = re.compile(
    rf"(?<![\w.-])([A-Za-z][\w.%-]{{0,60}})(=|\\u003[dD]|%3[dD](?=[^%&]))(?:\\?[\"'])?{_VALUE}"
)
_COLON = re.compile(rf"(?<![\w.-])([A-Za-z][\w.-]{{0,60}})(:)[ \t]*(?:\\?[\"'])?{_VALUE}")
_MEMBER = re.compile(r'\\*"([A-Za-z][\w.-]{0,60})\\*"\s{0,9}:\s{0,9}\\*"((?:[^"\\]|\\[^"])+)')
_IN_QUERY = re.compile(r"[?&;](?:amp;)?\Z|\\u0026\Z|%26\Z")


def hide_in(text: str, eye: Eye, write: Write = str) -> str:
    """Give a text without its secrets; a placeholder is written as `write` says."""
    for look in (_known, _looking, _users, _members, _pairs, _patterns):
        text = _spliced(text, sorted(set(look(text, eye, write))))
    return text


def hide_known(text: str, eye: Eye, write: Write = str) -> str:
    """Give a text without the secrets that are known: before it is taken apart, for they may lie across."""
    return _spliced(text, sorted(set(_known(text, eye, write))))


def _spliced(text: str, found: list[Span]) -> str:
    """Put replacements in; of two that overlap the first stays."""
    pieces, at = [], 0
    for begin, end, new in found:
        if begin >= at:
            pieces += [text[at:begin], new]
            at = end
    return "".join([*pieces, text[at:]]) if pieces else text


def _known(text: str, eye: Eye, write: Write) -> Iterator[Span]:
    for known in eye.ledger.known():
        for begin, end, encoded in spans(known, text):
            piece = text[begin:end]
            if placeholder.holds(piece):
                continue
            secret = piece if encoded else known.raw
            name = eye.credentials.get(known.raw, eye.ledger.name_of(known.raw))
            yield begin, end, write(eye.hide(f"{name}_encoded" if encoded else name, secret))


def _looking(text: str, eye: Eye, write: Write) -> Iterator[Span]:
    for look, begin, end in looks(text):
        name = "authorization" if look.name in {"bearer", "basic"} else look.name
        yield begin, end, write(eye.hide(name, text[begin:end]))


def _users(text: str, eye: Eye, write: Write) -> Iterator[Span]:
    for found in _USER.finditer(text) if "@" in text else ():
        if not eye.is_nothing(unquote(found[2])):
            yield found.start(2), found.end(2), write(eye.hide("password", unquote(found[2])))
    for found in _LONE_USER.finditer(text) if "@" in text else ():
        if is_random(found[1]):
            yield found.start(1), found.end(1), write(eye.hide("user", unquote(found[1])))


def _pairs(text: str, eye: Eye, write: Write) -> Iterator[Span]:
    for found in _PAIR.finditer(text) if "=" in text or "3d" in text or "3D" in text else ():
        place = (
            Place.QUERY if _IN_QUERY.search(text, max(0, found.start() - 6), found.start()) else Place.FIELD
        )
        if eye.telling(found[1], place) and not _is_code(found, place):
            value = _plain(found[3])
            if eye.is_secret(found[1], value, place):
                yield found.start(3), found.end(3), write(eye.hide(found[1], value))
    for found in _COLON.finditer(text) if ":" in text else ():
        if eye.telling(found[1]) is Telling.STRONG and is_random(found[3]):
            yield found.start(3), found.end(3), write(eye.hide(found[1], found[3]))


def _members(text: str, eye: Eye, write: Write) -> Iterator[Span]:
    """Find members of JSON that stands inside another text."""
    for found in _MEMBER.finditer(text) if '"' in text else ():
        if eye.telling(found[1]) is Telling.STRONG and eye.is_secret(found[1], found[2]):
            yield found.start(2), found.end(2), eye.value(found[1], found[2], write)


def _is_code(found: re.Match[str], place: Place) -> bool:
    """Whether what follows `=` is a piece of a program or a sentence rather than a value."""
    value, after = found[3], found.string[found.end() : found.end() + 1]
    if place is not Place.QUERY and (is_dummy(value) or plain(value) == plain(found[1])):
        return True
    return value[0] in "=$<" or after == "(" or value.endswith(":")


def _plain(value: str) -> str:
    if "\\" in value:
        value = re.sub(r"\\u00(..)", lambda found: chr(int(found[1], 16)), value).replace("\\/", "/")
    return unquote(value)


def _patterns(text: str, eye: Eye, write: Write) -> Iterator[Span]:
    taken = [found.span() for found in placeholder.ANY.finditer(text)] if eye.rules.patterns else []
    for pattern in eye.rules.patterns:
        for found in pattern.finditer(text):
            begin, end = found.span(1 if pattern.groups else 0)
            if begin < end and not any(begin < last and first < end for first, last in taken):
                yield begin, end, write(eye.hide("pattern", text[begin:end]))
