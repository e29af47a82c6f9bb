"""A validator in the manner of the record tutorial, with the defects that manner has.

Types by isinstance, patterns by `re.match`, lengths only where they are truthy, required by `is None`.
"""

import json
import re
from typing import Any

KINDS = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


class RecordValidator:
    """Built from the constraint matrix; asked record by record."""

    def __init__(self, constraints: dict[str, Any]) -> None:
        self.limit = constraints["max_record_bytes"]
        self.fields = constraints["fields"]

    def validate_record(self, record: dict[str, Any], record_id: str) -> tuple[bool, list[str]]:
        """Tell whether a record is valid, and what is wrong with it."""
        errors: list[str] = []
        if len(json.dumps(record).encode("utf-8")) > self.limit:
            errors.append(f"{record_id}: larger than {self.limit} bytes")
        for name, rules in self.fields.items():
            errors.extend(f"{record_id}: {name} {word}" for word in judge(record.get(name), rules))
        if record.get("priority") == "critical" and record.get("status") != "active":
            errors.append(f"{record_id}: what is critical must be active")
        return not errors, errors


def judge(value: Any, rules: dict[str, Any]) -> list[str]:
    """List what is wrong with one field."""
    if value is None:
        return ["is required"] if rules["required"] else []
    errors = []
    if not isinstance(value, KINDS.get(rules["type"], object)):
        errors.append(f"is no {rules['type']}")
    if isinstance(value, str):
        errors += text(value, rules)
    return errors


def text(value: str, rules: dict[str, Any]) -> list[str]:
    """List what is wrong with a text."""
    errors = []
    if rules["pattern"] and not re.match(rules["pattern"], value):
        errors.append("does not fit its pattern")
    if rules["min_length"] and len(value) < rules["min_length"]:
        errors.append("is too short")
    if rules["max_length"] and len(value) > rules["max_length"]:
        errors.append("is too long")
    return errors
