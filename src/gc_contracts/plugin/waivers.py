"""Which entries of waivers.yaml accepted nothing, told in the main process from what the run has shown.

One that could not be used is not called so: its contract was not wholly run, its check was not asked or could
not look, or a glob may mean contracts that were left out.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path

from gc_contracts.checks.builtin import builtin
from gc_contracts.load.waivers import gathered
from gc_contracts.model.check import Check
from gc_contracts.model.finding import Finding
from gc_contracts.model.result import Outcome
from gc_contracts.model.waiver import Idle, Waiver, plain
from gc_contracts.plugin.suite import Suite, known_checks
from gc_contracts.report.summary import Summary
from gc_contracts.source import Source

_SAW = frozenset({Outcome.PASSED, Outcome.FAILED})


def idle(suite: Suite, summary: Summary) -> tuple[Idle, ...]:
    """Name the entries that accepted nothing, and why, in the order of their files.

    Args:
        suite: the run, with the items that were collected.
        summary: what came of it.
    """
    told = _Told.of(summary)
    view = _View(suite, told, tuple(known_checks(suite)))
    files = gathered(suite.following.waivers, list(suite.expected))
    entries = (waiver for file in files for waiver in file.waivers)
    return tuple(Idle(waiver, why) for waiver in entries if (why := view.why(waiver)))


def broken_lines(suite: Suite) -> tuple[str, ...]:
    """Tell what is wrong with files of waivers that were read, and for which no item ran to be red."""
    ran = {data["contract"] for data in suite.packed.values()}
    files = gathered(suite.following.waivers, list(suite.expected))
    broken = (file.broken for file in files if file.broken and file.broken.id not in ran)
    return tuple(
        f"{problem.source}: {problem.message}; what is wrong there accepts nothing"
        for contract in broken
        for problem in contract.problems
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What a run has shown, by contract."""

    findings: Mapping[str, list[Finding]]
    keys: frozenset[tuple[str, str, str]]
    """Contract, check and place of each finding, so that an entry with a place is looked up."""
    used: frozenset[Source]
    """Where the entries stand that accepted something, whatever reports then hide of its place."""
    saw: Mapping[str, Mapping[str, bool]]
    """By the kind of each item that ran: whether it could look."""

    @classmethod
    def of(cls, summary: Summary) -> "_Told":
        findings: dict[str, list[Finding]] = {}
        for finding in (*summary.findings, *(one.finding for one in summary.waived)):
            findings.setdefault(finding.contract, []).append(finding)
        keys = frozenset(
            (one.contract, one.check, plain(one.place)) for found in findings.values() for one in found
        )
        results: dict[str, dict[str, bool]] = {}
        for result in summary.results:
            results.setdefault(result.contract, {})[result.kind.value] = result.outcome in _SAW
        return cls(findings, keys, frozenset(one.source for one in summary.waived), results)

    def has(self, waiver: Waiver, contract: str) -> bool:
        """Whether an entry speaks of a finding of a contract."""
        if waiver.source in self.used:
            return True
        if waiver.place is not None and (contract, waiver.check, waiver.place) in self.keys:
            return True
        return any(waiver.accepts(finding) for finding in self.findings.get(contract, ()))


@dataclass(frozen=True, slots=True)
class _View:
    """One run, seen from an entry."""

    suite: Suite
    told: _Told
    checks: tuple[Check, ...]

    def why(self, waiver: Waiver) -> str:
        """Say why an entry accepted nothing; empty: it did, or nobody can tell."""
        contracts = self._contracts(waiver)
        if any(self.told.has(waiver, contract) for contract in contracts):
            return ""
        asked = [check for check in self.checks if fnmatchcase(check.id, waiver.check)]
        if not asked:
            return self._no_check(waiver)
        if not contracts:
            return self._no_contract(waiver)
        if not self._is_sure(waiver, contracts, asked):
            return ""
        over = f"it ran out on {waiver.until}, and " if waiver.is_over(self.suite.settings.today) else ""
        return f"{over}there is no such finding: remove it"

    def _contracts(self, waiver: Waiver) -> list[str]:
        if waiver.is_literal:
            names = dict.fromkeys((waiver.folder + waiver.contract, waiver.contract))
            return [name for name in names if name in self.suite.expected]
        return [contract for contract in self.suite.expected if waiver.is_for(contract)]

    def _no_check(self, waiver: Waiver) -> str:
        if self.suite.settings.select or self.suite.settings.ignore:
            return ""
        known = {check.id for check in self.checks} | self.suite.checks
        if any(fnmatchcase(name, waiver.check) for name in known):
            return ""
        return f"there is no such check{_nearest(waiver.check, known)}"

    def _no_contract(self, waiver: Waiver) -> str:
        if not self._is_whole(waiver):
            return ""
        known = {contract.removeprefix(waiver.folder) for contract in self.suite.expected}
        return f"there is no such contract{_nearest(waiver.contract, known) or ': remove it'}"

    def _is_sure(self, waiver: Waiver, contracts: list[str], asked: list[Check]) -> bool:
        off = [name for name in builtin().ids if fnmatchcase(name, waiver.check)]
        if set(off) - {check.id for check in self.checks}:
            return False
        if not (waiver.is_literal or self._is_whole(waiver)):
            return False
        kinds = {kind.value for check in asked for kind in check.kinds}
        return all(self._looked(contract, kinds) for contract in contracts)

    def _looked(self, contract: str, kinds: set[str]) -> bool:
        """Whether a contract was wholly run, and the items in which such a finding is seen could look."""
        saw = self.told.saw.get(contract, {})
        if self.suite.expected[contract] - saw.keys():
            return False
        wanted = kinds & saw.keys()
        return bool(wanted) and all(saw[kind] for kind in wanted)

    def _is_whole(self, waiver: Waiver) -> bool:
        """Whether all contracts that lie below a file of waivers were collected."""
        config, suite = self.suite.config, self.suite
        if any(config.getoption(name, None) for name in ("lf", "ignore", "ignore_glob")):
            return False
        folder = Path(os.path.normpath(config.rootpath / waiver.folder))
        ran = [*suite.named, *(suite.folders if not suite.named or config.getoption("gc_dir") else ())]
        return any(
            folder.is_relative_to(path) or (path in suite.folders and path.is_relative_to(folder))
            for path in ran
        )


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""
