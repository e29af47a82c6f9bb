"""What a validator says wrong is put down to a rule, shown by the smallest record, and nothing else is."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from gc_contracts._json import Json
from gc_contracts.derive import derive
from gc_contracts.model.case import CaseKind, Origin, Plan, RecordCase
from gc_contracts.model.check import RecordRun
from gc_contracts.model.contract import Contract, Expectations, Kind, Reference, Rule
from gc_contracts.model.schema import Schema
from gc_contracts.model.verdict import OPENING, Said, Trouble
from gc_contracts.run.observe import Observed, observe
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.settings import Settings
from in_memory import InMemory, have, having

DOCUMENT = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "minLength": 2, "maxLength": 5},
        "score": {"type": "integer", "minimum": 0},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
    "additionalProperties": False,
}
UNIQUE = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
NAMES = frozenset({"id", "score", "tags"})


def right(record: Json) -> bool:
    """Judge as the schema does."""
    if not isinstance(record, dict) or not record.keys() <= NAMES or "id" not in record:
        return False
    score, tags = record.get("score", 0), record.get("tags", [])
    whole = isinstance(score, int | float) and not isinstance(score, bool) and score == int(score)
    texts = isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)
    return isinstance(record["id"], str) and 2 <= len(record["id"]) <= 5 and whole and score >= 0 and texts


def contract(document: Json = DOCUMENT, **expected: Any) -> Contract:
    schema = Schema("s", document, "draft-07")
    named = Expectations(**{"validator": "team:validate", **expected})
    return Contract("contracts/s.json", Kind.SCHEMA, "s", None, schema, named)


def shown(validate: Callable[[Json], Any] | InMemory, given: Contract | None = None) -> Observed:
    """Show the boundary cases to a validator."""
    given = given or contract()
    plan = derive(given, CaseKind.BOUNDARY, Settings())
    under = having(validate) if isinstance(validate, InMemory) else have(validate)
    return observe(given, plan, Settings(), under)


def wrong(seen: Observed) -> list[tuple[str, str, str, Json]]:
    """List what is held against the validator: what it said, the rule, the place, the record."""
    return [
        (run.verdict.said.value, run.case.rule, run.case.pointer, run.record)
        for run in records(seen)
        if run.contradicts and run.verdict and isinstance(run.case, RecordCase)
    ]


def records(seen: Observed) -> list[RecordRun]:
    return [run for run in seen.runs if isinstance(run, RecordRun)]


def test_a_right_validator_has_nothing_held_against_it():
    """Neither by the edges of each rule nor by what separates right from wrong."""
    seen = shown(right)

    assert (wrong(seen), seen.notes) == ([], ())


def test_a_lost_rule_is_shown_by_the_smallest_record():
    """Members that the rule does not need are taken away."""
    seen = shown(lambda record: right(record) or (isinstance(record, dict) and record.get("score") is True))

    assert wrong(seen) == [("valid", "/properties/score/type", "/score", {"id": "sampl", "score": True})]


def test_a_rule_too_tight_is_found_by_the_smallest_change():
    """The record differs from an accepted one in the value that sits on the rule's edge."""
    seen = shown(lambda record: right(record) and repr(record.get("score")) != "0")

    assert wrong(seen) == [("invalid", "/properties/score/minimum", "/score", {"id": "sampl", "score": 0})]


def test_a_member_that_must_be_there_though_nobody_asks_for_it_is_named():
    """What is refused is its absence."""
    seen = shown(lambda record: right(record) and "tags" in record)

    assert wrong(seen) == [("invalid", "/properties/tags", "/tags", {"id": "sampl"})]


def test_a_refused_base_hides_no_lost_rule():
    """Each defect is carried into a record that is accepted."""

    def validate(record: Json) -> bool:
        lax = isinstance(record, dict) and isinstance(record.get("id"), str) and len(record["id"]) > 5
        return (right(record) or lax) and "tags" not in record

    found = {(said, rule) for said, rule, _, _ in wrong(shown(validate))}

    assert ("valid", "/properties/id/maxLength") in found
    assert ("invalid", "/properties/tags/type") in found


def test_one_who_accepts_everything_lost_no_single_rule():
    """One run of all rules together."""
    found = wrong(shown(lambda _: True))

    assert {(said, rule, pointer) for said, rule, pointer, _ in found} == {("valid", "", "")}


def test_one_who_refuses_everything_keeps_no_rule_too_tight():
    """There is no accepted record to compare with."""
    found = wrong(shown(lambda _: ["no"]))

    assert {(said, rule, pointer) for said, rule, pointer, _ in found} == {("invalid", "", "")}


def leaking() -> Callable[[Json], list[str]]:
    """Make a validator that never empties its list of errors."""
    errors: list[str] = []

    def validate(record: Json) -> list[str]:
        if not right(record):
            errors.append("wrong")
        return errors

    return validate


def test_one_who_keeps_errors_is_unstable_and_nothing_else():
    """Asked before any other record, it is right about each."""
    seen = shown(InMemory(leaking))

    assert any(run.again is not None for run in records(seen))
    assert wrong(seen) == []


def test_after_three_hangs_the_rest_is_not_asked():
    """A run with a hang ends, and says what it left out."""

    def validate(record: Json) -> bool:
        if isinstance(record, dict) and "score" in record:
            raise TimeoutError
        return right(record)

    inner = InMemory(lambda: validate)
    seen = shown(inner)

    assert sum(run.says(Said.HANG) for run in records(seen)) == 3
    assert [note[:14] for note in seen.notes] == ["not verified: "]
    assert seen.notes[0].endswith("records were not shown: it gave no answer in time 3 times")


def test_one_whose_process_ends_is_left_alone_after_a_while():
    """Each end costs a process."""

    def validate(_: Json) -> bool:
        raise SystemExit(1)

    inner = InMemory(lambda: validate)
    shown(inner)

    assert inner.asked == 20


def test_a_crash_is_shown_by_a_small_valid_record():
    """What it does not need to be raised is taken away."""

    def validate(record: Json) -> bool:
        return right(record) and record["tags"] is not None

    crashed = [run for run in records(shown(validate)) if run.says(Said.CRASH)]

    assert min((run.record for run in crashed), key=lambda record: len(str(record))) == {"id": "sampl"}


def test_one_that_cannot_be_imported_is_one_run():
    """The case stands for importing it."""
    trouble = Trouble("ModuleNotFoundError", "No module named 'team'")
    seen = shown(InMemory(lambda: right, trouble))

    opened = [run for run in records(seen) if run.case.id == OPENING]
    assert [run.verdict and run.verdict.trouble for run in opened] == [trouble]
    assert wrong(seen) == []


def test_records_of_a_kind_nobody_meant_are_not_shown():
    """A schema without a type takes every text; its author never thought of it."""

    def validate(record: Json) -> bool:
        return isinstance(record, dict) and record.get("a", "x") == "x"

    assert wrong(shown(validate, contract({"properties": {"a": {"enum": ["x"]}}}))) == []


def test_what_both_engines_do_not_agree_on_is_held_against_nobody():
    """The label of the case is our own first engine's word alone."""
    given = contract({"type": "object", "properties": {"a": {"format": "regex"}}})
    case = RecordCase("a", {"a": "(?<=x)\\p{Foo}"}, valid=False, keyword="format", pointer="/a")
    plan = Plan(given.id, CaseKind.BOUNDARY, (case,))

    seen = observe(given, plan, Settings(), have(lambda _: True))

    assert wrong(seen) == []
    assert all(note.startswith("not verified: ") for note in seen.notes)


def test_rules_across_fields_are_kept_by_valid_cases_and_lost_ones_named():
    """A valid edge that breaks a rule is mended elsewhere, or is a case of the rule."""
    rule = Rule(
        "scored-is-tagged", "has(record.tags)", "has(record.score) && record.score > 0", pointer="/rules/0"
    )
    given = contract(rules=(rule,))

    def validate(record: Json) -> bool:
        return right(record) and ("tags" in record or not record.get("score", 0) > 0)

    assert wrong(shown(validate, given)) == []
    lost = observe(given, derive(given, CaseKind.RULES, Settings()), Settings(), have(right))
    assert {(run.case.origin, run.case.keyword) for run in records(lost) if run.contradicts} == {
        (Origin.RULE, "scored-is-tagged")
    }


def test_a_reference_to_records_nobody_knows_makes_nothing_valid_sure():
    """The team may know them."""
    reference = Reference("id", "account", "id", pointer="/references/id")
    given = contract(references={"id": reference})

    seen = shown(lambda record: right(record) and record["id"] == "known", given)

    assert wrong(seen) == []
    assert "the records that id refers to are not known" in " ".join(seen.notes)


def test_what_is_refused_inside_a_list_that_may_not_be_empty_is_found():
    """No element can be taken away, so that a member of one is."""
    document = {
        "type": "object",
        "required": ["lines"],
        "properties": {
            "lines": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": True,
                "items": {"type": "object", "properties": {"price": {"type": "number", "multipleOf": 0.01}}},
            },
        },
    }

    def validate(record: Json) -> bool:
        lines = record.get("lines") if isinstance(record, dict) else None
        prices = [line.get("price") for line in lines or () if isinstance(line, dict)]
        return sound(record) and not any(isinstance(price, float) for price in prices)

    sound = compile_schema(Schema("s", document, "draft-07")).is_valid
    found = {rule for said, rule, _, _ in wrong(shown(validate, contract(document))) if said == "invalid"}

    assert found == {"/properties/lines/items/properties/price/multipleOf"}


def test_of_two_bounds_of_one_place_the_one_that_is_broken_alone_is_lost():
    """What breaks the wider one breaks the narrower one too: one mistake is one finding."""
    document = {
        "type": "object",
        "definitions": {"text": {"type": "string", "maxLength": 100}},
        "properties": {"name": {"allOf": [{"$ref": "#/definitions/text"}], "maxLength": 36}},
    }
    sound = compile_schema(Schema("s", document, "draft-07")).is_valid

    def validate(record: Json) -> bool:
        name = record.get("name") if isinstance(record, dict) else None
        return sound({"name": name[:36]} if isinstance(name, str) else record)

    found = {rule for _, rule, _, _ in wrong(shown(validate, contract(document)))}

    assert found == {"/properties/name/maxLength"}


def shown_also(validate: Callable[[Json], Any], document: Json, *records: Json) -> Observed:
    """Show the boundary cases to a validator, and some valid records beside them."""
    given = contract(document)
    plan = derive(given, CaseKind.BOUNDARY, Settings())
    more = (RecordCase(f"more.{number}", record, valid=True) for number, record in enumerate(records))
    return observe(given, replace(plan, cases=(*plan.cases, *more)), Settings(), have(validate))


def test_two_elements_that_are_refused_together_are_put_down_to_their_list():
    """Either of them alone is accepted."""
    document = {"type": "object", "properties": {"tags": UNIQUE}}
    sound = compile_schema(Schema("s", document, "draft-07")).is_valid

    def validate(record: Json) -> bool:
        tags = record.get("tags", []) if sound(record) else []
        return sound(record) and len({tag.lower() for tag in tags}) == len(tags)

    seen = shown_also(validate, document, {"tags": ["x", "q", "Q"]})

    assert {told[:3] for told in wrong(seen)} == {("invalid", "/properties/tags/uniqueItems", "/tags")}
    assert {"tags": ["q", "Q"]} in [told[3] for told in wrong(seen)]


def test_a_bound_that_is_too_tight_is_one_rule_however_the_values_lie():
    """What lies between the two bounds sits on the edge of neither."""
    document = {"type": "object", "properties": {"name": {"type": "string", "maxLength": 120}}}
    sound = compile_schema(Schema("s", document, "draft-07")).is_valid

    def validate(record: Json) -> bool:
        return sound(record) and len(record.get("name", "")) <= 100

    seen = shown_also(validate, document, {"name": "x" * 101}, {"name": "xé" * 51})

    assert {run[1] for run in wrong(seen)} == {"/properties/name/maxLength"}


def test_letters_that_are_refused_are_put_down_to_the_pattern_where_the_length_is_accepted():
    """A text as long as the longest is accepted: what is refused is what it is made of."""
    name = {"type": "string", "maxLength": 40, "pattern": "[a-z]+@[a-z]+$"}
    document = {"type": "object", "properties": {"name": name}}
    sound = compile_schema(Schema("s", document, "draft-07")).is_valid

    def validate(record: Json) -> bool:
        return sound(record) and record.get("name", "").isascii()

    seen = shown_also(validate, document, {"name": "é" * 37 + "a@a"}, {"name": "a" * 38 + "@a"})

    assert {told[1] for told in wrong(seen)} == {"/properties/name/pattern"}
