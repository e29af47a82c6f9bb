"""Schema to strategy: values that keep every rule, built from what holds at each place."""

from itertools import islice

from hypothesis import strategies as st

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.boundary.settle import kinds, settled
from gc_contracts.schema.effective import Node, effective
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.strategy.arrays import arrays
from gc_contracts.strategy.conflict import conflict
from gc_contracts.strategy.draws import TEXT, Draw, below, texts
from gc_contracts.strategy.edged import edged
from gc_contracts.strategy.guard import guarded, listed, local_validator, needs_guard
from gc_contracts.strategy.numbers import numbers
from gc_contracts.strategy.objects import objects
from gc_contracts.strategy.strings import strings

_DEEP = 2
"""How often a schema that refers to itself is followed."""
_ALTERNATIVES = 16
_SILENT = frozenset({"title", "description", "default", "examples", "$schema", "id", "$id", "$comment"})


def valid(schema: Schema, patterns: Flavour = "ecma", *, stir: bool = False) -> st.SearchStrategy[Json]:
    """Draw records that keep every rule of a schema; they shrink to the smallest such record.

    Built once, drawn often. Rules that cannot be built for (`not`, `oneOf` …) are looked at after drawing,
    and a proven value stands in where they refuse. Every fourth one stands on an edge of some rule.

    Args:
        schema: the schema, standing on its own.
        patterns: whose reading of `pattern`.
        stir: meet more edges in as many draws, at the price of shrinking.

    Raises:
        SchemaError: no value can be made; the message names the two keywords that leave no room.
    """
    drawn = bare(schema, patterns)
    return edged(drawn, boundary(schema, patterns), compile_schema(schema, patterns), stir=stir)


def bare(schema: Schema, patterns: Flavour = "ecma") -> st.SearchStrategy[Json]:
    """As `valid`, without looking for edges."""
    return _Maker(schema, patterns).make(effective(schema, patterns))


def anything() -> st.SearchStrategy[Json]:
    """Draw a small value of any type, for places of which nothing is said."""
    scalars = st.one_of(
        texts(TEXT, 0, 20), st.integers(), st.booleans(), st.none(), st.floats(-1e9, 1e9, allow_nan=False)
    )
    nested: list[st.SearchStrategy[Json]] = [
        st.lists(scalars, max_size=3),
        st.fixed_dictionaries({}, optional={"a": scalars, "b": scalars}),
    ]
    return st.one_of(scalars, *nested)


class _Maker:
    """Makes strategies for one schema; `trail` is the way from the root, to end circles."""

    __slots__ = ("anything", "patterns", "schema", "trail")

    def __init__(self, schema: Schema, patterns: Flavour) -> None:
        self.schema = schema
        self.patterns: Flavour = patterns
        self.trail: list[tuple[str, ...]] = []
        self.anything = anything()

    def make(self, node: Node) -> st.SearchStrategy[Json]:
        """Make a strategy for a place."""
        if node.never is not None:
            raise SchemaError(f"`false` leaves no value for `{node.pointer}`", node.never)
        if all(rule.keyword in _SILENT for rule in node.rules):
            return self.anything
        key = tuple(part.pointer for part in node.parts)
        if self.trail.count(key) >= _DEEP or len(self.trail) > 40:
            raise SchemaError("`$ref` leads back to itself and `required` never ends it", node.pointer)
        self.trail.append(key)
        try:
            return self._checked(node)
        finally:
            self.trail.pop()

    def _checked(self, node: Node) -> st.SearchStrategy[Json]:
        ways = list(islice(settled(node), _ALTERNATIVES))
        if node.enum is None and not any(map(needs_guard, (node, *ways))):
            return self._alternatives(node, ways)
        validator = local_validator(self.schema, node, self.patterns)
        if node.enum is not None:
            return _members(node, [value for value in node.enum if validator.is_valid(value)])
        proven = listed(validator, node)
        if not proven:
            raise _hopeless(node)
        try:
            return guarded(self._alternatives(node, ways), validator, proven)
        except SchemaError:
            return guarded(None, validator, proven)

    def _alternatives(self, node: Node, ways: list[Node]) -> st.SearchStrategy[Json]:
        """Make each way of deciding `anyOf` and its like; those that cannot be made are left out."""
        found, refused = [], None
        for way in ways:
            try:
                found.append(self._typed(way))
            except SchemaError as error:
                refused = refused or error
        if not found:
            raise refused or conflict(node, "anyOf", "type")
        return one_of(found)

    def _typed(self, node: Node) -> st.SearchStrategy[Json]:
        if node.enum is not None:
            return self._checked(node)
        names = kinds(node)
        names = [name for name in names if not (name == "integer" and "number" in names)]
        found, refused = [], None
        for name in names:
            try:
                found.append(self._kind(node, name))
            except SchemaError as error:
                refused = refused or error
        if not found:
            raise refused or conflict(node, "type", _second(node))
        return one_of(found)

    def _kind(self, node: Node, name: str) -> st.SearchStrategy[Json]:
        if name == "object":
            return objects(node, self.make)
        if name == "array":
            return arrays(node, self.make)
        if name == "string":
            return strings(node)
        if name in {"integer", "number"}:
            return numbers(node, whole=name == "integer")
        return st.booleans() if name == "boolean" else st.none()


def one_of(found: list[st.SearchStrategy[Json]]) -> st.SearchStrategy[Json]:
    """Draw from one of several strategies, shrinking to the first."""
    if len(found) == 1:
        return found[0]
    which = below(len(found))

    @st.composite
    def value(draw: Draw[Json]) -> Json:
        return draw(found[draw(which)])

    return value()


def _members(node: Node, members: list[Json]) -> st.SearchStrategy[Json]:
    if not members:
        raise conflict(node, "const" if node.named("const") else "enum", _second(node))
    return below(len(members)).map(members.__getitem__) if len(members) > 1 else st.just(members[0])


def _second(node: Node) -> str:
    """Name the likeliest other party of a conflict."""
    spoken = [
        rule.keyword
        for rule in node.rules
        if rule.keyword not in _SILENT | {"enum", "const", "allOf", "$ref"}
    ]
    return spoken[0] if spoken else "type"


def _hopeless(node: Node) -> SchemaError:
    spoken = [rule.keyword for rule in node.rules if rule.keyword not in _SILENT]
    others = [keyword for keyword in spoken if keyword not in {"oneOf", "not", "if"}]
    first = next(keyword for keyword in ("not", "oneOf", "if", *spoken) if keyword in spoken)
    return conflict(node, first, next(iter(others), "type"))
