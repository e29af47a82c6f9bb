"""Find a contract by name for the fixtures: its folder, its file or the name it bears."""

from dataclasses import dataclass
from difflib import get_close_matches

import pytest

from gc_contracts.errors import LoadError
from gc_contracts.load import load_all
from gc_contracts.load.names import article, names
from gc_contracts.model.contract import Contract
from gc_contracts.plugin.options import folders
from gc_contracts.source import Source


@dataclass(frozen=True, slots=True)
class Lookup:
    """The contracts of one kind below the contracts folders, loaded once a session."""

    kind: str
    where: str
    contracts: tuple[Contract, ...]

    @classmethod
    def of(cls, config: pytest.Config, kind: str) -> "Lookup":
        """Load the contracts folders as the suite would."""
        paths, named_by = folders(config)
        present = [path for path in paths if path.is_dir()]
        where = f"{', '.join(map(str, paths))} ({named_by})"
        return cls(kind, where, load_all(present, config.rootpath).contracts if present else ())

    def __call__(self, name: str) -> Contract:
        """Give the contract called `name`.

        Raises:
            LoadError: there is none, or there are several; names the nearest, or those that share the name.
        """
        __tracebackhide__ = True
        found = [contract for contract in self.contracts if name in names(contract)]
        fitting = [contract for contract in found if contract.kind == self.kind]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            listed = ", ".join(contract.id for contract in fitting)
            raise LoadError(
                f"{len(fitting)} contracts are called {name!r}: {listed}; use a name of one alone"
            )
        raise self._missing(name, found)

    def _missing(self, name: str, others: list[Contract]) -> LoadError:
        if others:
            other = others[0]
            reason = other.problems[0].message if other.problems else f"it is {article(other.kind.value)}"
            return LoadError(f"{name!r} is not {article(self.kind)}: {reason}", Source(other.id))
        known = sorted({label for c in self.contracts if c.kind == self.kind for label in names(c)})
        near = get_close_matches(name, known, n=3, cutoff=0.4) or known[:3]
        advice = f"nearest: {', '.join(near)}" if near else f"there is no {self.kind}"
        return LoadError(f"no {self.kind} is called {name!r} below {self.where}; {advice}")
