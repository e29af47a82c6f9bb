"""Rules that cannot be built for (`not`, `oneOf`, `if`, `contains` …): a look at the value, and a way out.

A drawn value that such a rule refuses is replaced by one out of a list that was proven valid before the first
draw; so nothing is ever thrown away.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from hypothesis import strategies as st

from gc_contracts._json import Json
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary.model import Place
from gc_contracts.schema.boundary.sample import Sampler
from gc_contracts.schema.effective import Node, Rule, effective
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.validate import Validator
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.strategy.draws import Draw, below

GUARDED = frozenset({
    "oneOf", "not", "if", "contains", "minContains", "maxContains", "dependentSchemas", "dependencies",
    "propertyNames", "unevaluatedProperties", "unevaluatedItems", "$dynamicRef", "$recursiveRef",
    "contentEncoding", "contentMediaType",
})  # fmt: skip
_TRIED = 400
_LISTED = 32
_DATA = frozenset({"enum", "const", "default", "examples"})
_PLAIN: tuple[Json, ...] = ("", "a", 0, 1, 1.5, -1, True, None, [], {}, ["a"], {"a": 1}, False)
"""Values worth a try where what was built for one alternative pleases another one too."""
_HOME = "gc-contracts-root"


def needs_guard(node: Node) -> bool:
    """Tell whether a node has a rule that its strategy cannot be built for."""
    return any(rule.keyword in GUARDED or _leads_outside(node, rule) for rule in node.rules)


def _leads_outside(node: Node, rule: Rule) -> bool:
    """Tell whether a rule is a reference that is not followed here, but that the validator may know."""
    if rule.keyword != "$ref" or not isinstance(rule.value, str):
        return False
    place = rule.pointer.rpartition("/")[0]
    return node.root.references.resolve(rule.value, place) is None


def local_validator(schema: Schema, node: Node, patterns: Flavour = "ecma") -> Validator:
    """Compile what holds at one place, with the rest of the document there to be referred to.

    Raises: SchemaError: as the schema's own validator.
    """
    root = schema.document
    if not isinstance(root, Mapping) or node.parts == effective(schema).parts:
        return compile_schema(schema, patterns)
    moved = {key: _moved(value) for key, value in root.items() if key not in {"$schema", "id", "$id"}}
    parts = [
        {"$ref": f"#/definitions/{_HOME}{_fragment(part.pointer)}"} if part.schema is not False else False
        for part in node.parts
    ]
    never: Json = {"not": {}}
    document = {
        "$schema": root.get("$schema"),
        "definitions": {_HOME: moved},
        "allOf": [never if part is False else part for part in parts] or [{}],
    }
    kept = {key: value for key, value in document.items() if value is not None}
    return compile_schema(replace(schema, document=kept, max_bytes=None), patterns)


def _fragment(pointer: str) -> str:
    return pointer.replace("%", "%25").replace(" ", "%20").replace("^", "%5E").replace('"', "%22")


def _moved(value: Json) -> Json:
    """Rewrite references for a document that now stands under `definitions`."""
    if isinstance(value, list):
        return [_moved(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    moved = {key: item if key in _DATA else _moved(item) for key, item in value.items()}
    reference = value.get("$ref")
    if isinstance(reference, str) and (reference == "#" or reference.startswith("#/")):
        moved["$ref"] = f"#/definitions/{_HOME}{reference[1:]}"
    return moved


def listed(validator: Validator, node: Node) -> list[Json]:
    """List values proven valid for a node, the plainest first."""
    made = [Sampler(full=full).samples(Place("", node, "")) for full in (False, True)]
    values = (sample.value for samples in made for sample in islice(samples, _TRIED))
    proven = list(islice(filter(validator.is_valid, values), _LISTED))
    return proven or list(filter(validator.is_valid, _PLAIN))


def guarded(
    drawn: st.SearchStrategy[Json] | None, validator: Validator, proven: list[Json]
) -> st.SearchStrategy[Json]:
    """Draw, and replace what the validator refuses by a proven value."""
    spare = below(len(proven)).map(proven.__getitem__)
    if drawn is None:
        return spare

    @st.composite
    def value(draw: Draw[Json]) -> Json:
        found = draw(drawn)
        return found if validator.is_valid(found) else draw(spare)

    return value()
