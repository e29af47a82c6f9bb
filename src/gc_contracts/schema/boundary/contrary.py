"""What fails a schema, said as schemas: one for each way to fail it, so that records can be made for it.

Where `if` is false, and where `not` holds, a record fails a schema. What that schema asks of members and
elements is told apart into ways to fail it; for all else, values that keep it are sifted out of those made.
All ways together leave out no record that fails.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from gc_contracts._json import Json, dumps, get, join
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary.model import Sample
from gc_contracts.schema.effective import OLD, Node, Part, Root, Rule
from gc_contracts.schema.validate import compile as compile_schema

FAILS = "gc:fails"
"""A rule of our own: its schema fails. Nothing is made for it, values are sifted."""
SIFTED = 200
"""Values that are looked at for those that fail what they must."""
_DEEPEST = 5
_SHELVES = ("definitions", "$defs")


def contraries(node: Node, rule: Rule) -> Iterator[Node]:
    """Yield the node joined with each way to fail the schema that stands at a rule."""
    for index, schema in enumerate(_failing(node.root, rule.value, rule.pointer)):
        yield _joined(node, rule, schema, join(rule.pointer, "contrary", index))


def refusing(node: Node, rule: Rule) -> Node:
    """Let a node hold only for values that fail the schema at a rule."""
    return _joined(node, rule, {"not": rule.value}, join(rule.pointer, "contrary"))


def sifted(node: Node, made: Iterator[Sample]) -> Iterator[Sample]:
    """Leave out samples that keep what they must fail, as far as we can tell."""
    rules = node.named(FAILS)
    if not rules:
        return made
    tests = [_test(node.root, rule.value) for rule in rules]
    return (one for one in islice(made, SIFTED) if not any(test and test(one.value) for test in tests))


def _joined(node: Node, rule: Rule, schema: Json, pointer: str) -> Node:
    return node.joined(Node.of(node.root, Part(schema, pointer, rule.branch or rule.pointer)))


def _failing(root: Root, schema: Json, pointer: str, depth: int = 0) -> Iterator[Json]:
    if schema is False:
        yield {}
    if not isinstance(schema, Mapping) or depth > _DEEPEST:
        return
    reference = schema.get("$ref")
    target = root.references.resolve(reference, pointer) if isinstance(reference, str) else None
    if target is not None:
        yield from _failing(root, get(root.document, target), target, depth + 1)
    if target is not None and root.draft in OLD:
        return
    for index, inner in enumerate(_list(schema.get("allOf"))):
        yield from _failing(root, inner, join(pointer, "allOf", index), depth + 1)
    for keyword, ways in _WAYS.items():
        yield from ways(schema[keyword]) if keyword in schema else ()
    rest = {word: value for word, value in schema.items() if word not in _TOLD}
    if rest:
        yield {FAILS: {**rest, **({"properties": schema["properties"]} if "properties" in schema else {})}}


def _members(value: Json) -> Iterator[Json]:
    for name, inner in value.items() if isinstance(value, Mapping) else ():
        yield {"required": [name], "properties": {name: {"not": inner}}}


def _absent(value: Json) -> Iterator[Json]:
    for name in _list(value):
        yield {"properties": {name: False}}


def _none(value: Json) -> Iterator[Json]:
    yield {"allOf": [{"not": inner} for inner in _list(value)]}


def _itself(value: Json) -> Iterator[Json]:
    yield value


def _all(value: Json) -> Iterator[Json]:
    if isinstance(value, Mapping | bool):
        yield {"minItems": 1, "items": {"not": value}}


def _lacking(value: Json) -> Iterator[Json]:
    yield {"items": {"not": value}}


_WAYS: Mapping[str, Callable[[Json], Iterator[Json]]] = {
    "properties": _members,
    "required": _absent,
    "anyOf": _none,
    "not": _itself,
    "items": _all,
    "contains": _lacking,
}
_TOLD = frozenset({"$ref", "allOf", "properties", "required", "anyOf", "not"})


def _test(root: Root, schema: Json) -> Callable[[Json], bool] | None:
    """Compile a schema by itself, once; None: it does not stand by itself."""
    key = dumps(schema)
    if key not in root.tests:
        shelves = {word: root.document[word] for word in _SHELVES if word in root.document}
        document = {**shelves, "allOf": [schema]}
        try:
            root.tests[key] = compile_schema(Schema("", document, root.draft), root.flavour).is_valid
        except SchemaError:
            root.tests[key] = None
    return root.tests[key]


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
