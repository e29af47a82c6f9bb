"""Mutants of what stands beside a schema: cross-field rules and references, judged by the changed rule."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from gc_contracts._json import Json
from gc_contracts.errors import RuleError
from gc_contracts.model.contract import Expectations, Reference, Rule
from gc_contracts.mutate.expressions import wrong
from gc_contracts.rules.conditions import Conditions
from gc_contracts.rules.parser import parse
from gc_contracts.rules.search.spell import spell

Holds = Callable[[Json], bool]


@dataclass(frozen=True, slots=True)
class Beside:
    """One rule or reference made wrong."""

    pointer: str
    """Where it stands in contract.yaml."""
    words: str
    holds: Holds
    """Whether a record keeps it as it is now."""
    rule: Rule | None = None
    """The changed rule; None: it is gone, or this is a reference."""
    wild: tuple[tuple[str, Json], ...] = ()
    """(field, value) that may show it."""


def beside(conditions: Conditions) -> Iterator[Beside]:
    """Yield all mutants of the rules that compile and of the references whose values are known."""
    for each in conditions.rules:
        yield from _rule(conditions, each.rule)
    for reference in conditions.references:
        yield from _reference(reference)


def _rule(conditions: Conditions, rule: Rule) -> Iterator[Beside]:
    name = f"rule {rule.id}:"
    yield Beside(rule.pointer, f"{name} dropped", _always)
    seen = {(rule.when, rule.require)}
    for words, changed in _rules(rule):
        holds = _compiled(conditions, changed)
        if holds is not None and (changed.when, changed.require) not in seen:
            seen.add((changed.when, changed.require))
            yield Beside(rule.pointer, f"{name} {words}", holds, changed)


def _rules(rule: Rule) -> Iterator[tuple[str, Rule]]:
    if rule.when.strip():
        yield "when dropped", replace(rule, when="")
        yield "when negated", replace(rule, when=f"!({rule.when})")
    yield "require negated", replace(rule, require=f"!({rule.require})")
    for part in ("when", "require"):
        for words, text in _texts(getattr(rule, part)):
            yield f"{part}: {words}", replace(rule, **{part: text})


def _texts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the wrong spellings of an expression; none where only cel-cpp reads it."""
    try:
        tree = parse(text) if text.strip() else None
    except RuleError:
        return
    if tree is not None:
        yield from ((words, spell(changed)) for words, changed in wrong(tree))


def _compiled(conditions: Conditions, rule: Rule) -> Holds | None:
    """Judge by one rule alone; None: it does not compile."""
    alone = Conditions.of(Expectations(rules=(rule,)), conditions.schema, conditions.patterns)
    return None if alone.troubles or alone.missing else lambda record: not alone.violations(record)


def _always(_: Json) -> bool:
    return True


def _reference(reference: Reference) -> Iterator[Beside]:
    name = f"reference {reference.field}:"
    texts = tuple(value for value in reference.values or () if isinstance(value, str) and value)
    unknown = tuple((reference.field, value) for value in ("unknown", "0", -1))
    yield Beside(reference.pointer, f"{name} not checked", _always, wild=unknown)
    if not texts:
        return
    known = {value.lower() for value in texts}
    loose: Mapping[str, tuple[Callable[[str], bool], str]] = {
        "found by its beginning": (lambda text: any(one.startswith(text) for one in texts), texts[0][:-1]),
        "found though more follows": (lambda text: text.startswith(texts), texts[0] + "x"),
        "found ignoring case": (lambda text: text.lower() in known, texts[0].swapcase()),
        "found with blanks trimmed": (lambda text: text.strip() in texts, texts[0] + " "),
    }
    for words, (found, value) in loose.items():
        if value not in texts:
            holds = _loose(reference, found)
            yield Beside(reference.pointer, f"{name} {words}", holds, wild=((reference.field, value),))


def _loose(reference: Reference, found: Callable[[str], bool]) -> Holds:
    def holds(record: Json) -> bool:
        value = record.get(reference.field) if isinstance(record, dict) else None
        return value is None or value in (reference.values or ()) or (isinstance(value, str) and found(value))

    return holds
