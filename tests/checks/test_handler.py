"""Defects planted into handlers: each is found once under its own id; sound handlers give nothing above a note."""

from pathlib import Path

import pytest

from gc_contracts.report.finding import block
from handlers import PLANTED, SOUND, URL, action, changed, found_in, grave, replayed
from tutorial import ACTION

FAILING = frozenset({"handler/crash", "handler/unhandled-fault", "handler/timeout"})


@pytest.mark.parametrize(("code", "inputs", "expected"), SOUND.values(), ids=SOUND)
def test_a_sound_handler_has_no_finding_above_a_note(code, inputs, expected, tmp_path: Path):
    """A finding that is no defect would be ours."""
    found = found_in(tmp_path, action(code, inputs), expected)

    assert grave(found) == []


@pytest.mark.parametrize("plant", [pytest.param(plant, id=plant.name) for plant in PLANTED])
def test_a_planted_defect_is_found_once_under_its_own_id(plant, tmp_path: Path):
    """With its words, at its line, and nothing else above a note; its reproducer shows it again."""
    found = found_in(tmp_path, action(plant.code, plant.inputs, plant.outputs), plant.expected)

    own = [(plant.check, plant.severity)] if plant.severity != "note" else []
    assert grave(found) == [*own, *plant.further]
    shown = [each for each in found if (each.check, each.severity.value) == (plant.check, plant.severity)]
    told = [each for each in shown if plant.words in each.message and plant.line in "".join(each.excerpt)]
    assert len(told) == 1
    assert len(block(told[0], "pytest …")) <= 25
    if told[0].reproduce:
        is_failure = plant.check in FAILING and plant.severity != "warning"
        assert (
            replayed(tmp_path, told[0]).trouble is not None
        ) == is_failure or plant.check == "handler/timeout"


def test_the_tutorials_program_carries_no_id_and_hands_nulls_on(tmp_path: Path):
    """What is proved is the id; what a service might give is a note each."""
    found = found_in(tmp_path, ACTION)

    assert [
        (each.severity.value, each.check, each.source.pointer) for each in found if each.severity == "error"
    ] == [("error", "request/injection", "/execution/code")]
    assert {each.message.partition(" gives ")[2] for each in found if each.severity == "note"} == {
        "null for `fullName`: is null, not string",
        "null for `email`: is null, not string",
        "null for `companyName`: is null, not string",
        '"None" for `companyName`, which is Python\'s word for null',
        "\"{'message': 'bad request'}\" for `errorMessage`, which is how Python writes an object or a list",
    }


@pytest.mark.parametrize(
    "respond",
    [
        {"status": 200, "text": "[]", "headers": {"Content-Type": "application/json"}},
        {"status": 302, "headers": {"Location": "https://elsewhere.example.com/"}},
        {"status": 200, "text": ""},
        {"status": 200, "text": "<html></html>", "headers": {"Content-Type": "text/html"}},
    ],
    ids=["a-list", "a-redirect", "an-empty-body", "html"],
)
def test_an_answer_that_a_team_declares_is_evidence(respond, tmp_path: Path):
    """What the example says should come out does not: the tutorial's program says it in its own words."""
    example = {
        "input": {"userId": "1", "apiEndpoint": URL},
        "respond": respond,
        "output": {"fullName": "Ann"},
    }

    found = found_in(tmp_path, ACTION, {"examples": [example]})

    assert ("output/example-mismatch", "error") in grave(found)


def test_a_declared_null_makes_a_note_an_error(tmp_path: Path):
    """A service that was seen to give it."""
    code = changed(
        ('outputs["fullName"] = text(person.get("name"))', 'outputs["fullName"] = person.get("name")')
    )
    example = {"input": {"userId": "1"}, "respond": {"json": {"name": None}}, "output": {"fullName": None}}

    found = found_in(tmp_path, action(code), {"examples": [example]})

    assert ("handler/output-mismatch", "error") in grave(found)


def test_an_example_that_is_declared_to_fail_may_fail(tmp_path: Path):
    """Raising is what it is said to do."""
    code = changed(
        (
            '        outputs["errorMessage"] = "the service gave no person"\n        return outputs',
            "        raise LookupError",
        )
    )
    example = {"input": {"userId": "1"}, "respond": {"json": [1]}, "outcome": "failure"}

    found = found_in(tmp_path, action(code), {"examples": [example]})

    assert grave(found) == []


def test_a_response_that_a_team_declares_is_where_the_cases_start(tmp_path: Path):
    """Code that cannot be satisfied by guessing is tried all the same."""
    code = changed(
        (
            'outputs["fullName"] = text(person.get("name"))',
            'outputs["fullName"] = text({"k-77": person["who"]}[person["key"]])',
        )
    )
    example = {"input": {"userId": "1"}, "respond": {"json": {"key": "k-77", "who": "Ann"}}}

    guessed = found_in(tmp_path / "guessed", action(code))
    shown = found_in(tmp_path / "shown", action(code), {"examples": [example]})

    assert grave(guessed) == []
    assert grave(shown) == []
    assert any("`/key` absent from the response" in each.message for each in shown)


EXPORT = {
    "name": "Person",
    "integrationType": "custom-rest-actions",
    "actionType": "custom",
    "config": {
        "request": {
            "requestUrlTemplate": URL + "$esc.uriEncode(${input.userId})",
            "requestType": "GET",
            "headers": {},
            "requestTemplate": "",
        },
        "response": {
            "translationMap": {"name": "$.name"},
            "translationMapDefaults": {"name": '""'},
            "successTemplate": '{"fullName": ${name}}',
        },
    },
    "contract": {
        "input": {"inputSchema": {"type": "object", "properties": {"userId": {"type": "string"}}, "required": ["userId"]}},
        "output": {"successSchema": {"type": "object", "properties": {"fullName": {"type": "string"}}, "additionalProperties": False}},
    },
}  # fmt: skip
BESIDE = """import json
import urllib.error
import urllib.parse
import urllib.request


def execute(inputs):
    user = urllib.parse.quote(inputs["userId"], safe="")
    with urllib.request.urlopen("https://people.example.com/v1/users/" + user, timeout=3) as response:
        person = json.load(response)
    name = person.get("name", "")
    return {"fullName": name if isinstance(name, str) else ""}
"""


def test_a_handler_beside_templates_is_told_where_it_differs(tmp_path: Path):
    """The same response, two outputs; the line is the one that names the handler."""
    code = BESIDE.replace('{"fullName": name', '{"fullName": name.upper()')

    found = found_in(tmp_path, EXPORT, {"handler": "team:execute"}, team=code)

    told = [each for each in found if each.check == "handler/output-mismatch"]
    words = (
        'with a plain input the handler gives string "TEXT" for `fullName` and the action\'s templates give '
        'string "text" for `fullName`'
    )
    assert [each.message for each in told] == [words]
    assert str(told[0].source).endswith("contract.yaml:1")


def test_an_output_of_another_type_is_told_once(tmp_path: Path):
    """That it differs from the templates' is the same defect."""
    code = BESIDE.replace('name if isinstance(name, str) else ""', "len(name)")

    found = found_in(tmp_path, EXPORT, {"handler": "team:execute"}, team=code)

    told = [each.message for each in found if each.check == "handler/output-mismatch"]
    assert told == ["with a plain input the handler gives integer 4 for `fullName`: is integer, not string"]


def test_a_declared_run_is_shown_where_it_is_declared(tmp_path: Path):
    """In contract.yaml, which holds what is wrong or what is right."""
    example = {"input": {"userId": "1"}, "respond": {"status": 200, "json": {"name": "Ann"}}, "output": {}}

    found = found_in(tmp_path, EXPORT, {"examples": [example]})

    (told,) = [each for each in found if each.check == "output/example-mismatch"]
    assert (told.source.file.endswith("contract.yaml"), told.source.pointer) == (True, "/examples/0")
    assert told.excerpt[0] == "    2 | - input:"


def test_a_handler_in_a_module_is_shown_by_its_own_line(tmp_path: Path):
    """File and line of the team's code."""
    found = found_in(tmp_path, EXPORT, {"handler": "team:execute"}, team=BESIDE)

    faults = [(str(each.source), each.excerpt) for each in found if each.check == "handler/unhandled-fault"]
    assert faults == [
        ("team.py:9", ('    9 | with urllib.request.urlopen("https://people.example.com/v1/users/" + user, timeout=3) as response:', "        ^")),
        ("team.py:10", ("   10 | person = json.load(response)", "        ^")),
    ]  # fmt: skip


def test_one_case_that_hangs_does_not_take_the_run_along(tmp_path: Path):
    """A loop on every input is stopped once, and said so."""
    code = changed(("    if not user:\n", "    while True:\n        pass\n    if not user:\n"))

    found = found_in(tmp_path, action(code), {"timeout": 0.4})

    assert [(each.check, each.message) for each in found] == [
        ("handler/timeout", "with a plain input the handler does not end in time: an answer took more than 0.4 s and was stopped")
    ]  # fmt: skip
