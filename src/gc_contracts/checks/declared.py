"""What is wrong with a record that is declared invalid: it breaks nothing, something else, or no rule at all.

`violates` names a keyword, a rule across fields, `reference` or `size`. Where the rule named cannot be judged
here (its library is missing, it fails on the record, nobody knows the records referred to) nothing is said.
"""

from collections.abc import Iterator

from gc_contracts.checks.near import nearest
from gc_contracts.model.case import RecordCase
from gc_contracts.model.check import RecordRun, Seen

KEYWORDS = frozenset({
    "type", "enum", "const", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "$ref",
    "minLength", "maxLength", "pattern", "format",
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
    "required", "properties", "patternProperties", "additionalProperties", "unevaluatedProperties",
    "minProperties", "maxProperties", "propertyNames", "dependencies", "dependentRequired",
    "dependentSchemas", "items", "prefixItems", "additionalItems", "unevaluatedItems",
    "minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains",
})  # fmt: skip
"""Keywords of JSON Schema that a record can break."""
MEND = "Correct the example or the schema: one of them is wrong."
"""What to do where a record and a schema do not agree."""
_NAMES = "Write a keyword of the schema, the id of a rule, `reference` or `size`."


def fault(seen: Seen, run: RecordRun, case: RecordCase) -> tuple[str, str] | None:
    """Say what is wrong with an example under `invalid`, and how to mend it; None: nothing is."""
    broken, name = sorted({each.keyword for each in run.violations}), case.keyword
    if not name:
        return None if broken else ("the example should be refused, and it is valid", MEND)
    rules = {rule.id for rule in seen.contract.expectations.rules}
    known = {*KEYWORDS, *rules, "reference", "size"}
    if name not in known | set(broken):
        told = (
            f"`violates` says `{name}`, which no record breaks: it is no keyword of JSON Schema and no rule"
        )
        return told, nearest(name, known, _NAMES)
    if name in broken or (name in rules | {"reference"} and _is_elsewhere(seen, run, name)):
        return None
    what = f"breaks {', '.join(broken)}" if broken else "is valid"
    more = " (no `references` are declared)" if _is_undeclared(seen, name) else ""
    return f"the example should break {name}{more}, and it {what}", MEND


def _is_undeclared(seen: Seen, name: str) -> bool:
    return name == "reference" and not seen.contract.expectations.references


def _is_elsewhere(seen: Seen, run: RecordRun, name: str) -> bool:
    """Tell whether a condition is broken besides what the schema says, or cannot be judged."""
    if name == "reference":
        return name in _broken(seen, run) or any(_unknown(seen, run.record))
    from gc_contracts.rules import Conditions  # noqa: PLC0415 - late: few contracts have rules

    patterns = seen.settings.emulation.patterns
    conditions = Conditions.of(seen.contract.expectations, seen.contract.schema, patterns)
    word = conditions.words(run.record).get(name)
    return word is None or word not in {"holds", "idle"}


def _broken(seen: Seen, run: RecordRun) -> set[str]:
    if _is_undeclared(seen, "reference"):
        return set()
    from gc_contracts.rules import Conditions  # noqa: PLC0415 - late: as above

    conditions = Conditions.of(seen.contract.expectations, seen.contract.schema)
    return {each.keyword for each in conditions.violations(run.record)}


def _unknown(seen: Seen, record: object) -> Iterator[str]:
    """List the fields that refer to records nobody knows."""
    for field, reference in seen.contract.expectations.references.items():
        if reference.values is None and isinstance(record, dict) and record.get(field) is not None:
            yield field
