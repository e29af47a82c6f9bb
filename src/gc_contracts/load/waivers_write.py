"""Write new entries at the end of waivers.yaml, and leave every other byte of it as it is.

What comes out is read again, and is written only where it says what was there and the new entries.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from gc_contracts._json import Json
from gc_contracts._yaml import flow
from gc_contracts.errors import LoadError
from gc_contracts.load.rewrite import marked, replaced, said
from gc_contracts.load.splice import Splice
from gc_contracts.load.yaml_text import Composed, compose

_HEAD = (
    "# Findings that are known and accepted for a time (gc-contracts, docs/waivers.md).",
    "# Mend one, and remove its entry. What is past its day fails; what accepts nothing is named.",
)
_PATH = re.compile(r"[A-Za-z/][A-Za-z0-9_/.#-]*(?: [A-Za-z0-9_/.-]+)*")
"""What stands without quotes: no reader takes it for anything but a text."""


@dataclass(frozen=True, slots=True)
class New:
    """An entry to be written. `place`: None: all places."""

    check: str
    contract: str
    place: str | None
    reason: str
    owner: str
    until: str

    @property
    def data(self) -> dict[str, Json]:
        """The entry as data, in the order in which people read it."""
        place = {} if self.place is None else {"place": self.place}
        rest = {"reason": self.reason, "owner": self.owner, "until": self.until}
        return {"check": self.check, "contract": self.contract, **place, **rest}


def add_waivers(path: Path, entries: Iterable[New]) -> str:
    """Append entries to a file of waivers, which is made where it is not there.

    Returns: why nothing was written; empty: all of them were.
    """
    new = list(entries)
    try:
        mark, text = marked(path)
        now = _extended(text, new)
        if now is None:
            return "the file is written in a way that leaves no sure place for them"
        replaced(path, mark + now.encode())
    except (OSError, LoadError, UnicodeError) as error:
        return said(error)
    return ""


def _extended(text: str, new: list[New]) -> str | None:
    before = _read(text)
    if before is None:
        return None
    data = [entry.data for entry in new]
    lines = list(_lines(new))
    lines = [*_HEAD, "", *lines] if not text.strip() else ["", *lines] if before.data else lines
    # A file that holds JSON is YAML as well: it is extended as such.
    after = Splice(text, before.data, before.places, is_json=False).extend([*data], lines)
    read = _read(after) if after is not None else None
    right = read is not None and read.data == [*(before.data or ()), *data]
    return after if right else None


def _read(text: str) -> Composed | None:
    composed = compose(text, "")
    return None if composed.flaws or not isinstance(composed.data, list | None) else composed


def _lines(new: Iterable[New]) -> Iterator[str]:
    """Write entries a key a line, with a blank line between contracts."""
    for number, (_, group) in enumerate(groupby(new, key=lambda entry: entry.contract)):
        if number:
            yield ""
        for entry in group:
            for at, (name, value) in enumerate(entry.data.items()):
                yield f"{'  ' if at else '- '}{name}: {_shown(str(value))}"


def _shown(text: str) -> str:
    return text if _PATH.fullmatch(text) and not {"/", "."}.isdisjoint(text) else flow(text)
