"""From a schema and its conditions to the ground that records are made on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Protocol

from gc_contracts._json import Json, equal
from gc_contracts.model.contract import Reference, Rule
from gc_contracts.model.schema import Schema
from gc_contracts.rules.cel import engine
from gc_contracts.rules.cells.domain import ABSENT
from gc_contracts.rules.condition import Condition
from gc_contracts.rules.fields import ELEMENT, Sort, Use, atoms, looks, path_of
from gc_contracts.rules.looks import gather
from gc_contracts.rules.nodes import Call, Node
from gc_contracts.rules.search.asking import Asker
from gc_contracts.rules.search.bench import Bench, Judge
from gc_contracts.rules.search.formulas import Atom, Free, Truth, asked, formula
from gc_contracts.rules.search.ground import Ground, State, ground
from gc_contracts.rules.search.guesses import Guesser
from gc_contracts.rules.search.ruled import Ruled
from gc_contracts.rules.search.solve import Goal
from gc_contracts.rules.search.tools import Tools
from gc_contracts.rules.values import UNKNOWN
from gc_contracts.schema.pattern import Flavour

_MOST_VALUES = 24
"""Values of a reference that are looked at."""


@dataclass(frozen=True, slots=True)
class Read:
    """A rule and its trees; `when` is None where it always applies."""

    rule: Rule
    when: Node | None
    require: Node

    @property
    def atoms(self) -> Iterator[Node]:
        """Its atoms, those of `when` first."""
        if self.when is not None:
            yield from atoms(self.when)
        yield from atoms(self.require)


class Declared(Judge, Protocol):
    """What a contract declares beyond its schema."""

    @property
    def schema(self) -> Schema:
        """The schema itself."""

    @property
    def patterns(self) -> Flavour:
        """Whose reading of `pattern`."""

    @property
    def rules(self) -> tuple[Condition, ...]:
        """The rules that compile."""

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references whose other side is known."""


@dataclass(frozen=True)
class Maker:
    """A schema with the conditions that could be read, and both engines."""

    tools: Tools
    rules: tuple[Read, ...]
    references: tuple[Reference, ...]
    """Those whose values are known."""
    judge: Judge
    asker: Asker

    @classmethod
    def of(cls, conditions: "Declared") -> "Maker":
        """Read the conditions of a schema; raises SchemaError where the schema does not compile."""
        read = (
            Read(each.rule, None if each.when is None else each.when.tree, each.require.tree)
            for each in conditions.rules
            if each.require.tree is not None and (each.when is None or each.when.tree is not None)
        )
        tools = Tools.of(conditions.schema, conditions.patterns)
        asker = Asker(engine() if conditions.rules else None)
        return cls(tools, tuple(read), conditions.references, conditions, asker)

    @cached_property
    def grounds(self) -> tuple[Ground, ...]:
        """The grounds around the fullest and the smallest record, its references leading somewhere."""
        groups = list(self._groups())
        known = gather(groups)
        bases = [self._referring(sample) for sample in self.tools.samples()]
        return tuple(ground(base, self.tools.root, known, self.tools.validator) for base in bases)

    def fine(self, record: Json) -> bool:
        """Tell whether a record keeps the schema and all conditions."""
        return self.tools.validator.is_valid(record) and not self.judge.violations(record)

    @cached_property
    def bench(self) -> Bench | None:
        """A bench that starts from a record on which everything holds; None: none was found."""
        for made in self.grounds:
            bench = self.on(made)
            for asking in (bench, bench.tolerant()):
                settled = asking.settled()
                if settled is not None:
                    return replace(asking, start=settled)
        return None

    def around(self, record: dict[str, Json]) -> Bench | None:
        """Give a bench that starts from a record, valid or not; None: the schema takes no object."""
        return next((self.on(made.around(record)) for made in self.grounds), None)

    def on(self, made: Ground) -> Bench:
        """Set the rules on a ground."""
        known: dict[Node, Atom] = {}
        ruled = tuple(
            _ruled(each, known, partial(asked, ground=made, ask=self.asker.ask)) for each in self.rules
        )
        conditions = tuple(_leading(made, each) for each in self.references)
        return Bench(self.tools, self.judge, made, ruled, conditions, made.start)

    def doubtful(self, made: Ground) -> tuple[Ground, tuple[Ruled, ...]]:
        """Set the rules on a ground for proofs: what cells cannot stand for may be anything there."""
        guesser = Guesser(made, self.asker.ask, self._sort)
        nodes = [node for read in self.rules for node in read.atoms]
        widened = guesser.widened(nodes)
        known: dict[Node, Atom] = {}
        return widened, tuple(_ruled(each, known, partial(guesser.atom, widened)) for each in self.rules)

    def _sort(self, node: Node) -> str:
        """Name the type of one side of a comparison, where it can have no other."""
        if isinstance(node, Call) and node.target is None and node.name in {"timestamp", "duration"}:
            return node.name
        path = path_of(node)
        at = self.tools.root
        for name in path or ():
            at = at.property(name)
        return "text" if path and ELEMENT not in path and at.types == {"string"} else ""

    def _groups(self) -> Iterator[tuple[Use, ...]]:
        for read in self.rules:
            yield from (tuple(looks(atom)) for atom in read.atoms)
        for each in self.references:
            yield (Use((each.field,), Sort.ORDER, _values(each), name="=="),)

    def _referring(self, record: Json) -> Json:
        for each in self.references:
            if each.field in record:
                fitting = ({**record, each.field: value} for value in _values(each))
                record = next((other for other in fitting if self.tools.validator.is_valid(other)), record)
        return record


def _ruled(read: Read, known: dict[Node, Atom], make: Callable[[Node], Atom]) -> Ruled:
    when = None if read.when is None else formula(read.when, known, make)
    require = formula(read.require, known, make)
    fields = {*(when.fields if when else ()), *require.fields}
    return Ruled(read.rule, when, require, tuple(sorted(fields)))


def _values(reference: Reference) -> tuple[Json, ...]:
    return (reference.values or ())[:_MOST_VALUES]


def _leading(made: Ground, reference: Reference) -> Goal:
    """Want a reference to lead somewhere, where it is given."""
    number = made.index[reference.field,]

    def test(state: State, free: Free) -> Truth:
        if number in free:
            return UNKNOWN
        value = made.cell(state, number).value
        return (
            value is ABSENT or value is None or any(equal(value, known) for known in reference.values or ())
        )

    return Goal((number,), test)
