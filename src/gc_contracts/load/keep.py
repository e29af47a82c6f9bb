"""Put records into a contract file's `examples`, and leave every other byte of it as it is.

The text is cut where the reader says that values stand, never written anew: comments, order, quotes and line
ends stay. What comes out is read again, and is taken only where it says what was there and the new example.
"""

import json
import re
from dataclasses import dataclass

from gc_contracts._json import Json, dumps
from gc_contracts._yaml import item
from gc_contracts.errors import LoadError
from gc_contracts.load.json_text import parse_json
from gc_contracts.load.splice import Splice
from gc_contracts.load.yaml_text import compose
from gc_contracts.positions import Places, scan_json

LONGEST = 20_000
"""Most characters of a record that is kept; a longer one is no example that people read."""

_HALF = re.compile(r"[\ud800-\udfff]|\\\\ud[89a-f][0-9a-f]{2}", re.IGNORECASE)
"""A lone surrogate in JSON text, or as results carry it: an escape that is text, given up with a real one."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A record for `examples`. `violates`: the rule it breaks; empty: it is valid."""

    record: Json
    violates: str = ""

    @property
    def list(self) -> str:
        """Which list of examples it belongs to."""
        return "invalid" if self.violates else "valid"

    @property
    def item(self) -> Json:
        """The element of that list."""
        return {"record": self.record, "violates": self.violates} if self.violates else self.record


@dataclass(frozen=True, slots=True)
class _Read:
    """A contract file's text, as the loader reads it."""

    data: Json
    places: Places
    is_json: bool


def keep(text: str, example: Kept) -> str | None:
    """Add an example to the text of a contract file.

    Returns: the new text; None: the example cannot be added without touching anything else.
    """
    before = _read(text)
    if before is None:
        return None
    splice = Splice(text, before.data, before.places, is_json=before.is_json)
    added = splice.add(("examples", example.list), example.item)
    after = _read(added) if added is not None else None
    right = after is not None and _exact(after.data) == _exact(_with(before.data, example))
    return added if right else None


def holds(text: str, example: Kept) -> bool:
    """Tell whether a contract file has this very record among its examples, in either list."""
    read = _read(text)
    examples = read.data.get("examples") if read and isinstance(read.data, dict) else None
    if not isinstance(examples, dict):
        return False
    invalid = [one.get("record") for one in examples.get("invalid") or () if isinstance(one, dict)]
    return _exact(example.record) in map(_exact, [*(examples.get("valid") or ()), *invalid])


def reason_against(example: Kept) -> str:
    """Say why no contract file can hold an example; empty: it can."""
    text = dumps(example.record)
    if len(text) > LONGEST:
        return f"the record is {len(text):,} characters long"
    if _HALF.search(text):
        return "the record holds half a surrogate pair, which no file can"
    read = _read(paste([example]))
    if read is None or _exact(read.data) != _exact(_with(None, example)):
        return "the record holds a value that YAML cannot"
    return ""


def paste(examples: list[Kept]) -> str:
    """Write examples as the text of a contract file of their own."""
    lines = ["examples:"]
    for name in ("valid", "invalid"):
        items = [line for one in examples if one.list == name for line in item(one.item, 4)]
        lines += [f"  {name}:", *items] if items else []
    return "\n".join(lines) + "\n"


def _with(data: Json, example: Kept) -> Json:
    """Give what a contract file says, and one example more."""
    root = data if isinstance(data, dict) else {}
    examples = root.get("examples") or {}
    items = [*(examples.get(example.list) or ()), example.item]
    return {**root, "examples": {**examples, example.list: items}}


def _read(text: str) -> _Read | None:
    """Read a text as the loader does: JSON where it is JSON, else YAML; None: it is neither, or has flaws."""
    try:
        if text.lstrip().startswith(("{", "[")):
            data, flaws = parse_json(text, "")
            return None if flaws else _Read(data, scan_json(text), is_json=True)
    except LoadError:
        pass  # flow YAML begins the same way
    try:
        composed = compose(text, "")
    except LoadError:
        return None
    return None if composed.flaws else _Read(composed.data, composed.places, is_json=False)


def _exact(value: Json) -> str:
    """Write a value so that two are alike only where kinds, signs and order are."""
    return json.dumps(value)
