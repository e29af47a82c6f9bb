"""Types and emptiness: what is falsy, what converts, what Python takes for something else."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from gc_contracts._json import Json
from gc_contracts.schema.boundary.model import Stand
from gc_contracts.schema.effective import TYPES, Rule
from gc_contracts.schema.separate.sieve import Trial

GUISES: Mapping[str, Mapping[str, Json]] = MappingProxyType(
    {
        "string": {"zero": 0, "false": False, "empty-list": [], "digits": 7, "list-of-text": ["a"]},
        "number": {
            "true": True,
            "false": False,
            "one-as-text": "1",
            "fraction-as-text": "1.5",
            "empty": "",
            "empty-list": [],
            "list-of-one": [1],
        },
        "boolean": {
            "zero": 0,
            "one": 1,
            "one-as-float": 1.0,
            "true-as-text": "true",
            "false-as-text": "false",
            "python-true": "True",
            "yes": "yes",
            "empty": "",
            "empty-list": [],
        },
        "null": {
            "empty": "",
            "null-as-text": "null",
            "zero": 0,
            "false": False,
            "empty-list": [],
            "empty-object": {},
        },
        "array": {"empty": "", "zero": 0, "false": False, "empty-object": {}, "listed-text": "a,b"},
        "object": {"empty-list": [], "empty": "", "zero": 0, "false": False, "as-text": "{}"},
    }
)  # fmt: skip
"""By the type that is expected: values of others that are easily taken for it."""

ANYTHING: Mapping[str, Json] = MappingProxyType(
    {
        "null": None,
        "true": True,
        "zero": 0,
        "fraction": 1.5,
        "text": "text",
        "empty": "",
        "empty-list": [],
        "list-of-null": [None],
        "empty-object": {},
    }
)
"""What a place without a type takes, unless another rule has something to say."""

EMPTY: Mapping[str, Json] = MappingProxyType({"string": "", "array": [], "object": {}})


def type_trials(stand: Stand) -> Iterator[Trial]:
    """Try other types in the guise of the right one; null and empty apart from absent."""
    rule = next(iter(stand.node.named("type")), None)
    if rule is None:
        yield from _untyped(stand)
        return
    allowed = stand.node.types
    yield Trial(rule, "null", None)
    for name, value in EMPTY.items():
        if name in allowed:
            yield Trial(rule, f"empty-{name}", value)
    for name, guises in GUISES.items():
        if name in allowed or (name == "number" and "integer" in allowed):
            yield from (Trial(rule, word, value) for word, value in guises.items())
    yield from _wrapped(stand, rule)


def _untyped(stand: Stand) -> Iterator[Trial]:
    """A rule about texts says nothing about numbers: every other type is welcome."""
    if stand.node.never is None and stand.node.pointer:
        rule = next(iter(stand.node.rules), Rule("type", None, stand.node.pointer))
        yield from (Trial(rule, f"untyped-{word}", value) for word, value in ANYTHING.items())


def _wrapped(stand: Stand, rule: Rule) -> Iterator[Trial]:
    """The right value, one level too deep or too high."""
    if len(stand.node.types) < len(TYPES):
        yield Trial(rule, "listed", [stand.value])
        yield Trial(rule, "keyed", {"value": stand.value})
        if isinstance(stand.value, list):
            yield Trial(rule, "numbered", {str(index): item for index, item in enumerate(stand.value)})
            yield from (Trial(rule, "first-item", item) for item in stand.value[:1])
        elif isinstance(stand.value, dict):
            yield Trial(rule, "pairs", [[name, item] for name, item in stand.value.items()])
