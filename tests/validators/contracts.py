"""The contract files of the two schemas, for whichever validator is under test."""

from pathlib import Path

HERE = Path(__file__).parent

EVERY = """\
product: users
validator: {validator}
"""

WORKITEM = """\
product: workitems
validator: {validator}
rules:
  - id: critical-is-active
    when: has(record.priority_enum) && record.priority_enum == 'critical'
    require: has(record.status_enum) && record.status_enum == 'active'
    message: a critical claim is active
  - id: least-below-most
    when: has(record.least_integer) && has(record.most_integer)
    require: record.least_integer <= record.most_integer
references:
  account_identifier: {{subject: accounts, field: id, records: accounts.jsonl}}
"""


ACCOUNTS = """\
{
  "$schema": "http://json-schema.org/draft-04/schema#",
  "type": "object",
  "required": ["id"],
  "additionalProperties": false,
  "properties": {"id": {"type": "string", "pattern": "^[AB]-[0-9]{1,2}$"}}
}
"""
"""The subject that workitems refer to."""


def files(name: str, schema: str, validator: str) -> dict[str, str]:
    """Give the files of a contract below a folder of its own: `schema` is `every` or `workitem`."""
    folder = f"contracts/{name}/{schema}"
    text = {"every": EVERY, "workitem": WORKITEM}[schema].format(validator=validator)
    found = {f"{folder}/contract.yaml": text, f"{folder}/{schema}.json": _read(f"{schema}.json")}
    if schema == "workitem":
        found[f"{folder}/accounts.jsonl"] = _read("accounts.jsonl")
        found[f"contracts/{name}/accounts/accounts.json"] = ACCOUNTS
    return found


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def code() -> dict[str, str]:
    """Give the validators' own modules, as a project has them."""
    return {
        f"validators/{path.name}": path.read_text(encoding="utf-8")
        for path in sorted(HERE.glob("*.py"))
        if not path.name.startswith("test_")
    }
