"""One run's suite: what was asked, which files are ours, which checks look, what came of it.

Built in `pytest_configure` and handed to the hooks; nothing of it is global.
"""

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pluggy
import pytest

from gc_contracts._json import Json
from gc_contracts.checks.builtin import builtin
from gc_contracts.checks.registry import Registry
from gc_contracts.derive import derive, kinds
from gc_contracts.errors import SettingsError
from gc_contracts.load.baselines import Baselines
from gc_contracts.load.files import SUFFIXES, shown
from gc_contracts.load.following import Following
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import Check
from gc_contracts.model.contract import Contract
from gc_contracts.model.result import Outcome, Result
from gc_contracts.plugin.fence import Fence
from gc_contracts.plugin.redaction import redaction_lines
from gc_contracts.plugin.supplied import supplied
from gc_contracts.run import could_not_run, hidden, run
from gc_contracts.run.around_recording import keep, with_credentials
from gc_contracts.settings import Settings

SKIPPED = frozenset({"cassettes", "baseline"})
"""Folders in a contracts folder that hold no subjects."""


@dataclass(slots=True, eq=False)
class Suite:
    """The state of a run. `named`: paths given on the command line, none when the folders are run."""

    config: pytest.Config
    settings: Settings
    folders: tuple[Path, ...]
    named: tuple[Path, ...]
    reports: tuple[Path, ...]
    baselines: Baselines
    unverified_passes: bool = False
    """Whether what was not verified ends a run as what is safe does."""
    found: int = 0
    unknown: set[str] = field(default_factory=set)
    expected: dict[str, set[str]] = field(default_factory=dict)
    """The kinds of items of each contract that was collected, whether or not they ran."""
    checks: set[str] = field(default_factory=set)
    """Ids that workers know, who hear every conftest.py."""
    packed: dict[str, dict[str, Json]] = field(default_factory=dict)
    following: Following = field(init=False)
    _fence: Fence = field(default_factory=lambda: Fence("contracts are run offline", processes=True))
    _registry: Registry | None = None
    _rules: tuple[str | Callable[..., object], ...] | None = None

    def __post_init__(self) -> None:
        folders = (*self.folders, *(path for path in self.named if path.is_dir()))
        self.following = Following(self.config.rootpath, folders, recording=self.settings.record != "none")

    def id_of(self, path: Path) -> str:
        """Name a file as item ids do: relative to pytest's root, with forward slashes, `..` where it must."""
        return shown(path, self.config.rootpath)

    def base_of(self, path: Path) -> Path | None:
        """Tell the folder (or named path) a file is ours by; None: it is not ours."""
        if path.suffix not in SUFFIXES:
            return None
        bases = (base for base in (*self.folders, *self.named) if path.is_relative_to(base))
        base = next(bases, None)
        if base is None or SKIPPED.intersection(path.relative_to(base).parts[:-1]):
            return None
        return base

    def promised(self, path: Path) -> bool:
        """Whether a file was given to us as a contract: it lies in a contracts folder or was named."""
        return path in self.named or any(path.is_relative_to(folder) for folder in self.folders)

    def kinds(self, contract: Contract) -> tuple[CaseKind, ...]:
        """Tell which items a contract has."""
        return kinds(contract, compare=bool(self.baselines), mutate=self.settings.mutate)

    def registry(self) -> Registry:
        """Give the checks that look: ours and those of hooks, as selected.

        Raises:
            SettingsError: a hook breaks or gives no checks, or a glob fits no check.
        """
        if self._registry is None:
            every = builtin().with_checks(self._from_hooks())
            every.refuse_unknown((*self.settings.select, *self.settings.ignore))
            self._registry = every.select(self.settings.select, self.settings.ignore)
        return self._registry

    def run(self, contract: Contract, kind: CaseKind, hook: pluggy.HookRelay) -> Result:
        """Derive and run one item; whatever goes wrong is in the result.

        `hook`: the hooks of the plug-ins and of the conftest.py files that the item lies below.
        """
        start = time.perf_counter()
        try:
            whole = self._whole(supplied(contract, hook, self.config.rootpath), kind)
            settings = replace(self.settings, redact=self._redact())
            plan = derive(whole, kind, settings)
            whole = with_credentials(whole, plan, os.environ)
            result = self._offline(partial(run, whole, plan, self.registry(), settings, derive))
            result = keep(result, whole, self.config.rootpath, settings)
        except Exception as error:  # noqa: BLE001 - pytest must never see an exception of ours
            result = hidden(could_not_run(contract.id, kind, error), contract, self.settings)
        return replace(result, seconds=time.perf_counter() - start)

    def _whole(self, contract: Contract, kind: CaseKind) -> Contract:
        """Give a contract with all that belongs to it."""
        whole = self.following.complete(contract)
        return self.baselines.complete(whole) if kind is CaseKind.COMPAT else whole

    def _offline(self, item: Callable[[], Result]) -> Result:
        """Run an item that records nothing without a way out; worker processes have a fence of their own."""
        if self.settings.record != "none":
            return item()
        self._fence.take()
        with self._fence.raised():
            result = item()
        tried = self._fence.take()
        return replace(result, outcome=Outcome.ERROR, reason="; ".join(tried)) if tried else result

    def _redact(self) -> tuple[str | Callable[..., object], ...]:
        if self._rules is None:
            self._rules = redaction_lines(self.config)
        return self._rules

    def _from_hooks(self) -> Iterable[Check]:
        try:
            given = self.config.hook.pytest_gc_checks(config=self.config)
            return [check for checks in given for check in checks]
        except SettingsError:
            raise
        except Exception as error:
            raise SettingsError(f"hook pytest_gc_checks: {type(error).__name__}: {error}") from error


def known_checks(suite: Suite) -> Registry:
    """Give the checks of a run; ours alone where a hook breaks, which each item has said."""
    try:
        return suite.registry()
    except SettingsError:
        return builtin()
