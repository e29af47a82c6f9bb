"""The account of rules that no case breaks alone: implied by another rule, or an honest gap."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Violation
from gc_contracts.schema.boundary.formats import days
from gc_contracts.schema.boundary.judge import Judge, Target, belongs
from gc_contracts.schema.boundary.model import FAMILIES, Gap, Implied, Place
from gc_contracts.schema.boundary.numbers import exact, is_number
from gc_contracts.schema.effective import TYPES, Node, Rule
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.pattern import compile as compile_pattern

APPLIES: Mapping[str, frozenset[str]] = {
    **{word: frozenset({name}) for name, words in FAMILIES.items() for word in words},
    **dict.fromkeys(("type", "enum", "const", "anyOf", "oneOf", "not"), frozenset(TYPES)),
}
"""The keywords that can be broken, and the types they speak about."""

_LENGTHS = frozenset({"minLength", "maxLength"})


def targets(place: Place) -> Iterator[Target]:
    """List what a place has to break: its rules that say anything, `required` name by name."""
    for rule in place.node.rules:
        if rule.keyword == "required" and isinstance(rule.value, list):
            yield from (Target(place.pointer, rule, name) for name in rule.value if isinstance(name, str))
        elif rule.keyword in APPLIES and _says(rule) and not _governed(place.node, rule):
            yield Target(place.pointer, rule)


def account(place: Place, judge: Judge) -> Iterator[Implied | Gap]:
    """Explain each target of a place that no case breaks alone."""
    for target in targets(place):
        if not judge.is_broken(target) and not target.rule.branch:
            yield _explained(place.node, target, judge)


def _explained(node: Node, target: Target, judge: Judge) -> Implied | Gap:
    rule = target.rule
    if not APPLIES[rule.keyword] & node.types and node.named("type"):
        by = f"never asked: type at {node.named('type')[0].pointer} lets no such value through"
        return Implied(rule.keyword, target.pointer, rule.pointer, by)
    blockers = _blockers(target, judge.refused.get(target, []))
    proof = next((by for by in (_proved(node, rule, blocker) for blocker in blockers) if by), "")
    proof = proof or _counted(node, target)
    if proof:
        return Implied(rule.keyword, target.pointer, rule.pointer, proof)
    return Gap(rule.keyword, target.pointer, rule.pointer, _reason(node, rule, blockers))


def _blockers(target: Target, refused: Sequence[tuple[Violation, ...]]) -> list[Violation]:
    """Violations that came with every record that breaks the target; told apart by rule."""
    broke = [seen for seen in refused if any(_own(item, target) for item in seen)]
    common: dict[tuple[str, str], Violation] = (
        {(item.rule, item.pointer): item for item in broke[0]} if broke else {}
    )
    for seen in broke[1:]:
        common = {
            key: item for key, item in common.items() if key in {(one.rule, one.pointer) for one in seen}
        }
    return [item for item in common.values() if item.rule != target.rule.pointer]


def _own(violation: Violation, target: Target) -> bool:
    """Tell whether a violation is the target's; what is too much may be named by its own place."""
    return belongs(violation, target.pointer, target.rule) or belongs(
        violation, violation.pointer, target.rule
    )


def _proved(node: Node, rule: Rule, blocker: Violation) -> str:
    """Say why a blocker must come along; empty: it only happened to."""
    other = next((one for one in node.rules if one.pointer == blocker.rule), None)
    if other is None:
        return ""
    strict = other.keyword in {"enum", "const", "type"} and rule.keyword not in {"enum", "const"}
    calendar = rule.keyword == "pattern" and other.keyword == "format" and other.value == "date"
    if calendar and isinstance(rule.value, str) and _takes_all_days(rule.value, node.root.flavour):
        return f"{other.keyword} at {other.pointer}, whose days it all lets through"
    if strict or _tighter(other, rule) or (rule.keyword in _LENGTHS and _bound_by_pattern(node, rule, other)):
        return f"{other.keyword} at {other.pointer}"
    return ""


@lru_cache(maxsize=256)
def _takes_all_days(text: str, flavour: Flavour) -> bool:
    try:
        pattern = compile_pattern(text, flavour)
        return all(map(pattern.search, days()))
    except (SchemaError, TimeoutError):
        return False


def _tighter(other: Rule, rule: Rule) -> bool:
    if other.keyword == rule.keyword and other.value == rule.value:
        return True
    if not (is_number(other.value) and is_number(rule.value)):
        return False
    left, right = exact(other.value), exact(rule.value)
    if other.keyword == rule.keyword == "multipleOf":
        return right > 0 and (left / right).denominator == 1
    lower = rule.keyword.lower().removeprefix("exclusive").startswith("min")
    same = other.keyword.lower().removeprefix("exclusive") == rule.keyword.lower().removeprefix("exclusive")
    return same and (left >= right if lower else left <= right)


def _bound_by_pattern(node: Node, rule: Rule, other: Rule) -> bool:
    """Tell whether a pattern has no text on the wrong side of a length."""
    pattern = node.root.pattern(other.value) if other.keyword == "pattern" else None
    if pattern is None or not pattern.anchored:
        return False
    bound = int(rule.value)
    low, high = (bound + 1, None) if rule.keyword == "maxLength" else (0, bound - 1)
    texts = node.root.examples(other.value, low, high)
    return next(iter(texts), None) is None


def _counted(node: Node, target: Target) -> str:
    """Rules about counts that follow from what is required or allowed."""
    rule = target.rule
    first = next(iter(node.required.values()), None)
    if rule.keyword == "minProperties" and first and len(node.required) >= rule.value:
        return f"required at {first.pointer}"
    if rule.keyword == "required" and first and node.required[target.about] is not rule:
        return f"required at {node.required[target.about].pointer}"
    closed = node.closed
    if rule.keyword == "maxProperties" and closed and not node.named("patternProperties"):
        return f"{closed.keyword} at {closed.pointer}" if len(node.properties) <= rule.value else ""
    if rule.keyword == "maxItems" and node.named("uniqueItems"):
        members = node.item(0).enum
        if members is not None and len(members) <= rule.value:
            return f"uniqueItems at {node.named('uniqueItems')[0].pointer} and the enum of its items"
    return ""


def _reason(node: Node, rule: Rule, blockers: Sequence[Violation]) -> str:
    if blockers:
        return f"every record we made that breaks it also breaks {blockers[0].keyword} at {blockers[0].rule}"
    if rule.keyword == "pattern" and node.root.pattern(rule.value) is None:
        return "its pattern cannot be run by our engine"
    if rule.keyword == "format":
        return f"format {rule.value!r} is not asserted, or we know no text that breaks it alone"
    return "no record we made breaks it alone"


def _says(rule: Rule) -> bool:
    """Tell whether a keyword can be broken at all."""
    value = rule.value
    if rule.keyword in {"minLength", "minItems", "minProperties", "minContains"}:
        return isinstance(value, int | float) and value > 0
    if rule.keyword in {
        "additionalProperties",
        "unevaluatedProperties",
        "additionalItems",
        "unevaluatedItems",
    }:
        return value is False
    if rule.keyword in {"dependencies", "dependentRequired"}:
        return isinstance(value, Mapping) and any(
            isinstance(names, list) and names for names in value.values()
        )
    if rule.keyword == "anyOf":
        return isinstance(value, list) and not any(branch in ({}, True) for branch in value)
    if rule.keyword == "type":
        return _names(value) < set(TYPES)
    return (
        value is not True if rule.keyword in {"contains", "propertyNames"} else value not in (False, {}, [])
    )


def _governed(node: Node, rule: Rule) -> bool:
    """Tell whether another keyword beside decides: `minContains` speaks for `contains`."""
    if rule.keyword == "contains":
        return bool(node.named("minContains", "maxContains"))
    if rule.keyword == "additionalItems":
        return not any(isinstance(one.value, list) for one in node.named("items"))
    return rule.keyword in {"minContains", "maxContains"} and not node.named("contains")


def _names(value: Json) -> set[str]:
    names = {value} if isinstance(value, str) else set(value if isinstance(value, list) else ())
    return names | ({"integer"} if "number" in names else set())
