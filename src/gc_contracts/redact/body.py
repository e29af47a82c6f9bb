"""Secrets in bodies: what kind of text it is, and who looks at it."""

import re

from gc_contracts.redact.eye import Eye
from gc_contracts.redact.form import hide_in_form, hide_in_multipart
from gc_contracts.redact.json_text import hide_in_json
from gc_contracts.redact.markup import hide_in_markup, write_in_markup
from gc_contracts.redact.text import hide_in

_FORM = re.compile(r"[\w.%+\[\]-]+=[^&\s{\"<]*(?:&[\w.%+\[\]-]+=[^&\s{\"<]*)*")
_CHARSET = re.compile(r"charset=\"?([\w-]+)", re.IGNORECASE)
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def hide_in_body(text: str, kind: str, eye: Eye) -> str:
    """Give a body without its secrets: first by names, as its kind of text has them, then by look.

    Args:
        text: the body; bytes that are no UTF-8 as lone surrogates.
        kind: the content type, empty where none is known: then the text tells.
        eye: what is known of secrets here.
    """
    kind, start = kind.lower(), text.lstrip("\ufeff \t\r\n")[:1]
    if "multipart/" in kind or (text.startswith("--") and "content-disposition:" in text[:2000].lower()):
        return hide_in(hide_in_multipart(text, eye), eye)
    if "x-www-form-urlencoded" in kind or (not kind and _FORM.fullmatch(text)):
        return hide_in_form(text, eye)
    if start == "<" or "xml" in kind or "html" in kind:
        return hide_in(hide_in_markup(text, eye), eye, write_in_markup)
    if start in {"{", "[", '"'} or "json" in kind:
        return hide_in(hide_in_json(text, eye), eye)
    return hide_in(text, eye)


def hide_in_bytes(body: bytes, kind: str, eye: Eye) -> bytes:
    """Give a response's raw body without its secrets; without any it is the same bytes."""
    named = _CHARSET.search(kind)
    codec = _WIDE.get(body[:2]) or (
        named[1].lower() if named and named[1].lower().startswith("utf-") else "utf-8"
    )
    try:
        text = body.decode(codec, "surrogateescape")
        hidden = hide_in_body(text, kind, eye)
        return body if hidden == text else hidden.encode(codec, "surrogateescape")
    except (LookupError, UnicodeError):
        text = body.decode("utf-8", "surrogateescape")
        hidden = hide_in_body(text, kind, eye)
        return body if hidden == text else hidden.encode("utf-8", "surrogateescape")
