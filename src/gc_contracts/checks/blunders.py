"""What a validator most likely does wrong, told by the value that gets past it: a sentence on how to mend.

Each is a mistake that Python invites. The value proves that the rule is lost; why is a guess, so it is a hint
and never part of the finding.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from math import isfinite

from gc_contracts._json import Json, equal
from gc_contracts.errors import SchemaError
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.pattern import compile as compile_pattern

_ZERO = "0 is false in Python, so `if limit and …` skips it: ask `limit is not None`."
_BOOL = "isinstance(True, int) is true in Python: test for bool first."
_NAN = (
    "json.loads reads NaN, which is no JSON, and json.dumps would write it again: "
    "refuse a float that math.isnan tells, or read bodies with parse_constant."
)
_NULL = "null is a value, only an absent member may be passed over: ask `name in record`, not `is None`."
_LIMITS = frozenset(
    {
        *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
    }
)
_SAID: Mapping[str, str] = {
    "required": "Ask `name in record`; a default of `record.get` hides that the member is missing.",
    "additionalProperties": "Compare the names in the record with those that the schema declares.",
    "unevaluatedProperties": "Compare the names in the record with those that the schema declares.",
    "uniqueItems": "Compare as JSON does: 1 equals 1.0, and objects are equal in any order of names.",
    "multipleOf": "Binary fractions are not exact: divide Decimal(str(value)) by Decimal(str(step)).",
    "size": "Measure the bytes that are sent: len(json.dumps(record, ensure_ascii=False, "
    "separators=(',', ':')).encode()).",
}


def accepted(keyword: str, limit: Json, value: Json, patterns: Flavour = "ecma") -> str:
    """Guess why an invalid value is accepted; empty: no guess.

    Args:
        keyword: the rule it breaks.
        limit: what the schema says there.
        value: the value at the place that breaks it.
        patterns: whose reading of `pattern`.
    """
    guesses = {
        "type": _type,
        "enum": _enum,
        "const": _enum,
        "minLength": _length,
        "maxLength": _length,
        "format": _format,
    }
    if keyword == "pattern":
        return next(_pattern(limit, value, patterns), "")
    if keyword in _LIMITS and limit == 0:
        return _ZERO
    if keyword.startswith("exclusive") and equal(limit, value):
        return "The bound itself is excluded: compare with `<=` and `>=` to refuse it."
    guess = guesses.get(keyword)
    return guess(limit, value) if guess else _SAID.get(keyword, "")


def _type(declared: Json, value: Json) -> str:
    names = {declared} if isinstance(declared, str) else set(declared if isinstance(declared, list) else ())
    if isinstance(value, bool) and names & {"integer", "number"}:
        return _BOOL
    if value is None:
        return _NULL
    if isinstance(value, float) and not isfinite(value):
        return _NAN
    if isinstance(value, float) and "integer" in names:
        return "A number with a fraction is no integer: test the value itself, not what int() makes of it."
    if isinstance(value, str) and names & {"integer", "number", "boolean"}:
        return "Text is text, whatever it spells: test the type before converting."
    return "Test the type before anything else; what has another type keeps none of the other rules."


def _enum(limit: Json, value: Json) -> str:
    members = limit if isinstance(limit, list) else [limit]
    if isinstance(value, str):
        texts = [member for member in members if isinstance(member, str)]
        if value.strip().casefold() in {text.strip().casefold() for text in texts}:
            return "Compare the text as it stands: without strip(), lower() or casefold()."
        if value and any(value in text for text in texts):
            return "`in` on a text finds pieces of it: compare with a list or a set of the members."
    if value is None:
        return _NULL
    if any(value == member and not equal(value, member) for member in members):
        return "True == 1 and False == 0 in Python: compare the types as well."
    return ""


def _length(limit: Json, value: Json) -> str:
    if not isinstance(value, str) or not isinstance(limit, int | float):
        return ""
    long = len(value) > limit
    sizes = {
        "Measure the text as it stands, without strip().": len(value.strip()),
        "Measure the text as it was sent: normalising it changes its length.": len(
            unicodedata.normalize("NFC", value)
        ),
        "Lengths are counted in characters (code points), not in UTF-16 units: len(text) in Python.": len(
            value.encode("utf-16-le", "surrogatepass")
        )
        // 2,
        "Lengths are counted in characters (code points), not in bytes: len(text) in Python.": len(
            value.encode("utf-8", "surrogatepass")
        ),
    }
    return next((words for words, size in sizes.items() if (size <= limit if long else size >= limit)), "")


def _format(limit: Json, value: Json) -> str:
    if limit in {"date", "date-time"} and isinstance(value, str):
        return "A pattern cannot know the calendar: parse the text, e.g. datetime.date.fromisoformat."
    return ""


def _pattern(limit: Json, value: Json, patterns: Flavour) -> Iterator[str]:
    if not isinstance(value, str) or not isinstance(limit, str):
        return
    if value.endswith("\n") and _matches(limit, value[:-1], patterns):
        yield r"`$` also matches before a final newline in Python: use re.fullmatch, or `\Z` for the end."
    if any(_matches(limit, line, patterns) for line in value.split("\n")[1:]):
        yield "With re.MULTILINE `^` and `$` match at every line: leave the flag away."
    if any(_matches(limit, text, patterns) for text in (value.lower(), value.upper())):
        yield "The pattern is for these letters only: leave re.IGNORECASE away."
    if _matches(limit, value.strip(), patterns):
        yield "Match the text as it stands, without strip()."
    if _matches(limit, _plain(value), patterns):
        yield r"`\d` and `\w` match letters and digits of every script in Python: use re.ASCII."
    if any(_matches(limit, value[:size], patterns) for size in range(len(value))):
        yield "A beginning that matches is not enough: the pattern goes on to the end of the text."


def _plain(text: str) -> str:
    """Write other scripts' digits as ours, and their letters as `a`."""
    return "".join(
        letter
        if letter.isascii()
        else str(unicodedata.digit(letter, 0))
        if letter.isdigit()
        else "a"
        if letter.isalpha()
        else letter
        for letter in text
    )


def _matches(pattern: str, text: str, patterns: Flavour) -> bool:
    try:
        return compile_pattern(pattern, patterns).search(text)
    except (SchemaError, TimeoutError):
        return False
