"""Request cases: inputs the action contract allows, each with one thing that breaks careless templates.

What the contract refuses is dropped: only an allowed input proves a defect.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError
from gc_contracts.model.case import ActionCase
from gc_contracts.model.finding import Evidence
from gc_contracts.model.interaction import Reply
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.pattern import compile as compile_pattern
from gc_contracts.schema.validate import Validator
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.vary.hostile import LONG, NUMBERS, TEXTS, embeddings
from gc_contracts.vary.replies import distinct, slug
from gc_contracts.vary.sample import Taste, sample

MOST_MEMBERS = 20
"""Enum members tried of one input."""
MOST_EXAMPLES = 60
"""Texts of a pattern looked through for one that holds a hostile piece."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs of an action contract: one benign input, and what may be said of each name."""

    base: Mapping[str, Json]
    """All inputs filled with plain values, all different; {} where nothing is declared."""
    properties: Mapping[str, Json]
    required: frozenset[str]
    validator: Validator

    def allows(self, given: Mapping[str, Json]) -> bool:
        """Tell whether the contract allows an input, null members dropped as the platform does."""
        return self.validator.is_valid({name: value for name, value in given.items() if value is not None})


def inputs(schema: Schema) -> Inputs | None:
    """Find a benign input; None where no flat input satisfies the input schema.

    Raises:
        SchemaError: the input schema cannot be compiled.
    """
    validator = compile_schema(schema)
    document = schema.document if isinstance(schema.document, dict) else {}
    declared = document.get("properties")
    properties = declared if isinstance(declared, dict) else {}
    names = document.get("required")
    required = (
        frozenset(name for name in names if isinstance(name, str)) if isinstance(names, list) else frozenset()
    )
    empty = Inputs({}, properties, required, validator)
    for base in _bases(schema, empty):
        if empty.allows(base) and not any(isinstance(value, dict | list) for value in base.values()):
            return replace(empty, base=base)
    return None


def _bases(schema: Schema, found: Inputs) -> Iterator[dict[str, Json]]:
    plain = {
        name: sample(inner, schema.document, Taste(text=_letters(index), number=11 + index))
        for index, (name, inner) in enumerate(found.properties.items())
    }
    plain |= {name: "text" for name in found.required if name not in plain}
    flat = {name: value for name, value in plain.items() if not isinstance(value, dict | list)}
    yield flat
    violations = found.validator.violations(flat)
    bad = {violation.pointer.split("/")[1] for violation in violations if violation.pointer}
    yield {name: value for name, value in flat.items() if name not in bad}
    yield {name: value for name, value in flat.items() if name in found.required}
    record = boundary(schema).base
    if isinstance(record, dict):
        yield {**flat, **{name: record[name] for name in bad if name in record}}
        yield record


def _letters(index: int) -> str:
    """Give a short text that no other input holds: aaaa, bbbb, …, aaab for the 27th."""
    first, second = chr(ord("a") + index % 26), chr(ord("a") + index // 26 % 26)
    return first * 4 if index < 26 else first * 3 + second


def request_cases(found: Inputs, answer: Reply) -> tuple[ActionCase, ...]:
    """Derive the inputs worth trying, in the order they are declared.

    Args:
        found: the inputs.
        answer: what comes back in every case: a response the action can use.
    """
    cases = [ActionCase("base", dict(found.base), answer, variation="base")]
    optional = [name for name in found.base if name not in found.required]
    if len(optional) > 1:
        bare = {name: value for name, value in found.base.items() if name in found.required}
        cases += _allowed(found, bare, answer, "", "all optional absent", None)
    for name in found.properties:
        cases += _variations(found, name, answer)
    return tuple(distinct(cases))


def _variations(found: Inputs, name: str, answer: Reply) -> Iterator[ActionCase]:
    without = {key: value for key, value in found.base.items() if key != name}
    if name in found.base:
        yield from _allowed(found, without, answer, name, "absent", None)
    yield from _allowed(found, {**without, name: None}, answer, name, "null", None)
    for variation, value in _values(found, name):
        yield from _allowed(found, {**without, name: value}, answer, name, variation, value)


def _allowed(
    found: Inputs, given: dict[str, Json], answer: Reply, about: str, variation: str, value: Json
) -> Iterator[ActionCase]:
    if found.allows(given):
        words = [slug(about)] if about else []
        name = "/".join([*words, slug(variation)])
        yield ActionCase(name, given, answer, Evidence.CONTRACT, about, variation, value)


def _values(found: Inputs, name: str) -> Iterator[tuple[str, Json]]:
    schema = found.properties[name]
    schema = schema if isinstance(schema, dict) else {}
    if isinstance(schema.get("enum"), list):
        members = [member for member in schema["enum"] if not isinstance(member, dict | list)]
        yield from ((f"enum {index}", member) for index, member in enumerate(members[:MOST_MEMBERS], 1))
        return
    benign = found.base.get(name)
    if isinstance(benign, bool):
        yield from (("true", True), ("false", False))
    elif isinstance(benign, int | float):
        yield from NUMBERS
    else:
        yield from _texts(found, name, schema, benign if isinstance(benign, str) else "aaaa")


def _texts(found: Inputs, name: str, schema: Mapping[str, Json], benign: str) -> Iterator[tuple[str, Json]]:
    yield "empty", ""
    examples = _examples(schema)
    for variation, fragment in TEXTS:
        candidates = [*embeddings(fragment, benign), *(text for text in examples if fragment in text)]
        for text in candidates:
            if text != fragment and found.allows({**found.base, name: text}):
                yield variation, text
                break
        yield f"{variation} alone", fragment
    yield "long", _long(schema, examples)


def _examples(schema: Mapping[str, Json]) -> list[str]:
    """Give texts of the input's own pattern, where it has one."""
    pattern = schema.get("pattern")
    if not isinstance(pattern, str):
        return []
    try:
        texts = compile_pattern(pattern).examples()
    except SchemaError:
        return []
    return [text for text, _ in zip(texts, range(MOST_EXAMPLES), strict=False)]


def _long(schema: Mapping[str, Json], examples: list[str]) -> str:
    most = schema.get("maxLength")
    length = min(int(most), LONG) if isinstance(most, int | float) else LONG
    return max(examples, key=len) if examples else "x" * length
