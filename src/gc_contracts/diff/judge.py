"""Whom a change breaks: the breaks of a direction in the words of its row, each with its record."""

from collections.abc import Iterator, Mapping

from gc_contracts._json import Json, dumps
from gc_contracts.diff.change import Change
from gc_contracts.diff.changes import diff
from gc_contracts.diff.compatible import compatible
from gc_contracts.diff.rows import Direction, row
from gc_contracts.diff.verdict import Break, Open, Verdict
from gc_contracts.diff.wording import named, says
from gc_contracts.model.finding import Severity
from gc_contracts.model.judgement import Judgement
from gc_contracts.model.schema import Schema
from gc_contracts.schema.alike import alike
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.wording import clip

UNDECIDED = "compat/undecided"


def judge(
    old: Schema, new: Schema, direction: Direction, patterns: Flavour = "ecma"
) -> tuple[Judgement, ...]:
    """Tell whom a new version breaks in one direction; () where it is proven to break nobody.

    Args:
        old: the version before.
        new: the version after.
        direction: where the schema stands.
        patterns: whose reading of `pattern`.

    Source: assumed: flows pass over outputs that they do not know.
    """
    extras = direction is Direction.OUTPUT
    verdict = compatible(old, new, direction.level, ignore_extras=extras, patterns=patterns)
    gone = _gone(diff(old, new, patterns), direction)
    lost = {one.place.partition(" ")[0] for one in gone}
    return (*gone, *(one for one in _told(verdict, direction) if one.place.partition(" ")[0] not in lost))


def _told(verdict: Verdict, direction: Direction) -> Iterator[Judgement]:
    for one in verdict.breaks:
        yield _broken(one, direction)
    for left in verdict.open:
        yield _undecided(left, direction)


def _broken(one: Break, direction: Direction) -> Judgement:
    kind = one.change.kind if one.change else ""
    told = row(direction, kind)
    what = says(one.change) if one.change else "old and new do not take the same records"
    refused = "; ".join(f"{named(each.pointer)}: {each.message}" for each in one.violations[:3])
    shown = clip(dumps(one.record), 200)
    message = f"{what}: {told.why}. Refused: {shown} ({refused})"
    return _judgement(told.id, told.severity, message, one, told.mend, {_word(direction): one.record})


def _undecided(one: Open, direction: Direction) -> Judgement:
    what = says(one.change) if one.change else "old and new read differently"
    message = f"{what}; whether that breaks the {direction} side is not decided: {one.reason}"
    return _judgement(UNDECIDED, Severity.NOTE, message, one, "add an example that shows what is meant", {})


def _judgement(
    check: str,
    severity: Severity,
    message: str,
    one: Break | Open,
    hint: str,
    reproduce: Mapping[str, Json],
) -> Judgement:
    change = one.change
    pointers = (change.old_pointer, change.new_pointer) if change else ("", "")
    pointer, kind = (
        (change.pointer, change.kind) if change else one.key if isinstance(one, Break) else ("", "any")
    )
    return Judgement(check, severity, message, f"{pointer} {kind}", *pointers, hint, reproduce)


def _word(direction: Direction) -> str:
    return direction.value if direction in {Direction.INPUT, Direction.OUTPUT} else "record"


def _gone(changes: tuple[Change, ...], direction: Direction) -> list[Judgement]:
    """A field that flows name and that is no more, whether or not the schema would let it through."""
    removed = [one for one in changes if one.kind == "field-removed"]
    added = [one.pointer for one in changes if one.kind == "field-added"]
    if direction is Direction.OUTPUT:
        why, severity = "a flow that reads it gets nothing any more", Severity.ERROR
    elif direction is Direction.INPUT:
        why, severity = "a flow that sets it sends an input that the action does not know", Severity.WARNING
    else:
        return []
    told = row(direction, "field-removed")
    return [
        Judgement(
            told.id,
            severity,
            f"{says(one)}: {why}",
            f"{one.pointer} {one.kind}",
            one.old_pointer,
            one.new_pointer,
            _renamed(one.pointer, added) or told.mend,
        )
        for one in removed
    ]


def _renamed(pointer: str, added: list[str]) -> str:
    near = alike(pointer, added)
    return "" if near is None else f"if {named(near)} is its new name, keep the old one beside it"
