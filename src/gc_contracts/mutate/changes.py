"""Every way in which one rule of a schema object is made wrong, keyword by keyword."""

from collections.abc import Callable, Iterator, Mapping

from gc_contracts._json import Json
from gc_contracts.mutate import numbers, shapes, texts, values
from gc_contracts.mutate.model import Change

Node = Mapping[str, Json]
Make = Callable[[Node, str, str], Iterator[Change]]

_ALWAYS = frozenset(
    {
        *("type", "enum", "minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern", "format"),
        *("minItems", "maxItems", "uniqueItems", "items", "required", "minProperties", "maxProperties"),
        *(
            "properties",
            "patternProperties",
            "additionalProperties",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "$ref",
        ),
    }
)
_EARLY = frozenset({"dependencies", "additionalItems"})
_SIX = frozenset({"const", "contains", "propertyNames", "exclusiveMinimum", "exclusiveMaximum"})
_SEVEN = _SIX | {"if", "then", "else"}
_NINETEEN = _SEVEN | {
    *("dependentRequired", "dependentSchemas", "minContains", "maxContains"),
    *("unevaluatedProperties", "unevaluatedItems"),
}
KNOWN: Mapping[str, frozenset[str]] = {
    "draft-04": _ALWAYS | _EARLY,
    "draft-06": _ALWAYS | _EARLY | _SIX,
    "draft-07": _ALWAYS | _EARLY | _SEVEN,
    "2019-09": _ALWAYS | _NINETEEN | {"additionalItems", "$recursiveRef"},
    "2020-12": _ALWAYS | _NINETEEN | {"prefixItems", "$dynamicRef"},
}
"""Keywords that can refuse a record, by dialect; all others say nothing."""


def _plain(make: Callable[[Node, str], Iterator[Change]]) -> Make:
    return lambda node, keyword, _: make(node, keyword)


_MAKE: Mapping[str, Make] = {
    **dict.fromkeys(numbers.COUNTS, _plain(numbers.counts)),
    **dict.fromkeys(numbers.BOUNDS, numbers.bounds),
    "multipleOf": _plain(numbers.multiples),
    "type": values.types,
    "enum": _plain(values.enums),
    "const": _plain(values.constants),
    "pattern": _plain(texts.patterns),
    "format": _plain(texts.formats),
    "required": _plain(values.required),
    "properties": _plain(shapes.properties),
    "patternProperties": _plain(shapes.properties),
    "additionalProperties": _plain(shapes.closing),
    "additionalItems": _plain(shapes.closing),
    "unevaluatedProperties": _plain(shapes.closing),
    "unevaluatedItems": _plain(shapes.closing),
    "items": shapes.items,
    "prefixItems": shapes.items,
    "uniqueItems": shapes.unique,
    "dependencies": _plain(shapes.dependencies),
    "dependentRequired": _plain(shapes.dependencies),
    "dependentSchemas": _plain(shapes.dependencies),
    "allOf": _plain(shapes.alternatives),
    "anyOf": _plain(shapes.alternatives),
    "oneOf": _plain(shapes.alternatives),
}


def changes(node: Node, draft: str) -> Iterator[Change]:
    """Make each rule of a schema object wrong, one at a time, in the order of its keywords."""
    for keyword in node:
        if keyword not in KNOWN[draft]:
            continue
        words = "dropped" if keyword != "$ref" else "read as if it said nothing"
        yield Change(keyword, words, _dropped(node, keyword, draft))
        if keyword in _MAKE:
            yield from _MAKE[keyword](node, keyword, draft)
    yield from shapes.closed(node)


def _dropped(node: Node, keyword: str, draft: str) -> Json:
    gone = {keyword}
    if draft == "draft-04" and keyword in {"minimum", "maximum"}:
        gone.add("exclusive" + keyword.capitalize())
    return {word: item for word, item in node.items() if word not in gone}
