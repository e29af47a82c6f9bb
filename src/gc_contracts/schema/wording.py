"""What a violation says to people: the keyword's rule against what was found, never the whole value."""

from collections.abc import Mapping

from gc_contracts._json import Json, dumps, kind

Details = Mapping[str, Json]


def say(keyword: str, value: Json, details: Details, fallback: str) -> str:
    """Word one violation; `details` are the engine's figures, `fallback` its own sentence."""
    found = (
        _number(keyword, value, details)
        or _length(keyword, value, details)
        or _other(keyword, value, details)
    )
    return found or clip(fallback)


def clip(text: str, width: int = 160) -> str:
    """Cut a text so that it fits a line or two."""
    return text if len(text) <= width else text[: width - 1] + "…"


def _number(keyword: str, value: Json, details: Details) -> str:
    words = {
        "minimum": "less than the minimum",
        "maximum": "more than the maximum",
        "exclusiveMinimum": "not more than",
        "exclusiveMaximum": "not less than",
    }
    if keyword == "multipleOf":
        return f"{clip(str(value), 40)} is no multiple of {details['multiple_of']}"
    return f"{clip(str(value), 40)} is {words[keyword]} {details['limit']}" if keyword in words else ""


def _length(keyword: str, value: Json, details: Details) -> str:
    bound, counted = keyword[:3], keyword[3:]
    units = {"Length": "characters", "Items": "items", "Properties": "members"}
    if bound not in {"min", "max"} or counted not in units:
        return ""
    rule = "at least {} are needed" if bound == "min" else "at most {} are allowed"
    unit = units[counted] if len(value) != 1 else units[counted][:-1]
    return f"has {len(value)} {unit}, {rule.format(details['limit'])}"


def _other(keyword: str, value: Json, details: Details) -> str:
    if keyword == "type":
        return f"is {kind(value)}, not {' or '.join(details['types'])}"
    if keyword == "pattern" and "pattern" in details:
        return f"does not match {clip(details['pattern'], 80)}"
    if keyword == "format":
        return f"is no {details['format']}"
    if keyword == "enum":
        return f"is none of {clip(', '.join(map(_short, details['options'])), 120)}"
    if keyword == "const":
        return f"is not {_short(details['expected_value'])}"
    fixed = {
        "uniqueItems": "holds the same item twice",
        "not": "is what `not` excludes",
        "falseSchema": "is not allowed here",
        "anyOf": "fits none of the alternatives of `anyOf`",
    }
    return fixed.get(keyword, "")


def _short(value: Json) -> str:
    return clip(dumps(value), 40)
