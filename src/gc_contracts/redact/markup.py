"""Secrets in XML and HTML, by the names of elements, attributes and form fields."""

import re
from html import escape, unescape

from gc_contracts.redact.eye import Eye
from gc_contracts.redact.values import SCHEME

_ELEMENT = re.compile(
    r"(<(?:[\w.-]{1,60}:)?([\w.-]{1,60})(?:\s[^<>]*)?>\s*(?:<!\[CDATA\[)?)([^<>\]]{1,65536})(?=(?:\]\]>)?\s*</)"
)
_TAG = re.compile(r"<[A-Za-z][^<>]{3,8192}>")
_ATTRIBUTE = re.compile(r"([\w.:-]{1,60})\s*=\s*(\"[^\"]*\"|'[^']*')")
_CARRIERS = ("value", "content")
"""Attributes that carry what another attribute, `name` or `id`, names."""


def hide_in_markup(text: str, eye: Eye) -> str:
    """Give XML or HTML text without the secrets that its names tell of."""
    text = _ELEMENT.sub(lambda found: _element(found, eye), text)
    return _TAG.sub(lambda found: _tag(found[0], eye), text)


def _element(found: re.Match[str], eye: Eye) -> str:
    content = unescape(found[3])
    if not _is_secret(found[2], content.strip(), eye):
        return found[0]
    return found[1] + eye.value(found[2], content.strip(), write_in_markup)


def _tag(tag: str, eye: Eye) -> str:
    pairs = {name.lower(): quoted[1:-1] for name, quoted in _ATTRIBUTE.findall(tag)}
    named = unescape(pairs.get("name") or pairs.get("id") or pairs.get("key") or "")

    def changed(found: re.Match[str]) -> str:
        name, quote = found[1].rpartition(":")[2], found[2][0]
        content = unescape(found[2][1:-1])
        speaks = named if name.lower() in _CARRIERS and named else name
        if not _is_secret(speaks, content, eye):
            return found[0]
        begin = found.start(2) - found.start()
        return f"{found[0][:begin]}{quote}{eye.value(speaks, content, write_in_markup)}{quote}"

    return _ATTRIBUTE.sub(changed, tag)


def _is_secret(name: str, content: str, eye: Eye) -> bool:
    """Whether an element or attribute holds a secret: a sentence, as on a page, is none."""
    return not re.search(r"\s", SCHEME.sub("", content, count=1)) and eye.is_secret(name, content)


def write_in_markup(mark: str) -> str:
    """Write a placeholder so that the markup stays well-formed."""
    return escape(mark, quote=False)
