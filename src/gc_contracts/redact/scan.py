"""The second look: over the finished text, by undoing encodings instead of writing them.

Independent of the first: another path that shares only the tables. A text it finds something in is not
written.
"""

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, unquote_plus

from gc_contracts.redact import placeholder
from gc_contracts.redact.eye import Eye
from gc_contracts.redact.looks import looks
from gc_contracts.redact.names import Telling
from gc_contracts.redact.values import SCHEME, is_dummy, is_searched

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}){6,}")
_FOLD = re.compile(r"\\?\r?\n[ \t]*(?:\\(?=[ \t]))?")
_LINE = re.compile(r"[ \t]*(?:- )*[\"']?([A-Za-z][\w.-]{0,60})[\"']?:[ \t]+(\S+(?: \S+)?)[ \t]*\Z")
_BLOCK = re.compile(r"[:-][ \t]+[|>][+-]?\d?[ \t]*\Z")
_MEMBER = re.compile(r'\\*"([A-Za-z][\w.-]{0,60})\\*"\s*:\s*\\*"((?:[^"\\]|\\[^"])*)')


def leaks(text: str, eye: Eye) -> tuple[str, ...]:
    """Name the secrets a text still holds, by what they are and the line, never by their value."""
    return tuple(dict.fromkeys([*_known(text, eye), *_looking(text), *_named(text, eye)]))


def _known(text: str, eye: Eye) -> Iterator[str]:
    secrets = {
        known.raw: eye.credentials.get(known.raw, eye.ledger.name_of(known.raw))
        for known in eye.ledger.known()
    }
    if not secrets:
        return
    for way, view in _views(text):
        for secret, name in secrets.items():
            at = _find(view, secret)
            if at >= 0:
                line = f", line {text.count(chr(10), 0, at) + 1}" if view is text else ""
                yield f"the secret of `{name}`{way}{line}"


def _find(view: str, secret: str) -> int:
    """Find a secret; a short one only between others than letters and digits."""
    if len(secret) >= 16 or secret not in view:
        return view.find(secret)
    found = re.search(rf"(?<![A-Za-z0-9]){re.escape(secret)}(?![A-Za-z0-9])", view)
    return found.start() if found else -1


def _views(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text as it is and with each encoding undone, by the words that say which."""
    folded = _FOLD.sub("", text)
    plain = {
        "": text,
        ", folded over lines": folded,
        ", percent-encoded": unquote(unquote(folded)),
        ", encoded as a form": unquote(unquote(folded.replace("+", " "))),
        ", escaped as JSON": _unescaped(_unescaped(_FOLD.sub(" ", text))),
        ", escaped as HTML": unescape(unescape(folded)),
    }
    yield from plain.items()
    for deeper in (folded, plain[", percent-encoded"], plain[", escaped as JSON"]):
        for first in _decoded(deeper):
            yield ", in Base64 or hex", first
            for mended in (unquote_plus(first), _unescaped(first)):
                yield ", encoded twice", mended
            for second in _decoded(first):
                yield ", encoded twice", second


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _LETTERS.get(found[3], found[3])


def _decoded(text: str) -> Iterator[str]:
    """Yield all Base64 of a text decoded, once for each alignment, and all hex."""
    runs = [run.replace("+", "-").replace("/", "_") for run in _BASE64.findall(text)]
    for offset in range(4):
        cut = (run[offset : offset + (len(run) - offset) // 4 * 4 + _tail(len(run) - offset)] for run in runs)
        raw = b"\n".join(urlsafe_b64decode(piece + "=" * (-len(piece) % 4)) for piece in cut)
        yield raw.decode("utf-8", "surrogateescape")
    yield b"\n".join(bytes.fromhex(run) for run in _HEX.findall(text)).decode("utf-8", "surrogateescape")


def _tail(size: int) -> int:
    return 0 if size % 4 == 1 else size % 4


def _looking(text: str) -> Iterator[str]:
    for way, view in (("", text), (", folded over lines", _FOLD.sub("", text))):
        for look, begin, _ in looks(view):
            line = f", line {text.count(chr(10), 0, begin) + 1}" if view is text else way
            yield f"what looks like a {look.name.replace('_', ' ')}{line}"


def _named(text: str, eye: Eye) -> Iterator[str]:
    for number, line in _lines(text):
        found = _LINE.match(line)
        if found and eye.telling(found[1]) is Telling.STRONG and _says(found[2].strip("\"' ,")):
            yield f"a value beside `{found[1]}`, line {number}"
    for found in _MEMBER.finditer(text):
        if eye.telling(found[1]) is Telling.STRONG and _says(found[2]):
            yield f"a value beside `{found[1]}`, line {text.count(chr(10), 0, found.start()) + 1}"


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of YAML without those of its block texts: there `a: b` is somebody's sentence."""
    deeper_than = -1
    for number, line in enumerate(text.split("\n"), 1):
        indent = len(line) - len(line.lstrip())
        if deeper_than >= 0 and (indent > deeper_than or not line.strip()):
            continue
        deeper_than = indent if _BLOCK.search(line) else -1
        if len(line) < 10_000:
            yield number, line


def _says(value: str) -> bool:
    """Whether what follows a name is a value: neither the begin of a structure nor a placeholder."""
    if value[:1] in {"{", "[", "|", ">", "&", "!", "*", "#", ""} or is_dummy(value):
        return False
    rest = SCHEME.sub("", value, count=1)
    return " " not in rest and is_searched(rest) and not placeholder.holds(value)
