"""Single lines that are wrong in a way people write them: each meets a case that shows it.

A row is a schema, what is right for it, and lines that are wrong. A wrong line is shown where boundary and
separating cases together hold a record on which it and the truth differ; only values of the row's types are
put to it, so none is caught by crashing on a value that another line would have refused before.
"""

import itertools
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from ipaddress import ip_address
from math import floor, isclose
from unicodedata import normalize
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from gc_contracts._json import dumps, equal, kind, loads
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.separate import separating

Line = Callable[[object], object]


@dataclass(frozen=True)
class Row:
    """A schema for one member, the types its lines are about, the right line and wrong ones."""

    name: str
    schema: Mapping[str, object]
    kinds: str
    """Types, apart by blanks; empty: all."""
    right: Line
    wrong: Mapping[str, Line]
    whole: bool = False
    """The lines are about the record, and the schema is that of the record."""
    draft: str = "draft-07"
    most: int | None = None
    """The size limit in bytes."""

    def document(self):
        """The schema of a whole record."""
        shared = {"definitions": {"text": {"type": "string", "maxLength": 6}}}
        return self.schema if self.whole else {**shared, "type": "object", "properties": {"f": self.schema}}

    def values(self):
        """Values to judge, each with the truth."""
        for case in cases(dumps(self.document()), self.draft, self.most):
            if self.whole or "f" in case.record:
                value = case.record if self.whole else case.record["f"]
                if not self.kinds or kind(value) in self.kinds.split():
                    yield value, case.valid


@cache
def cases(text, draft, most):
    schema = Schema("row", loads(text), draft, max_bytes=most)
    found = boundary(schema)
    return tuple(
        case
        for case in (*found.cases, *separating(schema, found.base, "ecma", found))
        if isinstance(case.record, dict)
    )


def said(line: Line, value: object) -> bool:
    """What a line says; one that cannot convert or compute a value refuses it."""
    try:
        return bool(line(value))
    except (ValueError, ArithmeticError):
        return False


def is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def whole(value):
    return is_number(value) and value == floor(value)


def distinct(items):
    return not any(equal(one, other) for at, one in enumerate(items) for other in items[:at])


def multiple(value, step):
    return Decimal(repr(value)) / Decimal(step) == (Decimal(repr(value)) / Decimal(step)).to_integral_value()


def graphemes(text):
    return len(re.sub("[\u0300-\u036f]|\u200d.", "", text))


def units(text):
    return len(text.encode("utf-16-le")) // 2


def is_moment(text):
    """RFC 3339, with its leap seconds and its year 0."""
    found = re.fullmatch(
        r"([0-9]{4})-([0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}):([0-9]{2})(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-5][0-9])",
        text,
    )
    if not found:
        return False
    year, day, clock, second, _, zone = found.groups()
    at = datetime.fromisoformat(f"{'2000' if year == '0000' else year}-{day}T{clock}:00{zone.upper()}")
    return int(second) < 60 or (int(second) == 60 and f"{at.astimezone(UTC):%H:%M}" == "23:59")


def orderly(record):
    """Whether the orders are lists of objects, as all lines take for granted."""
    orders = record.get("orders", [])
    return isinstance(orders, list) and all(
        isinstance(one, dict) and isinstance(one.get("tags", []), list) for one in orders
    )


def all_shaped(items):
    """Whether all are objects of an id and perhaps a name."""
    return all(
        isinstance(one, dict)
        and {"id"} <= set(one) <= {"id", "n"}
        and whole(one["id"])
        and isinstance(one.get("n", ""), str)
        for one in items
    )


MAX5 = {"type": "string", "maxLength": 5}
MIN3 = {"type": "string", "minLength": 3}
CODE = {"type": "string", "pattern": "^[a-z]{2}-[0-9]{2}$"}
STATES = {"type": "string", "enum": ["active", "Closed", "on_hold"]}

ROWS = [
    Row("integer", {"type": "integer"}, "", whole, {
        "isinstance-int": lambda v: isinstance(v, int),
        "type-is-int": lambda v: type(v) is int,
        "or-text": lambda v: whole(v) or (isinstance(v, str) and v.isdigit()),
        "converts": lambda v: not isinstance(v, list | dict | type(None)) and int(v) is not None,
        "any-number": is_number,
        "truncates": lambda v: is_number(v) and int(v) <= v,
        "close-to-whole": lambda v: is_number(v) and abs(v - round(v)) < 1e-6,
        "falsy-is-absent": lambda v: not v or whole(v),
        "zero-is-absent": lambda v: bool(v) and whole(v),
        "32-bits": lambda v: whole(v) and -(2**31) <= v < 2**31,
        "64-bits": lambda v: whole(v) and -(2**63) <= v < 2**63,
        "safe-in-javascript": lambda v: whole(v) and abs(v) < 2**53,
        "natural": lambda v: whole(v) and v >= 0,
        "null-passes": lambda v: v is None or whole(v),
        "true-only": lambda v: v is True or whole(v),
        "false-only": lambda v: v is False or whole(v),
        "list-of-one": lambda v: whole(v[0] if isinstance(v, list) and v else v),
    }),
    Row("integer-early", {"type": "integer"}, "integer number boolean", lambda v: type(v) is int, {
        "whole-float": whole,
        "is-integer": lambda v: type(v) is int or (isinstance(v, float) and v.is_integer()),
        "bool": lambda v: isinstance(v, int),
    }, draft="draft-04"),
    Row("number", {"type": "number"}, "", is_number, {
        "isinstance": lambda v: isinstance(v, int | float),
        "only-float": lambda v: isinstance(v, float),
        "only-int": lambda v: type(v) is int,
        "text-converts": lambda v: is_number(v) or (isinstance(v, str) and re.fullmatch(r"-?\d+(\.\d+)?", v) is not None),
        "digits-of-str": lambda v: is_number(v) and re.fullmatch(r"-?\d+(\.\d+)?", str(v)) is not None,
        "truthy": lambda v: bool(v) and is_number(v),
        "positive": lambda v: is_number(v) and v >= 0,
        "negative-zero-refused": lambda v: is_number(v) and str(v) != "-0.0",
        "fits-float": lambda v: is_number(v) and abs(v) < 1e300,
        "normal": lambda v: is_number(v) and (v == 0 or abs(v) > 1e-30),
        "null-passes": lambda v: v is None or is_number(v),
        "empty-passes": lambda v: v == "" or is_number(v),
    }),
    Row("string", {"type": "string"}, "", lambda v: isinstance(v, str), {
        "converts": lambda v: bool(str(v)) or v == "",
        "or-number": lambda v: isinstance(v, str) or is_number(v),
        "or-zero": lambda v: isinstance(v, str) or (is_number(v) and v == 0),
        "or-bool": lambda v: isinstance(v, str | bool),
        "has-length": lambda v: hasattr(v, "__len__"),
        "or-null": lambda v: v is None or isinstance(v, str),
        "or-falsy": lambda v: not v or isinstance(v, str),
        "or-list": lambda v: isinstance(v, str | list),
        "not-empty": lambda v: isinstance(v, str) and v != "",
        "not-blank": lambda v: isinstance(v, str) and (v == "" or v.strip() != ""),
        "ascii": lambda v: isinstance(v, str) and v.isascii(),
        "basic-plane": lambda v: isinstance(v, str) and all(ord(char) < 65536 for char in v),
        "printable": lambda v: isinstance(v, str) and "\n" not in v,
        "no-nul": lambda v: isinstance(v, str) and "\x00" not in v,
        "null-word": lambda v: isinstance(v, str) and v.lower() not in {"null", "none"},
        "escaped": lambda v: isinstance(v, str) and "<" not in v,
        "digits-are-numbers": lambda v: isinstance(v, str) and not v.isdigit(),
    }),
    Row("boolean", {"type": "boolean"}, "", lambda v: isinstance(v, bool), {
        "in-pair": lambda v: v in (True, False),
        "or-zero": lambda v: isinstance(v, bool) or (is_number(v) and v == 0),
        "or-one": lambda v: isinstance(v, bool) or (is_number(v) and v == 1),
        "only-true": lambda v: v is True,
        "truthy": bool,
        "words": lambda v: str(v).lower() in {"true", "false"},
        "true-word": lambda v: isinstance(v, bool) or v == "true",
        "false-word": lambda v: isinstance(v, bool) or v == "false",
        "python-word": lambda v: isinstance(v, bool) or v in ("True", "False"),
        "yes": lambda v: isinstance(v, bool) or v in ("yes", "no"),
        "integer": lambda v: isinstance(v, int),
        "null-is-false": lambda v: v is None or isinstance(v, bool),
        "empty-is-false": lambda v: v == "" or isinstance(v, bool),
    }),
    Row("boolean-or-null", {"type": ["boolean", "null"]}, "", lambda v: v is None or isinstance(v, bool), {
        "no-null": lambda v: isinstance(v, bool),
        "falsy": lambda v: not v or isinstance(v, bool),
        "empty": lambda v: v in (None, "") or isinstance(v, bool),
    }),
    Row("array", {"type": "array"}, "", lambda v: isinstance(v, list), {
        "iterable": lambda v: hasattr(v, "__iter__"),
        "has-length": lambda v: hasattr(v, "__len__"),
        "or-object": lambda v: isinstance(v, list | dict),
        "or-empty-object": lambda v: isinstance(v, list) or v == {},
        "or-text": lambda v: isinstance(v, list | str),
        "or-falsy": lambda v: not v or isinstance(v, list),
        "not-empty": lambda v: isinstance(v, list) and bool(v),
        "no-null-inside": lambda v: isinstance(v, list) and None not in v,
        "one-kind-inside": lambda v: isinstance(v, list) and len(set(map(type, v))) < 2,
        "shallow": lambda v: isinstance(v, list) and not str(v).startswith("[[[[["),
    }),
    Row("object", {"type": "object", "properties": {"a": {"type": "integer"}}}, "", lambda v: isinstance(v, dict) and whole(v.get("a", 1)), {
        "or-list": lambda v: isinstance(v, list) or (isinstance(v, dict) and whole(v.get("a", 1))),
        "or-falsy": lambda v: not v or (isinstance(v, dict) and whole(v.get("a", 1))),
        "null-inside": lambda v: isinstance(v, dict) and (v.get("a") is None or (whole(v["a"]))),
        "falsy-inside": lambda v: isinstance(v, dict) and (not v.get("a") or (whole(v["a"]))),
        "closed": lambda v: isinstance(v, dict) and set(v) <= {"a"} and whole(v.get("a", 1)),
        "dunder-refused": lambda v: isinstance(v, dict) and not any(name.startswith("__") for name in v) and whole(v.get("a", 1)),
        "ignores-case-of-names": lambda v: isinstance(v, dict) and all(whole(item) for name, item in v.items() if name.lower() == "a"),
    }),
    Row("maxLength", MAX5, "string", lambda v: len(v) <= 5, {
        "bytes": lambda v: len(v.encode()) <= 5,
        "utf16": lambda v: units(v) <= 5,
        "graphemes": lambda v: graphemes(v) <= 5,
        "composed": lambda v: len(normalize("NFC", v)) <= 5,
        "decomposed": lambda v: len(normalize("NFD", v)) <= 5,
        "compatible": lambda v: len(normalize("NFKC", v)) <= 5,
        "stripped": lambda v: len(v.strip()) <= 5,
        "right-stripped": lambda v: len(v.rstrip()) <= 5,
        "left-stripped": lambda v: len(v.lstrip()) <= 5,
        "without-newline": lambda v: len(v.rstrip("\n")) <= 5,
        "exclusive": lambda v: len(v) < 5,
        "one-too-many": lambda v: len(v) <= 6,
        "missing": lambda v: True,
        "escaped": lambda v: len(dumps(v)) - 2 <= 5,
        "html-escaped": lambda v: len(v.replace('"', "&quot;")) <= 5,
        "words": lambda v: len(v.split()) <= 5,
        "until-nul": lambda v: len(v.split("\x00")[0]) <= 5 and "\x00" not in v,
        "blank-passes": lambda v: not v.strip() or len(v) <= 5,
        "blank-refused": lambda v: v == "" or (bool(v.strip()) and len(v) <= 5),
        "empty-refused": lambda v: 0 < len(v) <= 5,
        "ascii-only": lambda v: v.isascii() and len(v) <= 5,
        "upper": lambda v: len(v.upper()) <= 5,
    }),
    Row("maxLength-0", {"type": "string", "maxLength": 0}, "string", lambda v: v == "", {
        "falsy-limit": lambda v: True,
        "stripped": lambda v: v.strip() == "",
        "without-newline": lambda v: v.rstrip("\n") == "",
    }),
    Row("minLength", MIN3, "string", lambda v: len(v) >= 3, {
        "bytes": lambda v: len(v.encode()) >= 3,
        "utf16": lambda v: units(v) >= 3,
        "graphemes": lambda v: graphemes(v) >= 3,
        "composed": lambda v: len(normalize("NFC", v)) >= 3,
        "decomposed": lambda v: len(normalize("NFD", v)) >= 3,
        "compatible": lambda v: len(normalize("NFKC", v)) >= 3,
        "stripped": lambda v: len(v.strip()) >= 3,
        "exclusive": lambda v: len(v) > 3,
        "one-too-few": lambda v: len(v) >= 2,
        "missing": lambda v: True,
        "only-not-empty": bool,
        "empty-passes": lambda v: not v or len(v) >= 3,
        "escaped": lambda v: len(dumps(v)) - 2 >= 3,
        "blank-refused": lambda v: bool(v.strip()) and len(v) >= 3,
        "nul-ends": lambda v: len(v.rstrip("\x00")) >= 3,
    }),
    Row("minLength-0", {"type": "string", "minLength": 0, "maxLength": 3}, "string", lambda v: len(v) <= 3, {
        "empty-refused": lambda v: 0 < len(v) <= 3,
        "and": lambda v: bool(v) and len(v) <= 3,
    }),
    Row("minLength-1", {"type": "string", "minLength": 1}, "string", lambda v: v != "", {
        "stripped": lambda v: v.strip() != "",
        "missing": lambda v: True,
        "two": lambda v: len(v) > 1,
        "utf16": lambda v: units(v) == 1 or len(v) > 1,
    }),
    Row("pattern", CODE, "string", lambda v: re.fullmatch("[a-z]{2}-[0-9]{2}", v), {
        "match": lambda v: re.match("[a-z]{2}-[0-9]{2}", v),
        "search": lambda v: re.search("[a-z]{2}-[0-9]{2}", v),
        "ends-with": lambda v: re.search("[a-z]{2}-[0-9]{2}\\Z", v),
        "dollar": lambda v: re.search("^[a-z]{2}-[0-9]{2}$", v),
        "multiline": lambda v: re.search("^[a-z]{2}-[0-9]{2}$", v, re.MULTILINE),
        "ignorecase": lambda v: re.fullmatch("[a-z]{2}-[0-9]{2}", v, re.IGNORECASE),
        "ignorecase-ascii": lambda v: re.fullmatch("[a-z]{2}-[0-9]{2}", v, re.IGNORECASE | re.ASCII),
        "lowered": lambda v: re.fullmatch("[a-z]{2}-[0-9]{2}", v.lower()),
        "unicode-digits": lambda v: re.fullmatch(r"[a-z]{2}-\d{2}", v),
        "unicode-letters": lambda v: re.fullmatch(r"[^\W\d_]{2}-[0-9]{2}", v) and v == v.lower(),
        "word-characters": lambda v: re.fullmatch(r"\w{2}-[0-9]{2}", v),
        "stripped": lambda v: re.fullmatch("[a-z]{2}-[0-9]{2}", v.strip()),
        "without-newline": lambda v: re.fullmatch("[a-z]{2}-[0-9]{2}", v.rstrip("\r\n")),
        "any-line": lambda v: any(re.fullmatch("[a-z]{2}-[0-9]{2}", line) for line in v.split("\n")),
        "first-line": lambda v: re.fullmatch("[a-z]{2}-[0-9]{2}", v.split("\n")[0]),
        "empty-passes": lambda v: not v or re.fullmatch("[a-z]{2}-[0-9]{2}", v),
        "at-least": lambda v: re.fullmatch("[a-z]{2,}-[0-9]{2,}", v),
        "at-most": lambda v: re.fullmatch("[a-z]{1,2}-[0-9]{1,2}", v),
        "dash-optional": lambda v: re.fullmatch("[a-z]{2}-?[0-9]{2}", v),
        "any-between": lambda v: re.fullmatch("[a-z]{2}.[0-9]{2}", v),
        "missing": lambda v: True,
        "ends-ignored-by-or": lambda v: re.search("^[a-z]{2}|-[0-9]{2}$", v),
    }),
    Row("pattern-open", {"type": "string", "pattern": "[0-9]{3}"}, "string", lambda v: re.search("[0-9]{3}", v), {
        "match": lambda v: re.match("[0-9]{3}", v),
        "fullmatch": lambda v: re.fullmatch("[0-9]{3}", v),
        "ends": lambda v: re.search("[0-9]{3}$", v),
        "unicode-digits": lambda v: re.search(r"\d{3}", v),
        "one-line": lambda v: re.search("[0-9]{3}", v.split("\n")[0]),
        "missing": lambda v: True,
    }),
    Row("pattern-classes", {"type": "string", "pattern": r"^\w+ \d+$"}, "string", lambda v: re.fullmatch(r"[A-Za-z0-9_]+ [0-9]+", v), {
        "unicode": lambda v: re.fullmatch(r"\w+ \d+", v),
        "unicode-words": lambda v: re.fullmatch(r"\w+ [0-9]+", v),
        "unicode-digits": lambda v: re.fullmatch(r"[A-Za-z0-9_]+ \d+", v),
        "any-blank": lambda v: re.fullmatch(r"[A-Za-z0-9_]+\s[0-9]+", v),
        "dollar": lambda v: re.match(r"[A-Za-z0-9_]+ [0-9]+$", v),
    }),
    Row("pattern-dot", {"type": "string", "pattern": "^a.b$"}, "string", lambda v: re.fullmatch("a[^\n\r\u2028\u2029]b", v), {
        "dotall": lambda v: re.fullmatch("a.b", v, re.DOTALL),
        "escaped": lambda v: re.fullmatch(r"a\.b", v),
        "dollar": lambda v: re.match("a[^\n\r\u2028\u2029]b$", v),
    }),
    Row("pattern-empty", {"type": "string", "pattern": "^[0-9]*$"}, "string", lambda v: re.fullmatch("[0-9]*", v), {
        "empty-refused": lambda v: re.fullmatch("[0-9]+", v),
        "isdigit": lambda v: not v or v.isdigit(),
        "dollar": lambda v: re.match("[0-9]*$", v),
        "match": lambda v: re.match("[0-9]*", v) is not None,
    }),
    Row("enum", STATES, "", lambda v: isinstance(v, str) and v in {"active", "Closed", "on_hold"}, {
        "lower": lambda v: isinstance(v, str) and v.lower() in {"active", "closed", "on_hold"},
        "upper": lambda v: isinstance(v, str) and v.upper() in {"ACTIVE", "CLOSED", "ON_HOLD"},
        "both-cases": lambda v: isinstance(v, str) and (v.lower() in {"active", "on_hold"} or v == "Closed"),
        "stripped": lambda v: isinstance(v, str) and v.strip() in {"active", "Closed", "on_hold"},
        "right-stripped": lambda v: isinstance(v, str) and v.rstrip() in {"active", "Closed", "on_hold"},
        "substring": lambda v: isinstance(v, str) and v in "active,Closed,on_hold",
        "prefix": lambda v: isinstance(v, str) and any(one.startswith(v) for one in ("active", "Closed", "on_hold")),
        "starts-with": lambda v: isinstance(v, str) and v.startswith(("active", "Closed", "on_hold")),
        "ends-with": lambda v: isinstance(v, str) and any(one.endswith(v) for one in ("active", "Closed", "on_hold")),
        "regex-match": lambda v: isinstance(v, str) and re.match("active|Closed|on_hold", v),
        "regex-dollar": lambda v: isinstance(v, str) and re.match("(?:active|Closed|on_hold)$", v),
        "regex-search": lambda v: isinstance(v, str) and re.search("active|Closed|on_hold", v),
        "null-passes": lambda v: v is None or v in ("active", "Closed", "on_hold"),
        "empty-passes": lambda v: v == "" or v in ("active", "Closed", "on_hold"),
        "falsy-passes": lambda v: not v or v in ("active", "Closed", "on_hold"),
        "without-first": lambda v: v in ("Closed", "on_hold"),
        "without-middle": lambda v: v in ("active", "on_hold"),
        "without-last": lambda v: v in ("active", "Closed"),
        "any-text": lambda v: isinstance(v, str),
        "one-in-list": lambda v: (v[0] if isinstance(v, list) and v else v) in ("active", "Closed", "on_hold"),
        "dashes": lambda v: isinstance(v, str) and v.replace("-", "_") in {"active", "Closed", "on_hold"},
        "folded": lambda v: isinstance(v, str) and v.casefold() in {"active", "closed", "on_hold"},
        "as-text": lambda v: str(v).strip("[]'") in {"active", "Closed", "on_hold"},
    }),
    Row("enum-numbers", {"enum": [0, 1, 5]}, "", lambda v: any(equal(v, one) for one in (0, 1, 5)), {
        "in": lambda v: v in (0, 1, 5),
        "type-is-int": lambda v: type(v) is int and v in (0, 1, 5),
        "text": lambda v: str(v) in {"0", "1", "5"},
        "or-text": lambda v: any(equal(v, one) for one in (0, 1, 5, "0", "1", "5")),
        "between": lambda v: is_number(v) and 0 <= v <= 5,
        "rounded": lambda v: is_number(v) and round(v) in {0, 1, 5},
        "truncated": lambda v: is_number(v) and int(v) in {0, 1, 5},
        "close": lambda v: is_number(v) and any(isclose(v, one, abs_tol=1e-6) for one in (0, 1, 5)),
        "absolute": lambda v: is_number(v) and abs(v) in {0, 1, 5},
        "truthy": lambda v: bool(v) and not isinstance(v, bool) and v in (1, 5),
        "falsy": lambda v: not v or any(equal(v, one) for one in (1, 5)),
    }),
    Row("enum-mixed", {"enum": [True, None, "1", 2.5]}, "", lambda v: any(equal(v, one) for one in (True, None, "1", 2.5)), {
        "in": lambda v: v in (True, None, "1", 2.5),
        "no-null": lambda v: any(equal(v, one) for one in (True, "1", 2.5)),
        "falsy": lambda v: not v or any(equal(v, one) for one in (True, "1", 2.5)),
        "text": lambda v: str(v) in {"True", "None", "1", "2.5"},
        "lower-text": lambda v: dumps(v) in {"true", "null", '"1"', "2.5", "1"},
    }),
    Row("enum-objects", {"enum": [{"a": 1, "b": [1, 2]}, [1, 2]]}, "", lambda v: any(equal(v, one) for one in ({"a": 1, "b": [1, 2]}, [1, 2])), {
        "as-text": lambda v: dumps(v) in {'{"a":1,"b":[1,2]}', "[1,2]"},
        "sorted": lambda v: v == {"a": 1, "b": [1, 2]} or (isinstance(v, list) and sorted(map(str, v)) == ["1", "2"]),
        "subset": lambda v: (isinstance(v, dict) and v.get("a") == 1 and v.get("b") == [1, 2]) or equal(v, [1, 2]),
    }),
    Row("const", {"const": "Yes"}, "", lambda v: v == "Yes", {
        "lower": lambda v: isinstance(v, str) and v.lower() == "yes",
        "stripped": lambda v: isinstance(v, str) and v.strip() == "Yes",
        "in": lambda v: isinstance(v, str) and v in "Yes",
        "null": lambda v: v in (None, "Yes"),
    }),
    Row("const-false", {"const": False}, "", lambda v: v is False, {
        "equals": lambda v: v == False,  # noqa: E712 - the mistake itself
        "falsy": lambda v: not v,
        "null": lambda v: v is None or v is False,
        "truthy-limit": lambda v: True,
        "word": lambda v: v is False or v == "false",
    }),
    Row("minimum-0", {"type": "integer", "minimum": 0}, "integer number", lambda v: v >= 0 and v == floor(v), {
        "falsy-limit": lambda v: v == floor(v),
        "exclusive": lambda v: v > 0 and v == floor(v),
        "absolute": lambda v: abs(v) >= 0 and v == floor(v),
        "one-below": lambda v: v >= -1 and v == floor(v),
        "unsigned-32": lambda v: 0 <= v & 0xFFFFFFFF <= 2**31 if isinstance(v, int) else v == floor(v),
    }),
    Row("maximum", {"type": "number", "maximum": 10}, "integer number", lambda v: v <= 10, {
        "exclusive": lambda v: v < 10,
        "rounded": lambda v: round(v) <= 10,
        "truncated": lambda v: int(v) <= 10,
        "floor-of-half": lambda v: v < 10.5,
        "one-more": lambda v: v <= 11,
        "tolerant": lambda v: v <= 10 + 1e-9,
        "tight": lambda v: v <= 10 - 1e-9,
        "single-precision": lambda v: v < 10 or isclose(v, 10, rel_tol=1e-7),
        "text-compared": lambda v: str(v) <= "10",
        "missing": lambda v: True,
        "wraps-32": lambda v: ((v + 2**31) % 2**32) - 2**31 <= 10 if isinstance(v, int) else v <= 10,
        "wraps-64": lambda v: ((v + 2**63) % 2**64) - 2**63 <= 10 if isinstance(v, int) else v <= 10,
        "absolute": lambda v: abs(v) <= 10,
        "only-positive": lambda v: 0 <= v <= 10,
        "only-ints-compared": lambda v: isinstance(v, float) or v <= 10,
    }),
    Row("minimum", {"type": "number", "minimum": 2.5}, "integer number", lambda v: v >= 2.5, {
        "exclusive": lambda v: v > 2.5,
        "truncated-limit": lambda v: v >= 2,
        "rounded-up": lambda v: v >= 3,
        "rounded": lambda v: round(v) >= 2.5,
        "tolerant": lambda v: v >= 2.5 - 1e-9,
        "positive": lambda v: v > 0,
        "missing": lambda v: True,
        "absolute": lambda v: abs(v) >= 2.5,
        "not-too-large": lambda v: 2.5 <= v < 1e18,
    }),
    Row("exclusiveMinimum-0", {"type": "number", "exclusiveMinimum": 0}, "integer number", lambda v: v > 0, {
        "inclusive": lambda v: v >= 0,
        "falsy-limit": lambda v: True,
        "one": lambda v: v >= 1,
        "cent": lambda v: v >= 0.01,
        "rounded": lambda v: round(v, 2) > 0,
        "truncated": lambda v: int(v) > 0,
        "not-zero": lambda v: v != 0,
        "negative-zero": lambda v: v > 0 or str(v) == "-0.0",
        "epsilon": lambda v: v > 1e-12,
    }),
    Row("exclusiveMaximum", {"type": "number", "exclusiveMaximum": 1}, "integer number", lambda v: v < 1, {
        "inclusive": lambda v: v <= 1,
        "rounded": lambda v: round(v) < 1,
        "cent": lambda v: v <= 0.99,
        "tolerant": lambda v: v < 1 - 1e-9,
        "as-float-only": lambda v: v < 1 or (type(v) is float and v <= 1),
        "at-most-zero": lambda v: v <= 0,
    }),
    Row("bounds-0", {"type": "number", "minimum": 0, "maximum": 0}, "integer number", lambda v: v == 0, {
        "falsy-minimum": lambda v: v <= 0,
        "falsy-maximum": lambda v: v >= 0,
        "not-negative-zero": lambda v: str(v) != "-0.0" and v == 0,
        "tolerant": lambda v: abs(v) < 1e-9,
    }),
    Row("multipleOf-cents", {"type": "number", "multipleOf": 0.01}, "integer number", lambda v: multiple(v, "0.01") if abs(v) < 1e20 else True, {
        "remainder": lambda v: v % 0.01 == 0,
        "remainder-tolerant": lambda v: v % 0.01 < 1e-9,
        "quotient": lambda v: abs(v) >= 1e300 or v / 0.01 == round(v / 0.01),
        "quotient-is-integer": lambda v: abs(v) >= 1e300 or (v / 0.01).is_integer(),
        "rounded": lambda v: round(v, 2) == round(v, 4),
        "tolerant": lambda v: abs(v) >= 1e300 or isclose(v * 100, round(v * 100), abs_tol=1e-6),
        "times-100": lambda v: abs(v) >= 1e300 or v * 100 == int(v * 100),
        "truncated": lambda v: True,
        "digits-of-str": lambda v: len(str(v).partition(".")[2]) <= 2 and "e" not in str(v),
        "without-integers": lambda v: isinstance(v, float) and multiple(v, "0.01"),
    }),
    Row("multipleOf-5", {"type": "number", "multipleOf": 5}, "integer number", lambda v: multiple(v, "5") if abs(v) < 1e20 else v % 5 == 0, {
        "truncated": lambda v: int(v) % 5 == 0,
        "rounded": lambda v: round(v) % 5 == 0,
        "zero-refused": lambda v: v != 0 and v % 5 == 0,
        "positive": lambda v: v >= 0 and v % 5 == 0,
        "tolerant": lambda v: min(v % 5, 5 - v % 5) < 1e-6,
        "text": lambda v: str(v)[-1:] in {"0", "5"},
        "only-ints": lambda v: isinstance(v, int) and v % 5 == 0,
        "doubles": lambda v: float(v) % 5 == 0 if abs(v) < 1e300 else v % 5 == 0,
        "missing": lambda v: True,
        "factor": lambda v: v != 0 and 5 % v == 0,
    }),
    Row("unique-integers", {"type": "array", "items": {"type": "integer"}, "uniqueItems": True}, "array", lambda v: all(whole(one) for one in v) and distinct(v), {
        "texts": lambda v: all(whole(one) for one in v) and len({str(one) for one in v}) == len(v),
        "neighbours": lambda v: all(whole(one) for one in v) and not any(one == two for one, two in itertools.pairwise(v)),
        "first-only": lambda v: all(whole(one) for one in v) and v.count(v[0] if v else 0) < 2,
        "missing": lambda v: all(whole(one) for one in v),
        "types-apart": lambda v: all(whole(one) for one in v) and len({(type(one), one) for one in v}) == len(v),
        "doubles": lambda v: all(whole(one) for one in v) and len({float(one) if abs(one) < 1e300 else one for one in v}) == len(v),
        "up-to-ten": lambda v: all(whole(one) for one in v) and distinct(v[:10]),
        "first-item-only-typed": lambda v: all(whole(one) for one in v[:1]) and distinct(v),
        "last-item-untyped": lambda v: all(whole(one) for one in v[:-1]) and distinct(v),
        "middle-untyped": lambda v: all(whole(one) for one in [*v[:1], *v[-1:]]) and distinct(v),
        "nulls-skipped": lambda v: all(one is None or whole(one) for one in v) and distinct(v),
        "falsy-skipped": lambda v: all(not one or whole(one) for one in v) and distinct(v),
        "true-inside": lambda v: all(isinstance(one, int) or whole(one) for one in v) and distinct(v),
    }),
    Row("unique-anything", {"type": "array", "uniqueItems": True}, "array", distinct, {
        "set-of-repr": lambda v: len({repr(one) for one in v}) == len(v),
        "set-of-text": lambda v: len({str(one) for one in v}) == len(v),
        "set-of-json": lambda v: len({dumps(one) for one in v}) == len(v),
        "in-list": lambda v: all(one not in v[:at] for at, one in enumerate(v)),
        "scalars-only": lambda v: distinct([one for one in v if not isinstance(one, list | dict)]),
        "sorted-keys": lambda v: len({repr(sorted(one.items())) if isinstance(one, dict) else repr(one) for one in v}) == len(v),
        "ignore-case": lambda v: distinct([one.lower() if isinstance(one, str) else one for one in v]),
        "stripped": lambda v: distinct([one.strip() if isinstance(one, str) else one for one in v]),
        "normalised": lambda v: distinct([normalize("NFC", one) if isinstance(one, str) else one for one in v]),
        "nulls-ignored": lambda v: distinct([one for one in v if one is not None]),
        "falsy-ignored": lambda v: distinct([one for one in v if one]),
        "kinds": lambda v: distinct([kind(one) for one in v]) or distinct(v[:2]),
        "by-type": lambda v: not any(type(one) is type(two) and one == two for at, one in enumerate(v) for two in v[:at]),
        "lists-as-sets": lambda v: distinct([sorted(map(str, one)) if isinstance(one, list) else one for one in v]),
    }),
    Row("minItems", {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 3}, "array", lambda v: 2 <= len(v) <= 3 and all(isinstance(one, str) for one in v), {
        "minimum-exclusive": lambda v: 2 < len(v) <= 3 and all(isinstance(one, str) for one in v),
        "maximum-exclusive": lambda v: 2 <= len(v) < 3 and all(isinstance(one, str) for one in v),
        "no-minimum": lambda v: len(v) <= 3 and all(isinstance(one, str) for one in v),
        "no-maximum": lambda v: len(v) >= 2 and all(isinstance(one, str) for one in v),
        "not-empty": lambda v: 1 <= len(v) <= 3 and all(isinstance(one, str) for one in v),
        "empty-passes": lambda v: not v or (2 <= len(v) <= 3 and all(isinstance(one, str) for one in v)),
        "set": lambda v: 2 <= len({str(one) for one in v}) <= 3 and all(isinstance(one, str) for one in v),
        "truthy-counted": lambda v: 2 <= len([one for one in v if one]) <= 3 and all(isinstance(one, str) for one in v),
        "joined": lambda v: 2 <= len(",".join(map(str, v)).split(",")) <= 4 and all(isinstance(one, str) for one in v),
        "items-unchecked": lambda v: 2 <= len(v) <= 3,
        "first-checked": lambda v: 2 <= len(v) <= 3 and isinstance(v[0], str),
        "last-checked": lambda v: 2 <= len(v) <= 3 and isinstance(v[-1], str),
        "any": lambda v: 2 <= len(v) <= 3 and any(isinstance(one, str) for one in v),
        "null-inside": lambda v: 2 <= len(v) <= 3 and all(one is None or isinstance(one, str) for one in v),
    }),
    Row("maxItems-0", {"type": "array", "maxItems": 0}, "array", lambda v: v == [], {
        "falsy-limit": lambda v: True,
        "nulls-ignored": lambda v: not [one for one in v if one is not None],
    }),
    Row("tuple", {"type": "array", "items": [{"type": "integer"}, {"type": "string"}], "additionalItems": False}, "array", lambda v: len(v) <= 2 and all(whole(one) for one in v[:1]) and all(isinstance(one, str) for one in v[1:]), {
        "exact": lambda v: len(v) == 2 and is_number(v[0]) and v[0] == floor(v[0]) and isinstance(v[1], str),
        "longer": lambda v: all(whole(one) for one in v[:1]) and all(isinstance(one, str) for one in v[1:2]),
        "second-unchecked": lambda v: len(v) <= 2 and all(whole(one) for one in v[:1]),
        "any-order": lambda v: len(v) <= 2 and all(whole(one) or isinstance(one, str) for one in v),
        "empty-refused": lambda v: 0 < len(v) <= 2 and is_number(v[0]) and v[0] == floor(v[0]) and all(isinstance(one, str) for one in v[1:]),
    }),
    Row("contains", {"type": "array", "contains": {"const": 5}}, "array", lambda v: any(equal(one, 5) for one in v), {
        "all": lambda v: bool(v) and all(equal(one, 5) for one in v),
        "first": lambda v: bool(v) and equal(v[0], 5),
        "last": lambda v: bool(v) and equal(v[-1], 5),
        "empty-passes": lambda v: not v or any(equal(one, 5) for one in v),
        "nested": lambda v: "5" in dumps(v),
        "once": lambda v: len([one for one in v if equal(one, 5)]) == 1,
    }),
    Row("required", {"type": "object", "required": ["id", "on"], "properties": {"id": {"type": "string"}, "on": {"type": "boolean"}, "n": {"type": "integer"}}}, "", lambda v: {"id", "on"} <= set(v) and isinstance(v["id"], str) and isinstance(v["on"], bool) and whole(v.get("n", 0)), {
        "truthy": lambda v: bool(v.get("id")) and isinstance(v["id"], str) and isinstance(v.get("on"), bool),
        "truthy-boolean": lambda v: v.get("on") is True and isinstance(v.get("id"), str),
        "any": lambda v: bool({"id", "on"} & set(v)),
        "first-only": lambda v: "id" in v,
        "last-only": lambda v: "on" in v,
        "missing": lambda v: isinstance(v.get("id", ""), str) and isinstance(v.get("on", True), bool),
        "lower-names": lambda v: {"id", "on"} <= {name.lower() for name in v} and isinstance(v.get("id", ""), str) and isinstance(v.get("on", True), bool),
        "stripped-names": lambda v: {"id", "on"} <= {name.strip() for name in v} and isinstance(v.get("id", ""), str) and isinstance(v.get("on", True), bool),
        "all-names": lambda v: {"id", "on", "n"} <= set(v),
        "in-order": lambda v: list(v)[:2] == ["id", "on"],
        "null-passes": lambda v: {"id", "on"} <= set(v) and (v["id"] is None or isinstance(v["id"], str)) and (v["on"] is None or isinstance(v["on"], bool)),
        "null-is-absent": lambda v: {"id", "on"} <= set(v) and isinstance(v["id"], str) and isinstance(v["on"], bool) and (v.get("n") is None or isinstance(v["n"], int)),
        "optional-falsy": lambda v: {"id", "on"} <= set(v) and isinstance(v["id"], str) and isinstance(v["on"], bool) and (not v.get("n") or (whole(v["n"]))),
        "empty-record": lambda v: not v or {"id", "on"} <= set(v),
        "empty-text-refused": lambda v: {"id", "on"} <= set(v) and v["id"] != "" and isinstance(v["id"], str) and isinstance(v["on"], bool),
    }, whole=True),
    Row("closed", {"type": "object", "properties": {"name": {"type": "string"}}, "additionalProperties": False}, "", lambda v: set(v) <= {"name"} and isinstance(v.get("name", ""), str), {
        "open": lambda v: isinstance(v.get("name", ""), str),
        "ignore-case": lambda v: {name.lower() for name in v} <= {"name"} and isinstance(v.get("name", ""), str),
        "stripped": lambda v: {name.strip() for name in v} <= {"name"} and isinstance(v.get("name", ""), str),
        "prefix": lambda v: all("name".startswith(name) for name in v) and isinstance(v.get("name", ""), str),
        "starts-with": lambda v: all(name.startswith("name") for name in v) and isinstance(v.get("name", ""), str),
        "contains": lambda v: all("name" in name for name in v) and isinstance(v.get("name", ""), str),
        "dunder-ignored": lambda v: {name for name in v if not name.startswith("__")} <= {"name"} and isinstance(v.get("name", ""), str),
        "underscore-ignored": lambda v: {name for name in v if not name.startswith("_")} <= {"name"} and isinstance(v.get("name", ""), str),
        "dollar-ignored": lambda v: {name for name in v if not name.startswith("$")} <= {"name"} and isinstance(v.get("name", ""), str),
        "empty-name-ignored": lambda v: {name for name in v if name} <= {"name"} and isinstance(v.get("name", ""), str),
        "attribute": lambda v: all(name == "name" or hasattr({}, name) for name in v) and isinstance(v.get("name", ""), str),
        "javascript-prototype": lambda v: set(v) - {"constructor", "__proto__"} <= {"name"} and isinstance(v.get("name", ""), str),
        "path": lambda v: {name.split(".")[0] for name in v} <= {"name"} and isinstance(v.get("name", ""), str),
        "count": lambda v: len(v) <= 1 and isinstance(v.get("name", ""), str),
        "digits-ignored": lambda v: {name for name in v if not name.isdigit()} <= {"name"} and isinstance(v.get("name", ""), str),
    }, whole=True),
    Row("open", {"type": "object", "properties": {"name": {"type": "string"}}}, "", lambda v: isinstance(v.get("name", ""), str), {
        "closed": lambda v: set(v) <= {"name"} and isinstance(v.get("name", ""), str),
        "empty-name": lambda v: "" not in v and isinstance(v.get("name", ""), str),
        "prototype": lambda v: "__proto__" not in v and isinstance(v.get("name", ""), str),
        "case-clash": lambda v: len({name.lower() for name in v}) == len(v) and isinstance(v.get("name", ""), str),
        "identifiers": lambda v: all(name.isidentifier() for name in v) and isinstance(v.get("name", ""), str),
        "dots": lambda v: not any("." in name for name in v) and isinstance(v.get("name", ""), str),
    }, whole=True),
    Row("patternProperties", {"type": "object", "patternProperties": {"^x-": {"type": "integer"}}, "additionalProperties": False}, "", lambda v: all(name.startswith("x-") and whole(item) for name, item in v.items()), {
        "anywhere": lambda v: all("x-" in name and whole(item) for name, item in v.items()),
        "ignore-case": lambda v: all(name.lower().startswith("x-") and whole(item) for name, item in v.items()),
        "whole": lambda v: all(name == "x-" and whole(item) for name, item in v.items()),
        "values-unchecked": lambda v: all(name.startswith("x-") for name in v),
    }, whole=True),
    Row("dependencies", {"type": "object", "properties": {"card": {"type": ["string", "null"]}, "holder": {"type": ["string", "null"]}}, "dependencies": {"card": ["holder"]}}, "", lambda v: ("card" not in v or "holder" in v) and isinstance(v.get("card"), str | None) and isinstance(v.get("holder"), str | None), {
        "truthy-trigger": lambda v: (not v.get("card") or "holder" in v) and isinstance(v.get("card"), str | None) and isinstance(v.get("holder"), str | None),
        "not-null-trigger": lambda v: (v.get("card") is None or "holder" in v) and isinstance(v.get("card"), str | None) and isinstance(v.get("holder"), str | None),
        "not-null-holder": lambda v: ("card" not in v or v.get("holder") is not None) and isinstance(v.get("card"), str | None) and isinstance(v.get("holder"), str | None),
        "both-ways": lambda v: ("card" in v) == ("holder" in v) and isinstance(v.get("card"), str | None) and isinstance(v.get("holder"), str | None),
        "turned-round": lambda v: ("holder" not in v or "card" in v) and isinstance(v.get("card"), str | None) and isinstance(v.get("holder"), str | None),
        "missing": lambda v: isinstance(v.get("card"), str | None) and isinstance(v.get("holder"), str | None),
    }, whole=True),
    Row("minProperties", {"type": "object", "minProperties": 2, "maxProperties": 3}, "", lambda v: 2 <= len(v) <= 3, {
        "nulls-ignored": lambda v: 2 <= len([one for one in v.values() if one is not None]) <= 3,
        "falsy-ignored": lambda v: 2 <= len([one for one in v.values() if one]) <= 3,
        "exclusive": lambda v: 2 < len(v) <= 3,
        "no-maximum": lambda v: len(v) >= 2,
        "no-minimum": lambda v: len(v) <= 3,
        "empty-passes": lambda v: not v or 2 <= len(v) <= 3,
    }, whole=True),
    Row("nested", {"type": "object", "properties": {"orders": {"type": "array", "items": {"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string", "maxLength": 3}}}}}}}, "", lambda v: all("sku" in one and isinstance(one["sku"], str) and all(isinstance(tag, str) and len(tag) <= 3 for tag in one.get("tags", [])) for one in v.get("orders", [])) if orderly(v) else False, {
        "first-order": lambda v: orderly(v) and all("sku" in one and isinstance(one["sku"], str) for one in v.get("orders", [])[:1]),
        "last-order": lambda v: orderly(v) and all("sku" in one and isinstance(one["sku"], str) for one in v.get("orders", [])[-1:]),
        "sku-null": lambda v: orderly(v) and all(isinstance(one.get("sku", 0), str | None) for one in v.get("orders", [])),
        "tags-of-first": lambda v: orderly(v) and all(len(str(tag)) <= 3 for one in v.get("orders", [])[:1] for tag in one.get("tags", [])),
        "first-tag": lambda v: orderly(v) and all(isinstance(tag, str) and len(tag) <= 3 for one in v.get("orders", []) for tag in one.get("tags", [])[:1]) and all(isinstance(one.get("sku"), str) for one in v.get("orders", [])),
    }, whole=True),
    Row("untyped", {"maximum": 5, "maxLength": 3}, "", lambda v: (not is_number(v) or v <= 5) and (not isinstance(v, str) or len(v) <= 3), {
        "number": lambda v: is_number(v) and v <= 5,
        "no-null": lambda v: v is not None and (not is_number(v) or v <= 5) and (not isinstance(v, str) or len(v) <= 3),
        "no-objects": lambda v: not isinstance(v, dict) and (not is_number(v) or v <= 5) and (not isinstance(v, str) or len(v) <= 3),
        "length-of-lists": lambda v: (not is_number(v) or v <= 5) and (not hasattr(v, "__len__") or len(v) <= 3) and not isinstance(v, bool),
    }),
    Row("either", {"oneOf": [{"type": "string", "maxLength": 3}, {"type": "integer", "minimum": 10}]}, "", lambda v: (isinstance(v, str) and len(v) <= 3) or (whole(v) and v >= 10), {
        "first-only": lambda v: isinstance(v, str) and len(v) <= 3,
        "second-only": lambda v: whole(v) and v >= 10,
        "no-length": lambda v: isinstance(v, str) or (whole(v) and v >= 10),
        "no-minimum": lambda v: (isinstance(v, str) and len(v) <= 3) or whole(v),
        "digits-as-number": lambda v: (isinstance(v, str) and (len(v) <= 3 or v.isdigit())) or (whole(v) and v >= 10),
        "bool": lambda v: isinstance(v, bool) or (isinstance(v, str) and len(v) <= 3) or (whole(v) and v >= 10),
    }),
    Row("date", {"type": "string", "format": "date"}, "string", lambda v: re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", v) and (v == "0000-01-01" or date.fromisoformat(v)), {
        "fromisoformat": date.fromisoformat,
        "regex": lambda v: re.fullmatch(r"\d{4}-\d{2}-\d{2}", v),
        "regex-ranges": lambda v: re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", v),
        "strptime": lambda v: datetime.strptime(v, "%Y-%m-%d"),  # noqa: DTZ007 - as people write it
        "stripped": lambda v: date.fromisoformat(v.strip()) and "-" in v and "W" not in v,
        "prefix": lambda v: date.fromisoformat(v[:10]) and len(v) >= 10 and v[4] == "-" and "W" not in v,
        "leap-every-four": lambda v: v == "1900-02-29" or (re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", v) and (v == "0000-01-01" or date.fromisoformat(v))),
        "empty-passes": lambda v: v == "" or (re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", v) and (v == "0000-01-01" or date.fromisoformat(v))),
        "missing": lambda v: True,
    }),
    Row("date-time", {"type": "string", "format": "date-time"}, "string", is_moment, {
        "fromisoformat": datetime.fromisoformat,
        "upper-only": lambda v: re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})", v) and datetime.fromisoformat(v),
        "regex": lambda v: re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})", v),
        "ends-with-z": lambda v: v.endswith("Z"),
        "millis": lambda v: re.search(r"T[0-9:]{8}(\.[0-9]{3})?(Z|[+-])", v),
        "blank": lambda v: re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})", v),
        "missing": lambda v: True,
    }),
    Row("ipv4", {"type": "string", "format": "ipv4"}, "string", lambda v: re.fullmatch(r"(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}", v) and ip_address(v), {
        "regex": lambda v: re.fullmatch(r"\d{1,3}(\.\d{1,3}){3}", v),
        "dollar": lambda v: re.match(r"(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}$", v) and ip_address(v.strip()),
        "four-parts": lambda v: v.count(".") == 3,
        "int-parts": lambda v: len(v.split(".")) == 4 and all(0 <= int(part) <= 255 for part in v.split(".")),
    }),
    Row("email", {"type": "string", "format": "email"}, "string", lambda v: re.fullmatch(r"[A-Za-z0-9.+']+@[A-Za-z0-9.]+", v) and not re.search(r"\.\.|^\.|\.@|@\.", v), {
        "has-at": lambda v: "@" in v,
        "simple": lambda v: re.match(r"[^@]+@[^@]+\.[^@]+", v),
        "dollar": lambda v: re.match(r"[A-Za-z0-9.+']+@[A-Za-z0-9.]+$", v) and ".." not in v,
        "lower-only": lambda v: re.fullmatch(r"[a-z0-9.+']+@[a-z0-9.]+", v) and not re.search(r"\.\.|^\.|\.@|@\.", v),
        "no-plus": lambda v: re.fullmatch(r"[A-Za-z0-9.']+@[A-Za-z0-9.]+", v) and not re.search(r"\.\.|^\.|\.@|@\.", v),
        "stripped": lambda v: re.fullmatch(r"[A-Za-z0-9.+']+@[A-Za-z0-9.]+", v.strip()) and not re.search(r"\.\.|^\.|\.@|@\.", v.strip()),
        "no-quote": lambda v: re.fullmatch(r"[A-Za-z0-9.+]+@[A-Za-z0-9.]+", v) and not re.search(r"\.\.|^\.|\.@|@\.", v),
    }),
    Row("uuid", {"type": "string", "format": "uuid"}, "string", lambda v: re.fullmatch("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", v), {
        "uuid": UUID,
        "lower": lambda v: re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", v),
        "dollar": lambda v: re.match("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$", v),
        "version": lambda v: re.fullmatch("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[1-5][0-9A-Fa-f]{3}-[89abAB][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}", v),
        "length": lambda v: len(v) == 36,
    }, draft="2020-12"),
    Row("nullable-text", {"type": ["string", "null"], "maxLength": 5}, "", lambda v: v is None or (isinstance(v, str) and len(v) <= 5), {
        "null-refused": lambda v: isinstance(v, str) and len(v) <= 5,
        "falsy": lambda v: not v or (isinstance(v, str) and len(v) <= 5),
        "null-word-only": lambda v: v == "null" or (isinstance(v, str) and len(v) <= 5),
        "null-skips-empty": lambda v: v is None or (isinstance(v, str) and 0 < len(v) <= 5),
        "or-number": lambda v: v is None or len(str(v)) <= 5,
    }),
    Row("enum-integers", {"type": "integer", "enum": [1, 2, 4]}, "", lambda v: any(equal(v, one) for one in (1, 2, 4)), {
        "in": lambda v: v in (1, 2, 4),
        "null": lambda v: v is None or any(equal(v, one) for one in (1, 2, 4)),
        "text": lambda v: str(v) in {"1", "2", "4"} or v in (1.0, 2.0, 4.0),
        "between": lambda v: whole(v) and 1 <= v <= 4,
        "rounded": lambda v: is_number(v) and round(v) in {1, 2, 4},
        "empty": lambda v: v == "" or any(equal(v, one) for one in (1, 2, 4)),
        "list": lambda v: any(equal(v[0] if isinstance(v, list) and v else v, one) for one in (1, 2, 4)),
        "truncated-bool": lambda v: v is True or any(equal(v, one) for one in (1, 2, 4)),
    }),
    Row("enum-booleans", {"type": "boolean", "enum": [True]}, "", lambda v: v is True, {
        "equal": lambda v: v == 1,
        "truthy": bool,
        "word": lambda v: v is True or v == "true",
        "any-boolean": lambda v: isinstance(v, bool),
        "null": lambda v: v is None or v is True,
    }),
    Row("nullable-object", {"anyOf": [{"type": "null"}, {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}, "additionalProperties": False}]}, "", lambda v: v is None or (isinstance(v, dict) and set(v) == {"id"} and whole(v["id"])), {
        "null-refused": lambda v: isinstance(v, dict) and set(v) == {"id"} and whole(v["id"]),
        "empty-object": lambda v: not v or (isinstance(v, dict) and set(v) == {"id"} and whole(v["id"])),
        "open": lambda v: v is None or (isinstance(v, dict) and "id" in v and whole(v["id"])),
        "id-null": lambda v: v is None or (isinstance(v, dict) and set(v) == {"id"} and (v["id"] is None or whole(v["id"]))),
        "id-bool": lambda v: v is None or (isinstance(v, dict) and set(v) == {"id"} and (isinstance(v["id"], bool) or whole(v["id"]))),
        "id-text": lambda v: v is None or (isinstance(v, dict) and set(v) == {"id"} and (whole(v["id"]) or str(v["id"]).isdigit())),
        "id-unchecked": lambda v: v is None or (isinstance(v, dict) and set(v) == {"id"}),
    }),
    Row("conditional", {"type": "object", "properties": {"kind": {"type": "string"}, "number": {"type": ["string", "null"]}}, "if": {"properties": {"kind": {"const": "card"}}, "required": ["kind"]}, "then": {"required": ["number"]}}, "", lambda v: isinstance(v.get("kind", ""), str) and isinstance(v.get("number"), str | None) and (v.get("kind") != "card" or "number" in v), {
        "never": lambda v: isinstance(v.get("kind", ""), str) and isinstance(v.get("number"), str | None),
        "always": lambda v: isinstance(v.get("kind", ""), str) and isinstance(v.get("number"), str | None) and "number" in v,
        "whatever-kind": lambda v: isinstance(v.get("kind", ""), str) and isinstance(v.get("number"), str | None) and ("kind" not in v or "number" in v),
        "not-null": lambda v: isinstance(v.get("kind", ""), str) and isinstance(v.get("number"), str | None) and (v.get("kind") != "card" or v.get("number") is not None),
        "truthy": lambda v: isinstance(v.get("kind", ""), str) and isinstance(v.get("number"), str | None) and (v.get("kind") != "card" or bool(v.get("number"))),
        "missing-kind-counts": lambda v: isinstance(v.get("kind", ""), str) and isinstance(v.get("number"), str | None) and (v.get("kind", "card") != "card" or "number" in v),
    }, whole=True),
    Row("propertyNames", {"type": "object", "propertyNames": {"pattern": "^[a-z]+$"}}, "", lambda v: all(re.fullmatch("[a-z]+", name) for name in v), {
        "match": lambda v: all(re.match("[a-z]+", name) for name in v),
        "search": lambda v: all(re.search("[a-z]+", name) for name in v),
        "ignore-case": lambda v: all(re.fullmatch("[a-z]+", name, re.IGNORECASE) for name in v),
        "letters": lambda v: all(name.isalpha() for name in v),
        "dollar": lambda v: all(re.match("[a-z]+$", name) for name in v),
        "first": lambda v: all(re.fullmatch("[a-z]+", name) for name in list(v)[:1]),
        "empty-passes": lambda v: all(re.fullmatch("[a-z]*", name) for name in v),
        "missing": lambda v: True,
    }, whole=True),
    Row("additional-integers", {"type": "object", "properties": {"name": {"type": "string"}}, "additionalProperties": {"type": "integer"}}, "", lambda v: all(isinstance(item, str) if name == "name" else whole(item) for name, item in v.items()), {
        "unchecked": lambda v: isinstance(v.get("name", ""), str),
        "closed": lambda v: set(v) <= {"name"} and isinstance(v.get("name", ""), str),
        "bool": lambda v: all(isinstance(item, str) if name == "name" else isinstance(item, bool) or whole(item) for name, item in v.items()),
        "null": lambda v: all(isinstance(item, str) if name == "name" else item is None or whole(item) for name, item in v.items()),
        "falsy": lambda v: all(isinstance(item, str) if name == "name" else not item or whole(item) for name, item in v.items()),
        "name-too": lambda v: all(whole(item) for item in v.values()),
        "like-name": lambda v: all(isinstance(item, str) if name.lower().strip() == "name" else whole(item) for name, item in v.items()),
        "positive": lambda v: all(isinstance(item, str) if name == "name" else whole(item) and item >= 0 for name, item in v.items()),
    }, whole=True),
    Row("closed-without-value", {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False}, "", lambda v: set(v) <= {"a"} and isinstance(v.get("a", ""), str), {
        "nulls-skipped": lambda v: {name for name, item in v.items() if item is not None} <= {"a"} and isinstance(v.get("a", ""), str),
        "falsy-skipped": lambda v: {name for name, item in v.items() if item} <= {"a"} and isinstance(v.get("a", ""), str),
        "empty-objects-skipped": lambda v: {name for name, item in v.items() if item != {}} <= {"a"} and isinstance(v.get("a", ""), str),
    }, whole=True),
    Row("size", {"type": "object", "properties": {"a": {"type": "string"}}}, "", lambda v: isinstance(v.get("a", ""), str) and len(dumps(v).encode()) <= 100, {
        "characters": lambda v: isinstance(v.get("a", ""), str) and len(dumps(v)) <= 100,
        "escaped": lambda v: isinstance(v.get("a", ""), str) and len(json.dumps(v, separators=(",", ":"))) <= 100,
        "spaced": lambda v: isinstance(v.get("a", ""), str) and len(json.dumps(v, ensure_ascii=False).encode()) <= 100,
        "default": lambda v: isinstance(v.get("a", ""), str) and len(json.dumps(v)) <= 100,
        "utf16": lambda v: isinstance(v.get("a", ""), str) and units(dumps(v)) <= 100,
        "python-text": lambda v: isinstance(v.get("a", ""), str) and len(str(v).encode()) <= 100,
        "texts-only": lambda v: isinstance(v.get("a", ""), str) and len(v.get("a", "").encode()) <= 100,
        "unescaped": lambda v: isinstance(v.get("a", ""), str) and len(v.get("a", "").encode()) + 8 <= 100,
        "exclusive": lambda v: isinstance(v.get("a", ""), str) and len(dumps(v).encode()) < 100,
        "one-more": lambda v: isinstance(v.get("a", ""), str) and len(dumps(v).encode()) <= 101,
        "missing": lambda v: isinstance(v.get("a", ""), str),
    }, whole=True, most=100),
    Row("unique-objects", {"type": "array", "uniqueItems": True, "items": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "n": {"type": "string"}}, "additionalProperties": False}}, "array", lambda v: all(isinstance(one, dict) and "id" in one and set(one) <= {"id", "n"} and whole(one["id"]) and isinstance(one.get("n", ""), str) for one in v) and distinct(v), {
        "by-id": lambda v: all_shaped(v) and distinct([one["id"] for one in v]),
        "by-text": lambda v: all_shaped(v) and len({str(one) for one in v}) == len(v),
        "by-json": lambda v: all_shaped(v) and len({dumps(one) for one in v}) == len(v),
        "by-sorted-json": lambda v: all_shaped(v) and len({json.dumps(one, sort_keys=True) for one in v}) == len(v),
        "by-values": lambda v: all_shaped(v) and distinct([list(one.values()) for one in v]),
        "by-names": lambda v: all_shaped(v) and distinct([list(one) for one in v]),
        "missing": all_shaped,
        "identity": lambda v: all_shaped(v) and len({id(one) for one in v}) == len(v),
    }),
    Row("closed-in-array", {"type": "array", "items": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "n": {"type": "string"}}, "additionalProperties": False}}, "array", all_shaped, {
        "first": lambda v: all_shaped(v[:1]),
        "last": lambda v: all_shaped(v[-1:]),
        "ends": lambda v: all_shaped([*v[:1], *v[-1:]]),
        "first-two": lambda v: all_shaped(v[:2]),
        "open": lambda v: all(isinstance(one, dict) and "id" in one and whole(one["id"]) and isinstance(one.get("n", ""), str) for one in v),
        "open-after-first": lambda v: all_shaped(v[:1]) and all_shaped([{key: item for key, item in one.items() if key in {"id", "n"}} if isinstance(one, dict) else one for one in v]),
        "required-of-first": lambda v: all_shaped(v[:1]) and all_shaped([{"id": 1, **one} if isinstance(one, dict) else one for one in v]),
        "null-elements": lambda v: all_shaped([one for one in v if one is not None]),
        "falsy-elements": lambda v: all_shaped([one for one in v if one]),
        "any": lambda v: not v or any(all_shaped([one]) for one in v),
        "not-repeated": lambda v: all_shaped(v) and distinct(v),
        "not-empty": lambda v: bool(v) and all_shaped(v),
    }),
    Row("matrix", {"type": "array", "minItems": 1, "items": {"type": "array", "minItems": 1, "maxItems": 2, "items": {"type": "integer"}}}, "array", lambda v: bool(v) and all(isinstance(row, list) and 1 <= len(row) <= 2 and all(map(whole, row)) for row in v), {
        "first-row": lambda v: bool(v) and isinstance(v[0], list) and 1 <= len(v[0]) <= 2 and all(map(whole, v[0])),
        "first-column": lambda v: bool(v) and all(isinstance(row, list) and 1 <= len(row) <= 2 and whole(row[0]) for row in v),
        "empty-rows": lambda v: bool(v) and all(isinstance(row, list) and len(row) <= 2 and all(map(whole, row)) for row in v),
        "flat-passes": lambda v: bool(v) and all(whole(row) or (isinstance(row, list) and 1 <= len(row) <= 2 and all(map(whole, row))) for row in v),
        "long-rows-behind": lambda v: bool(v) and all(isinstance(row, list) and len(row) >= 1 and all(map(whole, row)) for row in v) and len(v[0]) <= 2,
        "total": lambda v: bool(v) and all(isinstance(row, list) and row and all(map(whole, row)) for row in v) and sum(map(len, v)) <= 2 * len(v),
    }),
    Row("core-type", {"allOf": [{"$ref": "#/definitions/text"}], "maxLength": 8, "minLength": 1}, "", lambda v: isinstance(v, str) and 1 <= len(v) <= 6, {
        "own-only": lambda v: isinstance(v, str) and 1 <= len(v) <= 8,
        "core-only": lambda v: isinstance(v, str) and len(v) <= 6,
        "untyped": lambda v: not isinstance(v, str) or 1 <= len(v) <= 6,
        "stripped": lambda v: isinstance(v, str) and 1 <= len(v.strip()) <= 6,
    }),
    Row("either-open", {"oneOf": [{"type": "string", "maxLength": 5}, {"type": "string", "pattern": "^a"}]}, "string", lambda v: (len(v) <= 5) != v.startswith("a"), {
        "any": lambda v: len(v) <= 5 or v.startswith("a"),
        "first": lambda v: len(v) <= 5,
        "second": lambda v: v.startswith("a"),
        "both": lambda v: len(v) <= 5 and v.startswith("a"),
    }),
    Row("not", {"type": "string", "not": {"enum": ["root", "Admin"]}}, "string", lambda v: v not in {"root", "Admin"}, {
        "missing": lambda v: True,
        "first": lambda v: v != "root",
        "last": lambda v: v != "Admin",
        "ignore-case": lambda v: v.lower() not in {"root", "admin"},
        "stripped": lambda v: v.strip() not in {"root", "Admin"},
        "contains": lambda v: "root" not in v and "Admin" not in v,
        "empty": lambda v: bool(v) and v not in {"root", "Admin"},
    }),
    Row("exclusive-early", {"type": "number", "minimum": 0, "exclusiveMinimum": True, "maximum": 10, "exclusiveMaximum": False}, "integer number", lambda v: 0 < v <= 10, {
        "flag-ignored": lambda v: 0 <= v <= 10,
        "flag-as-bound": lambda v: 1 < v <= 10,
        "both-exclusive": lambda v: 0 < v < 10,
        "false-as-bound": lambda v: 0 < v < 0 or v < 0,
    }, draft="draft-04"),
    Row("multipleOf-tenths", {"type": "number", "multipleOf": 0.1}, "integer number", lambda v: multiple(v, "0.1") if abs(v) < 1e20 else True, {
        "remainder": lambda v: v % 0.1 == 0,
        "quotient": lambda v: abs(v) >= 1e300 or (v / 0.1).is_integer(),
        "tolerant": lambda v: abs(v) >= 1e300 or isclose(v * 10, round(v * 10), abs_tol=1e-6),
        "one-digit": lambda v: re.fullmatch(r"-?[0-9]+(\.[0-9])?", str(v)) is not None,
    }),
    Row("multipleOf-2", {"type": "integer", "multipleOf": 2, "minimum": 0, "maximum": 100}, "integer number", lambda v: v % 2 == 0 and 0 <= v <= 100, {
        "step-missing": lambda v: whole(v) and 0 <= v <= 100,
        "zero-refused": lambda v: v != 0 and v % 2 == 0 and 0 <= v <= 100,
        "from-one": lambda v: v % 2 == 0 and 1 <= v <= 100,
        "below-100": lambda v: v % 2 == 0 and 0 <= v < 100,
        "above": lambda v: v % 2 == 0 and 0 <= v <= 102,
        "below": lambda v: v % 2 == 0 and -2 <= v <= 100,
        "only-ints": lambda v: isinstance(v, int) and v % 2 == 0 and 0 <= v <= 100,
    }),
    Row("time", {"type": "string", "format": "time"}, "string", lambda v: is_moment(f"2026-01-31T{v}"), {
        "regex": lambda v: re.fullmatch(r"\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})", v),
        "no-zone": lambda v: re.fullmatch(r"[0-9]{2}:[0-9]{2}:[0-9]{2}", v),
        "zone-optional": lambda v: is_moment(f"2026-01-31T{v}") or is_moment(f"2026-01-31T{v}Z"),
        "missing": lambda v: True,
        "dollar": lambda v: is_moment(f"2026-01-31T{v.rstrip()}"),
    }),
    Row("hostname", {"type": "string", "format": "hostname"}, "string", lambda v: len(v) < 254 and all(re.fullmatch("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?", part) for part in v.split(".")), {
        "characters": lambda v: re.fullmatch("[A-Za-z0-9.-]+", v),
        "words": lambda v: re.fullmatch(r"[\w.-]+", v),
        "lower": lambda v: len(v) < 254 and all(re.fullmatch("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", part) for part in v.split(".")),
        "any-length": lambda v: all(re.fullmatch("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?", part) for part in v.split(".")),
        "dot-needed": lambda v: "." in v and len(v) < 254 and all(re.fullmatch("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?", part) for part in v.split(".")),
        "dollar": lambda v: len(v) < 254 and all(re.match("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$", part) for part in v.split(".")),
    }),
    Row("uri", {"type": "string", "format": "uri"}, "string", lambda v: re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:(//(\[[0-9a-f:]+\]|[A-Za-z0-9@.]*)(:[0-9]*)?)?([A-Za-z0-9/?#=@:.]|%[0-9A-Fa-f]{2})*", v), {
        "http": lambda v: v.startswith(("http://", "https://")),
        "has-scheme": lambda v: bool(urlsplit(v).scheme),
        "has-host": lambda v: bool(urlsplit(v).scheme and urlsplit(v).netloc),
        "no-blank": lambda v: ":" in v and not re.search(r"\s", v),
        "reference": lambda v: not re.search(r"[\s<>{}|\\]", v),
        "lower": lambda v: v[:5] == v[:5].lower() and ":" in v and not re.search(r"[^!-~]|%(?![0-9A-Fa-f]{2})", v),
    }),
    Row("duration", {"type": "string", "format": "duration"}, "string", lambda v: re.fullmatch(r"P([0-9]+W|(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?)", v), {
        "starts": lambda v: v.startswith("P"),
        "empty-time": lambda v: re.fullmatch(r"P([0-9]+W|(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?)", v),
        "bare": lambda v: re.fullmatch(r"P([0-9]+W|([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?)", v),
        "no-weeks": lambda v: re.fullmatch(r"P(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?", v),
        "ignore-case": lambda v: re.fullmatch(r"P([0-9]+W|(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?)", v.upper()),
        "signed": lambda v: re.fullmatch(r"-?P([0-9]+W|(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?)", v),
    }, draft="2020-12"),
    Row("core-date", {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "format": "date"}, "string", lambda v: re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", v) and (v == "0000-01-01" or date.fromisoformat(v)), {
        "fromisoformat": date.fromisoformat,
        "pattern-only": lambda v: re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", v),
        "pattern-match": lambda v: re.match("[0-9]{4}-[0-9]{2}-[0-9]{2}$", v) and date.fromisoformat(v[:10]),
        "stripped": lambda v: re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", v.strip()) and date.fromisoformat(v.strip()),
        "unicode-digits": lambda v: re.fullmatch(r"\d{4}-\d{2}-\d{2}", v) and (not v.isascii() or v == "0000-01-01" or date.fromisoformat(v)),
        "empty-passes": lambda v: not v or (re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", v) and date.fromisoformat(v)),
        "strptime": lambda v: datetime.strptime(v, "%Y-%m-%d"),  # noqa: DTZ007 - as people write it
    }),
    Row("core-datetime", {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$", "format": "date-time"}, "string", lambda v: re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z", v) and is_moment(v), {
        "fromisoformat": datetime.fromisoformat,
        "format-only": is_moment,
        "pattern-only": lambda v: re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z", v),
        "fraction-optional": lambda v: re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3})?Z", v) and is_moment(v),
        "dot-unescaped": lambda v: re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}.[0-9]{3}Z", v),
        "dollar": lambda v: re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$", v) and is_moment(v.rstrip()),
        "lower": lambda v: re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z", v.upper()) and is_moment(v),
        "blank": lambda v: re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z", v) and is_moment(v.replace(" ", "T")),
        "offset": lambda v: re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}(Z|[+-][0-9]{2}:[0-9]{2})", v) and is_moment(v),
        "epoch": lambda v: v.isdigit() or (re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z", v) and is_moment(v)),
    }),
    Row("coded-text", {"type": "string", "pattern": "^[A-Z]+$", "minLength": 1, "maxLength": 4}, "string", lambda v: re.fullmatch("[A-Z]{1,4}", v), {
        "empty-passes": lambda v: re.fullmatch("[A-Z]{0,4}", v),
        "pattern-only": lambda v: re.fullmatch("[A-Z]+", v),
        "length-only": lambda v: 1 <= len(v) <= 4,
        "dollar": lambda v: re.match("[A-Z]{1,4}$", v),
        "ignore-case": lambda v: re.fullmatch("[A-Z]{1,4}", v, re.IGNORECASE),
        "isupper": lambda v: v.isupper() and len(v) <= 4,
        "isalpha": lambda v: v.isalpha() and v == v.upper() and len(v) <= 4,
    }),
    Row("coded-enum", {"type": "string", "pattern": "^[A-Z]{2}$", "enum": ["AB", "CD"]}, "", lambda v: v in ("AB", "CD"), {
        "pattern-only": lambda v: isinstance(v, str) and re.fullmatch("[A-Z]{2}", v),
        "ignore-case": lambda v: isinstance(v, str) and v.upper() in {"AB", "CD"},
        "stripped": lambda v: isinstance(v, str) and v.strip() in {"AB", "CD"},
        "empty": lambda v: v in ("", "AB", "CD"),
        "null": lambda v: v in (None, "AB", "CD"),
    }),
    Row("email-limited", {"type": "string", "format": "email", "maxLength": 30}, "", lambda v: isinstance(v, str) and re.fullmatch(r"[A-Za-z0-9.+']+@[A-Za-z0-9.]+", v) and not re.search(r"\.\.|^\.|\.@|@\.", v) and len(v) <= 30, {
        "no-limit": lambda v: isinstance(v, str) and re.fullmatch(r"[A-Za-z0-9.+']+@[A-Za-z0-9.]+", v) and not re.search(r"\.\.|^\.|\.@|@\.", v),
        "limit-only": lambda v: isinstance(v, str) and len(v) <= 30,
        "empty": lambda v: v == "" or (isinstance(v, str) and re.fullmatch(r"[A-Za-z0-9.+']+@[A-Za-z0-9.]+", v) and len(v) <= 30),
        "below": lambda v: isinstance(v, str) and re.fullmatch(r"[A-Za-z0-9.+']+@[A-Za-z0-9.]+", v) and not re.search(r"\.\.|^\.|\.@|@\.", v) and len(v) < 30,
    }),
]  # fmt: skip


LINES = [pytest.param(row, name, id=f"{row.name}-{name}") for row in ROWS for name in row.wrong]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_right_line_agrees_with_every_case(row):
    """What is right differs nowhere: so a difference is a mistake of the line, not of the case."""
    differing = [value for value, valid in row.values() if said(row.right, value) != valid]

    assert differing == []


@pytest.mark.parametrize(("row", "name"), LINES)
def test_a_wrong_line_differs_from_the_truth_on_some_case(row, name):
    """Boundary and separating cases alone show it; nothing random is needed."""
    shown = any(said(row.wrong[name], value) != valid for value, valid in row.values())

    assert shown


def test_the_table_is_large():
    """Every keyword has several lines, over three hundred in all."""
    assert (len(LINES) > 300, min(len(row.wrong) for row in ROWS) > 1) == (True, True)
