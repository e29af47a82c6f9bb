"""Rules that hold under a condition: the condition nearly met, and what it asks for not there.

Also names that must keep rules of their own: the same mistakes as with texts, made with names.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType

from gc_contracts._json import Json
from gc_contracts.schema.boundary.model import Place, Stand
from gc_contracts.schema.boundary.sample import Sampler
from gc_contracts.schema.effective import Rule
from gc_contracts.schema.separate.patterns import around, inside, letters
from gc_contracts.schema.separate.sieve import Trial

OTHERS: Mapping[str, Json] = MappingProxyType(
    {"other": "undeclared", "null": None, "false": False, "zero": 0, "empty": ""}
)
"""What a member that decides may hold without meeting the condition."""


def condition_trials(stand: Stand) -> Iterator[Trial]:
    """Try each member that an `if` looks at: nearly what it asks for, and what depends on it missing."""
    for rule in stand.node.named("if"):
        asked = rule.value.get("properties") if isinstance(rule.value, Mapping) else None
        for name, schema in asked.items() if isinstance(asked, Mapping) else ():
            rest = {key: item for key, item in stand.value.items() if key not in _needed(stand, rule)}
            for word, value in {**_near(schema), **OTHERS}.items():
                yield Trial(rule, f"{name}-{word}", {**rest, name: value})
            yield Trial(rule, f"without-{name}", {key: item for key, item in rest.items() if key != name})


def _needed(stand: Stand, rule: Rule) -> set[str]:
    """The names that the branches ask for."""
    beside = rule.pointer.removesuffix("/if")
    branches = [one.value for one in stand.node.rules if one.pointer in {f"{beside}/then", f"{beside}/else"}]
    asked = [branch.get("required") for branch in branches if isinstance(branch, Mapping)]
    return {name for names in asked if isinstance(names, list) for name in names if isinstance(name, str)}


def _near(schema: Json) -> dict[str, Json]:
    members = [schema["const"]] if isinstance(schema, Mapping) and "const" in schema else []
    if isinstance(schema, Mapping) and isinstance(schema.get("enum"), list):
        members = schema["enum"]
    texts = [member for member in members if isinstance(member, str)][:1]
    return {
        word: near
        for text in texts
        for word, near in (("case", text.swapcase()), ("blank", f"{text} "), ("prefix", text[:-1]))
    }


def name_trials(stand: Stand) -> Iterator[Trial]:
    """Try names that nearly keep what names must, behind one that does."""
    for rule in stand.node.named("propertyNames"):
        node = stand.node.inner(rule)
        samples = islice(Sampler().of_kind("string", Place("", node, "")), 2)
        good = [sample.value for sample in samples]
        for text in good[-1:]:
            edits = (*around(text), *letters(text), *inside(text), ("double", text * 2), ("long", text * 99))
            yield from (Trial(rule, word, {**stand.value, good[0]: 1, name: 1}) for word, name in edits)
