"""Which older versions a run compares with: read when needed, a revision's files kept until it ends."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from gc_contracts.load.baseline import Mirror, Older, Pairs, Scope, pairs, read
from gc_contracts.load.files import shown
from gc_contracts.load.revision import Revision, find
from gc_contracts.model.contract import Baseline, Contract

USUAL = "baseline"
"""The folder in a contracts folder that is compared with where nobody names another."""


@dataclass(frozen=True, slots=True)
class Place:
    """One baseline as it was named: a folder with its mirrors, or a revision."""

    ref: str
    mirrors: tuple[Mirror, ...] = ()
    revision: Revision | None = None

    @property
    def told(self) -> str:
        """How people read it."""
        return f"{self.ref} ({self.revision.commit[:10]})" if self.revision else self.ref


def usual(folders: Iterable[Path], root: Path) -> tuple[Place, ...]:
    """Give the baseline that lies in the contracts folders; none where none does. `root`: for its name."""
    mirrors = tuple(Mirror(folder / USUAL, folder) for folder in folders if (folder / USUAL).is_dir())
    name = ", ".join(shown(one.old, root) for one in mirrors)
    return (Place(name, mirrors),) if mirrors else ()


def named(ref: str, here: Path, folders: tuple[Path, ...]) -> Place:
    """Find what a user calls a baseline: a folder, else a git revision.

    A folder mirrors the contracts folder; where there are several, it holds one of the name of each.

    Raises:
        SettingsError: it is neither.
    """
    folder = here / ref
    if folder.is_dir():
        alone = len(folders) == 1
        # Reports go to other machines: an absolute path is shown from here.
        name = shown(folder, here) if Path(ref).is_absolute() else ref
        return Place(name, tuple(Mirror(folder if alone else folder / one.name, one) for one in folders))
    near = next((one if one.is_dir() else one.parent for one in folders), here)
    return Place(ref, revision=find(ref, near))


@dataclass(slots=True, eq=False)
class Baselines:
    """What one run compares with; a revision is asked for the folders of its scope."""

    scope: Scope
    places: tuple[Place, ...] = ()
    _pairs: tuple[Pairs, ...] = ()
    _kept: list["TemporaryDirectory[str]"] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.places)

    @property
    def refs(self) -> tuple[str, ...]:
        """What is compared with, oldest first, a revision with its hash."""
        return tuple(place.told for place in self.places)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader should know before the first finding."""
        return tuple(
            f"{one.ref} has commits that are not here, and what they added looks gone; for what changed here"
            f" alone: --gc-baseline $(git merge-base {one.revision.commit[:10]} HEAD)"
            for one in self.places
            if one.revision and one.revision.apart
        )

    def pair(self, collected: Iterable[Contract]) -> tuple[Contract, ...]:
        """Read the baselines and find out what each of today's contracts was.

        Returns: the contracts that stand in the last baseline alone, ready to be judged.

        Raises:
            SettingsError: git cannot read a revision.
        """
        contracts = tuple(collected)
        self._pairs = tuple(pairs(self._read(place), contracts, self.scope) for place in self.places)
        gone = self._pairs[-1].gone if self._pairs else ()
        return tuple(
            replace(old, gone=True, baseline=(Baseline(self.refs[-1], old),), has_runs=False) for old in gone
        )

    def complete(self, contract: Contract) -> Contract:
        """Give a contract with what it was."""
        if contract.gone or not self._pairs:
            return contract
        before = zip(self.refs, self._pairs, strict=True)
        return replace(
            contract,
            baseline=tuple(Baseline(ref, found.before.get(contract.id)) for ref, found in before),
        )

    def close(self) -> None:
        """Remove what was written for this run."""
        while self._kept:
            self._kept.pop().cleanup()

    def _read(self, place: Place) -> Older:
        root, folders = self.scope.root, self.scope.folders
        if place.revision is None:
            return read(place.told, place.mirrors, root, root)
        self._kept.append(TemporaryDirectory(prefix="gc-baseline-"))
        base, revision = Path(self._kept[-1].name), place.revision
        revision.write(folders, base)
        mirrors = tuple(Mirror(base / revision.inside(path), path) for path in folders)
        return read(place.told, mirrors, base / revision.inside(root), root)
