"""Mutants that no record can tell from the unbroken schema: each with its proof, in words.

What is not proved here counts as a survivor, so a missing proof makes a score worse, never better.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gc_contracts._json import get, split
from gc_contracts._json import replace as put
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.mutate.alphabet import alphabet, letters
from gc_contracts.mutate.languages import apart
from gc_contracts.mutate.largest import largest
from gc_contracts.mutate.model import Change, Mutant
from gc_contracts.mutate.standing import Standing, standing
from gc_contracts.schema.boundary import Boundary, boundary
from gc_contracts.schema.containment import Extent
from gc_contracts.schema.effective import Node, effective
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.pattern.charset import CharSet
from gc_contracts.schema.pattern.overlap import Overlap
from gc_contracts.schema.subschemas import subschemas

_TURNING = frozenset({"not", "oneOf", "if"})
"""Keywords below which taking less makes the whole take more."""


@dataclass(slots=True)
class Proofs:
    """Proofs about the mutants of one schema; what they share is worked out once, when first needed."""

    schema: Schema
    patterns: Flavour
    _extent: Extent | None = None
    _standing: Standing | None = None
    _account: Boundary | None = None
    _telling: dict[str, tuple[Overlap, ...]] = field(default_factory=dict)
    _bare: dict[str, tuple[Schema, Extent]] = field(default_factory=dict)

    def reason(self, mutant: Mutant) -> str:
        """Say why no record tells; empty: not proved."""
        return next(filter(None, self._reasons(mutant)), "")

    @property
    def extent(self) -> Extent:
        """What the unbroken schema takes."""
        if self._extent is None:
            self._extent = Extent.of(self.schema)
        return self._extent

    def _reasons(self, mutant: Mutant) -> Iterator[str]:
        change = mutant.change
        if change is None:
            yield self._fits(mutant)
            return
        if not change.calm:
            if self.extent.same(Extent.of(mutant.schema)):
                yield "proved: both take the same records"
        elif self._is_calm(mutant, change):
            yield "proved: no value that the other rules take here is read in two ways"
        if change.letters and self._is_spelt(mutant, change):
            yield f"pattern or format here lets only {change.letters} through, which both read alike"
        if self._matches_alike(mutant):
            yield "proved: no text that the other rules take here matches one and not the other"
        yield self._implied(mutant, change)

    def _fits(self, mutant: Mutant) -> str:
        """Say that no record is so large that a size limit matters; empty: it may be."""
        limits = [one.max_bytes for one in (self.schema, mutant.schema) if one.max_bytes is not None]
        most = largest(effective(self.schema, self.patterns))
        if most is None or most > min(limits):
            return ""
        return f"proved: no record that the schema takes is larger than {most:,} bytes"

    def _is_calm(self, mutant: Mutant, change: Change) -> bool:
        """Tell whether the rules beside leave only values on which both readings agree."""
        if self.turns(mutant.place):
            return False
        if mutant.rule not in self._bare:
            node = dict(get(self.schema.document, mutant.place))
            node.pop(change.keyword)
            bare = replace(self.schema, document=put(self.schema.document, mutant.place, node))
            self._bare[mutant.rule] = bare, Extent.of(bare)
        bare, extent = self._bare[mutant.rule]
        node = get(bare.document, mutant.place)
        for agreed in change.calm:
            calm = {**node, "allOf": [*node.get("allOf", []), agreed]}
            if extent.same(Extent.of(replace(bare, document=put(bare.document, mutant.place, calm)))):
                return True
        return False

    def turns(self, place: str) -> bool:
        """Tell whether a place lies below a keyword that turns its verdict round."""
        if _TURNING & set(split(place)):
            return True
        document = self.schema.document
        nodes = (node for _, node in subschemas(document) if isinstance(node, dict))
        shelved = {"definitions", "$defs"} & set(split(place))
        return bool(shelved) and any(_TURNING & node.keys() for node in nodes)

    def _is_spelt(self, mutant: Mutant, change: Change) -> bool:
        """Tell whether all texts at a place are made of characters that both readings read alike."""
        if self.turns(mutant.place):
            return False
        nodes = self.nodes(mutant.place)
        calm = letters(change.letters)
        spelt = [alphabet(node) for node in nodes]
        return bool(spelt) and all(one is not None and not (one & ~calm).ranges for one in spelt)

    def nodes(self, place: str) -> tuple[Node, ...]:
        """Give all nodes that a schema object is part of; none where they are not known."""
        if self._standing is None:
            self._standing = standing(self.schema, self.patterns)
        return self._standing.get(place, ())

    def telling(self, mutant: Mutant) -> tuple[Overlap, ...]:
        """Compare a pattern with what it was changed to, wherever it stands; empty: it is no pattern."""
        change = mutant.change
        if change is None or change.keyword != "pattern":
            return ()
        if mutant.rule + change.words not in self._telling:
            wrong = change.node.get("pattern")
            self._telling[mutant.rule + change.words] = tuple(
                one
                for node in self.nodes(mutant.place)
                for one in apart(node, mutant.place, wrong, self.patterns)
            )
        return self._telling[mutant.rule + change.words]

    def _matches_alike(self, mutant: Mutant) -> bool:
        # To an engine of another language `ſ` and the Kelvin sign are letters in another case.
        folded = mutant.words.endswith("ignoring case") and letters("[KkSs]")
        if self.turns(mutant.place) or (folded and self._spells(mutant, folded)):
            return False
        told = self.telling(mutant)
        return bool(told) and all(one.known and one.text is None for one in told)

    def _spells(self, mutant: Mutant, some: CharSet) -> bool:
        """Tell whether texts of a place may hold some characters."""
        spelt = [alphabet(node) for node in self.nodes(mutant.place)]
        return any(one is None or bool((one & some).ranges) for one in spelt)

    def _implied(self, mutant: Mutant, change: Change) -> str:
        if not change.keyword or (change.calm and not change.weaker):
            return ""
        before = self._by(self.account, mutant.rule)
        gone = change.weaker or change.words == "dropped"
        if not before or gone:
            return before
        return before if self._by(self._boundary(mutant.schema), mutant.rule) else ""

    @property
    def account(self) -> Boundary:
        """Which rules of the unbroken schema are implied by others."""
        if self._account is None:
            self._account = self._boundary(self.schema)
        return self._account

    def _boundary(self, schema: Schema) -> Boundary:
        try:
            return boundary(schema, self.patterns)
        except SchemaError:
            return Boundary((), (), ())

    def _by(self, found: Boundary, rule: str) -> str:
        """Say by what a rule is implied wherever it stands; empty: it is not, or not proved."""
        listed = {one.pointer: one.by for one in found.implied if one.rule == rule}
        broken = {case.pointer for case in found.cases if not case.valid and case.rule == rule}
        if not listed or not broken <= listed.keys() or any(one.rule == rule for one in found.gaps):
            return ""
        return f"implied by {next(iter(listed.values()))}"
