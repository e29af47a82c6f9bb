"""The suite without pytest: the same stages in the same order, load, derive, run, report.

An edge: it may look at the working directory and the clock, which nothing below may.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from gc_contracts.checks.builtin import builtin
from gc_contracts.checks.file import unknown_shape
from gc_contracts.checks.registry import Registry
from gc_contracts.derive import derive, kinds
from gc_contracts.errors import LoadError
from gc_contracts.load import find
from gc_contracts.load import load as load_file
from gc_contracts.load import load_all as load_files
from gc_contracts.load.baseline import Scope
from gc_contracts.load.baselines import Baselines, usual
from gc_contracts.load.baselines import named as named_baseline
from gc_contracts.load.following import Following
from gc_contracts.load.waivers import broken_waivers
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import Check
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.model.result import Result
from gc_contracts.report import Subject, Summary, summarise
from gc_contracts.run import could_not_run, hidden, run
from gc_contracts.run.around_recording import keep, with_credentials
from gc_contracts.run.surroundings import surrounded
from gc_contracts.settings import Settings
from gc_contracts.source import Source

Validator = str | Callable[..., object]
"""A validator under test: itself, or its name, `package.module:name`."""


def load(path: str | Path) -> Contract:
    """Load one contract from its file or its folder; ids are relative to the working directory.

    Raises:
        LoadError: there is no such path, the folder holds no subject or several, or the file is broken or of
            no known shape; the message says where and what would be right.
    """
    subject = _subject(Path(path))
    contract = load_file(subject, Path.cwd())
    if contract is None:
        raise LoadError("no Genesys Cloud schema or Data Action: its shape is not known", Source(str(path)))
    if contract.kind is Kind.BROKEN:
        raise _broken(contract)
    return contract


def load_all(path: str | Path) -> tuple[Contract, ...]:
    """Load every contract below a folder, sorted by path; broken ones are among them with their problems."""
    return load_files([Path(path)], Path.cwd()).contracts


def verify(
    paths: Iterable[str | Path],
    settings: Settings | None = None,
    *,
    checks: Iterable[Check] = (),
    validators: Mapping[str, Validator] | None = None,
    baseline: str | Iterable[str] = (),
) -> Summary:
    """Run the whole suite over files and folders, as `pytest --gc-contracts` does.

    Args:
        paths: files and folders, relative to the working directory.
        settings: what the run is asked to do; without, as pytest with no further flags.
        checks: the team's own, beside those we ship.
        validators: code under test by the id or the name of its contract, before what contract.yaml names:
            callables, or names as there.
        baseline: what to compare with, oldest first: folders, or git revisions; without, the folders
            `baseline` in the folders given.

    Raises:
        SettingsError: a glob of the settings fits no check, a check cannot be registered, or there is no such
            baseline.
    """
    asked = _today(_here(settings or Settings()))
    known = builtin().with_checks(checks)
    known.refuse_unknown((*asked.select, *asked.ignore))
    registry = known.select(asked.select, asked.ignore)
    named = [Path(path) for path in paths]
    loaded = load_files(named, Path.cwd())
    strict = map(unknown_shape, loaded.unknown) if asked.strict else ()
    following = _following(named, asked)
    refused = broken_waivers(following.waivers, (each.id for each in loaded.contracts))
    found = (*loaded.contracts, *strict, *refused)
    contracts = tuple(_supplied(each, validators or {}) for each in found)
    with closing(_against(named, (baseline,) if isinstance(baseline, str) else tuple(baseline))) as against:
        every = (*contracts, *against.pair(contracts))
        run_one = partial(_timed, following=following, against=against, checks=registry, settings=asked)
        which = partial(kinds, compare=bool(against), mutate=asked.mutate)
        results = [run_one(contract, kind) for contract in every for kind in which(contract)]
    return summarise(results, map(Subject.of, every), () if asked.strict else loaded.unknown)


def _against(paths: Iterable[Path], refs: tuple[str, ...]) -> Baselines:
    root = Path.cwd()
    asked = tuple(Path(os.path.normpath(root / path)) for path in paths)
    places = tuple(named_baseline(ref, root, asked) for ref in refs) or usual(asked, root)
    return Baselines(Scope(root, asked, asked), places)


def _following(paths: Iterable[Path], settings: Settings) -> Following:
    """Tell where contracts are that others refer to: in the folders given, or in `contracts` here."""
    root = Path.cwd()
    named = [Path(os.path.normpath(root / path)) for path in paths]
    usual = root / "contracts"
    inside = [usual] if any(path.is_relative_to(usual) for path in named) else []
    folders = tuple(dict.fromkeys([*inside, *(path for path in named if path.is_dir())]))
    return Following(root, folders, recording=settings.record != "none")


def _here(settings: Settings) -> Settings:
    """Settle where code under test lives, where nobody has said it: here, as this process imports."""
    project = settings.project
    if not project.root:
        here = str(Path.cwd())
        paths = dict.fromkeys((*(path or here for path in sys.path), here))
        project = replace(project, root=here, paths=tuple(paths))
    return replace(settings, project=surrounded(project, os.environ))


def _today(settings: Settings) -> Settings:
    """Settle the day, where nobody has said it, by which recordings are old."""
    now = datetime.now(UTC)
    today, at = now.date().isoformat(), now.strftime("%Y-%m-%dT%H:%M:%SZ")
    return replace(settings, today=settings.today or today, now=settings.now or at)


def _supplied(contract: Contract, validators: Mapping[str, Validator]) -> Contract:
    given = validators.get(contract.id, validators.get(contract.name))
    if given is None or contract.kind is not Kind.SCHEMA:
        return contract
    return replace(contract, expectations=replace(contract.expectations, validator=given))


def _timed(
    contract: Contract,
    kind: CaseKind,
    *,
    following: Following,
    against: Baselines,
    checks: Registry,
    settings: Settings,
) -> Result:
    start = time.perf_counter()
    try:
        whole = against.complete(following.complete(contract))
        plan = derive(whole, kind, settings)
        whole = with_credentials(whole, plan, os.environ)
        result = keep(run(whole, plan, checks, settings, derive), whole, Path.cwd(), settings)
    except Exception as error:  # noqa: BLE001 - one contract must not end the suite
        result = hidden(could_not_run(contract.id, kind, error), contract, settings)
    return replace(result, seconds=time.perf_counter() - start)


def _subject(path: Path) -> Path:
    if not path.with_name(path.name.partition("::")[0] or path.name).exists():
        raise LoadError("no such file or folder", Source(str(path)))
    if not path.is_dir():
        return path
    found = find(path)
    if len(found) != 1:
        names = ", ".join(item.name for item in found[:5]) or "none"
        raise LoadError(
            f"a folder with one subject is wanted; there are {len(found)}: {names}", Source(str(path))
        )
    return found[0]


def _broken(contract: Contract) -> LoadError:
    problem = contract.problems[0]
    return LoadError(problem.message, problem.source, problem.check)
