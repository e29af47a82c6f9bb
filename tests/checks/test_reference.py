"""The family `reference/`: problems keep their severity, and declared records are looked up."""

from pathlib import Path
from typing import Any

import pytest

from gc_contracts.checks.builtin import BUILTIN
from gc_contracts.model.case import CaseKind
from gc_contracts.model.contract import Kind
from gc_contracts.model.finding import Finding
from gc_contracts.pipeline import verify
from gc_contracts.settings import Settings
from harness import Project
from subject_files import write

ACCOUNT = {"type": "object", "title": "Account", "properties": {"id": {}}}
ORDER = {"type": "object", "title": "Order", "properties": {"account_id": {}, "n": {}}}
REFERENCE = "references:\n  account_id: {subject: account, field: id, records: r.json}\n"
ONLY = Settings(select=("reference/*", "file/*"), examples=1)


def files(values: list[Any], examples: str, reference: str = REFERENCE) -> dict[str, Any]:
    """Give an order with examples, and the accounts it may name."""
    return {
        "contracts/account.json": ACCOUNT,
        "contracts/order/order.json": ORDER,
        "contracts/order/r.json": [{"id": value} for value in values],
        "contracts/order/contract.yaml": f"{reference}examples:\n  valid: [{examples}]\n",
    }


def found(folder: Path, content: dict[str, Any]) -> list[Finding]:
    """Run the suite and give what it finds."""
    write(folder, content)
    return [finding for result in verify([folder / "contracts"], ONLY) for finding in result.findings]


@pytest.mark.parametrize(
    ("values", "example", "told"),
    [
        (["a1"], "{account_id: a1}", None),
        (["a1"], "{account_id: null}", None),
        (["a1"], "{n: 1}", None),
        (["a1"], "7", None),
        ([1], "{account_id: 1.0}", None),
        ([[1, {"b": True}]], "{account_id: [1, {b: true}]}", None),
        (["a1"], "{account_id: A1}", ('`"A1"`', 'did you mean `"a1"`?')),
        (["acc-1"], "{account_id: acc-11}", ('`"acc-11"`', 'did you mean `"acc-1"`?')),
        ([1], '{account_id: "1"}', ('`"1"`', "there is `1`, which is integer and not string")),
        ([1], "{account_id: true}", ("`true`", "Correct the example, or add the record to the file.")),
        ([], "{account_id: a1}", ('`"a1"`', "Correct the example, or add the record to the file.")),
    ],
)
def test_a_declared_record_has_to_name_one_that_is_there(values, example, told, tmp_path):
    """By JSON equality; null and absent name nothing; an empty file holds nobody."""
    findings = found(tmp_path, files(values, example))

    said = [(each.message.partition(", and ")[0], each.hint, each.source.line) for each in findings]
    assert said == ([(f"the example should be valid: `account_id` is {told[0]}", told[1], 4)] if told else [])


def test_a_finding_points_at_the_value_and_holds_the_record(tmp_path):
    """Line and column in contract.yaml, and what to look at."""
    (finding,) = found(tmp_path, files(["a1"], "{account_id: a1}, {n: 1, account_id: zz}"))

    assert (finding.source.column, finding.source.pointer, finding.place) == (
        48,
        "/examples/valid/1/account_id",
        "/examples/valid/1/account_id",
    )
    assert finding.reproduce == {
        "record": {"n": 1, "account_id": "zz"},
        "expected": "invalid",
        "keyword": "reference",
    }


def test_what_is_not_known_is_not_looked_up(tmp_path):
    """Without a file, or with one that cannot be read whole, no example dangles."""
    unnamed = REFERENCE.replace(", records: r.json", "")
    broken = files([], "{account_id: a1}", REFERENCE.replace("r.json", "r.jsonl"))
    broken["contracts/order/r.jsonl"] = '{"id": "b"}\n}\n'

    none = found(tmp_path / "a", files([], "{account_id: a1}", unnamed))
    line = found(tmp_path / "b", broken)

    assert none == []
    assert [(each.check, each.source.file.rpartition("/")[2], each.source.line) for each in line] == [
        ("file/unreadable", "r.jsonl", 2)
    ]


def test_records_declared_invalid_are_not_looked_up(tmp_path):
    """They are to be refused, for whatever reason."""
    text = f"{REFERENCE}examples: {{invalid: [{{record: {{account_id: zz}}, violates: reference}}]}}\n"
    content = files(["a1"], "") | {"contracts/order/contract.yaml": text}

    assert found(tmp_path, content) == []


def test_an_example_without_a_reference_is_looked_up_in_no_file(tmp_path):
    """References of the others cost nothing here."""
    content = files([], "{account_id: a1}") | {
        "contracts/order/contract.yaml": "examples: {valid: [{n: 1}]}\n"
    }

    assert found(tmp_path, content) == []


def test_a_warning_stays_one(tmp_path):
    """What loading was not sure of does not fail a run."""
    findings = found(tmp_path, files(["a1", "a1"], "{account_id: a1}", REFERENCE.replace("id, r", "idd, r")))

    assert [(each.check, each.severity.value) for each in findings] == [
        ("reference/unknown", "error"),
        ("reference/unknown", "warning"),
    ]


def test_the_checks_look_at_the_static_item_of_schemas():
    """The files alone prove what they say."""
    checks = [check for check in BUILTIN if check.id.startswith("reference/")]

    assert {(check.kinds, check.about) for check in checks} == {
        (frozenset({CaseKind.STATIC}), frozenset({Kind.SCHEMA}))
    }
    assert len(checks) == 5


def test_an_id_that_only_the_org_knows_is_said_to_be_not_verified(tmp_path):
    """Neither a finding nor passed over in silence."""
    field = {
        "name": "owner",
        "type": "string",
        "referential_schema_id": "9f1",
        "referential_field_name": "id",
    }
    run = Project({"contracts/list.json": {"fields": [field]}}, tmp_path).run(
        "--gc-contracts", "-k", "static"
    )

    assert run.report["findings"] == []
    assert "`owner` refers to `9f1`, which is no contract that we can read here" in " ".join(run.text.split())


def test_a_run_of_pytest_follows_references_too(tmp_path):
    """With the item's outcome, and in a worker as here."""
    project = Project(files(["a1"], "{account_id: zz}"), tmp_path)

    run = project.run("--gc-contracts", "contracts/order", "-k", "static")

    assert run.cases == {"contracts/order/order.json::static": "failed"}
    assert [each["check"] for each in run.report["findings"]] == ["reference/dangling"]
