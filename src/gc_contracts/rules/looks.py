"""All looks of all rules at one field: the constants it meets and the fields it is compared with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gc_contracts._json import Json, dumps, kind
from gc_contracts.rules.fields import ELEMENT, Path, Sort, Use, whole


@dataclass(frozen=True, slots=True)
class Looks:
    """What rules look for at one path."""

    path: Path
    uses: tuple[Use, ...] = ()
    """Looks at the path itself."""
    constants: tuple[Json, ...] = ()
    """What it is compared with, and what those fields are compared with that it is compared with."""
    sizes: tuple[int, ...] = ()
    moments: tuple[str, ...] = ()
    """Timestamps and durations, as texts."""
    peers: tuple[Path, ...] = ()
    """The fields that are compared with each other, itself among them; empty: with none."""
    blind: bool = False
    """Some atom looks at the record as a whole, and so at any field in a way that is not told."""
    below: tuple[str, ...] = ()
    """First tokens of the paths below it that are looked at."""
    inner: tuple[Use, ...] = field(default=())
    """Looks at elements and what is in them, the paths starting behind `ELEMENT`."""

    @property
    def sorts(self) -> frozenset[Sort]:
        """The ways it is looked at."""
        return frozenset(use.sort for use in self.uses)

    @property
    def exact(self) -> bool:
        """Whether each look is one whose answer we can tell from the value's order among constants."""
        return not self.sorts & {Sort.OPAQUE, Sort.MOMENT}

    @property
    def count(self) -> int:
        """How many fields are compared with each other, itself among them."""
        return max(1, len(self.peers))


def gather(groups: Iterable[Sequence[Use]]) -> dict[Path, Looks]:
    """Gather the uses of all atoms, one group an atom, by path; parents are there too, and come first."""
    uses = [use for group in groups for use in group]
    known = _ordered(uses)
    ties = _tied(groups, known)
    return {path: _looks(path, uses, ties) for path in known}


def _ordered(uses: Sequence[Use]) -> list[Path]:
    found: dict[Path, None] = {}
    for use in uses:
        path = whole(use.path)
        for end in range(1, len(path) + 1):
            found.setdefault(path[:end])
    return list(found)


def _tied(groups: Iterable[Sequence[Use]], known: Sequence[Path]) -> dict[Path, set[Path]]:
    """Tell for each path which paths share their constants: those that one atom compares."""
    ties = {path: {path} for path in known}
    for group in groups:
        together = {whole(use.path) for use in group if use.path}
        if len(together) > 1:
            joined = set().union(*(ties[path] for path in together))
            for path in joined:
                ties[path] = joined
    return ties


def _looks(path: Path, uses: Sequence[Use], ties: dict[Path, set[Path]]) -> Looks:
    tied = ties[path]
    shared = [use for use in uses if whole(use.path) in tied]
    own = [use for use in uses if use.path == path]
    constants = [value for use in shared if use.sort not in {Sort.SIZE, Sort.MOMENT} for value in use.values]
    sizes = [value for use in shared if use.sort in {Sort.SIZE, Sort.OPAQUE} for value in use.values]
    moments = [value for use in shared if use.sort in {Sort.MOMENT, Sort.OPAQUE} for value in use.values]
    return Looks(
        path,
        tuple(own),
        _distinct(constants),
        tuple(dict.fromkeys(size for size in sizes if kind(size) == "integer" and 0 <= size < 10_000)),
        tuple(dict.fromkeys(text for text in moments if isinstance(text, str))),
        tuple(other for other in ties if other in tied) if len(tied) > 1 else (),
        any(not whole(use.path) for use in uses),
        tuple(dict.fromkeys(use.path[len(path)] for use in uses if _below(use.path, path))),
        tuple(
            _cut(use, path)
            for use in uses
            if _below(use.path, (*path, ELEMENT)) or use.path == (*path, ELEMENT)
        ),
    )


def _below(path: Path, top: Path) -> bool:
    return len(path) > len(top) and path[: len(top)] == top


def _cut(use: Use, path: Path) -> Use:
    return replace(use, path=use.path[len(path) + 1 :])


def _distinct(values: Iterable[Json]) -> tuple[Json, ...]:
    return tuple({f"{kind(value)} {dumps(value)}": value for value in values}.values())
