"""Put a contract's own validator on trial: over the records of an item, and over generated ones."""

from collections.abc import Callable

from gc_contracts._json import Json
from gc_contracts.model.case import FuzzCase, Plan, RecordCase
from gc_contracts.model.check import RecordRun
from gc_contracts.model.contract import Contract
from gc_contracts.run.candidate import Have, candidate
from gc_contracts.run.covered import Tally, Tried
from gc_contracts.run.oracle import Oracle
from gc_contracts.run.records import run_records
from gc_contracts.run.validator import Trial
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.edits import apply, edits
from gc_contracts.settings import Settings


def on_trial(
    contract: Contract, plan: Plan, settings: Settings, have: Have | None = None
) -> tuple[tuple[RecordRun, ...], int, tuple[str, ...], tuple[tuple[Tried, int], ...]]:
    """Show the records of a plan to the validator that its contract names.

    Returns: the runs, how many records were judged, notes, and what generated records tried, if it is wanted.
    """
    oracle = Oracle.of(contract, settings.emulation.patterns)
    bases = Bases(oracle, dict(plan.facts).get("base"))
    records = tuple(case for case in plan.cases if isinstance(case, RecordCase))
    properties = tuple(case for case in plan.cases if isinstance(case, FuzzCase))
    tally = Tally(oracle) if settings.coverage else None
    with (have or candidate)(contract, settings, bases.first) as under:
        runs, examples, notes = run_records(oracle, records)
        trial = Trial(under, oracle, bases.all)
        if records:
            runs = trial.runs(runs, bases.first)
        if properties:
            from gc_contracts.run.hunt import hunt  # noqa: PLC0415 - late: loads Hypothesis

            found, drawn, more = hunt(under, oracle, properties, settings.seed, bases.all, tally)
            runs, examples, notes = (*runs, *found), examples + drawn, (*notes, *more)
        pace = (under.pace,) if under.pace else ()
    return runs, examples, (*notes, *trial.notes, *pace), tally.counts if tally else ()


class Bases:
    """Valid records of a schema, to find some that a validator accepts; made when first asked for."""

    def __init__(self, oracle: Oracle, known: Json = None) -> None:
        self._oracle = oracle
        self._known = known
        self._all: tuple[Json, ...] | None = None

    @property
    def first(self) -> Json:
        """The fullest one."""
        if self._known is None:
            self._known = next(iter(self.all()), None)
        return self._known

    def all(self) -> tuple[Json, ...]:
        """Every valid record among the boundary cases, the fullest first."""
        if self._all is None:
            found = boundary(self._oracle.schema, self._oracle.patterns)
            records = [case.record for case in found.cases if case.valid]
            carried = map(self._mended(found.base), records)
            self._all = tuple(record for record in carried if self._oracle.is_valid(record))
        return self._all

    def _mended(self, base: Json) -> Callable[[Json], Json]:
        """Carry records into one that keeps the conditions, where the base itself does not."""
        conditions = self._oracle.conditions
        mended = base if conditions is None or self._oracle.is_valid(base) else conditions.repair(base)
        if mended is base or mended is None:
            return lambda record: record
        return lambda record: apply(mended, edits(base, record))
