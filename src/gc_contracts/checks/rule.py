"""Family `rule/`: does each cross-field rule compile, can it be kept, and can it ever be broken?

A rule is the team's text that judges records, so it is held to the records there can be: where it fails on
one that the schema takes it has no answer, and protects nothing.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from gc_contracts._json import Json, join
from gc_contracts.errors import SchemaError
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import Seen
from gc_contracts.model.contract import Rule
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.rules import Conditions, RuleTrouble
from gc_contracts.rules.faults import Fault, faults
from gc_contracts.rules.members import Stranger, strangers
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.effective import effective
from gc_contracts.schema.validate import compile as compile_schema

_INVALID = "rule/invalid"


def invalid(seen: Seen) -> Iterator[Finding]:
    """Report rules that do not compile, name what cannot be there, or fail on a record the schema takes."""
    if not seen.contract.expectations.rules:
        return
    conditions = _conditions(seen)
    if seen.plan.kind is CaseKind.STATIC:
        yield from _repeated(seen)
        yield from (_uncompiled(seen, trouble) for trouble in conditions.troubles)
        yield from _strange(seen)
    yield from (_failing(seen, fault) for fault in _faults(seen, conditions))


def unsatisfiable(seen: Seen) -> Iterator[Finding]:
    """Report rules that no record keeps where they apply: with the schema, or with the other rules."""
    hint = "One of them is wrong: loosen it, or let it apply to fewer records by `when`."
    yield from _proved(seen, "unsatisfiable", "rule/unsatisfiable", hint)


def vacuous(seen: Seen) -> Iterator[Finding]:
    """Report rules that no record can break, or to which none can belong."""
    hint = "The schema decides this already: correct the rule, or remove it."
    yield from _proved(seen, "vacuous", "rule/vacuous", hint)


def _conditions(seen: Seen) -> Conditions:
    contract, patterns = seen.contract, seen.settings.emulation.patterns
    return Conditions.of(contract.expectations, contract.schema, patterns)


def _repeated(seen: Seen) -> Iterator[Finding]:
    known: dict[str, Rule] = {}
    for rule in seen.contract.expectations.rules:
        first = known.setdefault(rule.id, rule)
        if first is not rule:
            words = f"rule `{rule.id}` has the id of another rule; reports could not tell them apart"
            pointer = join(rule.pointer, "id")
            yield _finding(seen, _INVALID, words, pointer, reproduce={"rule": rule.id}, hint="Rename one.")


def _uncompiled(seen: Seen, trouble: RuleTrouble) -> Finding:
    rule, text = trouble.rule, getattr(trouble.rule, trouble.part)
    words = f"`{trouble.part}` of rule `{rule.id}` is no rule in CEL: {trouble.message}"
    pointer = join(rule.pointer, trouble.part)
    data = {"rule": rule.id, "expression": text}
    return _finding(seen, _INVALID, words, pointer, trouble.offset, reproduce=data, hint=trouble.hint)


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
    return _finding(
        seen,
        _INVALID,
        f"rule `{rule.id}` asks for `{stranger.path}`, which {can}: {why}",
        join(rule.pointer, part),
        stranger.offset,
        subject=stranger.path,
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
    edges = boundary(seen.contract.schema, seen.settings.emulation.patterns)
    yield from (case.record for case in edges.cases if case.valid)


def _failing(seen: Seen, fault: Fault) -> Finding:
    rule = fault.condition.rule
    words = f"`{fault.part}` of rule `{rule.id}` fails on a record that the schema takes: {fault.words}"
    return _finding(
        seen,
        _INVALID,
        words,
        join(rule.pointer, fault.part),
        fault.offset,
        severity=Severity.NOTE if fault.extreme else Severity.ERROR,
        reproduce={"record": fault.record, "expected": "valid", "keyword": rule.id},
        hint=fault.hint,
    )


def _proved(seen: Seen, kind: str, check: str, hint: str) -> Iterator[Finding]:
    for name, facts in seen.plan.facts:
        for fact in facts if name == "rules" and isinstance(facts, list | tuple) else ():
            if fact["kind"] == kind:
                yield _told(seen, check, fact, hint)


def _told(seen: Seen, check: str, fact: Mapping[str, Any], hint: str) -> Finding:
    rules = seen.contract.expectations.rules
    data: dict[str, Json] = {"rule": fact["rule"]}
    others = [_quoted(rule) for rule in rules if rule.id in fact["with"]]
    if fact["with"]:
        data["with"] = list(fact["with"])
    words = f"{fact['words']}; {'; '.join(others)}" if others else fact["words"]
    return _finding(seen, check, words, fact["pointer"], reproduce=data, hint=hint)


def _quoted(rule: Rule) -> str:
    where = f"where {rule.when.strip()}, " if rule.when.strip() else ""
    return f"{rule.id}: {where}{rule.require.strip()}"


def _finding(  # noqa: PLR0913 - the fields of a finding
    seen: Seen,
    check: str,
    message: str,
    pointer: str,
    offset: int = -1,
    *,
    reproduce: Mapping[str, Json],
    severity: Severity = Severity.ERROR,
    subject: str = "",
    hint: str = "",
) -> Finding:
    document = seen.contract.expectations.document
    source = document.locate(pointer, offset) if document else seen.contract.locate()
    return Finding(
        check=check,
        severity=severity,
        contract=seen.contract.id,
        message=message,
        source=source,
        place=f"{pointer}#{subject}" if subject else pointer,
        reproduce=dict(reproduce),
        hint=hint,
        excerpt=tuple(document.excerpt(source)) if document else (),
    )
