"""From a contract to its cases: pure, deterministic, nothing is run here.

Two questions with two prices: `kinds` is asked at collection and looks at the contract only; `derive` is
asked when an item runs, so that a selected test pays for its own cases and for no other's.
"""

from collections.abc import Iterator

from gc_contracts.derive import left_open
from gc_contracts.model.case import CaseKind, Plan
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.settings import Settings

_OF: dict[Kind, tuple[CaseKind, ...]] = {
    Kind.SCHEMA: (CaseKind.STATIC, CaseKind.BOUNDARY, CaseKind.FUZZ),
    Kind.ACTION: (CaseKind.STATIC, CaseKind.REQUEST, CaseKind.RESPONSE, CaseKind.FAULT),
    Kind.BROKEN: (CaseKind.STATIC,),
}


def kinds(contract: Contract, *, compare: bool = False, mutate: bool = False) -> tuple[CaseKind, ...]:
    """Tell which items a contract has, in the order they run.

    Args:
        contract: as collected.
        compare: whether there is a baseline.
        mutate: whether it is broken on purpose.
    """
    if contract.gone:
        return (CaseKind.COMPAT,)
    expected = contract.expectations
    declared = {
        CaseKind.EXAMPLES: bool(expected.records or expected.runs),
        CaseKind.RULES: bool(expected.rules or expected.references),
        CaseKind.HANDLER: bool(expected.handler) or _is_function(contract),
        CaseKind.REPLAY: contract.has_runs or any(cassette.run for cassette in contract.cassettes),
        CaseKind.COMPAT: compare,
        CaseKind.MUTATE: mutate,
    }
    if contract.kind is Kind.BROKEN:
        return _OF[Kind.BROKEN]
    if contract.kind is Kind.ACTION and contract.action.form == "field-list":
        told = (kind for kind in (CaseKind.EXAMPLES, CaseKind.REPLAY, CaseKind.COMPAT) if declared[kind])
        return CaseKind.STATIC, CaseKind.HANDLER, *told
    return (*_OF[contract.kind], *(kind for kind, present in declared.items() if present))


def derive(contract: Contract, kind: CaseKind, settings: Settings) -> Plan:
    """Derive all cases of one item.

    What a contract declares and this version does not run is a plan with a reason to skip: not verified is
    not the same as safe.
    """
    if kind is CaseKind.STATIC:
        return Plan(contract.id, kind, notes=(*_not_followed(contract), *_of_action(contract)))
    if kind is CaseKind.COMPAT:
        from gc_contracts.derive.compat import plan as compat_plan  # noqa: PLC0415 - late: as in `_cases`

        return compat_plan(contract, settings)
    if contract.kind is Kind.ACTION and (reason := left_open.skip(contract.action, kind)):
        return Plan(contract.id, kind, skip=reason)
    if kind is CaseKind.REPLAY:
        from gc_contracts.derive.replay import plan as replay_plan  # noqa: PLC0415 - late: as in `_cases`

        return replay_plan(contract)
    if kind is CaseKind.RULES:
        from gc_contracts.derive.rules import plan as rules_plan  # noqa: PLC0415 - late: as in `_cases`

        return rules_plan(contract, settings)
    return _cases(contract, kind, settings)


def _is_function(contract: Contract) -> bool:
    return contract.kind is Kind.ACTION and contract.action.integration_type == "function-data-actions"


def _not_followed(contract: Contract) -> tuple[str, ...]:
    """Name the references that lead to nothing we know, though nothing is wrong with them.

    A field list may name a schema by an id that only the org knows.
    """
    told = {problem.source.pointer for problem in contract.problems if problem.check == "reference/unknown"}
    return tuple(
        f"not verified: `{one.field}` refers to `{one.subject}`, which is no contract that we can read here"
        for one in contract.expectations.references.values()
        if not one.found and f"{one.pointer}/subject" not in told
    )


def _of_action(contract: Contract) -> tuple[str, ...]:
    if contract.kind is not Kind.ACTION:
        return contract.notes
    return (*contract.notes, *left_open.notes(contract.action), *_of_cassettes(contract))


def _of_cassettes(contract: Contract) -> Iterator[str]:
    """Name the recordings of which something cannot be told."""
    named = {run.cassette for run in contract.expectations.runs}
    for cassette in contract.cassettes:
        file = cassette.document.file if cassette.document else f"cassette '{cassette.name}'"
        if cassette.run is None and cassette.name not in named:
            yield (
                f"not verified: {file} keeps no run, so nothing tells the input that it belongs to: "
                "name it in an example (`cassette:`)"
            )
        if any(not each.recorded for each in cassette.interactions):
            yield f"not verified: how old {file} is: it does not say when it was recorded"


def _cases(contract: Contract, kind: CaseKind, settings: Settings) -> Plan:
    # Late: collection asks for `kinds` alone and must not pay for the engines below.
    if kind is CaseKind.MUTATE:
        from gc_contracts.derive.mutate import plan as mutate_plan  # noqa: PLC0415 - see above

        return mutate_plan(contract, settings)
    if contract.kind is Kind.SCHEMA:
        from gc_contracts.derive.records import plan as records_plan  # noqa: PLC0415 - see above

        return records_plan(contract, kind, settings)
    from gc_contracts.derive.actions import plan as actions_plan  # noqa: PLC0415 - see above

    return actions_plan(contract, kind, settings)
