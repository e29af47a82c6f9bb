"""How well the cases of one contract notice a broken validator: plain data that crosses processes."""

from dataclasses import dataclass

from gc_contracts._json import Json
from gc_contracts.source import Source


@dataclass(frozen=True, slots=True)
class Broken:
    """One rule that was broken, and no case told: either nothing can tell, or nothing did."""

    source: Source
    """Where the rule stands."""
    change: str
    """How it was broken, e.g. `maxLength 80 → 81`."""
    reason: str = ""
    """Why no record can tell; for a survivor what was searched."""
    witness: Json = None
    """A record that would tell, as {"record": …}; None: none was found."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """What became of all mutants of one contract."""

    killed: int = 0
    survivors: tuple[Broken, ...] = ()
    equivalent: tuple[Broken, ...] = ()

    @property
    def counted(self) -> int:
        """Mutants that some record can tell from the unbroken."""
        return self.killed + len(self.survivors)

    @property
    def percent(self) -> float:
        """The score; 100 where there is nothing to break."""
        return 100 * self.killed / self.counted if self.counted else 100.0
