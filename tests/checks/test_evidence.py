"""Severity follows evidence: what was declared proves, what is likely warns, what nobody has seen is a note."""

from pathlib import Path

import pytest

from gc_contracts.model.finding import Finding
from planted import REST
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
