"""Bugs about objects, arrays, combinations and the size of a record."""

import json
from collections.abc import Callable

from validators.bug import ACCEPTS, REJECTS, Bug
from validators.correct import Every
from validators.words import Json


def _unique_by_set(self: Every, items: list[Json]) -> bool:
    try:
        return len(set(items)) == len(items)
    except TypeError:
        return True


def _unique_by_in(self: Every, items: list[Json]) -> bool:
    return not any(item in items[:at] for at, item in enumerate(items))


def _unique_by_lower(self: Every, items: list[Json]) -> bool:
    return Every.unique(self, [item.lower() if isinstance(item, str) else item for item in items])


def _unique_by_text(self: Every, items: list[Json]) -> bool:
    return len({json.dumps(item) for item in items}) == len(items)


def _unique_neighbours(self: Every, items: list[Json]) -> bool:
    return not any(map(self.same, items, items[1:]))


def _fits_in_characters(self: Every, record: Json) -> bool:
    return len(json.dumps(record, ensure_ascii=False, separators=(",", ":"))) <= self.MOST_BYTES


def _fits_escaped(self: Every, record: Json) -> bool:
    return len(json.dumps(record).encode()) <= self.MOST_BYTES


def _absent_by_truth(self: Every, record: dict[str, Json], name: str) -> bool:
    return not record.get(name)


def _first(self: Every, rule: Callable[[Json], bool], items: list[Json]) -> bool:
    return all(map(rule, items[:1]))


def _last(self: Every, rule: Callable[[Json], bool], items: list[Json]) -> bool:
    return all(map(rule, items[-1:]))


def _yes(self: Every, *_: Json) -> bool:
    return True


def _nothing(self: Every, *_: Json) -> tuple[str, ...]:
    return ()


BUGS = {
    # Objects.
    "required_by_truth": Bug(
        "a latitude of 0 counts as absent", REJECTS, "", "/place/geo", {"absent": _absent_by_truth}
    ),
    "required_dropped": Bug(
        "amount is not asked for", ACCEPTS, "required", "", {"REQUIRED": ("id", "status")}
    ),
    "required_nested_dropped": Bug(
        "lon is not asked for",
        ACCEPTS,
        "required",
        "/place/geo",
        {"geo": lambda self, value: self.parts(value, {"lat": self.lat, "lon": self.lon}, ("lat",))},
    ),
    "extra_ignored": Bug(
        "unknown properties pass", ACCEPTS, "additionalProperties", "", {"unknown": _nothing}
    ),
    "extra_ignored_below": Bug(
        "unknown properties pass in nested objects",
        ACCEPTS,
        "additionalProperties",
        "/place",
        {"closed": _yes},
    ),
    "properties_least_by_one": Bug("one property too few passes", ACCEPTS, "minProperties", "", {"LEAST": 3}),
    "properties_most_by_one": Bug(
        "one property too many passes", ACCEPTS, "maxProperties", "/labels", {"LABELS": (1, 4)}
    ),
    "pattern_properties_ignored": Bug(
        "x- members are integers too",
        REJECTS,
        "",
        "/labels",
        {"label": lambda self, name, value: self.is_integer(value)},
    ),
    "pattern_properties_anywhere": Bug(
        "x- is looked for anywhere", ACCEPTS, "type", "/labels", {"LABEL": "x-"}
    ),
    "additional_schema_dropped": Bug(
        "other labels may be anything",
        ACCEPTS,
        "type",
        "/labels",
        {"label": lambda self, name, value: not self.found(self.LABEL, name) or self.text(value, 0, 5)},
    ),
    "dependency_dropped": Bug(
        "a card needs no holder",
        ACCEPTS,
        "dependencies",
        "",
        {
            "depends": lambda self, record: (
                not ("discount" in record and self.is_number(record.get("amount")) and record["amount"] < 10)
            )
        },
    ),
    "dependency_both_ways": Bug(
        "a holder needs a card",
        REJECTS,
        "",
        "",
        {
            "depends": lambda self, record: (
                ("card" in record) is ("holder" in record) and Every.depends(self, record)
            )
        },
    ),
    "dependency_schema_dropped": Bug(
        "a discount needs no amount",
        ACCEPTS,
        "minimum",
        "/amount",
        {"depends": lambda self, record: "card" not in record or "holder" in record},
    ),
    # Arrays.
    "items_first_only": Bug("only the first item is judged", ACCEPTS, "type", "/matrix", {"each": _first}),
    "items_last_only": Bug("only the last item is judged", ACCEPTS, "type", "/matrix", {"each": _last}),
    "items_least_by_one": Bug("an empty list passes", ACCEPTS, "minItems", "/tags", {"TAG_ITEMS": (0, 4)}),
    "items_most_by_one": Bug("a fifth item passes", ACCEPTS, "maxItems", "/tags", {"TAG_ITEMS": (1, 5)}),
    "items_zero_is_none": Bug(
        "`if most and …` with most 0", ACCEPTS, "maxItems", "/none", {"NONE_ITEMS": 10**9}
    ),
    "items_nested_length": Bug(
        "a row may be longer",
        ACCEPTS,
        "maxItems",
        "/matrix",
        {"row": lambda self, value: self.is_list(value) and self.each(self.is_integer, value)},
    ),
    "unique_by_set": Bug(
        "objects are not compared", ACCEPTS, "uniqueItems", "/bag", {"unique": _unique_by_set}
    ),
    "unique_by_in": Bug("true is taken for 1", REJECTS, "", "/bag", {"unique": _unique_by_in}),
    "unique_by_lower": Bug("case is ignored", REJECTS, "", "/tags", {"unique": _unique_by_lower}),
    "unique_by_text": Bug(
        "1 and 1.0 differ in text", ACCEPTS, "uniqueItems", "/bag", {"unique": _unique_by_text}
    ),
    "unique_neighbours": Bug(
        "only neighbours are compared", ACCEPTS, "uniqueItems", "/bag", {"unique": _unique_neighbours}
    ),
    "tuple_rest_dropped": Bug(
        "what follows the pair may be anything",
        ACCEPTS,
        "type",
        "/pair",
        {
            "judge_pair": lambda self, value: (
                Every.judge_pair(self, value[:2]) if self.is_list(value) else False
            )
        },
    ),
    "tuple_longer": Bug(
        "a point may have a third number",
        ACCEPTS,
        "additionalItems",
        "/point",
        {
            "judge_point": lambda self, value: (
                self.is_list(value) and len(value) >= 2 and all(map(self.is_number, value))
            )
        },
    ),
    # Combinations.
    "all_as_first": Bug(
        "only the first of allOf",
        ACCEPTS,
        "maximum",
        "/both",
        {"judge_both": lambda self, value: self.is_integer(value) and value >= 5},
    ),
    "any_as_first": Bug(
        "only the first of anyOf",
        REJECTS,
        "",
        "/any",
        {"judge_any": lambda self, value: self.text(value, 0, 3)},
    ),
    "any_dropped": Bug(
        "anyOf by type alone",
        ACCEPTS,
        "anyOf",
        "/any",
        {"judge_any": lambda self, value: self.is_text(value) or self.is_integer(value)},
    ),
    "one_as_any": Bug(
        "oneOf as anyOf",
        ACCEPTS,
        "oneOf",
        "/one",
        {"judge_one": lambda self, value: self.is_integer(value) and (value % 3 == 0 or value % 5 == 0)},
    ),
    "not_dropped": Bug("admin is let in", ACCEPTS, "not", "/user", {"USERS": ()}),
    "nested_bound_dropped": Bug(
        "two levels deep, a bound is lost",
        ACCEPTS,
        "maximum",
        "/place/geo/lat",
        {"lat": lambda self, value: self.is_number(value) and value >= -90},
    ),
    "nested_exclusive_included": Bug(
        "two levels deep, 180 is let in",
        ACCEPTS,
        "exclusiveMaximum",
        "/place/geo/lon",
        {"lon": lambda self, value: self.is_number(value) and -180 <= value <= 180},
    ),
    # Size.
    "size_dropped": Bug("no limit", ACCEPTS, "size", "", {"fits": _yes}),
    "size_in_characters": Bug("characters, not bytes", ACCEPTS, "size", "", {"fits": _fits_in_characters}),
    "size_escaped": Bug(r"json.dumps with its blanks and \u", REJECTS, "", "", {"fits": _fits_escaped}),
}
