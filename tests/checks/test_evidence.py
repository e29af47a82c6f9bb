"""Severity follows evidence: what was declared proves, what is likely warns, what nobody has seen is a note."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gc_contracts._json import Json
from gc_contracts.checks.builtin import builtin
from gc_contracts.derive import derive
from gc_contracts.load import load_all
from gc_contracts.model.case import CaseKind
from gc_contracts.model.finding import Finding
from gc_contracts.run import run
from gc_contracts.settings import Settings
from planted import REST
from recordings import answered, cassette
from sound_actions import BODY, DEFAULTS, GONE, OUTPUTS, PATHS, SUCCESS, TEXT, URL, VISIT, changed, findings

INPUT = "{customerId: c1, channel: web, priority: low, reason: why, guests: 2}"
PERSON = {"type": "object", "required": ["name"], "properties": {"name": TEXT}, "additionalProperties": False}


def _declared(body: str) -> str:
    return f"examples:\n  - input: {INPUT}\n    respond: {{status: 200, json: {body}}}\n"


def _found(found: tuple[Finding, ...], check: str) -> list[tuple[str, str]]:
    return [(str(item.severity), item.source.pointer) for item in found if item.check == check]


@pytest.mark.parametrize(
    ("expectations", "severity"),
    [("", "warning"), (_declared("{visit: {id: v1, status: open}, guests: []}"), "error")],
    ids=["likely", "declared"],
)
def test_a_declared_response_proves_a_missing_default(expectations, severity, tmp_path: Path):
    """Without it an absent field is only likely."""
    action = changed(VISIT, {f"{DEFAULTS}/seats": GONE})

    found = findings(action, tmp_path, expectations)

    assert _found(found, "mapping/missing-default") == [(severity, f"{PATHS}/seats")]


@pytest.mark.parametrize(
    ("expectations", "severity"),
    [("", "note"), (_declared("{visit: {id: v1, status: null, seats: 1}, guests: []}"), "error")],
    ids=["speculation", "declared"],
)
def test_a_declared_response_proves_a_mismatch(expectations, severity, tmp_path: Path):
    """That a field may be null is speculation until somebody shows it."""
    found = findings(VISIT, tmp_path, expectations)

    assert (severity, f"{PATHS}/state") in _found(found, "output/schema-mismatch")


@pytest.mark.parametrize(
    ("expectations", "severity"),
    [("", "warning"), (_declared("{visit: {id: v1, status: open, seats: 1}, guests: []}"), "error")],
    ids=["likely", "declared"],
)
def test_a_declared_text_proves_quotes_too_many(expectations, severity, tmp_path: Path):
    """A number there would be fine."""
    action = changed(VISIT, {SUCCESS: '{"visitId": "${visitId}", ' + REST, f"{DEFAULTS}/visitId": "0"})

    found = findings(action, tmp_path, expectations)

    assert [grade for grade, _ in _found(found, "output/not-json")] == [severity]


@pytest.mark.parametrize(
    ("expectations", "worst"),
    [
        ("", "note"),
        (_declared("{visit: {id: v1, status: open, seats: 1}, guests: [], person: {}}"), "error"),
        (_declared("{visit: {id: v1}, guests: [], person: {name: Ann, age: 7}}"), "error"),
    ],
    ids=["nobody-showed", "declared-without", "declared-with-more"],
)
def test_what_lies_inside_a_value_handed_through_is_speculation_until_shown(
    expectations, worst, tmp_path: Path
):
    """The template does not make it, so the file proves nothing about it."""
    action = changed(
        VISIT,
        {
            f"{PATHS}/person": "$.person",
            f"{DEFAULTS}/person": '{"name": ""}',
            f"{OUTPUTS}/person": PERSON,
            SUCCESS: '{"person": ${person}, "visitId": ${visitId}, ' + REST,
        },
    )

    found = findings(action, tmp_path, expectations)

    grades = {str(item.severity) for item in found if "/person" in item.message}
    assert worst in grades
    assert grades <= {worst, "note"}


def test_a_request_that_never_leaves_does_not_hide_the_response_side(tmp_path: Path):
    """It is judged with a request that goes out, and the reproducer says so."""
    action = changed(VISIT, {URL: "https://${input.nowhere}.example.com", f"{DEFAULTS}/state": "unknown"})

    found = {item.check: item.reproduce for item in findings(action, tmp_path)}

    assert found["mapping/default-not-json"]["instead"] == {
        "requestUrlTemplate": "https://example.com/",
        "requestType": "GET",
        "headers": {},
        "inputSchema": {},
    }


def test_a_template_that_never_renders_does_not_hide_the_others(tmp_path: Path):
    """Only what stops is replaced."""
    action = changed(VISIT, {URL: "https://$nowhere.example.com", BODY: '{"reason": "${input.reason}"}'})

    found = {item.check: item.reproduce for item in findings(action, tmp_path)}

    assert found["request/injection"]["instead"] == {"requestUrlTemplate": "https://example.com/"}


CAME = {"visit": {"id": "v1", "status": "open", "seats": 1}, "guests": [{"name": "Ann", "lead": True}]}
HERE = "https://visits.example.com/v1/customers/c1/visits?channel=web"
SENT = '{"reason": "why", "guests": 2}'
FROM = "cassettes/found.yaml, interaction"


def _recorded(folder: Path, *bodies: Json, document: Json = VISIT, **rest: Any) -> tuple[Finding, ...]:
    """Run the response item of an action for which these bodies were recorded."""
    (folder / "subject.json").write_text(json.dumps(document), encoding="utf-8")
    (contract,) = load_all([folder], folder).contracts
    kept = cassette(*(answered(body, HERE, sent=SENT, **rest) for body in bodies))
    contract = replace(contract, cassettes=(kept,))
    plan = derive(contract, CaseKind.RESPONSE, Settings())
    return run(contract, plan, builtin().checks, Settings(), derive).findings


def _at(found: tuple[Finding, ...], key: str) -> list[tuple[str, str, str]]:
    told = [one for one in found if one.source.pointer.endswith(f"/{key}")]
    return [(one.check, str(one.severity), one.message.partition("; ")[2]) for one in told]


@pytest.mark.parametrize(
    ("bodies", "severity", "words"),
    [
        ((), "note", ""),
        ((CAME,), "note", "seen so in none of 1 recording"),
        ((CAME, {**CAME, "visit": {**CAME["visit"], "status": None}}), "error", f"recorded in {FROM} 2"),
    ],
    ids=["speculation", "contradicted", "recorded"],
)
def test_a_recording_turns_a_note_into_an_error(bodies, severity, words, tmp_path: Path):
    """And the words say where it was seen, or that it never was."""
    found = _recorded(tmp_path, *bodies)

    assert _at(found, "state") == [("output/schema-mismatch", severity, words)]


@pytest.mark.parametrize(
    ("bodies", "severity", "words"),
    [
        ((), "warning", ""),
        ((CAME,), "warning", "seen so in none of 1 recording"),
        ((CAME, {**CAME, "visit": {"id": "v2", "status": "open"}}), "error", f"recorded in {FROM} 2"),
    ],
    ids=["likely", "contradicted", "recorded"],
)
def test_a_recording_turns_a_warning_into_an_error(bodies, severity, words, tmp_path: Path):
    """A mapped field was absent in one of them."""
    found = _recorded(tmp_path, *bodies, document=changed(VISIT, {f"{DEFAULTS}/seats": GONE}))

    assert ("mapping/missing-default", severity, words) in _at(found, "seats")


def test_what_a_recording_shows_and_the_action_can_do_with_is_no_error(tmp_path: Path):
    """The day is absent only while the visit is open, and the template asks for that first."""
    document = changed(
        VISIT,
        {
            f"{PATHS}/closed": "$.visit.closed",
            f"{OUTPUTS}/closed": TEXT,
            SUCCESS: '{"visitId": ${visitId}, "state": ${state}, "seats": ${seats}, "names": ${names}'
            '#if($state == "\\"done\\""), "closed": ${closed}#end, '
            '"first": ${successTemplateUtils.firstFromArray("${first}", "$esc.quote$esc.quote")}}',
        },
    )
    done = {**CAME, "visit": {**CAME["visit"], "status": "done", "closed": "2026-01-02"}}

    found = _recorded(tmp_path, CAME, done, document=document)

    assert "error" not in {severity for _, severity, _ in _at(found, "closed")}


@pytest.mark.parametrize(
    "body",
    [
        {**CAME, "visit": {**CAME["visit"], "status": "<redacted:status:1>"}},
        {**CAME, "visit": {**CAME["visit"], "seats": "<redacted:seats:1>"}},
    ],
    ids=["text", "number"],
)
def test_a_placeholder_is_not_what_came_back(body, tmp_path: Path):
    """It stands for a secret, so what the contract has against it says nothing."""
    document = changed(VISIT, {f"{OUTPUTS}/state": {"type": "string", "enum": ["open", "text", "unknown"]}})

    found = _recorded(tmp_path, body, document=document)

    assert "error" not in {str(one.severity) for one in found}


def test_a_recorded_refusal_is_no_response_to_grow(tmp_path: Path):
    """A 404 has another body, and the flow goes to Failure anyway."""
    assert _recorded(tmp_path, {"message": "no"}, status=404) == _recorded(tmp_path)
