"""Which rule does a wrong verdict lose, and what is the smallest record that shows it?

A record that is accepted breaks a rule, which is known. A record that is refused breaks none: the smallest
change to an accepted one that is refused shows the place, and what stands there shows the rule.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from gc_contracts._json import Json, get, join, spelt
from gc_contracts.model.case import Origin, RecordCase
from gc_contracts.model.check import RecordRun
from gc_contracts.model.verdict import Said
from gc_contracts.run.candidate import Candidate
from gc_contracts.run.least import nearer, plainer, shorter, smaller
from gc_contracts.run.oracle import Oracle, dispute
from gc_contracts.run.told import ABSENT, keys, origin, record_case, value_at
from gc_contracts.schema.disputed import disputed
from gc_contracts.schema.edges import Edge, edge
from gc_contracts.schema.edits import put

NAMED = 12
"""Values of one rule that are held against a validator; more would say the same."""
_NEAR = 2
"""Members by which a record may differ from one that is near enough."""
_BOUNDS = frozenset({"minLength", "maxLength", "minimum", "maximum"})
"""Rules that a value between them breaks no more than one at them."""
_LENGTHS = frozenset({"minLength", "maxLength"})
_PARTS = 20
"""Parts of a value that are looked into, where none of them can be taken away."""
_REFUSED = "valid records that the validator refuses"
EVERY = 3
"""Rules that must be lost, and none kept, to say that a validator accepts everything."""
Reduce = Callable[[Json, Callable[[Json], bool]], Json]
Keys = frozenset[tuple[str, str]]
Groups = dict[tuple[str, ...], list[RecordRun]]


@dataclass(frozen=True, slots=True)
class Blame:
    """Puts wrong verdicts down to rules. `accepted`: valid records that the validator accepts."""

    candidate: Candidate
    oracle: Oracle
    accepted: Sequence[Json]
    notes: list[str] = field(default_factory=list)
    _last: list[Json] = field(default_factory=list)

    def all(self, runs: Sequence[RecordRun]) -> Iterator[RecordRun]:
        """Give the runs, each wrong verdict put down to a rule, and one of each rule made small."""
        wrong = [run for run in runs if run.contradicts and not run.is_valid]
        alone = {keys(run.violations) for run in wrong}
        lost = [self.accepts(run, alone) for run in wrong]
        if not any(run.says(Said.INVALID) and not run.is_valid for run in runs):
            lost = _everything(lost)
        refused = [self.refuses(run) for run in runs if run.contradicts and run.is_valid]
        refused = _folded(refused)
        crashed = [run for run in runs if run.says(Said.CRASH)]
        yield from (run for run in runs if not run.contradicts and not run.says(Said.CRASH))
        for group in (*_grouped(lost, _rule).values(), *_grouped(refused, _rule).values()):
            yield from self._sure(group)
        for group in _grouped(crashed, _trouble).values():
            yield from (self.least_crash(group[0]), *group[1:])

    def accepts(self, run: RecordRun, alone: Collection[Keys] = ()) -> RecordRun:
        """Name the rule that an accepted record breaks: of several, one that another record breaks alone."""
        shown = (each for each in run.violations if keys([each]) in alone)
        broken, case = next(shown, run.violations[0]), record_case(run)
        rule = broken.rule or case.rule
        named = replace(case, valid=False, keyword=broken.keyword, pointer=broken.pointer, rule=rule)
        return replace(run, case=replace(named, origin=origin(broken)))

    def refuses(self, run: RecordRun) -> RecordRun:
        """Find the place that makes a record refused, and the rule that its value is nearest to breaking."""
        case = replace(record_case(run), valid=True)
        if not self.accepted:
            return replace(run, case=replace(case, keyword="", pointer="", rule="", origin=Origin.SCHEMA))
        if case.origin is not Origin.SCHEMA and self.candidate.says(self.candidate.probe, Said.VALID):
            return replace(run, case=replace(case, keyword=case.keyword or self.oracle.named(case)))
        base = self._nearest(run.record)
        record, left = nearer(run.record, base, self._is_refused)
        if left:
            record, left = nearer(shorter(record, left[0].pointer, self._is_refused), base, self._is_refused)
        pointer = self._deeper(record, left[0].pointer) if left else ""
        found = self._edge(record, pointer)
        named = RecordCase(case.id, record, True, found.keyword, pointer, found.rule, case.declared)
        woken = self.oracle.woken(base, record)
        if woken is not None:
            named = replace(named, keyword=woken.id, pointer="", rule=woken.pointer, origin=Origin.RULE)
        return replace(run, case=named, record=record, verdict=self.candidate.recall(record))

    def _edge(self, record: Json, pointer: str) -> Edge:
        """Name the rule whose edge a refused value sits on.

        A bound is kept where a text as long as this one is accepted: then what the text is made of is the
        matter, if a rule speaks of it. Where none does, it may be that the letters are miscounted.
        """
        schema, patterns = self.oracle.schema, self.oracle.patterns
        found, text = edge(schema, record, pointer, patterns), value_at(record, pointer)
        if found.keyword not in _LENGTHS or not isinstance(text, str) or text != text.strip():
            return found
        others = (value_at(each, pointer) for each in self.accepted)
        if not any(isinstance(other, str) and len(other) == len(text) for other in others):
            return found
        inner = edge(schema, record, pointer, patterns, _LENGTHS)
        return found if inner.keyword == "type" else inner

    def is_sure(self, run: RecordRun) -> bool:
        """Tell whether the second engine says of a record what the first says, and note where it does not."""
        second = self.oracle.second(run.record)
        doubt = self.oracle.doubt(run.record) if run.is_valid else ""
        if second is run.is_valid and not doubt:
            return True
        note = f"not verified: {_REFUSED}: {doubt}" if doubt else dispute(run.case.id, run.record, second)
        if note not in self.notes:
            self.notes.append(note)
        return False

    def least(self, run: RecordRun) -> RecordRun:
        """Take from a record what it does not need to be misjudged in the same way."""
        return self._reduced(run, smaller)

    def plainest(self, run: RecordRun) -> RecordRun:
        """Make the texts of a generated record plain, as far as it is the same rule that it shows."""
        plain = self._reduced(run, plainer)
        named = self.refuses(plain) if run.is_valid else self.accepts(plain)
        return plain if record_case(named).rule == record_case(run).rule else run

    def _reduced(self, run: RecordRun, reduce: Reduce) -> RecordRun:
        broken, wrong = keys(run.violations), Said.INVALID if run.is_valid else Said.VALID

        def still(record: Json) -> bool:
            return self._broken(record) == broken and self.candidate.says(record, wrong)

        record = reduce(run.record, still)
        if record is run.record or self.oracle.second(record) is not run.is_valid:
            return run
        violations, case = self.oracle.violations(record), replace(record_case(run), record=record)
        if case.keyword and violations:
            case = replace(case, pointer=violations[0].pointer)
        verdict = self.candidate.recall(record)
        return replace(run, case=case, record=record, violations=violations, verdict=verdict)

    def least_crash(self, run: RecordRun, reduce: Reduce = smaller) -> RecordRun:
        """Take from a record what is not needed to raise the same on the same line."""
        trouble = _trouble(run)
        if not isinstance(run.record, dict) or trouble[0] == "exit":
            return run

        def still(record: Json) -> bool:
            verdict = self.candidate.recall(record) if self.oracle.is_valid(record) is run.is_valid else None
            found = verdict.trouble if verdict else None
            return found is not None and found.key == trouble

        record = reduce(run.record, still)
        violations, case = self.oracle.violations(record), replace(record_case(run), record=record)
        verdict = self.candidate.recall(record)
        return replace(run, case=case, record=record, violations=violations, verdict=verdict)

    def _sure(self, group: list[RecordRun]) -> Iterator[RecordRun]:
        """Keep some runs of a rule that both engines judge alike, no two of one value; make one small."""
        kept: dict[str, RecordRun] = {}
        for run in sorted(group, key=_plainness):
            value = _value(run)
            if value in kept or len(kept) >= NAMED or not self.is_sure(run):
                yield replace(run, verdict=None)
            else:
                kept[value] = run
        for number, run in enumerate(kept.values()):
            yield run if number else self.least(run)

    def _nearest(self, record: Json) -> Json:
        """Give an accepted record that differs little; the one that was near last time is looked at first."""
        best = min((*self._last, *self.accepted[:1]), key=lambda base: _distance(base, record))
        if _distance(best, record) > _NEAR:
            best = min(self.accepted, key=lambda base: _distance(base, record))
        self._last[:] = [best]
        return best

    def _broken(self, record: Json) -> frozenset[tuple[str, str]]:
        return frozenset() if self.oracle.is_valid(record) else keys(self.oracle.violations(record))

    def _is_refused(self, record: Json) -> bool:
        return self.oracle.is_valid(record) and self.candidate.says(record, Said.INVALID)

    def _is_accepted(self, record: Json) -> bool:
        return self.oracle.is_valid(record) and self.candidate.says(record, Said.VALID)

    def _is_spared(self, record: Json, place: str) -> bool:
        """Tell whether a record is accepted without what stands at a place."""
        without = put(record, place, None)
        return without is not None and self._is_accepted(without)

    def _deeper(self, record: Json, pointer: str) -> str:
        """Follow what is refused into the part that makes the difference."""
        places = tuple(_inside(record, pointer))
        spared = tuple(islice((place for place in places if self._is_spared(record, place)), 2))
        if len(spared) == 2 and isinstance(get(record, pointer), list):
            return pointer  # either element can go: it is the two together that are refused
        if spared:
            return self._deeper(record, spared[0])
        # Where no part can be spared, as in a list that may not be empty, one inside of it may be.
        inner = (self._deeper(record, place) for place in places[:_PARTS])
        return next((found for found, place in zip(inner, places, strict=False) if found != place), pointer)


def _folded(runs: list[RecordRun]) -> list[RecordRun]:
    """Put what only its type could name down to a bound of the same place that is refused as well.

    A text of 101 letters sits on no edge; where 120 are refused that may have 120, it is the same mistake.
    """
    bounds = {_field(run): record_case(run) for run in runs if record_case(run).keyword in _BOUNDS}
    folded = []
    for run in runs:
        case, bound = record_case(run), bounds.get(_field(run))
        value = value_at(run.record, case.pointer)
        plain = isinstance(value, str) or (isinstance(value, float) and not value.is_integer())
        if bound and case.keyword == "type" and plain:
            case = replace(case, keyword=bound.keyword, rule=bound.rule)
        folded.append(replace(run, case=case))
    return folded


def _field(run: RecordRun) -> str:
    """Name the place in the schema that a run's rule stands at."""
    return record_case(run).rule.rpartition("/")[0]


def _inside(record: Json, pointer: str) -> Iterator[str]:
    """Yield the places of what a value holds."""
    try:
        value = get(record, pointer)
    except KeyError:
        return
    names = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    yield from (join(pointer, name) for name in names)


def _grouped(runs: Iterable[RecordRun], key: Callable[[RecordRun], tuple[str, ...]]) -> Groups:
    """Group runs, in each group what is valid first, then what is small."""
    groups: Groups = {}
    for run in sorted(runs, key=lambda run: (not run.is_valid, run.weight)):
        groups.setdefault(key(run), []).append(run)
    return groups


def _rule(run: RecordRun) -> tuple[str, ...]:
    return record_case(run).keyword, record_case(run).rule


def _trouble(run: RecordRun) -> tuple[str, ...]:
    trouble = run.verdict.trouble if run.verdict else None
    return trouble.key if trouble else ()


def _plainness(run: RecordRun) -> tuple[bool, bool, bool, int, int]:
    """For choosing the value that shows a rule best: JSON, beyond dispute, short, of plain letters."""
    value, case = _value(run), record_case(run)
    return (
        run.is_valid and bool(disputed(case.keyword, value_at(run.record, case.pointer))),
        not isinstance(run.record, dict),
        not run.is_json,
        len(value),
        sum(not letter.isalnum() or letter > "z" for letter in value),
    )


def _value(run: RecordRun) -> str:
    """Write what stands at the place of a run's rule."""
    found = value_at(run.record, record_case(run).pointer)
    return "" if found is ABSENT else spelt(found)


def _distance(left: Json, right: Json) -> int:
    """Count the members by which two records differ."""
    if not (isinstance(left, dict) and isinstance(right, dict)):
        return 0 if left is right else 1_000
    nothing = object()
    return sum(left.get(name, nothing) != right.get(name, nothing) for name in {**left, **right})


def _everything(runs: list[RecordRun]) -> list[RecordRun]:
    """Where nothing at all is refused, no single rule is lost: say it once."""
    # An item of rules alone, or of a few examples, shows nothing of the others.
    if len({_rule(run) for run in runs if record_case(run).origin is Origin.SCHEMA}) < EVERY:
        return runs
    return [replace(run, case=replace(record_case(run), keyword="", pointer="", rule="")) for run in runs]
