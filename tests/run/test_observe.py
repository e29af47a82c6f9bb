"""Cases meet their engines: records, properties, actions; and what the engines do not agree on."""

from dataclasses import replace

import pytest
from hypothesis import strategies as st

from gc_contracts.derive import derive
from gc_contracts.model.case import ActionCase, Case, CaseKind, FuzzCase, Plan, RecordCase
from gc_contracts.model.check import ActionRun, RecordRun
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.model.interaction import Fault, Response
from gc_contracts.model.result import Outcome
from gc_contracts.model.schema import Schema
from gc_contracts.run import run
from gc_contracts.run.observe import Observed, observe
from gc_contracts.run.property import ContradictionError, check
from gc_contracts.settings import Settings
from little import little_action, little_contract

RULES = {"type": "object", "properties": {"a": {"type": "string", "maxLength": 3}}, "required": ["a"]}


def _contract(document: object) -> Contract:
    schema = Schema("s", document, "draft-04", source=document)
    return Contract("contracts/s.json", Kind.SCHEMA, "s", None, schema)


def _observe(document: object, *cases: Case) -> Observed:
    contract = _contract(document)
    return observe(contract, Plan(contract.id, CaseKind.BOUNDARY, cases), Settings())


def _records(seen: Observed) -> list[RecordRun]:
    return [run for run in seen.runs if isinstance(run, RecordRun)]


def test_a_record_run_keeps_what_the_validator_said():
    """The second engine is asked only where the first contradicts the case."""
    seen = _observe(
        RULES,
        RecordCase("ok", {"a": "b"}, valid=True),
        RecordCase("long", {"a": "bbbb"}, valid=False, keyword="maxLength", pointer="/a"),
    )

    assert seen.examples == 2
    assert [(r.case.id, [v.keyword for v in r.violations], r.second) for r in _records(seen)] == [
        ("ok", [], None),
        ("long", ["maxLength"], None),
    ]


def test_a_case_that_both_engines_contradict_is_kept_for_the_checks():
    """They decide what it means."""
    seen = _observe(
        RULES,
        RecordCase("wrong", {}, valid=True),
        RecordCase("harmless", {"a": ""}, valid=False, keyword="x"),
    )

    assert [(r.case.id, bool(r.violations), r.second) for r in _records(seen)] == [
        ("wrong", True, False),
        ("harmless", False, True),
    ]
    assert seen.notes == ()


def test_a_property_that_holds_leaves_its_count_only():
    """Records that are as they should be need no looking at."""
    seen = _observe(
        RULES, FuzzCase("valid", valid=True, examples=5), FuzzCase("invalid", valid=False, examples=7)
    )

    assert seen == Observed((), 12, ())


def test_a_schema_that_takes_nothing_is_not_verified():
    """Said, not passed over."""
    seen = _observe({"allOf": [{"enum": [1]}, {"enum": [2]}]}, FuzzCase("valid", valid=True, examples=5))

    assert [note.partition(": `")[0] for note in seen.notes] == [
        "not verified: no valid record can be generated for valid"
    ]


def _drawn(seed: int | None) -> list[object]:
    seen: list[object] = []
    check(st.integers(), seen.append, 20, seed)
    return seen


def test_the_same_settings_generate_the_same_values():
    """Derandomised; a seed is another sequence, and the same one again."""
    plain, seeded = _drawn(None), _drawn(1)

    assert (_drawn(None), _drawn(1)) == (plain, seeded)
    assert plain != seeded


def test_the_last_value_that_fails_is_the_smallest():
    """Hypothesis shrinks inside the item, and the watch keeps what it saw last."""
    seen: list[int] = []

    def look(value: int) -> None:
        if value >= 17:
            seen.append(value)
            raise ContradictionError

    with pytest.raises(ContradictionError):
        check(st.integers(min_value=0), look, 100, None)

    assert seen[-1] == 17


def test_an_action_meets_its_replies():
    """One executor, many cases; the body of a fault is none."""
    contract = little_contract(little_action(method="GET", paths={"n": "$.name"}, success='{"n": ${n}}'))
    cases = (
        ActionCase("ok", {}, Response(200, (("Content-Type", "application/json"),), b'{"name": "Ann"}')),
        ActionCase("slow", {}, Fault.TIMEOUT),
    )

    seen = observe(contract, Plan(contract.id, CaseKind.FAULT, cases), Settings())

    assert [
        (r.case.id, r.execution.ok, r.execution.output) for r in seen.runs if isinstance(r, ActionRun)
    ] == [
        ("ok", True, {"n": "Ann"}),
        ("slow", False, None),
    ]
    assert seen.examples == 2


def test_a_schema_no_engine_takes_is_not_verified():
    """The static item holds the finding; this one has a reason."""
    contract = _contract({"type": "nothing"})
    case = RecordCase("any", {}, valid=True)

    result = run(contract, Plan(contract.id, CaseKind.BOUNDARY, (case,)), (), Settings())

    assert result.outcome is Outcome.SKIPPED
    assert result.reason.startswith("not verified: the schema cannot be used: ")


def test_an_exception_of_an_engine_is_an_error_that_names_the_case():
    """One contract must not end the suite."""
    contract = little_contract(little_action())
    case = ActionCase("bad/reply", {}, "no reply")  # type: ignore[arg-type]

    result = run(contract, Plan(contract.id, CaseKind.FAULT, (case,)), (), Settings())

    assert result.outcome is Outcome.ERROR
    assert "(case bad/reply)" in result.reason


def test_what_is_not_there_to_be_run_is_skipped_with_a_reason():
    """Not verified is not safe."""
    contract = little_contract(replace(little_action(), form="field-list"))

    plan = derive(contract, CaseKind.HANDLER, Settings())

    assert (plan.cases, plan.skip.startswith("not verified: ")) == ((), True)
