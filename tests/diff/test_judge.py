"""Whom a change breaks: directions, what the platform refuses, and a new identity."""

from dataclasses import replace

import pytest

from edited import BASES, GONE, OUTPUT, TABLE, WORKITEM, core, edited, schema
from gc_contracts._json import split
from gc_contracts.diff.change import KINDS
from gc_contracts.diff.judge import judge
from gc_contracts.diff.platform import RULES, identity, platform
from gc_contracts.diff.rows import GROUPS, ROWS, Direction
from gc_contracts.model.action import Action, RequestConfig, ResponseConfig
from gc_contracts.model.finding import Severity
from gc_contracts.schema.products import names

F = "/properties"


def judged(base, edits, direction):
    """The checks that an edit fails, with what shows it."""
    old, new = schema(base, BASES[base]), schema(base, edited(BASES[base], edits))
    return [(one.check, one.severity.value, dict(one.reproduce)) for one in judge(old, new, direction)]


@pytest.mark.parametrize(
    ("base", "edits", "direction", "expected"),
    [
        (
            "input",
            {f"{F}/token": {"type": "string"}, "/required": ["userId", "token"]},
            "input",
            [("compat/input-required", "error", {"input": {"userId": "sample"}})],
        ),
        ("input", {f"{F}/lang": {"type": "string"}}, "input", []),
        ("input", {f"{F}/filter": GONE}, "input", [("compat/input-field", "warning", {})]),
        ("output", {f"{F}/age": GONE}, "output", [("compat/output-field", "error", {})]),
        ("output", {f"{F}/name": GONE, "/required": GONE}, "output", [("compat/output-field", "error", {})]),
        ("output", {"/required": GONE}, "output", [("compat/output-required", "error", {"output": {}})]),
        ("output", {f"{F}/city": {"type": "string"}}, "output", []),
        ("output", {f"{F}/city": {"type": "string"}, "/required": ["name", "city"]}, "output", []),
        (
            "output",
            {f"{F}/age/type": "string"},
            "output",
            [("compat/output-type", "error", {"output": {"name": "sample", "age": ""}})],
        ),
        (
            "workitem",
            {f"{F}/plan_enum/enum": ["pro"]},
            "record",
            [
                (
                    "compat/record-values",
                    "error",
                    {"record": {"customer_text": "sample", "plan_enum": "basic"}},
                )
            ],
        ),
        (
            "workitem",
            {f"{F}/plan_enum/enum": ["basic", "pro", "gold"]},
            "reader",
            [
                (
                    "compat/reader-values",
                    "warning",
                    {"record": {"customer_text": "sample", "plan_enum": "gold"}},
                )
            ],
        ),
    ],
)
def test_each_direction_tells_who_is_hurt(base, edits, direction, expected):
    """Flows that send, flows that read, records that are kept, readers of new ones."""
    assert judged(base, edits, Direction(direction)) == expected


def test_a_closed_output_may_grow():
    """Flows pass over what they do not know."""
    old = schema("output", edited(OUTPUT, {"/additionalProperties": False}))
    new = schema("output", edited(old.document, {f"{F}/city": {"type": "string"}}))

    assert judge(old, new, Direction.OUTPUT) == ()


def test_a_removed_output_with_a_near_twin_is_taken_for_a_new_name():
    """The hint says how to keep both."""
    new = edited(OUTPUT, {f"{F}/age": GONE, f"{F}/ages": {"type": "integer"}})

    (one,) = judge(schema("output", OUTPUT), schema("output", new), Direction.OUTPUT)

    assert one.message == "`age` is gone: a flow that reads it gets nothing any more"
    assert one.hint == "if `ages` is its new name, keep the old one beside it"


def test_a_message_says_what_changed_for_whom_and_shows_the_record():
    """A newcomer reads no schema to understand it."""
    old, new = (
        schema("workitem", one) for one in (WORKITEM, edited(WORKITEM, {f"{F}/age_integer/minimum": 21}))
    )

    (one,) = judge(old, new, Direction.RECORD)

    assert one.message == (
        "`age_integer`: minimum went from `18` to `21`: a record like this may be stored, and is refused when it is"
        ' next written. Refused: {"customer_text":"sample","plan_enum":"basic","age_integer":18}'
        " (`age_integer`: 18 is less than the minimum 21)"
    )
    assert (one.place, one.old_pointer) == ("/age_integer minimum-raised", "/properties/age_integer/minimum")


def test_what_is_not_decided_is_a_note():
    """Said openly, and blocking nobody."""
    old, new = (
        schema("input", edited(BASES["input"], {f"{F}/userId/pattern": text}))
        for text in ("^(?=.*a)a$", "^a$")
    )

    (one,) = judge(old, new, Direction.INPUT)

    assert (one.check, one.severity) == ("compat/undecided", Severity.NOTE)


def test_every_kind_that_concerns_records_has_its_row_in_every_direction():
    """But an output that is opened: flows pass over what they do not know."""
    told = {kind for kinds in GROUPS.values() for kind in kinds}

    assert KINDS.keys() - told == {"core-type-changed", "default-changed"}
    assert told <= KINDS.keys()
    assert len(ROWS) == len(Direction) * len(GROUPS) - 1
    assert len({row.id for row in ROWS.values()}) == len(ROWS)


@pytest.mark.parametrize(
    ("product", "document", "edits", "expected"),
    [
        ("conversations", WORKITEM, {f"{F}/site_url": GONE}, [("error", "/site_url field-removed")]),
        ("workitems", WORKITEM, {f"{F}/site_url": GONE}, [("note", "/site_url field-removed")]),
        (
            "businessrules",
            WORKITEM,
            {f"{F}/age_integer/minimum": 20},
            [("error", "/age_integer minimum-raised")],
        ),
        ("businessrules", WORKITEM, {f"{F}/age_integer/minimum": 10}, []),
        ("workitems", WORKITEM, {f"{F}/plan_enum/enum": ["pro"]}, [("error", "/plan_enum values-removed")]),
        (
            "conversations",
            WORKITEM,
            {f"{F}/new_text": core("text"), "/required": ["customer_text", "plan_enum", "new_text"]},
            [("error", "/new_text required-added")],
        ),
        ("conversations", WORKITEM, {"/required": ["customer_text", "plan_enum", "site_url"]}, []),
        (
            "journey",
            WORKITEM,
            {"/required": ["customer_text", "plan_enum", "site_url"]},
            [("error", "/site_url required-added")],
        ),
        ("datatable", TABLE, {f"{F}/limit": GONE}, [("error", "/limit field-removed")]),
        ("datatable", TABLE, {f"{F}/limit/type": "number"}, [("error", "/limit type-widened")]),
        ("datatable", TABLE, {f"{F}/limit/title": "Most", f"{F}/limit/default": 9}, []),
    ],
)
def test_the_platform_refuses_some_edits_of_a_saved_schema(product, document, edits, expected):
    """By product; what nobody has seen refused is a note."""
    base = "table" if document is TABLE else "workitem"
    old, new = (replace(schema(base, one), product=product) for one in (document, edited(document, edits)))

    assert [(one.severity.value, one.place) for one in platform(old, new)] == expected


def test_platform_rules_speak_of_products_and_kinds_that_there_are():
    """A row with a slip of the pen would never fire."""
    assert {one for rule in RULES for one in rule.products} <= set(names())
    assert {one for rule in RULES for one in rule.kinds} <= KINDS.keys()
    assert {rule.evidence for rule in RULES} <= {"documented", "inferred", "assumed"}


def action(**rest):
    """A small action."""
    request, response = RequestConfig("GET", None), ResponseConfig()
    parts = {"input": schema("input", BASES["input"]), "output": schema("output", OUTPUT)}
    parts |= {
        "name": "a",
        "integration_type": "custom-rest-actions",
        "request": request,
        "response": response,
    }
    return Action(**{**parts, **rest})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"input": schema("input", dict(reversed(BASES["input"].items())))}, []),
        ({"input": schema("input", {**BASES["input"], "title": "Lookup"})}, ["the input contract"]),
        ({"output": schema("output", {**OUTPUT, "required": []})}, ["the output contract"]),
        ({"secure": True}, ["`secure`"]),
        ({"name": "b", "category": "c", "timeout": 5.0}, []),
    ],
    ids=["nothing", "order", "title", "output", "secure", "name"],
)
def test_an_edit_of_the_contract_makes_another_action_of_it(change, expected):
    """Even a title does; name, category and configuration do not."""
    found = identity(action(), action(**change))

    assert [one.message.partition(" changed")[0] for one in found] == expected


@pytest.mark.parametrize(("form", "severity"), [("cx-as-code", "error"), ("export", "warning")])
def test_cx_as_code_recreates_at_once_and_an_export_has_to_be_made_anew(form, severity):
    """Both end with an id that no flow knows."""
    (one,) = identity(action(form=form), action(form=form, secure=True))

    assert (one.severity.value, one.check) == (severity, "compat/identity")
    assert split(one.new_pointer) == ["secure"]
