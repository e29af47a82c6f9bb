"""NaN, which Python's json reads and JSON has not: shown where a number may stand."""

from collections.abc import Callable
from math import isfinite
from typing import Any

import pytest

from gc_contracts._json import Json, dumps
from gc_contracts.checks.builtin import builtin
from gc_contracts.derive import derive
from gc_contracts.model.case import CaseKind
from gc_contracts.model.contract import Contract, Expectations, Kind
from gc_contracts.model.finding import Finding
from gc_contracts.model.result import Outcome, Result
from gc_contracts.model.schema import Schema
from gc_contracts.plugin.keep import keep_found
from gc_contracts.run.judge import judge
from gc_contracts.run.observe import observe
from gc_contracts.settings import Settings
from in_memory import have

DOCUMENT = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string"}, "score": {"type": "number"}, "least": {"type": "integer"}},
    "additionalProperties": False,
}


def judged(validate: Callable[[Json], Any]) -> list[Finding]:
    """Show the boundary cases to a validator; give the findings."""
    schema = Schema("s", DOCUMENT, "draft-07")
    given = Contract("s.json", Kind.SCHEMA, "s", None, schema, Expectations(validator="team:validate"))
    plan = derive(given, CaseKind.BOUNDARY, Settings())
    seen = observe(given, plan, Settings(), have(validate))
    checks = [check for check in builtin() if check.id.startswith("validator/")]
    return list(judge(given, plan, seen, checks, Settings()).findings)


def strict(record: Json) -> bool:
    """Judge as the schema does; what is no finite number is none."""
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        return False
    least = record.get("least", 0)
    whole = is_number(least) and least % 1 == 0
    return whole and is_number(record.get("score", 0)) and record.keys() <= {"id", "score", "least"}


def is_number(value: Json) -> bool:
    """Take numbers of JSON."""
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def lax(record: Json) -> bool:
    """Take every float as a number: the rest is as it should be."""
    if not isinstance(record, dict):
        return False
    score = record.get("score", 0)
    return strict({**record, "score": 0}) if isinstance(score, float) else strict(record)


def laxer(record: Json) -> bool:
    """Take true as a number too."""
    true = isinstance(record, dict) and record.get("score") is True
    return lax({**record, "score": 0} if true else record)


def overflowing(record: Json) -> bool:
    """Fail on NaN."""
    if isinstance(record, dict) and record.get("least") != record.get("least"):
        raise OverflowError("not a number")
    return strict(record)


def test_one_who_refuses_them_has_nothing_held_against_it():
    """They are invalid by decision."""
    assert judged(strict) == []


def test_where_only_they_get_past_it_is_a_warning_and_the_report_stays_json():
    """Whether such a body gets as far as the validator is up to who reads it."""
    findings = judged(lax)

    assert [(each.check, each.severity, each.source.pointer) for each in findings] == [
        ("validator/accepts-invalid", "warning", "/properties/score/type")
    ]
    assert findings[0].message == (
        'the validator accepts NaN at /score, where the schema says type: "number"'
    )
    assert dict(findings[0].reproduce) == {
        "record": {"id": "sample", "score": None},
        "python": "float('nan') at /score",
        "expected": "invalid",
        "keyword": "type",
    }
    assert "math.isnan" in findings[0].hint
    assert "NaN" not in dumps(dict(findings[0].reproduce))


def test_where_true_gets_past_too_it_is_one_error_shown_by_json():
    """One rule is lost, and what every body can hold shows it."""
    findings = judged(laxer)

    assert [(each.severity, each.reproduce["record"]) for each in findings] == [
        ("error", {"id": "sample", "score": True})
    ]
    assert "it also accepts" in findings[0].message
    assert "NaN at /score" in findings[0].message


def test_a_crash_on_nan_alone_is_a_warning():
    """No body that is JSON brings it about."""
    findings = judged(overflowing)

    assert [(each.check, each.severity, each.reproduce["python"]) for each in findings] == [
        ("validator/crash", "warning", "float('nan') at /least")
    ]


@pytest.mark.parametrize("python", ["float('nan') at /score", "float('inf') at /score"])
def test_no_record_with_one_is_kept(python, tmp_path):
    """YAML writes `.nan`, and no JSON file could hold it: it is said, and nothing is written."""
    told = {"record": {"score": None}, "python": python, "expected": "invalid", "keyword": "type"}
    (found,) = judged(lax)
    odd = Finding(found.check, found.severity, "s.json", "it", found.source, reproduce=told)

    lines = keep_found([Result("s.json", CaseKind.FUZZ, Outcome.FAILED, (odd,))], tmp_path)

    assert lines == ("not kept: a record of s.json holds what JSON has not, NaN or an infinity",)
    assert list(tmp_path.iterdir()) == []
