"""Records that break conditions, mended at other places than the one to keep."""

import pytest

from gc_contracts.model.contract import Reference
from ruled import INTEGER, TEXT, conditions, one_of, or_null, schema

ADDRESS = {"type": "object", "properties": {"city": TEXT, "zip": TEXT}, "additionalProperties": False}
SUBJECT = schema(
    {
        "status": one_of("new", "active"),
        "priority": or_null("string"),
        "start": INTEGER,
        "end": INTEGER,
        "age": {"type": "integer", "minimum": 0},
        "account": TEXT,
        "address": ADDRESS,
    },
    ("status",),
)
CONDITIONS = conditions(
    SUBJECT,
    "a: has(record.priority) && record.priority == 'critical' => record.status == 'active'",
    "b: has(record.start) && has(record.end) => record.start < record.end",
    "c: has(record.address) && has(record.address.zip) => has(record.address.city)",
    references=(Reference("account", "account", "id", values=("A1", "B2"), pointer="/references/account"),),
)


def at(record, pointer):
    """Give what stands at a pointer."""
    for token in pointer.split("/")[1:]:
        record = record[token]
    return record


@pytest.mark.parametrize(
    ("record", "keep"),
    [
        ({"status": "new", "priority": "critical"}, ""),
        ({"status": "new", "priority": "critical"}, "/priority"),
        ({"status": "new", "priority": "critical"}, "/status"),
        ({"status": "new", "start": 5, "end": 1}, "/start"),
        ({"status": "new", "start": 5, "end": 1}, "/end"),
        ({"status": "new", "account": "Z9"}, ""),
        ({"status": "new", "address": {"zip": "1"}}, "/address/zip"),
        ({"priority": "critical"}, "/priority"),
        ({"status": "new", "age": -1, "start": 5, "end": 1}, "/start"),
    ],
    ids=str,
)
def test_a_repaired_record_keeps_everything_and_the_place(record, keep):
    """Schema, rules and references hold, and what was to stay is still there."""
    repaired = CONDITIONS.repair(record, keep)

    assert CONDITIONS.violations(repaired) == ()
    assert at(repaired, keep) == at(record, keep) if keep else repaired


def test_only_what_must_change_does():
    """One field gives way, the others stay."""
    record = {"status": "new", "priority": "critical", "start": 1, "end": 9, "account": "A1"}

    assert CONDITIONS.repair(record, "/priority") == record | {"status": "active"}


@pytest.mark.parametrize("record", [{"status": "active", "priority": "critical"}, {"status": "new"}], ids=str)
def test_a_record_that_holds_stays_as_it_is(record):
    """There is nothing to mend."""
    assert CONDITIONS.repair(record, "/status") == record


@pytest.mark.parametrize(
    ("record", "keep"),
    [({"status": "old"}, "/status"), ({"status": "new", "account": "Z9"}, "/account"), ([], ""), (None, "")],
    ids=str,
)
def test_what_cannot_be_mended_elsewhere_is_none(record, keep):
    """The place that must stay is itself what is wrong."""
    assert CONDITIONS.repair(record, keep) is None


def test_members_that_no_rule_looks_at_are_mended_too():
    """What a schema ties to a changed field comes with it."""
    tied = schema(
        {"status": one_of("new", "done"), "done_at": TEXT, "score": INTEGER},
        ("status",),
        **{"if": {"properties": {"status": {"const": "done"}}}, "then": {"required": ["done_at"]}},
    )
    judge = conditions(tied, "a: has(record.score) => record.status == 'done'")

    assert judge.repair({"status": "new", "score": 3}, "/score") == {
        "status": "done",
        "score": 3,
        "done_at": "sample",
    }


def test_a_schema_that_does_not_compile_repairs_nothing():
    """No exception: the schema's own item tells."""
    assert conditions(schema({"a": {"type": "nonsense"}}), "a: record.a == 1").repair({"a": 2}) is None
