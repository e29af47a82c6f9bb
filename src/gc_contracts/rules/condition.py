"""One rule, compiled: what it says of a record, by two engines.

A rule is broken by a record where `when` is true and `require` is false. An evaluation that fails is neither:
where `when` fails the rule does not apply, where `require` fails it does not hold, and in both cases nobody
is accused, for the rule itself has no answer.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from gc_contracts._json import Json
from gc_contracts.errors import RuleError
from gc_contracts.model.contract import Rule
from gc_contracts.rules.cel import Compiled, Engine, Erred, holds, tamed
from gc_contracts.rules.constants import misread
from gc_contracts.rules.evaluate import evaluate
from gc_contracts.rules.flaws import Flaw
from gc_contracts.rules.nodes import Node
from gc_contracts.rules.parser import parse
from gc_contracts.rules.void import ERROR, UNKNOWN

PartName = Literal["when", "require"]


class Word(StrEnum):
    """What a rule says of a record."""

    HOLDS = "holds"
    """It applies, and what it requires is so."""
    IDLE = "idle"
    """It does not apply."""
    BROKEN = "broken"
    ERRS = "errs"
    """Its evaluation fails."""
    UNKNOWN = "unknown"
    """The engine that was asked cannot tell."""


@dataclass(frozen=True, slots=True)
class RuleTrouble:
    """A part of a rule that does not compile."""

    rule: Rule
    part: PartName
    message: str
    offset: int
    """The character of the part's text where it shows."""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """`when` or `require`, compiled; `tree` is None where only cel-cpp reads it."""

    name: PartName
    text: str
    compiled: Compiled = field(repr=False)
    tree: Node | None

    def first(self, bound: "Bound") -> bool | Erred | None:
        """Ask cel-cpp; None: it cannot hold the record, and the second engine does not confirm its answer."""
        answer = self.compiled.ask(bound.activation)
        if bound.exact:
            return answer
        other = self.second(bound.record)
        agreed = isinstance(answer, Erred) if isinstance(other, Erred) else answer is other
        return answer if agreed else None

    def second(self, record: Json) -> bool | Erred | None:
        """Ask our own engine; None: it cannot tell."""
        answer = UNKNOWN if self.tree is None else evaluate(self.tree, record)
        if answer is UNKNOWN:
            return None
        return Erred("it cannot be evaluated") if answer is ERROR else answer is True


@dataclass(frozen=True, slots=True)
class Bound:
    """A record as compiled rules take it."""

    record: Json
    activation: Any = field(repr=False)
    exact: bool
    """Whether cel-cpp sees the record itself, and not the nearest that it can hold."""


def bind(engine: Engine, record: Json) -> Bound:
    """Prepare a record for all rules at once."""
    exact = holds(record)
    return Bound(record, engine.bind(record if exact else tamed(record)), exact)


@dataclass(frozen=True, slots=True)
class Condition:
    """A rule that compiles."""

    rule: Rule
    require: Part
    when: Part | None = None
    """None: it always applies."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """`when`, if there is one, and `require`."""
        return (self.require,) if self.when is None else (self.when, self.require)

    def word(self, bound: Bound) -> Word:
        """Say what cel-cpp makes of a record."""
        applies = True if self.when is None else self.when.first(bound)
        return _word(applies, self.require.first(bound)) if applies is True else _word(applies, None)

    def second(self, record: Json) -> Word:
        """Say what our own engine makes of a record."""
        applies = True if self.when is None else self.when.second(record)
        return _word(applies, self.require.second(record))

    def error(self, bound: Bound) -> tuple[PartName, str] | None:
        """Tell which part cannot be evaluated on a record, and why."""
        if self.when is not None:
            applies = self.when.first(bound)
            if applies is not True:
                return (self.when.name, applies.words) if isinstance(applies, Erred) else None
        answer = self.require.first(bound)
        return (self.require.name, answer.words) if isinstance(answer, Erred) else None


def _word(applies: bool | Erred | None, answer: bool | Erred | None) -> Word:
    if applies is not True:
        return {None: Word.UNKNOWN, False: Word.IDLE}.get(applies, Word.ERRS)  # type: ignore[arg-type]
    if answer is None:
        return Word.UNKNOWN
    if isinstance(answer, Erred):
        return Word.ERRS
    return Word.HOLDS if answer else Word.BROKEN


def condition(engine: Engine, rule: Rule) -> Condition | tuple[RuleTrouble, ...]:
    """Compile a rule; what does not compile is told, part by part."""
    require = _part(engine, rule, "require", rule.require)
    when = _part(engine, rule, "when", rule.when) if rule.when.strip() else None
    troubles = tuple(each for each in (when, require) if isinstance(each, RuleTrouble))
    if isinstance(require, RuleTrouble) or isinstance(when, RuleTrouble):
        return troubles
    return Condition(rule, require, when)


def _part(engine: Engine, rule: Rule, name: PartName, text: str) -> Part | RuleTrouble:
    compiled = engine.compile(text)
    if isinstance(compiled, Flaw):
        return RuleTrouble(rule, name, compiled.message, compiled.offset, compiled.hint)
    if compiled.result:
        words = f"it gives {compiled.result.lower()}, and a rule gives true or false"
        return RuleTrouble(rule, name, words, 0)
    try:
        tree = parse(text)
    except RuleError:
        return Part(name, text, compiled, None)
    flaw = misread(engine, tree, text)
    if flaw is not None:
        return RuleTrouble(rule, name, flaw.message, flaw.offset, flaw.hint)
    return Part(name, text, compiled, tree)
