"""What contracts were before: an older tree of the same files, and which of its contracts is which today.

A baseline is a folder that mirrors a contracts folder, or what a git revision holds of it.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from gc_contracts.load import load_all, load_each_of
from gc_contracts.load.around import Around
from gc_contracts.load.files import is_file, is_folder, shown
from gc_contracts.load.subject import SEPARATOR
from gc_contracts.model.contract import Contract, Kind


@dataclass(frozen=True, slots=True)
class Mirror:
    """A folder of old files, and the folder that they are an older version of."""

    old: Path
    today: Path


@dataclass(frozen=True, slots=True)
class Older:
    """The contracts of one baseline by the ids that they have, or would have, today."""

    ref: str
    """As it was named."""
    contracts: Mapping[str, Contract] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pairs:
    """What each of today's contracts was, by its id, and what is no more."""

    before: Mapping[str, Contract] = field(default_factory=dict)
    gone: tuple[Contract, ...] = ()


def read(ref: str, mirrors: Iterable[Mirror], root_then: Path, root_now: Path) -> Older:
    """Load a baseline.

    Args:
        ref: as it was named.
        mirrors: where its files are, and where they would be today.
        root_then: what places in the old files are told relative to.
        root_now: what today's ids are relative to.
    """
    each = tuple(mirrors)
    around = Around(root_then, tuple(mirror.old for mirror in each))
    found = (one for mirror in each for one in _of_mirror(mirror, around, root_now))
    return Older(ref, {one.id: one for one in found})


def _of_mirror(mirror: Mirror, around: Around, root_now: Path) -> Iterator[Contract]:
    if not (is_folder(mirror.old) or is_file(mirror.old)):
        return
    then, now = shown(mirror.old, around.root), shown(mirror.today, root_now)
    for contract in load_all([mirror.old], around.root).contracts:
        whole = around.complete(contract) if contract.kind is Kind.ACTION else contract
        yield replace(whole, id=_renamed(contract.id, then, now))


def _renamed(id_: str, then: str, now: str) -> str:
    """Give today's id of an old contract: the one folder's path in place of the other's."""
    rest = f"/{id_}" if then == "." else id_.removeprefix(then)
    return rest.removeprefix("/") if now == "." else f"{now}{rest}"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run is about."""

    root: Path
    """What ids are relative to."""
    folders: tuple[Path, ...]
    """Where contracts are: a file that was moved may be anywhere in them."""
    paths: tuple[Path, ...]
    """What is run, folders and files; what is gone elsewhere is not told."""


def pairs(older: Older, collected: Iterable[Contract], scope: Scope) -> Pairs:
    """Pair contracts with what they were: by their place, else by kind and name where both are alone.

    So a file that was moved is compared, and not called gone. What was not collected is looked for on disk,
    for a run may be of a few files only.

    Args:
        older: the baseline.
        collected: today's contracts, as far as this run has them.
        scope: what the run is about.
    """
    root = scope.root
    known = {contract.id: contract for contract in collected}
    # What could not be read then was no promise.
    whole = (old for old in older.contracts.values() if old.kind is not Kind.BROKEN)
    lost = [old for old in whole if old.id not in known and not _is_there(old, root)]
    every = load_all([path for path in scope.folders if path.exists()], root).contracts if lost else ()
    moved = _moved(lost, [one for one in (*known.values(), *every) if one.id not in older.contracts])
    found = {id(old) for old in moved.values()}
    gone = (old for old in lost if id(old) not in found and _is_below(_file(old, root), scope.paths))
    before = {id_: older.contracts[id_] for id_ in known if id_ in older.contracts}
    return Pairs(before | moved, tuple(sorted(gone, key=lambda one: one.id)))


def _is_there(old: Contract, root: Path) -> bool:
    """Tell whether the file of an old contract still holds it."""
    file = _file(old, root)
    return file.exists() and any(one.id == old.id for one in load_each_of(file, root))


def _file(contract: Contract, root: Path) -> Path:
    return Path(os.path.normpath(root / contract.id.partition(SEPARATOR)[0]))


def _is_below(file: Path, paths: Iterable[Path]) -> bool:
    return any(file.is_relative_to(path) for path in paths)


def _moved(lost: Iterable[Contract], new: Iterable[Contract]) -> dict[str, Contract]:
    """Tell which new contract is a lost one at another place, by today's id."""
    names = _by_name({one.id: one for one in new}.values())
    olds = _by_name(lost)
    return {
        names[key][0].id: found[0]
        for key, found in olds.items()
        if len(found) == 1 and len(names.get(key, ())) == 1
    }


def _by_name(contracts: Iterable[Contract]) -> dict[tuple[Kind, str], list[Contract]]:
    found: dict[tuple[Kind, str], list[Contract]] = {}
    for contract in contracts:
        found.setdefault((contract.kind, contract.name), []).append(contract)
    return found
