"""Generated records against a validator: one run whatever is found, each rule by its smallest record, the same each time."""

from collections.abc import Callable
from typing import Any

import pytest

from gc_contracts._json import Json
from gc_contracts.model.case import CaseKind, FuzzCase, Plan, RecordCase
from gc_contracts.model.check import RecordRun
from gc_contracts.model.contract import Contract, Expectations, Kind
from gc_contracts.model.schema import Schema
from gc_contracts.model.verdict import OPENING, Said, Trouble
from gc_contracts.run.observe import Observed, observe
from gc_contracts.settings import Settings
from in_memory import InMemory, having

DOCUMENT = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string", "maxLength": 5}, "score": {"type": "integer", "minimum": 0}},
    "additionalProperties": False,
}


def right(record: Json) -> bool:
    """Judge as the schema does."""
    if not isinstance(record, dict) or not record.keys() <= {"id", "score"} or "id" not in record:
        return False
    score = record.get("score", 0)
    whole = isinstance(score, int | float) and not isinstance(score, bool) and score == int(score)
    return isinstance(record["id"], str) and len(record["id"]) <= 5 and whole and score >= 0


def hunted(
    validate: Callable[[Json], Any] | InMemory, seed: int | None = None, examples: int = 60
) -> Observed:
    """Show generated records to a validator."""
    cases = (FuzzCase("valid", True, examples), FuzzCase("invalid", False, examples))
    schema = Schema("s", DOCUMENT, "draft-07")
    given = Contract("s.json", Kind.SCHEMA, "s", None, schema, Expectations(validator="team:validate"))
    inner = validate if isinstance(validate, InMemory) else InMemory(lambda: validate)
    return observe(given, Plan(given.id, CaseKind.FUZZ, cases), Settings(seed=seed), having(inner))


def wrong(seen: Observed) -> list[tuple[str, str, Json]]:
    """List the rules that are lost or too tight, with the record that shows it."""
    return [
        (run.verdict.said.value, run.case.rule, run.record)
        for run in seen.runs
        if isinstance(run, RecordRun) and run.contradicts and run.verdict and isinstance(run.case, RecordCase)
    ]


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_a_right_validator_has_nothing_held_against_it(seed):
    """Whatever the seed."""
    seen = hunted(right, seed)

    assert (wrong(seen), seen.examples, seen.notes) == ([], 120, ())


def test_every_lost_rule_is_found_by_its_smallest_record():
    """After a find it goes on."""

    def validate(record: Json) -> bool:
        lax = (
            isinstance(record, dict)
            and isinstance(record.get("id"), str)
            and record.keys() <= {"id", "score"}
        )
        score = record.get("score", 0) if lax else None
        return lax and isinstance(score, int | float) and score == int(score)

    found = {(rule, len(str(record)) < 30) for _, rule, record in wrong(hunted(validate, examples=300))}

    assert found == {
        ("/properties/id/maxLength", True),
        ("/properties/score/minimum", True),
        ("/properties/score/type", True),
    }


def test_a_rule_too_tight_is_found_among_generated_records():
    """The smallest valid record that is refused."""
    found = wrong(hunted(lambda record: right(record) and not record.get("score", 0) > 20))

    assert found == [("invalid", "/properties/score/type", {"id": "", "score": 21})]


def test_the_same_tree_gives_the_same_finds():
    """Nothing random unless asked."""

    def validate(record: Json) -> bool:
        return isinstance(record, dict) and "id" in record

    assert hunted(validate) == hunted(validate)


def test_one_who_accepts_everything_is_found_once():
    """No rule is lost alone; it ends early."""
    found = wrong(hunted(lambda _: True))

    assert {(said, rule) for said, rule, _ in found} == {("valid", "")}


def test_one_who_refuses_everything_is_found_once():
    """There is nothing to compare with."""
    found = wrong(hunted(lambda _: False))

    assert [(said, rule) for said, rule, _ in found] == [("invalid", "")]


def test_a_hang_is_not_made_smaller_and_ends_the_asking():
    """Each would take as long."""

    def validate(record: Json) -> bool:
        if isinstance(record, dict) and isinstance(record.get("score"), int) and record["score"] > 1:
            raise TimeoutError
        return right(record)

    inner = InMemory(lambda: validate)
    seen = hunted(inner)

    hangs = [run for run in seen.runs if isinstance(run, RecordRun) and run.says(Said.HANG)]
    assert len(hangs) == 1
    assert "not verified: the rest of the generated records: it gave no answer in time 3 times" in seen.notes


def test_a_crash_is_found_with_a_small_record():
    """What does not matter is taken away."""

    def validate(record: Json) -> bool:
        if isinstance(record, dict) and isinstance(record.get("score"), int) and record["score"] > 6:
            raise LookupError("seven")
        return right(record)

    crashed = [run for run in hunted(validate).runs if isinstance(run, RecordRun) and run.says(Said.CRASH)]

    assert [run.record for run in crashed][:1] == [{"id": "", "score": 7}]


def test_one_that_cannot_be_imported_is_one_run():
    """Nothing is generated for it."""
    seen = hunted(InMemory(lambda: right, Trouble("ImportError", "no")))

    assert [run.case.id for run in seen.runs if isinstance(run, RecordRun)] == [OPENING]


def test_an_answer_that_varies_is_held_against_no_rule():
    """It is asked again, and then says otherwise."""
    asked: set[str] = set()

    def validate(record: Json) -> bool:
        first = repr(record) not in asked
        asked.add(repr(record))
        return right(record) and not (first and record.get("score") == 3)

    seen = hunted(validate)

    assert wrong(seen) == []


def test_nothing_is_generated_twice_whatever_is_found():
    """Finds are noted and passed over; each record is judged once."""

    def validate(record: Json) -> bool:
        """Look at the names only."""
        return isinstance(record, dict) and "id" in record and record.keys() <= {"id", "score"}

    seen = hunted(validate)

    rules = {rule for _, rule, _ in wrong(seen)}
    assert {"/properties/id/type", "/properties/score/type", "/properties/score/minimum"} <= rules
    assert seen.examples == 120


def test_a_second_rule_too_tight_at_one_place_is_found_beside_the_first():
    """A refusal is like a known one only where the same rule is to blame."""

    def validate(record: Json) -> bool:
        return right(record) and len(record["id"]) < 5 and record.get("score") != 0

    found = {(said, rule) for said, rule, _ in wrong(hunted(validate, examples=400))}

    assert found == {("invalid", "/properties/id/maxLength"), ("invalid", "/properties/score/minimum")}


def test_the_bounds_of_numbers_and_lengths_are_drawn():
    """One valid record in four stands on an edge: 60 of them meet each bound."""
    drawn: list[Json] = []

    def validate(record: Json) -> bool:
        drawn.append(record)
        return right(record)

    hunted(validate)

    valid = [record for record in drawn if right(record)]
    assert any(record.get("score") == 0 for record in valid)
    assert any(len(record["id"]) == 5 for record in valid)
    assert any(record.get("score") == -1 for record in drawn if isinstance(record, dict))
