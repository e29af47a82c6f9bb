"""Which mutants do the cases of a suite notice? Those that give a case's record another label."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gc_contracts._json import Json, dumps
from gc_contracts.model.case import RecordCase
from gc_contracts.model.schema import Schema
from gc_contracts.mutate.model import Mutant
from gc_contracts.schema.misread import accepts
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.record import is_json

Holds = Callable[[Json], bool]
"""Whether a record keeps the rules that stand beside the schema."""


@dataclass(frozen=True, slots=True)
class Known:
    """A case with what the unbroken reference says of its record, part by part."""

    case: RecordCase
    taken: bool
    """By the schema, its size limit apart."""
    size: int
    """Bytes of its JSON."""


@dataclass(slots=True)
class Suite:
    """The cases that show a broken reference: those on which the unbroken one says what the case says."""

    schema: Schema
    patterns: Flavour
    holds: Holds
    known: Sequence[Known] = field(default_factory=tuple)
    near: Mapping[str, Sequence[Known]] = field(default_factory=dict)
    """By the rule that a case probes."""

    @classmethod
    def of(cls, schema: Schema, cases: Iterable[RecordCase], patterns: Flavour, holds: Holds) -> "Suite":
        """Ask the unbroken reference about every case, once.

        Raises:
            SchemaError: the schema cannot be run.
        """
        takes = accepts(schema, patterns)
        suite = cls(schema, patterns, holds)
        told = (Known(case, takes(case.record), _size(case.record)) for case in cases if is_json(case.record))
        suite.known = [one for one in told if suite.says(one, one.taken, schema.max_bytes) is one.case.valid]
        near: dict[str, list[Known]] = {}
        for one in suite.known:
            near.setdefault(one.case.rule, []).append(one)
        suite.near = near
        return suite

    def says(self, one: Known, taken: bool, limit: int | None) -> bool:
        """Give the verdict on a record from its parts; the dear one is asked last."""
        return taken and (limit is None or one.size <= limit) and self.holds(one.case.record)

    def noticed(self, mutant: Mutant) -> RecordCase | None:
        """Give a case that notices a mutant, asking those first that probe its rule.

        Raises:
            SchemaError: the mutant is no schema.
        """
        takes = accepts(mutant.schema, self.patterns) if mutant.change else None
        limit = mutant.schema.max_bytes
        for group in (self.near.get(mutant.rule, ()), self.known):
            for one in group:
                taken = takes(one.case.record) if takes else one.taken
                same = taken is one.taken and limit == self.schema.max_bytes
                if not same and self.says(one, taken, limit) is not one.case.valid:
                    return one.case
        return None


def _size(record: Json) -> int:
    return len(dumps(record).encode())
