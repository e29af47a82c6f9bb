"""Which change breaks whom: a row for each group of kinds and each direction, with severity and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from gc_contracts.diff.verdict import Level
from gc_contracts.model.finding import Severity


class Direction(StrEnum):
    """Where a schema stands between those who write and those who read."""

    INPUT = "input"
    """Of an action: flows send what they sent."""
    OUTPUT = "output"
    """Of an action: flows read what they read."""
    RECORD = "record"
    """Records that are kept must stay valid."""
    READER = "reader"
    """Whoever still holds the old schema must be able to read new records."""

    @property
    def level(self) -> Level:
        """The direction of compatibility that is asked for."""
        return Level.BACKWARD if self in {Direction.INPUT, Direction.RECORD} else Level.FORWARD


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of break."""

    id: str
    direction: Direction
    group: str
    severity: Severity
    why: str
    mend: str


GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "field": ("field-added", "field-removed"),
        "required": ("required-added", "required-removed"),
        "type": ("type-narrowed", "type-widened", "type-changed", "null-added", "null-removed"),
        "values": ("values-added", "values-removed", "values-listed", "values-unlisted"),
        "range": (
            *("minimum-raised", "minimum-lowered", "maximum-raised", "maximum-lowered"),
            *("multiple-added", "multiple-removed", "multiple-changed"),
            *("min-length-raised", "min-length-lowered", "max-length-raised", "max-length-lowered"),
            *("min-items-raised", "min-items-lowered", "max-items-raised", "max-items-lowered"),
            *("min-members-raised", "min-members-lowered", "max-members-raised", "max-members-lowered"),
            *("unique-added", "unique-removed", "size-raised", "size-lowered"),
        ),
        "text": (
            *("pattern-narrowed", "pattern-widened", "pattern-changed"),
            *("format-added", "format-removed", "format-changed"),
        ),
        "closed": ("closed", "opened"),
        "condition": ("condition-changed",),
    }
)
"""Kinds of change that are told by one row."""

_WHY: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.INPUT: "a flow that sends this input today fails at the action's input check",
        Direction.OUTPUT: "a flow that reads the output gets what its contract ruled out",
        Direction.RECORD: "a record like this may be stored, and is refused when it is next written",
        Direction.READER: "whoever still checks with the old schema refuses this new record",
    }
)
_SEVERITY = MappingProxyType({Direction.READER: Severity.WARNING})
_NARROWER: Mapping[str, str] = MappingProxyType(
    {
        "field": "keep the field, or let undeclared members through",
        "required": "leave it optional, or fill it in wherever it is missing first",
        "type": "keep the type and add a field of the new type beside it",
        "values": "keep the old values, or change what holds them first",
        "range": "keep the old bound, or change what lies beyond it first",
        "text": "let the old texts match too, or change them first",
        "closed": "declare the members that are in use before closing the schema",
        "condition": "let the old records keep the condition too",
    }
)
_WIDER: Mapping[str, str] = MappingProxyType(
    {
        "field": "keep the field; add the new one beside it",
        "required": "keep it required, or make every reader do without it first",
        "type": "keep the type and add a field of the new type beside it",
        "values": "teach every reader the new values first",
        "range": "teach every reader the wider bound first",
        "text": "teach every reader the new texts first",
        "closed": "teach every reader to pass over members it does not know first",
        "condition": "teach every reader the new condition first",
    }
)


def _row(direction: Direction, group: str) -> Row:
    mend = _NARROWER if direction.level is Level.BACKWARD else _WIDER
    severity = _SEVERITY.get(direction, Severity.ERROR)
    return Row(f"compat/{direction}-{group}", direction, group, severity, _WHY[direction], mend[group])


ROWS: Mapping[tuple[Direction, str], Row] = MappingProxyType(
    {
        (direction, group): _row(direction, group)
        for direction in Direction
        for group in GROUPS
        if (direction, group) != (Direction.OUTPUT, "closed")
    }
)
"""Every row. Flows pass over outputs they do not know, so an output that is opened breaks nobody."""
_GROUP_OF = MappingProxyType({kind: group for group, kinds in GROUPS.items() for kind in kinds})


def row(direction: Direction, kind: str) -> Row:
    """Give the row of a kind of change; what no single change explains is a condition."""
    return ROWS[direction, _GROUP_OF.get(kind, "condition")]
