"""What `rule/invalid` tells: rules that do not compile, name what cannot be there, or fail on a valid record.

A rule is the team's text that judges records, so it is held to the records there can be: where it fails on
one that the schema takes it has no answer, and protects nothing.
"""

from collections.abc import Iterator

from gc_contracts._json import Json, join
from gc_contracts.checks.make import Declared, finding
from gc_contracts.errors import SchemaError
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import Seen
from gc_contracts.model.contract import Rule
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.rules import Conditions, RuleTrouble, Word
from gc_contracts.rules.faults import Fault, faults
from gc_contracts.rules.members import Stranger, strangers
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.effective import effective
from gc_contracts.schema.validate import compile as compile_schema

_INVALID = "rule/invalid"


def tell(seen: Seen) -> Iterator[Finding]:
    """Tell all that is wrong with the rules of a contract: off the file, then on records."""
    conditions = _conditions(seen)
    if seen.plan.kind is CaseKind.STATIC:
        yield from _repeated(seen)
        yield from (_uncompiled(seen, trouble) for trouble in conditions.troubles)
        yield from _strange(seen)
    told = _never_there(seen)
    for fault in _faults(seen, conditions):
        if (fault.condition.rule.id, fault.part) not in told:
            yield _failing(seen, fault)


def _never_there(seen: Seen) -> frozenset[tuple[str, str]]:
    """Name the parts of rules that ask for what can never be there: that they fail has this cause."""
    root = effective(seen.contract.schema, seen.settings.emulation.patterns)
    return frozenset(
        (rule.id, part)
        for rule in seen.contract.expectations.rules
        for part, text in (("when", rule.when), ("require", rule.require))
        if any(stranger.never for stranger in strangers(text, root))
    )


def failing(seen: Seen) -> frozenset[str]:
    """Name the rules that fail wherever they apply: what else is proved of them has the same cause."""
    conditions, found = _conditions(seen), set()
    words = [conditions.words(record) for record in _edges(seen)]
    for each in conditions.rules:
        said = {word[each.rule.id] for word in words} - {Word.IDLE}
        if said == {Word.ERRS}:
            found.add(each.rule.id)
    return frozenset(found)


def _conditions(seen: Seen) -> Conditions:
    contract, patterns = seen.contract, seen.settings.emulation.patterns
    return Conditions.of(contract.expectations, contract.schema, patterns)


def _repeated(seen: Seen) -> Iterator[Finding]:
    known: dict[str, Rule] = {}
    for rule in seen.contract.expectations.rules:
        first = known.setdefault(rule.id, rule)
        if first is not rule:
            words = f"rule `{rule.id}` has the id of another rule; reports could not tell them apart"
            at = Declared(join(rule.pointer, "id"))
            yield finding(seen, _INVALID, words, at, reproduce={"rule": rule.id}, hint="Rename one.")


def _uncompiled(seen: Seen, trouble: RuleTrouble) -> Finding:
    rule, text = trouble.rule, getattr(trouble.rule, trouble.part)
    words = f"`{trouble.part}` of rule `{rule.id}` is no rule in CEL: {trouble.message}"
    at = Declared(join(rule.pointer, trouble.part), offset=trouble.offset)
    data = {"rule": rule.id, "expression": text}
    return finding(seen, _INVALID, words, at, reproduce=data, hint=trouble.hint)


def _strange(seen: Seen) -> Iterator[Finding]:
    root = effective(seen.contract.schema, seen.settings.emulation.patterns)
    for rule in seen.contract.expectations.rules:
        for part, text in (("when", rule.when), ("require", rule.require)):
            for stranger in strangers(text, root):
                yield _stranger(seen, rule, part, stranger)


def _stranger(seen: Seen, rule: Rule, part: str, stranger: Stranger) -> Finding:
    if stranger.kind:
        why = f"what it is a member of is {stranger.kind}"
    elif stranger.never:
        why = "the schema declares no such field, and takes no other"
    else:
        why = f"the schema declares no such field, but `{stranger.near}`"
    can = "can never be there" if stranger.never else "is probably misspelt"
    return finding(
        seen,
        _INVALID,
        f"rule `{rule.id}` asks for `{stranger.path}`, which {can}: {why}",
        Declared(join(rule.pointer, part), offset=stranger.offset, subject=stranger.path),
        severity=Severity.ERROR if stranger.never else Severity.NOTE,
        reproduce={"rule": rule.id, "expression": getattr(rule, part)},
        hint=f"Did you mean `{stranger.near}`?" if stranger.near else "",
    )


def _faults(seen: Seen, conditions: Conditions) -> tuple[Fault, ...]:
    try:
        validator = compile_schema(seen.contract.schema, seen.settings.emulation.patterns)
        return faults(conditions, validator, list(_seeds(seen))) if conditions.rules else ()
    except SchemaError:
        return ()


def _seeds(seen: Seen) -> Iterator[Json]:
    """Yield records that the schema probably takes: declared ones, its edges, or those that were run."""
    if seen.plan.kind is not CaseKind.STATIC:
        yield from (run.record for run in seen.records if not run.violations)
        return
    yield from (example.record for example in seen.contract.expectations.records if not example.violates)
    yield from _edges(seen)


def _edges(seen: Seen) -> Iterator[Json]:
    edges = boundary(seen.contract.schema, seen.settings.emulation.patterns)
    yield from (case.record for case in edges.cases if case.valid)


def _failing(seen: Seen, fault: Fault) -> Finding:
    rule = fault.condition.rule
    words = f"`{fault.part}` of rule `{rule.id}` fails on a record that the schema takes: {fault.words}"
    return finding(
        seen,
        _INVALID,
        words,
        Declared(join(rule.pointer, fault.part), offset=fault.offset),
        severity=Severity.NOTE if fault.extreme else Severity.ERROR,
        reproduce={"record": fault.record, "expected": "valid", "keyword": rule.id},
        hint=fault.hint,
    )
