"""The door to references: light, for most contracts refer to nothing, and collecting never follows any."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gc_contracts.model.contract import Contract

if TYPE_CHECKING:
    from gc_contracts.load.references import References


@dataclass(slots=True, eq=False)
class Following:
    """Completes the contracts of one run; others are looked for in the contracts folders."""

    root: Path
    folders: tuple[Path, ...]
    _references: "References | None" = field(default=None, init=False)

    def complete(self, contract: Contract) -> Contract:
        """Give a contract whose references tell what they lead to, and what is wrong with them."""
        if not contract.expectations.references:
            return contract
        if self._references is None:
            # Late: it reads schemas in depth, which needs their engines.
            from gc_contracts.load.references import References  # noqa: PLC0415 - as said

            self._references = References(self.root, self.folders)
        return self._references.complete(contract)
