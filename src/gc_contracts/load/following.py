"""The door out of a contract: to what it refers to, to its twin, to its login; collecting never opens it.

Light, for most contracts refer to nothing.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gc_contracts.load.around import Around
from gc_contracts.load.beside import FOLDER, folder_of
from gc_contracts.load.waivers import Waivers
from gc_contracts.model.contract import Contract, Kind

if TYPE_CHECKING:
    from gc_contracts.load.references import References


@dataclass(slots=True, eq=False)
class Following:
    """Completes the contracts of one run; others are looked for in the contracts folders."""

    root: Path
    folders: tuple[Path, ...]
    recording: bool = False
    """Whether this run makes the recordings that are not there."""
    _references: "References | None" = field(default=None, init=False)
    _around: Around = field(init=False)
    waivers: Waivers = field(init=False)

    def __post_init__(self) -> None:
        self.waivers = Waivers(self.root, self.folders)
        self._around = Around(self.root, self.folders)

    def complete(self, contract: Contract) -> Contract:
        """Give a contract whose references tell what they lead to, and what is wrong with them.

        An action gets its twin, its login and its recordings; each, the entries of waivers.yaml about it.
        """
        # Of what is gone the baseline has told all, but whether that is accepted.
        found = contract if contract.gone else self._followed(contract)
        waivers = self.waivers.of(contract.id)
        return replace(found, waivers=waivers) if waivers else found

    def _followed(self, contract: Contract) -> Contract:
        if contract.kind is Kind.ACTION:
            return self._with_cassettes(self._around.complete(contract))
        if not contract.expectations.references:
            return contract
        if self._references is None:
            # Late: it reads schemas in depth, which needs their engines.
            from gc_contracts.load.references import References  # noqa: PLC0415 - as said

            self._references = References(self.root, self.folders)
        return self._references.complete(contract)

    def _with_cassettes(self, contract: Contract) -> Contract:
        folder = folder_of(contract, self.root)
        named = any(run.cassette for run in contract.expectations.runs)
        if folder is None or not (named or (folder / FOLDER).is_dir()):
            return contract
        # Late: pydantic checks the files, and most actions have no recordings.
        from gc_contracts.load.cassettes import complete  # noqa: PLC0415 - as said

        return complete(contract, folder, self.root, recording=self.recording)
