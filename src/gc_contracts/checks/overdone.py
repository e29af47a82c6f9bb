"""What a validator most likely overdoes, told by a valid value that it refuses: a sentence on how to mend."""

from collections.abc import Iterator, Mapping

from gc_contracts._json import Json, equal

_COUNTED = frozenset({"minLength", "maxLength"})
_SIZED = _COUNTED | {"minItems", "maxItems", "minProperties", "maxProperties"}
_NAMED: Mapping[str, str] = {
    "uniqueItems": "True == 1 in Python, and in JSON true is no number: compare the types as well.",
    "multipleOf": "Binary fractions are not exact: divide Decimal(str(value)) by Decimal(str(step)).",
    "size": "json.dumps puts blanks and escapes in: ensure_ascii=False, separators=(',', ':').",
    "additionalProperties": "The schema is open: a member that it does not declare is allowed.",
    "required": "Ask only for the members that `required` names.",
}


def refused(keyword: str, limit: Json, value: Json) -> str:
    """Guess why a valid value is refused; empty: no guess.

    Args:
        keyword: the rule whose edge it sits on.
        limit: what the schema says there.
        value: the value that is refused.
    """
    return next(_guesses(keyword, limit, value), "")


def _guesses(keyword: str, limit: Json, value: Json) -> Iterator[str]:
    if value is None:
        yield "null is a value here: `is None` cannot tell it from an absent member, `name in record` can."
    if keyword in _COUNTED and isinstance(value, str) and not value.isascii():
        yield "Lengths count characters (code points), not UTF-16 units or bytes: len(text) in Python."
    if keyword in _COUNTED and isinstance(value, str) and value != value.strip():
        yield "Measure the text as it stands, without strip()."
    if keyword in _NAMED:
        yield _NAMED[keyword]
    whole = isinstance(value, float) and value == value // 1
    if keyword == "type" and whole and "number" not in str(limit):
        yield "1.0 is an integer in JSON Schema: ask value == int(value) as well."
    if not value and value is not None:
        yield '0, "", false, [] and {} are values: `if not value` takes them for absent.'
    if keyword == "type" and isinstance(value, int) and not isinstance(value, bool):
        yield "Every integer is a number: isinstance(value, (int, float)), without bool."
    if keyword == "pattern" and isinstance(limit, str) and not limit.startswith("^"):
        yield "A pattern may match anywhere in the text: use re.search, not re.match or re.fullmatch."
    if equal(limit, len(value) if keyword in _SIZED and isinstance(value, str | list | dict) else value):
        yield "The bound itself is allowed: refuse only what lies beyond it."
