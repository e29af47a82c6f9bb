"""Members of enumerations, and what equals one by a looser rule than JSON's."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from math import floor
from unicodedata import normalize

from gc_contracts._json import Json, dumps
from gc_contracts.schema.boundary.model import Stand
from gc_contracts.schema.boundary.numbers import exact, is_number, written
from gc_contracts.schema.effective import Rule
from gc_contracts.schema.separate.numbers import SAFE
from gc_contracts.schema.separate.sieve import Trial


def enum_trials(stand: Stand) -> Iterator[Trial]:
    """Try near misses of the first, the middle and the last member, and what lies between members."""
    for rule in stand.node.named("enum", "const"):
        members = _members({rule.keyword: rule.value})
        if members:
            yield from _beside(rule, members)
            yield from _near(rule, members)
    for rule in stand.node.named("not"):
        members = _members(rule.value)
        if members:
            yield from (Trial(rule, f"is-{index}", member) for index, member in enumerate(members[:8]))
            yield from _near(rule, members)


def _members(schema: Json) -> list[Json]:
    if not isinstance(schema, dict):
        return []
    members = [schema["const"]] if "const" in schema else schema.get("enum")
    return members if isinstance(members, list) else []


def _near(rule: Rule, members: list[Json]) -> Iterator[Trial]:
    """One kind of miss after the other, of each member: none of them keeps all to itself."""
    places = {0: "first", len(members) // 2: "middle", len(members) - 1: "last"}
    misses = {word: dict(_misses(members[at])) for at, word in places.items()}
    for variant in dict.fromkeys(variant for found in misses.values() for variant in found):
        for word, found in misses.items():
            if variant in found:
                yield Trial(rule, f"{word}-{variant}", found[variant])


def _beside(rule: Rule, members: list[Json]) -> Iterator[Trial]:
    """What is no member though it is made of them: all of them, their positions, what lies between."""
    yield from (
        Trial(rule, word, value)
        for word, value in (("null", None), ("empty", ""), ("all", members), ("position", 0), ("blank", " "))
    )
    texts = [member for member in members if isinstance(member, str)]
    if len(texts) > 1:
        yield Trial(rule, "joined", ",".join(texts))
        yield Trial(rule, "two", "".join(texts[:2]))
    numbers = sorted(filter(is_number, members))
    for low, high in pairwise(numbers):
        middle = exact(low) + (exact(high) - exact(low)) / 2
        yield Trial(rule, "between", written(middle if high - low < 2 else Fraction(floor(middle))))
        return


def _misses(member: Json) -> Mapping[str, Json]:
    if isinstance(member, str):
        return _text_misses(member)
    if isinstance(member, bool):
        return {"number": int(member), "float": float(member), "text": dumps(member), "title": str(member)}
    if isinstance(member, int | float):
        return _number_misses(member)
    if isinstance(member, dict):
        return {
            "reversed": dict(reversed(member.items())),
            "more": {**member, "undeclared": None},
            "less": dict(list(member.items())[:-1]),
            "text": dumps(member),
        }
    if isinstance(member, list):
        return {"reversed": member[::-1], "more": [*member, None], "less": member[:-1], "text": dumps(member)}
    return {"zero": 0, "false": False, "text": "null", "python": "None"}


def _text_misses(member: str) -> dict[str, Json]:
    short = member.isascii() and member.isdigit() and len(member) < 16
    return {
        "upper": member.upper(),
        "lower": member.lower(),
        "blank-after": f"{member} ",
        "blank-before": f" {member}",
        "prefix": member[:-1],
        "suffix": f"{member}x",
        "listed": [member],
        "dashed": member.replace("_", "-") if "_" in member else member.replace("-", "_").replace(" ", "_"),
        "number": int(member) if short else member,
        "title": member.title(),
        "newline": f"{member}\n",
        "tab-after": f"{member}\t",
        "rest": member[1:],
        "folded": member.replace("s", "\u017f", 1).replace("k", "\u212a", 1),
        "decomposed": normalize("NFD", member),
        "quoted": f'"{member}"',
    }


def _number_misses(member: float) -> dict[str, Json]:
    value = exact(member)
    twins = {0: {"false": False}, 1: {"true": True}}
    return {
        **(twins[int(member)] if member in {0, 1} else {}),
        "float": float(member) if abs(value) < SAFE else member,
        "half-above": written(value + Fraction(1, 2)),
        "near": written(value + Fraction(1, 10**9)),
        "negated": -member,
        "above": written(value + 1),
        "text": dumps(member),
    }
