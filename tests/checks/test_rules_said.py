"""How findings name rules across fields, references, and rules of core types."""

from pathlib import Path

from gc_contracts.model.finding import Finding
from gc_contracts.pipeline import verify
from gc_contracts.settings import Settings
from harness import Project

ORDER = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "Order",
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "status": {"enum": ["open", "closed"]},
        "account": {"type": "string"},
    },
}
YAML = """\
rules:
  - id: closed-has-account
    when: has(record.status) && record.status == 'closed'
    require: has(record.account)
    message: a closed order names its account
references:
  account: {subject: account, field: id, records: accounts.jsonl}
"""
CLAIM = {
    "name": "Claim",
    "version": 1,
    "enabled": True,
    "jsonSchema": {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "title": "Claim",
        "properties": {"policy_text": {"allOf": [{"$ref": "#/definitions/text"}], "title": "Policy"}},
    },
}
ACCOUNT = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "Account",
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string"}},
}
FILES = {
    "contracts/order/order.json": ORDER,
    "contracts/order/contract.yaml": YAML,
    "contracts/order/accounts.jsonl": '{"id": "A-1"}\n{"id": "B-2"}\n',
    "contracts/account/account.json": ACCOUNT,
}


def by_schema(record) -> bool:
    """Judge an order by its schema alone."""
    texts = [record.get(name, "") for name in ("id", "account")] if isinstance(record, dict) else [None]
    sound = all(isinstance(text, str) for text in texts) and "id" in record
    return sound and record.get("status", "open") in ("open", "closed")


def found(files, validators, tmp_path: Path, monkeypatch) -> list[Finding]:
    """Run the suite over files, and give what the validators are told."""
    Project(files, tmp_path)
    monkeypatch.chdir(tmp_path)
    summary = verify(["contracts"], Settings(examples=5), validators=validators)
    return [each for each in summary.findings if each.check.startswith("validator/")]


def test_a_lost_rule_and_a_lost_reference_are_placed_in_contract_yaml(tmp_path: Path, monkeypatch):
    """With the rule's own message, and the subject whose record is missing."""
    findings = found(FILES, {"Order": by_schema}, tmp_path, monkeypatch)

    told = [(each.source.file, each.source.line, each.message.partition("\n")[0]) for each in findings]
    assert told == [
        (
            "contracts/order/contract.yaml",
            2,
            "the validator accepts a record, which breaks rule closed-has-account: a closed order names its account",
        ),
        (
            "contracts/order/contract.yaml",
            7,
            'the validator accepts "" at /account, and no record of account has it as its id',
        ),
    ]
    assert [each.reproduce["keyword"] for each in findings] == ["closed-has-account", "reference"]


def test_one_who_keeps_rules_and_references_has_nothing_held_against_it(tmp_path: Path, monkeypatch):
    """Valid edges that break a rule were mended, not shown as valid."""

    def validate(record) -> bool:
        closed = isinstance(record, dict) and record.get("status") == "closed"
        known = isinstance(record, dict) and record.get("account", "A-1") in ("A-1", "B-2")
        return by_schema(record) and known and (not closed or "account" in record)

    assert found(FILES, {"Order": validate}, tmp_path, monkeypatch) == []


def test_a_rule_of_a_core_type_is_placed_at_the_field_that_takes_it(tmp_path: Path, monkeypatch):
    """The core type is in no file of the team's."""

    def validate(record) -> bool:
        return isinstance(record, dict) and record.get("policy_text") != ["x"]

    findings = found({"contracts/claim.json": CLAIM}, {"Claim": validate}, tmp_path, monkeypatch)

    assert {each.source.pointer for each in findings} <= {"/jsonSchema/properties/policy_text", "/jsonSchema"}
