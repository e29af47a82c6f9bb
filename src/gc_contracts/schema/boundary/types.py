"""Each type against every other, and enumerations against their near misses."""

from collections.abc import Iterator
from re import sub

from gc_contracts._json import Json, dumps, kind
from gc_contracts.schema.boundary.model import Probe, Stand
from gc_contracts.schema.effective import Rule

BESIDE = ("type", "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "multipleOf", "enum")
"""Rules that the members of an enumeration may break."""

STRANGERS: tuple[Json, ...] = ("undeclared", 7919, True, None, {})


def type_probes(stand: Stand) -> Iterator[Probe]:
    """Put every other type here, each in the guise most easily taken for the right one."""
    allowed = stand.node.types
    for rule in stand.node.named("type"):
        for name, values in _lookalikes(stand.value).items():
            for value in values:
                yield Probe(rule, name, stand.put(value), valid=name in allowed)
        if kind(stand.value) == "boolean":
            yield Probe(rule, "negated", stand.put(not stand.value), valid=True)
        if "integer" in allowed and "number" not in allowed and kind(stand.value) == "integer":
            yield Probe(rule, "whole-float", stand.put(float(stand.value)), valid=None)


def enum_probes(stand: Stand) -> Iterator[Probe]:
    """Take every member, then texts and numbers that are almost one."""
    for rule in stand.node.named("enum", "const"):
        members = [rule.value] if rule.keyword == "const" else rule.value
        if not isinstance(members, list):
            continue
        for index, member in enumerate(members):
            yield Probe(rule, f"is-{_word(member) or index}", stand.put(member), valid=True, about=str(index))
        yield from _near(stand, rule, members)
    for rule in stand.node.named(*BESIDE) if stand.node.enum else ():
        for member in stand.node.enum or ():
            # A member may break another rule of the place: then it breaks that one alone.
            yield Probe(rule, "member", stand.put(member), valid=False)


def _near(stand: Stand, rule: Rule, members: list[Json]) -> Iterator[Probe]:
    for shift in range(min(3, len(members))):
        for index, variant in enumerate(_misses(members[shift])):
            # Each variant starts with another member, so that all of them get their share.
            misses = _misses(members[(shift + index) % len(members)])
            if variant in misses:
                yield Probe(rule, variant, stand.put(misses[variant]), valid=False)
    for stranger in STRANGERS:
        yield Probe(rule, "other", stand.put(stranger), valid=False)


def _misses(member: Json) -> dict[str, Json]:
    if isinstance(member, str):
        return {
            "case-changed": member.swapcase(),
            "blank-after": member + " ",
            "blank-before": " " + member,
            "prefix": member[:-1],
            "suffix": member + "x",
            "empty": "",
            "newline": member + "\n",
            "as-number": _number(member),
            "in-list": [member],
        }
    if isinstance(member, bool):
        return {"as-number": int(member), "as-text": dumps(member), "negated": not member}
    if isinstance(member, int | float):
        return {
            "as-text": dumps(member),
            "above": member + 1,
            "below": member - 1,
            "as-boolean": bool(member),
        }
    return {"as-text": dumps(member), "in-list": [member], "as-null": None}


def _lookalikes(value: Json) -> dict[str, list[Json]]:
    """Values of each type, the one most like `value` first."""
    plain = value if isinstance(value, str) else dumps(value)
    number = _number(plain)
    return {
        "null": [None],
        "boolean": [bool(value)],
        "integer": [number if isinstance(number, int) else int(bool(value)), 1, 0, 7],
        "number": [1.5, 0.5],
        "string": [plain, "text", "x", ""],
        "array": [[value], [], ["text"]],
        "object": [{}, {"value": value}],
    }


def _number(text: str) -> Json:
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(text) < 16 else 1


def _word(member: Json) -> str:
    return sub(r"[^a-z0-9]+", "-", (member if isinstance(member, str) else dumps(member)).lower()).strip("-")[
        :24
    ]
