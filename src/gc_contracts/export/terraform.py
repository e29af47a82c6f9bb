"""Terraform's escapes in text: `$${` and `%%{` stand for `${` and `%{`."""

import re

from gc_contracts.model.action import Part

_ESCAPE = re.compile(r"\$\$(?=\{)|%%(?=\{)")


def unescape(part: Part) -> Part:
    """Take Terraform's escapes back, and remember where a character went.

    >>> unescape(Part("a $${x}", "/url"))
    Part(text='a ${x}', pointer='/url', dropped=(2,))

    Source: documented: Terraform's string templates; the data action generators write exports this way.
    """
    starts = [match.start() for match in _ESCAPE.finditer(part.text)]
    dropped = tuple(start - before for before, start in enumerate(starts))
    return Part(_ESCAPE.sub(lambda match: match.group()[0], part.text), part.pointer, dropped)
