"""Validators under test, end to end: correct ones raise no alarm, planted bugs and the tutorial's are found.

All bugs, and 10,000 examples in three seeds, take minutes: `benchmarks/planted.py` runs them. Here are fewer.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from harness import Project
from validators import contracts, tutorial
from validators.bug import ACCEPTS, REJECTS
from validators.planted import BUGS
from validators.proof import HERE, Missed, judge, verify

CORRECT = {"every": "validators.correct:validate", "workitem": "validators.workitem:validate"}
PICKED = (
    "bool_as_integer",
    "length_zero_is_none",
    "pattern_by_match",
    "required_nested_dropped",
    "items_last_only",
    "size_in_characters",
    "mutates_nested",
    "errors_not_reset",
    "rule_or_swapped",
    "reference_by_prefix",
)
"""One of each way to be wrong."""


@pytest.mark.parametrize("schema", CORRECT)
def test_a_correct_validator_raises_no_alarm(schema: str, tmp_path: Path):
    """Whatever we show it: 0 findings, through pytest itself."""
    files = {**contracts.files("it", schema, CORRECT[schema]), **contracts.code()}

    run = Project(files, tmp_path).run("--gc-contracts", "--gc-examples=300", "--gc-ignore=schema/*")

    assert (run.report["findings"], run.outcomes.get("failed")) == ([], None)


@pytest.mark.parametrize("name", PICKED)
def test_a_planted_bug_is_found_and_its_record_shows_it(name: str, tmp_path: Path):
    """By the check that is for it, at its rule; given to the validator directly, the record shows the bug."""
    found = verify(tmp_path, name, BUGS[name].schema, f"validators.planted:{name}", 20, None)

    word = judge(name, found)

    assert not isinstance(word, Missed), word


def test_all_bugs_are_of_the_known_schemas_and_differ_from_the_correct_validator():
    """A bug without effect would be found by nobody."""
    assert {bug.schema for bug in BUGS.values()} == {"every", "workitem"}
    assert [name for name, bug in BUGS.items() if not bug.parts and bug.base.__name__[0] != "_"] == []


MATRIX = {
    "max_record_bytes": 1_048_576,
    "fields": {
        name: {
            "type": kind,
            "required": name in {"status", "priority"},
            "pattern": pattern,
            "min_length": least,
            "max_length": most,
        }
        for name, kind, pattern, least, most in (
            ("status", "string", "^(active|inactive)$", None, None),
            ("priority", "string", "^(low|high|critical)$", None, None),
            ("email", "string", "[a-z]+@[a-z]+[.]org$", 6, 40),
            ("score", "integer", None, None, None),
            ("weight", "number", None, None, None),
            ("remark", "string", None, None, 0),
        )
    },
}
"""The constraint matrix of the schema, as the tutorial reads it off the answer of its endpoint."""
RULES = """\
validator: validators.tutorial:RecordValidator
rules:
  - id: critical-is-active
    when: has(record.priority) && record.priority == 'critical'
    require: has(record.status) && record.status == 'active'
"""


def tutorial_findings(schema: str, root: Path) -> list[dict[str, Any]]:
    """Put the tutorial's validator to the test by one of its two schemas; give the findings."""
    text = (HERE / schema).read_text(encoding="utf-8")
    files = {"contracts/it/contract.yaml": RULES, "contracts/it/ticket.json": text, **contracts.code()}
    return Project(files, root).run("--gc-contracts", "--gc-ignore=schema/*").report["findings"]


def replayed(findings: list[dict[str, Any]]) -> list[bool]:
    """Give each record to the validator directly."""
    validator = tutorial.RecordValidator(MATRIX)
    return [validator.validate_record(each["reproduce"]["record"], "r")[0] for each in findings]


def test_the_tutorials_manner_is_found_out(tmp_path: Path):
    """By its own list of fields: true is a number, `$` comes before a newline, `match` looks at the start.

    And the size is that of JSON in ASCII, which nobody sends.
    """
    findings = tutorial_findings("tutorial.json", tmp_path)

    accepted = [each for each in findings if each["check"] == ACCEPTS]
    refused = [each for each in findings if each["check"] == REJECTS]
    assert {(each["reproduce"]["keyword"], _odd(each["reproduce"]["record"])) for each in accepted} == {
        ("type", '"score": true'),
        ("type", '"weight": true'),
        ("pattern", '"status": "active\\n"'),
        ("pattern", '"priority": "low\\n"'),
        ("pattern", '"email": "a@a.org\\n"'),
    }
    assert replayed(accepted) == [True] * 5
    wrong = {each["reproduce"]["keyword"]: each["message"].partition(",")[0] for each in refused}
    assert wrong.keys() == {"pattern", "size"}
    assert wrong["pattern"].endswith('a@a.org" at /email')
    assert wrong["size"] == "the validator refuses a record of 1048491 bytes"
    assert replayed(refused) == [False, False]


def test_the_tutorials_falsy_limits_are_found_out(tmp_path: Path):
    """By a JSON Schema, where a maxLength of 0 is a limit and null is no text: both pass."""
    findings = tutorial_findings("tutorial-schema.json", tmp_path)

    accepted = [each for each in findings if each["check"] == ACCEPTS]
    odd = {(each["reproduce"]["keyword"], _odd(each["reproduce"]["record"])) for each in accepted}
    assert odd >= {("maxLength", '"remark": "x"'), ("type", '"score": null')}
    assert replayed(accepted) == [True] * len(accepted)
    assert any("it also accepts true at /score" in each["message"] for each in accepted)


def _odd(record: dict[str, object]) -> str:
    """Give the member that is no ordinary one, as JSON text."""
    usual = {"status": ["active", "inactive"], "priority": ["low", "high", "critical"]}
    odd = {name: value for name, value in record.items() if value not in usual.get(name, [])}
    return json.dumps(odd)[1:-1]
