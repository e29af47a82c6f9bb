"""Fields that are compared with each other: they share their constants, and are told apart where they cannot.

Only where all of them take the same kind of value do cells that stand for each field alone stand for all
fields together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gc_contracts._json import Json, kind
from gc_contracts.rules.cells.domain import ABSENT, Domain
from gc_contracts.rules.fields import Path, Sort
from gc_contracts.rules.looks import Looks
from gc_contracts.schema.boundary.numbers import span, written
from gc_contracts.schema.effective import Node

_KINDS = (frozenset({"integer"}), frozenset({"integer", "number"}), frozenset({"string"}))
_FINITE = frozenset({"null", "boolean"})


def pool(looks: Mapping[Path, Looks], nodes: Mapping[Path, Node]) -> dict[Path, Looks]:
    """Add to the constants of each field what its peers' schemas name: their bounds and members."""
    return {path: _pooled(each, nodes) for path, each in looks.items()}


def _pooled(looks: Looks, nodes: Mapping[Path, Node]) -> Looks:
    named = [value for path in looks.peers for value in _named(nodes[path])]
    return replace(looks, constants=(*looks.constants, *named)) if named else looks


def _named(node: Node) -> Iterator[Json]:
    yield from node.enum or ()
    within = span(node)
    yield from (written(edge) for edge in (within.low, within.high) if edge is not None)


def uneven(
    looks: Mapping[Path, Looks], nodes: Mapping[Path, Node], found: Mapping[Path, Domain]
) -> set[Path]:
    """Name the fields whose cells do not stand for all they can be together with their peers."""
    return {path for path, each in looks.items() if each.peers and not _even(each.peers, looks, nodes, found)}


def _even(
    peers: Sequence[Path],
    looks: Mapping[Path, Looks],
    nodes: Mapping[Path, Node],
    found: Mapping[Path, Domain],
) -> bool:
    endless = [path for path in peers if nodes[path].enum is None and nodes[path].types - _FINITE]
    kinds = {nodes[path].types - {"null"} for path in endless}
    if not endless:
        return True
    if len(kinds) > 1 or not kinds <= set(_KINDS):
        return False
    if len({span(nodes[path]).step for path in endless}) > 1:
        return False
    uses = [use for path in peers for use in looks[path].uses]
    if any(use.other is not None and use.sort is not Sort.ORDER for use in uses):
        return False
    return kinds != {frozenset({"string"})} or _texts_are_even(endless, looks, found)


def _texts_are_even(paths: list[Path], looks: Mapping[Path, Looks], found: Mapping[Path, Domain]) -> bool:
    """Tell whether texts are only told to be the same or not, and there are as many that nobody names."""
    uses = [use for path in paths for use in looks[path].uses]
    if any(use.sort in {Sort.TEXT, Sort.SIZE} for use in uses):
        return False
    if any(use.other is not None and use.name not in {"==", "!="} for use in uses):
        return False
    named = {value for path in paths for value in looks[path].constants if isinstance(value, str)}
    common = set.intersection(*({*_texts(found[path])} - named for path in paths))
    return len(common) >= looks[paths[0]].count


def _texts(domain: Domain) -> Iterator[str]:
    yield from (
        cell.value for cell in domain.cells if cell.value is not ABSENT and kind(cell.value) == "string"
    )
