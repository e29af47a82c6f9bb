"""All conditions of one schema beyond its keywords: its rules in CEL and its references, asked together.

Nothing here raises on a user's text or record. A rule that does not compile is a trouble, told by
`rule/invalid`; without the library nothing is said of rules at all, which is not the same as safe.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gc_contracts._json import Json, equal, join
from gc_contracts.errors import SchemaError
from gc_contracts.model.contract import Expectations, Reference
from gc_contracts.model.schema import Schema, Violation
from gc_contracts.rules.cel import Engine, engine
from gc_contracts.rules.condition import (
    Bound,
    Condition,
    PartName,
    RuleTrouble,
    Word,
    bind,
    condition,
)
from gc_contracts.rules.repair import repair
from gc_contracts.rules.search.maker import Maker
from gc_contracts.schema import pattern

MISSING = "not verified: the rules need a library; install pytest-gc-contracts[rules]"


@dataclass(frozen=True, slots=True)
class Erring:
    """A rule that a record makes fail: it neither holds nor is broken."""

    condition: Condition
    part: PartName
    words: str
    """What cel-cpp says."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """The rules and references of one contract, ready to be asked."""

    schema: Schema
    patterns: pattern.Flavour = "ecma"
    rules: tuple[Condition, ...] = ()
    """The rules that compile, in the order of contract.yaml."""
    references: tuple[Reference, ...] = ()
    """The references whose other side is known."""
    troubles: tuple[RuleTrouble, ...] = ()
    missing: str = ""
    """Why rules cannot be judged here; empty: they can."""
    _engine: Engine | None = field(default=None, repr=False, compare=False)
    _known: Mapping[str, "_Targets"] = field(default_factory=dict, repr=False, compare=False)
    _makers: list[Maker] = field(default_factory=list, repr=False, compare=False)
    """What repairs, once it was needed."""

    @classmethod
    def of(
        cls, expectations: Expectations, schema: Schema, patterns: pattern.Flavour = "ecma"
    ) -> "Conditions":
        """Compile what a contract expects of records beyond its schema."""
        cel = engine() if expectations.rules else None
        made = [condition(cel, rule) for rule in expectations.rules] if cel is not None else []
        references = tuple(each for each in expectations.references.values() if each.values is not None)
        return cls(
            schema,
            patterns,
            tuple(each for each in made if isinstance(each, Condition)),
            references,
            tuple(trouble for each in made if isinstance(each, tuple) for trouble in each),
            MISSING if expectations.rules and cel is None else "",
            cel,
            {each.field: _Targets.of(each) for each in references},
        )

    @property
    def silent(self) -> bool:
        """Whether nothing at all is asked of records here."""
        return not (self.rules or self.references or self.troubles or self.missing)

    def violations(self, record: Json) -> tuple[Violation, ...]:
        """Tell which rules and references a record breaks, rules first, each in its order.

        A rule whose `require` cannot be evaluated does not hold; one whose `when` cannot does not apply.
        """
        bound = self._bound(record)
        return (*self._broken(bound), *self._dangling(record))

    def second(self, record: Json) -> bool | None:
        """Ask our own engine whether all rules and references hold; None: it cannot tell.

        True and False are sure: a rule that does not compile, errs on the record, or is beyond this engine
        makes it None, unless another is surely broken.
        """
        words = [each.second(record) for each in self.rules]
        if Word.BROKEN in words or any(self._dangling(record)):
            return False
        sure = not self.troubles and not self.missing and not {Word.ERRS, Word.UNKNOWN}.intersection(words)
        return True if sure else None

    def repair(self, record: Json, keep: str = "") -> Json | None:
        """Give the same record, changed at other places than pointer `keep`, so that schema and all hold.

        None: none was found, which proves nothing.
        """
        if not self._makers:
            try:
                self._makers.append(Maker.of(self))
            except SchemaError:
                return None
        return repair(self._makers[0], record, keep)

    def words(self, record: Json) -> dict[str, Word]:
        """Say what cel-cpp makes of a record, rule by rule."""
        bound = self._bound(record)
        return {} if bound is None else {each.rule.id: each.word(bound) for each in self.rules}

    def erring(self, record: Json) -> tuple[Erring, ...]:
        """List the rules that a record makes fail."""
        bound = self._bound(record)
        if bound is None:
            return ()
        found = ((each, each.error(bound)) for each in self.rules)
        return tuple(Erring(each, *error) for each, error in found if error is not None)

    def _bound(self, record: Json) -> Bound | None:
        return None if self._engine is None or not self.rules else bind(self._engine, record)

    def _broken(self, bound: Bound | None) -> Iterator[Violation]:
        for each in self.rules if bound is not None else ():
            if bound is not None and self._is_broken(each, bound):
                rule = each.rule
                words = rule.message or f"breaks the rule: {_shown(each)}"
                yield Violation("", rule.id, words, rule.pointer)

    @staticmethod
    def _is_broken(each: Condition, bound: Bound) -> bool:
        word = each.word(bound)
        if word is not Word.ERRS:
            return word is Word.BROKEN
        error = each.error(bound)
        return error is not None and error[0] == "require"

    def _dangling(self, record: Json) -> Iterator[Violation]:
        for each in self.references:
            value = record.get(each.field) if isinstance(record, dict) else None
            if value is not None and not self._known[each.field].hold(value):
                words = f"no record of {each.subject} has this {each.target}"
                yield Violation(join("", each.field), "reference", words, each.pointer)


@dataclass(frozen=True, slots=True)
class _Targets:
    """The values a reference may have: texts at once, the rest by JSON's equality."""

    texts: frozenset[str]
    others: tuple[Json, ...]

    @classmethod
    def of(cls, reference: Reference) -> "_Targets":
        values = reference.values or ()
        return cls(
            frozenset(value for value in values if isinstance(value, str)),
            tuple(value for value in values if not isinstance(value, str)),
        )

    def hold(self, value: Json) -> bool:
        if isinstance(value, str):
            return value in self.texts
        return any(equal(value, other) for other in self.others)


def _shown(each: Condition) -> str:
    require = each.require.text.strip()
    return require if each.when is None else f"where {each.when.text.strip()}, {require}"
