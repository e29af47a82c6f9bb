"""Which row of a table a rule or a finding belongs to.

A schema's rows are its rules, by their pointer in the file. An action's are what its cases vary:
inputs, places in the response, the reply as a whole.
"""

import re
from collections.abc import Container, Mapping
from typing import Any, NamedTuple

from gc_contracts.report.finding import clean
from gc_contracts.report.html.prose import cut

_MAPPED = re.compile(r"/translationMap(?:Defaults)?/([^/#]+)")
_INPUT = re.compile(r"[iI]nput[^/]*(?:/schema)?/properties/([^/#]+)")
_LISTED = re.compile(r"/(?:enum|required|type|const|rules/\d+|references/[^/]+)$")
"""A rule with members of its own: what is wrong with one of them is wrong with the rule."""


class Key(NamedTuple):
    """What makes a row one: its place, and for a schema the keyword too, since two may share a place."""

    rule: str
    what: str = ""


def key_of(rule: str, what: str, *, is_action: bool) -> Key:
    """Give the row of something tried."""
    return Key(rule) if is_action else Key(rule, what)


def row_of(finding: Mapping[str, Any], rows: Mapping[str, Key], *, is_action: bool) -> Key:
    """Give the row of a finding; where none is about its place, a new one.

    Args:
        finding: as the report has it.
        rows: those known, by what they are about.
        is_action: whether rows are things varied.
    """
    pointer = finding["source"]["pointer"]
    if is_action:
        return next(
            (rows[name] for name in _varied(finding, pointer) if name in rows), Key(pointer or "the file")
        )
    return rows.get(_rule(pointer, rows), Key(pointer or "the file"))


def _rule(pointer: str, rows: Container[str]) -> str:
    above = pointer.rpartition("/")[0]
    return above if pointer not in rows and _LISTED.search(above) else pointer


def _varied(finding: Mapping[str, Any], pointer: str) -> tuple[str, ...]:
    """Name what a finding about an action may be about, the likeliest first."""
    named = finding.get("place", "").partition("#")[2]
    mapped, given = _MAPPED.search(pointer), _INPUT.search(pointer)
    return (
        *((f"response {_plain(mapped[1])}",) if mapped else ()),
        *((f"input {_plain(given[1])}",) if given else ()),
        *((f"input {named}", f"response {named}") if named else ()),
        pointer,
    )


def _plain(token: str) -> str:
    """Read one part of a JSON Pointer."""
    return token.replace("~1", "/").replace("~0", "~")


def label(key: Key, *, is_action: bool) -> str:
    """Write a row's name as people read it."""
    if not key.rule:
        return "the action as a whole" if is_action else _whole(key.what)
    is_named = not key.what or key.rule.endswith(f"/{key.what}")
    return cut(clean(key.rule if is_named else f"{key.what} at {key.rule}"), 200)


def _whole(what: str) -> str:
    return clean(what) if what in {"", "a valid record"} else f"{clean(what)} of the whole record"
