"""Rules made of schemas (`anyOf`, `not`, `dependencies` …): compared as they are written, `$ref`s put in.

Order of members and alternatives, titles and the like make no difference. What they do to records is left to
proof and witness.
"""

from collections.abc import Iterator

from gc_contracts._json import Json, dumps, get
from gc_contracts.diff.change import Effect
from gc_contracts.diff.place import Found, Pair
from gc_contracts.schema.effective import Node, Root, Rule

CONDITIONS = (
    *("anyOf", "oneOf", "not", "if", "then", "else", "contains", "minContains", "maxContains"),
    *("dependencies", "dependentRequired", "dependentSchemas", "propertyNames", "patternProperties"),
    *("unevaluatedProperties", "unevaluatedItems", "contentEncoding", "contentMediaType"),
)
_UNORDERED = frozenset({"anyOf", "oneOf", "allOf", "enum", "required", "type"})
_SILENT = frozenset({"title", "description", "default", "examples", "$comment", "$schema", "$id", "id"})
_DEEPEST = 12
"""Levels of `$ref` that are put in; deeper ones are compared by name."""


def conditions(pair: Pair) -> Iterator[Found]:
    """Yield a change for each such keyword that reads otherwise."""
    for keyword in CONDITIONS:
        old, new = _written(pair.old, keyword), _written(pair.new, keyword)
        if old != new:
            values = _value(pair.old, keyword), _value(pair.new, keyword)
            yield pair.change("condition-changed", _effect(keyword, old, new), values, (keyword,))


def _effect(keyword: str, old: set[str], new: set[str]) -> Effect:
    """One more such rule can only narrow; those that work with others of their kind are left open."""
    alone = keyword in {"anyOf", "oneOf", "not", "dependencies", "propertyNames", "dependentRequired"}
    if alone and old < new:
        return Effect.NARROWS
    return Effect.WIDENS if alone and new < old else Effect.BOTH


def _written(node: Node, keyword: str) -> set[str]:
    return {dumps(_plain(node.root, rule.value, keyword, _DEEPEST)) for rule in node.named(keyword)}


def _value(node: Node, keyword: str) -> Json:
    found: list[Rule] = list(node.named(keyword))
    return found[0].value if found else None


def _plain(root: Root, value: Json, keyword: str, depth: int) -> Json:
    if isinstance(value, list):
        items = [_plain(root, one, "", depth) for one in value]
        return sorted(items, key=dumps) if keyword in _UNORDERED else items
    if not isinstance(value, dict):
        return value
    target = _target(root, value) if depth else None
    if target is not None:
        return _plain(root, target, "", depth - 1)
    kept = {name: one for name, one in value.items() if name not in _SILENT or isinstance(one, dict | list)}
    return {name: _plain(root, kept[name], name, depth) for name in sorted(kept)}


def _target(root: Root, value: dict[str, Json]) -> Json:
    """Follow a `$ref` that stands alone, as it does in a condition; None: it does not, or leads nowhere."""
    reference = value.get("$ref")
    if not isinstance(reference, str) or not reference.startswith("#") or len(value.keys() - _SILENT) > 1:
        return None
    try:
        return get(root.document, reference[1:])
    except KeyError:
        return None
