"""contract.yaml: what a team expects, checked and worded for people."""

import json
from pathlib import Path

import jsonschema
import pytest
from pydantic.json_schema import models_json_schema

from gc_contracts.load import expected
from gc_contracts.load.contract import read_expectations
from gc_contracts.load.expected import ExpectedOfAction, ExpectedOfSchema, Product
from gc_contracts.load.yaml_text import compose, scan_yaml
from gc_contracts.model.contract import ActionExample, Expectations, RecordExample, Reference, Rule
from gc_contracts.model.document import Document
from gc_contracts.schema import products

FOR_SCHEMA = """\
subject: customer.json
product: workitems
rules:
  - {id: critical-is-active, when: "record.a", require: "record.b", message: Say why}
references:
  account_id: {subject: account, field: id, records: accounts.jsonl}
examples:
  valid: [{a: 1}]
  invalid: [{record: {a: x}, violates: type}]
validator: pkg.mod:validate
cases: 200
checks: {disable: [schema/pattern-unanchored], severity: {template/unused-input: error}}
"""
FOR_ACTION = """\
subject: a.custom.json
handler: pkg.mod:execute
credentials: {apiKey: "${env:API_KEY}"}
examples:
  - {input: {userId: "1"}, respond: {status: 200, json: {name: Ann}}, output: {fullName: Ann}}
  - {input: {userId: "9"}, cassette: not-found, outcome: failure, step: Execute}
  - {input: {}, output: null}
timeout: 10
"""


def document(text):
    return Document("contract.yaml", text, compose(text, "contract.yaml").data, scan_yaml)


def problems(text, *, is_action=False):
    _, found = read_expectations(document(text), is_action=is_action)
    return [(problem.source.line, problem.source.column, problem.message, problem.hint) for problem in found]


def test_a_schemas_contract_is_read_whole():
    """Every key of the schema kind."""
    given = document(FOR_SCHEMA)

    read = read_expectations(given, is_action=False)

    assert read == (
        Expectations(
            document=given,
            product="workitems",
            records=(
                RecordExample({"a": 1}, pointer="/examples/valid/0"),
                RecordExample({"a": "x"}, "type", "/examples/invalid/0"),
            ),
            rules=(Rule("critical-is-active", "record.b", "record.a", "Say why", "/rules/0"),),
            references={
                "account_id": Reference(
                    "account_id", "account", "id", "accounts.jsonl", pointer="/references/account_id"
                )
            },
            validator="pkg.mod:validate",
            cases=200,
            disabled=("schema/pattern-unanchored",),
            severity={"template/unused-input": "error"},
        ),
        (),
    )


def test_an_actions_contract_is_read_whole():
    """Every key of the action kind; a credential's reference to the environment stays text."""
    given = document(FOR_ACTION)

    read = read_expectations(given, is_action=True)

    assert read == (
        Expectations(
            document=given,
            runs=(
                ActionExample(
                    {"userId": "1"},
                    {"status": 200, "json": {"name": "Ann"}},
                    output={"fullName": "Ann"},
                    has_output=True,
                    pointer="/examples/0",
                ),
                ActionExample(
                    {"userId": "9"},
                    cassette="not-found",
                    outcome="failure",
                    step="Execute",
                    pointer="/examples/1",
                ),
                ActionExample({}, has_output=True, pointer="/examples/2"),
            ),
            handler="pkg.mod:execute",
            credentials={"apiKey": "${env:API_KEY}"},
            timeout=10.0,
        ),
        (),
    )


def test_an_empty_contract_expects_nothing():
    """A file of comments alone is a contract too."""
    given = document("# later\n")

    assert read_expectations(given, is_action=False) == (Expectations(given), ())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("cases: 2\nexample: {}\n", (2, 1, "unknown key `example`", "did you mean `examples`?")),
        (
            "zzz: 1\n",
            (
                1,
                1,
                "unknown key `zzz`",
                "known here are subject, cases, checks, product, compatibility, rules, references, examples, validator",
            ),
        ),
        ("checks:\n  disabled: []\n", (2, 3, "unknown key `disabled`", "did you mean `disable`?")),
        ("examples: {valid: [], invald: []}\n", (1, 23, "unknown key `invald`", "did you mean `invalid`?")),
        ("rules: [{id: a, require: b, whem: c}]\n", (1, 29, "unknown key `whem`", "did you mean `when`?")),
        (
            "references: {a/b: {subject: s, field: f, recods: r}}\n",
            (1, 42, "unknown key `recods`", "did you mean `records`?"),
        ),
        (
            "handler: a:b\n",
            (1, 1, "`handler` belongs to an action, and the subject is a schema", "remove it"),
        ),
        (
            "timeout: 5\n",
            (
                1,
                1,
                "`timeout` belongs to an action, and the subject is a schema",
                "remove it; how long a validator may take for one record is pytest's ini option gc_validator_seconds",
            ),
        ),
        ("examples:\n  invalid:\n    - {record: {}}\n", (3, 7, "`violates` is missing", "add `violates`")),
        ("cases: many\n", (1, 8, "`cases` is text where it must be a whole number", "")),
        ("cases: 0\n", (1, 8, "`cases` is `0`; it should be greater than or equal to 1", "")),
        ("cases: true\n", (1, 8, "`cases` is true or false where it must be a whole number", "")),
        ("examples: [{}]\n", (1, 11, "`examples` is a list where it must be an object", "")),
        ("validator:\n", (1, 11, "`validator` is empty; give it a value, or remove it", "")),
        (
            "product: workitem\n",
            (
                1,
                10,
                "`product` is `workitem`; it must be `workitems`, `contacts`, `organizations`, `conversations`, `users`, `journey`, `businessrules`, `datatable` or `records`",
                "",
            ),
        ),
        (
            "checks: {severity: {a/b: fatal}}\n",
            (1, 26, "`a/b` is `fatal`; it must be `error`, `warning` or `note`", ""),
        ),
        ("checks: {disable: [3]}\n", (1, 20, "item 1 of `disable` is a number where it must be text", "")),
        ("rules: [{id: '', require: x}]\n", (1, 14, "`id` is empty; give it a value, or remove it", "")),
        ("- a\n", (1, 1, "a contract file is an object of keys such as `examples`, not a list", "")),
    ],
)
def test_a_wrong_key_or_value_is_named_with_its_place(text, problem):
    """Line and column, what is wrong, what would be right."""
    assert problems(text) == [problem]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "validator: a:b\n",
            (1, 1, "`validator` belongs to a schema, and the subject is an action", "remove it"),
        ),
        (
            "examples: [{input: {}, respond: {stats: 1}}]\n",
            (1, 34, "unknown key `stats`", "did you mean `status`?"),
        ),
        (
            "examples: [{input: {}, respond: {json: 1, text: a}}]\n",
            (1, 33, "`respond`: give the body as `json` or as `text`, not both", ""),
        ),
        (
            "examples: [{input: {}, outcome: failed}]\n",
            (1, 33, "`outcome` is `failed`; it must be `success`, `failure` or `timeout`", ""),
        ),
        ("examples: [{input: [1]}]\n", (1, 20, "`input` is a list where it must be an object", "")),
        ("examples: [7]\n", (1, 12, "item 1 of `examples` is a number where it must be an object", "")),
        ("timeout: soon\n", (1, 10, "`timeout` is text where it must be a number", "")),
        ("timeout: 0\n", (1, 10, "`timeout` is `0`; it should be greater than 0", "")),
        ("credentials: {a: 1}\n", (1, 18, "`a` is a number where it must be text", "")),
        *(
            (
                f"examples: [{{input: {{}}, cassette: '{name}'}}]\n",
                (
                    1,
                    34,
                    "`cassette`: it must be a path below `cassettes/`, like `users/found`",
                    "",
                ),
            )
            for name in ("../evil", "/evil", "a/../../b", "a//b", ".hidden", "C:evil", "a\\b")
        ),
        ("examples: {valid: []}\n", (1, 11, "`examples` is an object where it must be a list", "")),
    ],
)
def test_an_actions_wrong_key_or_value_is_named_with_its_place(text, problem):
    """As for schemas, with the action's keys."""
    assert problems(text, is_action=True) == [problem]


def test_all_problems_are_named_in_the_order_of_the_file():
    """One run shows them all."""
    assert [line for line, *_ in problems("cases: x\nfoo: 1\nproduct: 3\n")] == [1, 2, 3]


def shipped():
    path = Path(expected.__file__).with_name("contract.schema.json")
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_editors_schema_is_that_of_the_models():
    """The file we ship for completion says what the models say, key by key."""
    kinds = [(ExpectedOfSchema, "validation"), (ExpectedOfAction, "validation")]
    title, about = "contract.yaml", "What a team expects of a Genesys Cloud data schema or Data Action."
    refs, whole = models_json_schema(kinds, title=title, description=about)

    assert shipped() == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **whole,
        "anyOf": list(refs.values()),
    }


@pytest.mark.parametrize("text", [FOR_SCHEMA, FOR_ACTION, "{}"], ids=["schema", "action", "empty"])
def test_the_editors_schema_takes_what_we_take(text):
    """Whole examples of both kinds are valid in an editor."""
    jsonschema.validate(compose(text, "a.yaml").data, shipped())


def test_the_editors_schema_refuses_an_unknown_key():
    """A typing error is underlined before anything runs."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"example": {}}, shipped())


def test_every_product_can_be_named():
    """The products of the schema engine, but for actions, which have no data schema."""
    assert set(Product.__args__) == set(products.names()) - {"action"}
