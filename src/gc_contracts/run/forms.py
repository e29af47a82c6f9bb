"""How a secret may be spelt where it is shown: as it is, or as URLs, JSON, HTML, Base64, Python write it."""

import html
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote, quote_plus

LEAST = 6
"""Signs of Base64 that are worth hiding: fewer may stand anywhere."""
_UNQUOTED = ("", "/", "!'()*", "!'()*/:?=&@+$,;#")
"""Signs that somebody's quoting leaves alone: Python's, JavaScript's."""
_LINE = 16
"""Signs of one line of a longer secret, a private key's, say, that are worth hiding."""


@lru_cache(maxsize=1024)
def forms(secret: str) -> frozenset[str]:
    """Give every usual spelling of a secret.

    >>> sorted(forms("a/b c&1"))[:3]
    ['YS9iIGMmM', 'a%2Fb%20c%261', 'a%2Fb+c%261']
    """
    plain = {secret, *_lines(secret)}
    found = {form for text in plain for form in (*_plain(text), *_encoded(text))}
    return frozenset(form for form in found if form)


def _lines(secret: str) -> Iterator[str]:
    """Give the lines of a long secret, but for those that only say what it is."""
    lines = secret.splitlines()
    if len(lines) > 1:
        yield from (line for line in lines if len(line) >= _LINE and not line.startswith("-----"))


def _plain(text: str) -> Iterator[str]:
    """Spell a text as a piece of other texts, and those as pieces of JSON, and that of JSON once more."""
    known = text.encode("utf-8", "surrogatepass").decode("utf-8", "backslashreplace")
    for form in (text, html.escape(text), *_quoted(known)):
        yield form
        yield repr(form)[1:-1]
        for is_ascii in (True, False):
            once = json.dumps(form, ensure_ascii=is_ascii)[1:-1]
            yield once
            yield json.dumps(once, ensure_ascii=is_ascii)[1:-1]


def _quoted(text: str) -> Iterator[str]:
    for form in (*(quote(text, safe=safe) for safe in _UNQUOTED), quote_plus(text)):
        yield form
        yield _lower(form)


def _lower(form: str) -> str:
    """Write the digits of a quoted text small, as some do."""
    head, *rest = form.split("%")
    return head + "".join(f"%{part[:2].lower()}{part[2:]}" for part in rest)


def _encoded(text: str) -> Iterator[str]:
    """Spell what of Base64 stays the same whatever stands before and after, `user:` for one; and in hex."""
    data = text.encode("utf-8", "surrogatepass")
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            signs = encode(b"\0" * before + data).decode("ascii").rstrip("=")
            whole = (before + len(data)) % 3 == 0
            core = signs[(0, 2, 3)[before] : None if whole else -1]
            if len(core) >= LEAST:
                yield core
    if len(data) >= LEAST:
        yield data.hex()
