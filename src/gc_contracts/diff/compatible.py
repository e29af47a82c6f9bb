"""May a new version of a schema follow the old ones? A proof or a record, never a guess.

First a record is looked for at each change that could break; where none is found, containment is asked for a
proof: of the whole, then place by place. What has neither is not decided, and said to be so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gc_contracts._json import dumps, split
from gc_contracts.diff.assumed import asks_for, opened, without
from gc_contracts.diff.change import Change, Effect
from gc_contracts.diff.changes import differences
from gc_contracts.diff.conditions import CONDITIONS
from gc_contracts.diff.local import covered, local
from gc_contracts.diff.place import Found
from gc_contracts.diff.verdict import Break, Level, Open, Verdict
from gc_contracts.diff.witness import Search
from gc_contracts.model.schema import Schema
from gc_contracts.schema.containment import Extent
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.subschemas import subschemas

_TANGLED = frozenset(
    {"patternProperties", "unevaluatedProperties", "unevaluatedItems", "$dynamicRef", "$recursiveRef"}
)
"""Keywords with which a proof keyword by keyword would not be one."""


def compatible(
    old: Schema | Sequence[Schema],
    new: Schema,
    level: Level | str = Level.BACKWARD,
    *,
    undeclared: bool = False,
    ignore_extras: bool = False,
    patterns: Flavour = "ecma",
) -> Verdict:
    """Judge whether a version may follow an old one, or a history of them.

    Args:
        old: the version before, or all of them, oldest first; only transitive levels look beyond the last.
        new: the version after.
        level: who must be able to read whom.
        undeclared: count records that hold members which their own schema does not declare.
        ignore_extras: who reads old records takes no offence at members it does not know.
        patterns: whose reading of `pattern`.

    Raises:
        SchemaError: a version does not compile.
    """
    asked = _Asked(Level(level), undeclared, ignore_extras, patterns)
    history = [old] if isinstance(old, Schema) else list(old)
    first = 0 if asked.level.transitive else max(len(history) - 1, 0)
    verdicts = [asked.of(history[version], new, version) for version in range(first, len(history))]
    return Verdict(
        asked.level,
        tuple(one for verdict in verdicts for one in verdict.breaks),
        tuple(one for verdict in verdicts for one in verdict.open),
        tuple(dict.fromkeys(one for verdict in verdicts for one in verdict.proofs)),
        tuple(dict.fromkeys(one for verdict in verdicts for one in verdict.assumed)),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for."""

    level: Level
    undeclared: bool
    ignore_extras: bool
    patterns: Flavour

    def of(self, old: Schema, new: Schema, version: int) -> Verdict:
        found = differences(old, new, self.patterns)
        ways = [
            _way(self, old, new, found, direction=direction, version=version)
            for direction in self.level.directions
        ]
        return Verdict(
            self.level,
            tuple(one for way in ways for one in way.breaks()),
            tuple(one for way in ways for one in way.left_open()),
            tuple(dict.fromkeys(way.proof() for way in ways if way.proof())),
            tuple(dict.fromkeys(one for way in ways for one in way.assumed)),
        )


@dataclass(slots=True)
class _Way:
    """One direction between two versions: who gives records, who must take them."""

    direction: Level
    version: int
    search: Search
    suspects: list[Found]
    assumed: list[str]
    tangled: bool
    _broken: list[Break] | None = None
    _proof: str | None = None

    def breaks(self) -> list[Break]:
        """Give one break for each place and kind that a record shows."""
        if self._broken is None:
            made = {one.key: one for found in self.suspects for one in self._shown(found)}
            if not made and not self.proof() and (witness := self.search.any()):
                one = Break(self.direction, None, witness.record, witness.violations, self.version)
                made[one.key] = one
            self._broken = list(made.values())
        return self._broken

    def _shown(self, found: Found) -> Iterator[Break]:
        witness = self.search.find(found, backward=self.direction is Level.BACKWARD)
        if witness is not None:
            yield Break(self.direction, found.change, witness.record, witness.violations, self.version)

    def proof(self) -> str:
        """Say how it is proved that all is taken; empty: it is not."""
        if self._proof is None:
            self._proof = self._proved()
        return self._proof

    def _proved(self) -> str:
        if self._broken:
            return ""
        if Extent.of(self.search.taker).covers(Extent.of(self.search.giver)):
            return "containment"
        calm = not self.tangled and all(map(self._harmless, self.suspects))
        return "place by place" if calm else ""

    def _harmless(self, found: Found) -> bool:
        """Tell whether it is proved that a place takes all it is given, whatever lies around it."""
        change = found.change
        if change.kind.startswith(("required", "size", "field", "condition")):
            return False
        giver, taker = (found.old, found.new) if self.direction is Level.BACKWARD else (found.new, found.old)
        return covered(local(self.search.giver, giver), local(self.search.taker, taker))

    def left_open(self) -> Iterator[Open]:
        """Name what has neither a proof nor a record that shows it."""
        broken = self.breaks()
        if not broken and self.proof():
            return
        shown = {one.key for one in broken}
        for found in self.suspects:
            if (found.change.pointer, found.change.kind) not in shown and not (
                self.tangled is False and self._harmless(found)
            ):
                yield Open(self.direction, found.change, self._reason(), self.version)
        if not broken and not self.suspects:
            yield Open(self.direction, None, self._reason(), self.version)

    def _reason(self) -> str:
        if self.search.unsure:
            return "our second validator does not confirm the records that would show it"
        return "no record was found that shows it, and no proof that there is none"


def _way(
    asked: _Asked, old: Schema, new: Schema, found: list[Found], *, direction: Level, version: int
) -> _Way:
    backward = direction is Level.BACKWARD
    giver, taker = (old, new) if backward else (new, old)
    kind = "field-added" if backward else "field-removed"
    names = [one.change.pointer for one in found if one.change.kind == kind]
    assumed = [] if asked.undeclared else [one for one in names if not asks_for(giver, split(one)[-1])]
    narrows = {Effect.NARROWS if backward else Effect.WIDENS, Effect.BOTH}
    suspects = [one for one in found if one.change.effect in narrows and not _is_away(one.change, assumed)]
    if asked.ignore_extras:
        taker = opened(taker)
        suspects = [one for one in suspects if not _is_passed_over(one.change, backward=backward)]
    tangled = entangled(old) or entangled(new) or old.dialect != new.dialect
    search = Search(without(giver, assumed), taker, asked.patterns)
    return _Way(direction, version, search, suspects, assumed, tangled)


def _is_away(change: Change, assumed: list[str]) -> bool:
    """Tell whether a field is taken not to be there; it can still be asked for."""
    return change.kind.startswith("field") and change.pointer in assumed


def _is_passed_over(change: Change, *, backward: bool) -> bool:
    """Tell whether a taker that minds no unknown members does not see a change.

    A field that was merely forbidden there is passed over; what a schema of its own bounds is not.
    """
    if change.kind in {"closed", "opened"}:
        return True
    given = "field-removed" if backward else "field-added"
    return change.kind == given and change.effect is not Effect.BOTH


def entangled(schema: Schema) -> bool:
    """Tell whether rules hang together so that places cannot be looked at one by one."""
    for _, node in subschemas(schema.document):
        if isinstance(node, dict):
            conditions = {name: node[name] for name in CONDITIONS if name in node}
            if node.keys() & _TANGLED or '"$ref"' in dumps(conditions):
                return True
    return False
