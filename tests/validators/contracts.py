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


def files(name: str, schema: str, validator: str) -> dict[str, str]:
    """Give the files of a contract folder: `schema` is `every` or `workitem`."""
    folder = f"contracts/{name}"
    text = {"every": EVERY, "workitem": WORKITEM}[schema].format(validator=validator)
    found = {
        f"{folder}/contract.yaml": text,
        f"{folder}/{schema}.json": (HERE / f"{schema}.json").read_text(encoding="utf-8"),
    }
    if schema == "workitem":
        found[f"{folder}/accounts.jsonl"] = (HERE / "accounts.jsonl").read_text(encoding="utf-8")
    return found


def code() -> dict[str, str]:
    """Give the validators' own modules, as a project has them."""
    return {
        f"validators/{path.name}": path.read_text(encoding="utf-8")
        for path in sorted(HERE.glob("*.py"))
        if not path.name.startswith("test_")
    }
