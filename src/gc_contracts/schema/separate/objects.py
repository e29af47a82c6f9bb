"""Objects: names nearly declared, members that are there without a value, order that says nothing."""

from collections.abc import Iterator, Mapping
from itertools import islice

from gc_contracts._json import Json
from gc_contracts.schema.boundary.model import Stand
from gc_contracts.schema.boundary.sample import Sampler, member
from gc_contracts.schema.boundary.texts import counted
from gc_contracts.schema.separate.sieve import Trial

ABOUT_NAMES = (
    "additionalProperties",
    "unevaluatedProperties",
    "propertyNames",
    "patternProperties",
    "properties",
    "type",
)

FALSY: tuple[Json, ...] = (None, False, 0, "", [], {})


def object_trials(stand: Stand) -> Iterator[Trial]:
    """Try nearly declared names, required ones renamed, triggers without a value, and another order."""
    yield from _renamed(stand)
    yield from _named(stand)
    yield from _triggers(stand)
    yield from _counted(stand)
    yield from _order(stand)


def minimal_trials(stand: Stand, record: Mapping[str, Json]) -> Iterator[Trial]:
    """Try each optional member as the only one, good and null, on the smallest record."""
    for rule in stand.node.named("type", "properties")[:1] if isinstance(record, dict) else ():
        for name in stand.node.properties:
            if name in stand.value and name not in record:
                yield Trial(rule, f"only-{name}", {**record, name: stand.value[name]})
                yield Trial(rule, f"only-{name}-null", {**record, name: None})


def _renamed(stand: Stand) -> Iterator[Trial]:
    """A required name is there, but in another spelling."""
    for name, rule in stand.node.required.items():
        if name in stand.value:
            rest = {key: item for key, item in stand.value.items() if key != name}
            for word, other in (("other-case", name.swapcase()), ("blank-after", f"{name} ")):
                yield Trial(rule, f"{name}-{word}", {**rest, other: stand.value[name]})
    for rule in stand.node.named("required")[:1]:
        yield Trial(rule, "all", {})


def _named(stand: Stand) -> Iterator[Trial]:
    rules = stand.node.named(*ABOUT_NAMES)
    names = [*((word, name, name) for word, name in _names(stand)), *_matching(stand)]
    for word, name, like in names if rules else ():
        if name not in stand.value and name not in stand.node.properties:
            yield Trial(rules[0], word, {**stand.value, name: _filler(stand, like)})
    for word, value in (
        (("null", None), ("false", False), ("empty", {}), ("deep", _deep(40))) if rules else ()
    ):
        yield Trial(rules[0], f"undeclared-{word}", {**stand.value, "undeclared": value})


def _deep(levels: int) -> Json:
    value: Json = {}
    for _ in range(levels):
        value = {"a": value}
    return value


def _filler(stand: Stand, name: str) -> Json:
    """A value for a name that is good for another."""
    place = member(stand.place, name)
    sample = Sampler().first(place) if place.node.rules else None
    return sample.value if sample else "text"


def _names(stand: Stand) -> Iterator[tuple[str, str]]:
    """Names that another look-up finds: by case, by prefix, by attribute, by path."""
    known = next(iter(stand.node.properties), "name")
    yield from {
        "name-empty": "",
        "name-proto": "__proto__",
        "name-constructor": "constructor",
        "name-length": "length",
        "name-class": "__class__",
        "name-dollar": "$schema",
        "name-digit": "0",
        "name-blank-before": f" {known}",
        "name-suffix": f"{known}s",
        "name-prefix": known[:-1],
        "name-underscored": f"_{known}",
        "name-dotted": f"{known}.x",
        "name-upper": known.upper(),
    }.items()


def _matching(stand: Stand) -> Iterator[tuple[str, str, str]]:
    """Names that a pattern matches in part, or that only look like it; each with one that it matches."""
    for rule in stand.node.named("patternProperties"):
        for text in rule.value if isinstance(rule.value, Mapping) else ():
            for name in islice(stand.node.root.examples(text, 1), 1):
                yield from (
                    ("pattern-after", f"\u00a7{name}", name),
                    ("pattern-before", f"{name}\u00a7", name),
                    ("pattern-newline", f"{name}\n", name),
                    ("pattern-case", name.swapcase(), name),
                )


def _triggers(stand: Stand) -> Iterator[Trial]:
    """What is there without a value still asks for what depends on it, and null is there."""
    for rule in stand.node.named("dependencies", "dependentRequired"):
        for trigger, needed in rule.value.items() if isinstance(rule.value, Mapping) else ():
            for name in needed if isinstance(needed, list) else ():
                rest = {key: item for key, item in stand.value.items() if key != name}
                for word, falsy in zip(
                    ("null", "false", "zero", "empty", "list", "object"), FALSY, strict=True
                ):
                    yield Trial(rule, f"{trigger}-{word}", {**rest, trigger: falsy})
                yield Trial(
                    rule,
                    f"{name}-null",
                    {**stand.value, trigger: stand.value.get(trigger, "text"), name: None},
                )
                without = {key: item for key, item in rest.items() if key != trigger}
                yield Trial(rule, f"without-{trigger}", without)
                yield Trial(rule, f"only-{name}", {**without, name: stand.value.get(name, "text")})


def _counted(stand: Stand) -> Iterator[Trial]:
    """Members that are null or empty count."""
    for rule in counted(stand.node, "minProperties") + counted(stand.node, "maxProperties"):
        bound = int(rule.value)
        for size, word in ((bound, "at"), (bound + 1, "over")):
            if size <= 500:
                for name, filler in (("null", None), ("empty", "")):
                    yield Trial(rule, f"{name}-{word}", {f"extra{index}": filler for index in range(size)})


def _order(stand: Stand) -> Iterator[Trial]:
    for rule in stand.node.named("properties", "type", "required")[:1]:
        yield Trial(rule, "reversed", dict(reversed(stand.value.items())))
