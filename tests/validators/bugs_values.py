"""Bugs about single values: types, lengths, patterns, formats, enumerations, numbers."""

import re
from fractions import Fraction
from typing import Any

from validators.bug import ACCEPTS, REJECTS, Bug
from validators.correct import Every
from validators.words import Json


def _is_integer_by_isinstance(self: Every, value: Json) -> bool:
    return isinstance(value, int)


def _is_number_by_isinstance(self: Every, value: Json) -> bool:
    return isinstance(value, int | float)


def _is_integer_by_value(self: Every, value: Json) -> bool:
    return not isinstance(value, bool) and isinstance(value, int | float) and value == int(value)


def _row_by_int(self: Every, value: Json) -> bool:
    try:
        return self.is_list(value) and len(value) <= 3 and all(int(item) == float(item) for item in value)
    except (TypeError, ValueError, OverflowError):
        return False


def _is_number_by_float(self: Every, value: Json) -> bool:
    return isinstance(value, float)


def _is_flag_by_membership(self: Every, value: Json) -> bool:
    return value in (True, False)


def _is_list_by_iteration(self: Every, value: Json) -> bool:
    return isinstance(value, list | str)


def _found_by_match(self: Every, pattern: str, text: str) -> bool:
    return re.match(pattern, text) is not None


def _found_by_fullmatch(self: Every, pattern: str, text: str) -> bool:
    return not pattern or re.fullmatch(pattern, text) is not None


def _found_ignoring_case(self: Every, pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _found_by_line(self: Every, pattern: str, text: str) -> bool:
    lines = pattern.replace(r"\A", "^").replace(r"\Z", "$")
    return re.search(lines, text, re.MULTILINE) is not None


def _found_after_strip(self: Every, pattern: str, text: str) -> bool:
    return re.search(pattern, text.strip()) is not None


def _bytes(self: Every, text: str) -> int:
    return len(text.encode())


def _units(self: Every, text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _short_without_blanks(self: Every, value: Json) -> bool:
    return self.text(value, 2) and len(value.strip()) <= 10


def _among_by_lower(self: Every, value: Json, members: tuple[Json, ...]) -> bool:
    return str(value).lower() in [str(member).lower() for member in members]


def _among_by_in(self: Every, value: Json, members: tuple[Json, ...]) -> bool:
    return value in members


def _among_by_substring(self: Every, value: Json, members: tuple[Json, ...]) -> bool:
    if not isinstance(value, str):
        return Every.among(self, value, members)
    return any(value and value in str(member) for member in members)


def _among_by_strip(self: Every, value: Json, members: tuple[Json, ...]) -> bool:
    return Every.among(self, value.strip() if isinstance(value, str) else value, members)


def _multiple_by_float(self: Every, value: Json, step: str) -> bool:
    return bool(value % float(step) == 0)


def _multiple_by_rounding(self: Every, value: Json, step: str) -> bool:
    parts = Fraction(repr(value)) / Fraction(step)
    return abs(parts - round(parts)) < Fraction(1, 10)


def _members_without_null(self: Every, record: dict[str, Json]) -> Any:
    return Every.members(self, {name: value for name, value in record.items() if value is not None})


def _yes(self: Every, *_: Json) -> bool:
    return True


BUGS = {
    # Types.
    "bool_as_integer": Bug(
        "isinstance(value, int) takes true",
        ACCEPTS,
        "type",
        "/count",
        {"is_integer": _is_integer_by_isinstance},
    ),
    "bool_as_number": Bug(
        "isinstance(value, (int, float)) takes true",
        ACCEPTS,
        "type",
        "/share",
        {"is_number": _is_number_by_isinstance},
    ),
    "float_as_integer": Bug(
        "1.0 is taken for an integer", ACCEPTS, "type", "/even", {"is_integer": _is_integer_by_value}
    ),
    "text_as_integer": Bug("int('3') is taken", ACCEPTS, "type", "/matrix", {"row": _row_by_int}),
    "integer_is_no_number": Bug(
        "only floats are numbers", REJECTS, "", "/amount", {"is_number": _is_number_by_float}
    ),
    "one_as_flag": Bug("1 in (True, False)", ACCEPTS, "type", "/flag", {"is_flag": _is_flag_by_membership}),
    "text_as_list": Bug(
        "a text is iterated as a list", ACCEPTS, "type", "/none", {"is_list": _is_list_by_iteration}
    ),
    "null_is_absent": Bug(
        "None is passed over", ACCEPTS, "type", "/title", {"members": _members_without_null}
    ),
    "null_refused": Bug(
        "a nullable text may not be null",
        REJECTS,
        "",
        "/maybe",
        {"judge_maybe": lambda self, value: self.text(value, 0, 5)},
    ),
    "type_dropped": Bug("a text may be anything", ACCEPTS, "type", "/memo", {"judge_memo": _yes}),
    "only_null_dropped": Bug("null may be anything", ACCEPTS, "type", "/nothing", {"judge_nothing": _yes}),
    # Lengths.
    "length_over_by_one": Bug("most is one too many", ACCEPTS, "maxLength", "/title", {"TITLE": (2, 11)}),
    "length_short_by_one": Bug("most is one too few", REJECTS, "", "/title", {"TITLE": (2, 9)}),
    "length_least_by_one": Bug("least is one too few", ACCEPTS, "minLength", "/title", {"TITLE": (1, 10)}),
    "length_zero_is_none": Bug(
        "`if most and …` with most 0", ACCEPTS, "maxLength", "/blank", {"BLANK": None}
    ),
    "length_in_bytes": Bug("len(text.encode())", REJECTS, "", "/title", {"length": _bytes}),
    "length_in_units": Bug("UTF-16 units are counted", REJECTS, "", "/title", {"length": _units}),
    "length_after_strip": Bug(
        "strip() before the check", ACCEPTS, "maxLength", "/title", {"judge_title": _short_without_blanks}
    ),
    # Patterns.
    "pattern_by_match": Bug(
        "re.match anchors at the start", REJECTS, "", "/slug", {"found": _found_by_match}
    ),
    "pattern_by_fullmatch": Bug(
        "re.fullmatch anchors both", REJECTS, "", "/start", {"found": _found_by_fullmatch}
    ),
    "pattern_ignores_case": Bug("re.IGNORECASE", ACCEPTS, "pattern", "/id", {"found": _found_ignoring_case}),
    "pattern_by_line": Bug("re.MULTILINE", ACCEPTS, "pattern", "/zip", {"found": _found_by_line}),
    "pattern_after_strip": Bug(
        "strip() before the search", ACCEPTS, "pattern", "/zip", {"found": _found_after_strip}
    ),
    "pattern_trailing_newline": Bug(
        "`$` is before a last newline too", ACCEPTS, "pattern", "/zip", {"ZIP": "^[0-9]{5}$"}
    ),
    "pattern_unicode_digits": Bug(
        r"\d takes every script's digits", ACCEPTS, "pattern", "/zip", {"ZIP": r"\A\d{5}\Z"}
    ),
    "pattern_open_end": Bug("the end is not anchored", ACCEPTS, "pattern", "/zip", {"ZIP": r"\A[0-9]{5}"}),
    "pattern_dropped": Bug(
        "no pattern at all",
        ACCEPTS,
        "pattern",
        "/parent",
        {"judge_parent": lambda self, value: self.is_text(value)},
    ),
    # Formats.
    "date_by_pattern": Bug(
        "a day that does not exist",
        ACCEPTS,
        "format",
        "/day",
        {"is_date": lambda self, text: bool(re.search(self.DATE, text))},
    ),
    "moment_without_zone": Bug(
        "the zone is not asked for",
        ACCEPTS,
        "format",
        "/moment",
        {
            "judge_moment": lambda self, value: (
                self.is_text(value) and (self.is_moment(value) or self.is_moment(value + "Z"))
            )
        },
    ),
    "mail_by_at": Bug("an @ is enough", ACCEPTS, "format", "/mail", {"MAIL": "@"}),
    "host_over_255": Bug("256 is an octet", ACCEPTS, "format", "/host", {"OCTET": "[0-9]{1,3}"}),
    # Enumerations.
    "enum_by_lower": Bug("lower() on both sides", ACCEPTS, "enum", "/status", {"among": _among_by_lower}),
    "enum_by_in": Bug("1 == True", ACCEPTS, "enum", "/level", {"among": _among_by_in}),
    "enum_by_substring": Bug("in a text", ACCEPTS, "enum", "/status", {"among": _among_by_substring}),
    "enum_by_strip": Bug("blanks are stripped", ACCEPTS, "enum", "/status", {"among": _among_by_strip}),
    "enum_member_lost": Bug("a member is missing", REJECTS, "", "/status", {"STATUS": ("open", "closed")}),
    "enum_member_more": Bug("null is no member", REJECTS, "", "/level", {"LEVELS": (1, 2, False, "3")}),
    # Numbers.
    "minimum_included": Bug(
        "an exclusive minimum is included",
        ACCEPTS,
        "exclusiveMinimum",
        "/amount",
        {"judge_amount": lambda self, value: self.is_number(value) and 0 <= value <= 1000},
    ),
    "maximum_excluded": Bug(
        "an inclusive maximum is excluded",
        REJECTS,
        "",
        "/amount",
        {"judge_amount": lambda self, value: self.is_number(value) and 0 < value < 1000},
    ),
    "maximum_zero_is_none": Bug(
        "`if maximum and …` with maximum 0",
        ACCEPTS,
        "maximum",
        "/zero",
        {"judge_zero": lambda self, value: self.is_integer(value)},
    ),
    "minimum_by_one": Bug(
        "one lower",
        ACCEPTS,
        "minimum",
        "/count",
        {"judge_count": lambda self, value: self.is_integer(value) and 0 <= value <= 10},
    ),
    "multiple_by_float": Bug(
        "0.07 % 0.01 in floats", REJECTS, "", "/price", {"multiple": _multiple_by_float}
    ),
    "multiple_by_rounding": Bug(
        "nearly a multiple is one", ACCEPTS, "multipleOf", "/price", {"multiple": _multiple_by_rounding}
    ),
    "multiple_dropped": Bug(
        "odd is even",
        ACCEPTS,
        "multipleOf",
        "/even",
        {"judge_even": lambda self, value: self.is_integer(value)},
    ),
}
