"""Probes judged by the validator: kept as cases where they do exactly what they were made for.

An invalid case is kept only if everything the validator says of it is one keyword at one place, declared
where the probe meant it. What else it said becomes the account of rules that cannot be broken alone.
"""

import marshal
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from zlib import crc32

from gc_contracts._json import Json, dumps, equal
from gc_contracts.model.case import RecordCase
from gc_contracts.model.schema import Violation
from gc_contracts.schema.boundary.model import Probe, Stand
from gc_contracts.schema.effective import Rule
from gc_contracts.schema.validate import Validator
from gc_contracts.schema.validate_edits import Edits

LONGEST_ID = 88
_UNFIT = re.compile(r"[^a-z0-9./_-]+")

CLOSING = frozenset(
    {"additionalProperties", "unevaluatedProperties", "additionalItems", "unevaluatedItems", "items"}
)


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be broken alone: a rule at a place, for `required` one of its names."""

    pointer: str
    rule: Rule
    about: str = ""

    def __hash__(self) -> int:
        return hash((self.pointer, self.rule.pointer, self.about))


@dataclass(slots=True)
class Judge:
    """Collects cases, and for each target the records that broke more than it."""

    validator: Validator
    cases: dict[str, RecordCase] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    """Targets with an invalid case, by the pointer of their rule (and place, and name)."""
    refused: dict[Target, list[tuple[Violation, ...]]] = field(default_factory=dict)
    done: set[tuple[str, str, str, str]] = field(default_factory=set)
    records: set[bytes] = field(default_factory=set)
    """What the cases hold, written down: no record makes two."""
    _edits: Edits | None = None

    def hear(self, stand: Stand, probes: Iterable[Probe]) -> None:
        """Judge the probes of one stand, in order."""
        if self._edits is None or self._edits.base is not stand.record:
            self._edits = Edits(self.validator, stand.record)
        pointer = stand.place.pointer
        for probe in probes:
            key = (pointer, probe.rule.pointer, probe.about, probe.variant)
            if key not in self.done and self._judge(self._edits, stand, probe):
                self.done.add(key)

    def keep(self, words: str, record: object) -> None:
        """Take a record as a valid case, if it is valid and new."""
        if self.takes(record):
            self._add(words, record, "", None)

    def takes(self, record: object) -> bool:
        """Tell whether the validator takes a record."""
        return not self.validator.unworded(record)

    def _judge(self, edits: Edits, stand: Stand, probe: Probe) -> bool:
        violations = edits.unworded(probe.record)
        if not violations:
            if probe.valid is not False:
                self._add(_words(stand, probe), probe.record, probe.rule.pointer, None)
            return probe.valid is not False
        if probe.valid is True or not self._alone(stand, probe, violations):
            return False
        if violations[0].rule == probe.rule.branch:
            self.broken.add(f"{violations[0].pointer} {violations[0].rule} ")
        self._add(_words(stand, probe), probe.record, probe.rule.pointer, violations[0])
        return True

    def _alone(self, stand: Stand, probe: Probe, violations: tuple[Violation, ...]) -> bool:
        """Tell whether a probe breaks its rule and no other but its twins, and keep account of it."""
        pointer = stand.place.pointer if probe.pointer is None else probe.pointer
        if alone(violations, pointer, (probe.rule,)):
            self.broken.add(_name(stand.place.pointer, probe.rule, probe.about))
            return True
        target = Target(stand.place.pointer, probe.rule, probe.about)
        self.refused.setdefault(target, []).append(violations)
        return alone(violations, pointer, _twins(stand, probe.rule))

    def _add(self, words: str, record: Json, rule: str, broken: Violation | None) -> None:
        """Take a case, if its record is new."""
        text = written(record)
        if text in self.records:
            return
        self.records.add(text)
        name = unique(identifier(words), self.cases)
        if broken is None:
            self.cases[name] = RecordCase(name, record, valid=True, rule=rule)
        else:
            rule = broken.rule or rule
            self.cases[name] = RecordCase(name, record, False, broken.keyword, broken.pointer, rule)

    def is_broken(self, target: Target) -> bool:
        """Tell whether a case breaks the target alone."""
        return _name(target.pointer, target.rule, target.about) in self.broken


def alone(violations: tuple[Violation, ...], pointer: str, rules: Sequence[Rule]) -> bool:
    """Tell whether violations are one keyword at one place, and all of these rules."""
    first = violations[0]
    if any(one.keyword != first.keyword or one.pointer != first.pointer for one in violations):
        return False
    return all(any(belongs(one, pointer, rule) for rule in rules) for one in violations)


def _twins(stand: Stand, rule: Rule) -> list[Rule]:
    """The same rule declared again for the same place: one case breaks them all, none is broken alone."""
    return [other for other in stand.node.named(rule.keyword) if equal(other.value, rule.value)]


def belongs(violation: Violation, pointer: str, rule: Rule) -> bool:
    """Tell whether a violation is this rule's own, or that of the combination it is an alternative of."""
    if rule.branch and violation.rule == rule.branch:
        return True
    below = rule.keyword in {"propertyNames", "dependencies", "dependentSchemas", "if"}
    own = violation.rule == rule.pointer or (below and violation.rule.startswith(rule.pointer + "/"))
    # What is too much is named by its own place, or by that of the object or array around it.
    around = rule.keyword in CLOSING and violation.pointer == pointer.rpartition("/")[0]
    return own and (violation.pointer == pointer or around)


def identifier(words: str) -> str:
    """Shorten words to an id: `[a-z0-9./_-]`, its middle replaced by a checksum where it is long."""
    name = _UNFIT.sub("-", words.lower()).strip(".")
    if len(name) <= LONGEST_ID:
        return name
    return f"{name[:40]}.{crc32(words.encode()):08x}.{name[-36:].lstrip('.')}"


def unique(name: str, taken: Container[str]) -> str:
    """Number a name that is taken."""
    if name not in taken:
        return name
    numbered = (f"{name}.{number}" for number in range(2, 1_000_000))
    return next(candidate for candidate in numbered if candidate not in taken)


def _words(stand: Stand, probe: Probe) -> str:
    return f"{stand.place.path}.{kebab(probe.rule.keyword)}.{probe.variant}"


def written(record: Json) -> bytes:
    """Write a record so that only equal ones, types and order included, come out equal."""
    try:
        return marshal.dumps(record, 2)
    except ValueError:
        # A subclass of a Python type.
        return dumps(record).encode()


@lru_cache(maxsize=256)
def kebab(keyword: str) -> str:
    """Spell a keyword as ids do: `maxLength` as `max-length`."""
    return re.sub(r"([a-z])([A-Z])", r"\1-\2", keyword).lower().replace("$", "")


def _name(pointer: str, rule: Rule, about: str) -> str:
    return f"{pointer} {rule.pointer} {about}"
