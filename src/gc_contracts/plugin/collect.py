"""Collection: a file collector for each subject, an item for each kind of its cases.

Contracts are loaded here, cases are derived when an item runs. Ids hold no bracket and are the same in every
process, so that pytest's own selection works on them.
"""

from collections.abc import Generator, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pytest

from gc_contracts.checks.file import unknown_shape
from gc_contracts.errors import SettingsError
from gc_contracts.load import load_each_of
from gc_contracts.load.files import entries
from gc_contracts.load.folder import load_folder
from gc_contracts.load.subject import SEPARATOR, item_of
from gc_contracts.model.case import CaseKind
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.model.result import Outcome, Result
from gc_contracts.plugin.failure import FailureRepr
from gc_contracts.plugin.properties import properties
from gc_contracts.plugin.rerun import keyword
from gc_contracts.plugin.suite import Suite, known_checks
from gc_contracts.report.summary import Subject
from gc_contracts.report.wire import pack
from gc_contracts.run import could_not_run, hidden


class ItemFailed(Exception):  # noqa: N818 - it is how an item tells pytest, no error of ours
    """Carries a red result to `repr_failure`."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.reason)
        self.result = result


class Collect:
    """The hooks that collect, and that put each result on its report."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite
        self._subjects = lru_cache(maxsize=None)(partial(_subjects, suite.config.rootpath))

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """Take the files that are subjects; all others stay with pytest."""
        if self.suite.base_of(file_path) is None:
            return None
        waivers = self.suite.following.waivers.broken(file_path)
        subjects = {file_path: waivers} if waivers else self._subjects(file_path.parent)
        if file_path not in subjects:
            return None
        return ContractFile.from_parent(
            parent,
            path=file_path,
            nodeid=self.suite.id_of(file_path),
            suite=self.suite,
            contract=subjects[file_path],
        )

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, session: pytest.Session, items: list[pytest.Item]) -> None:
        """Find out what each contract was; what is no more gets an item, before anything is selected."""
        if not self.suite.baselines:
            return
        today = {item.contract.id: item.contract for item in items if isinstance(item, CaseItem)}
        try:
            gone = self.suite.baselines.pair(today.values())
        except SettingsError as error:
            raise pytest.UsageError(str(error)) from None
        self.suite.found += len(gone)
        items += [_gone(session, self.suite, contract) for contract in gone]

    def pytest_unconfigure(self) -> None:
        """Remove what a revision's files were written to."""
        self.suite.baselines.close()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Refuse check globs that fit nothing, now that every conftest has been heard."""
        if hasattr(session.config, "workerinput"):
            return  # a worker cannot stop the run: there each item says it
        try:
            self.suite.registry()
        except SettingsError as error:
            raise pytest.UsageError(str(error)) from None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Send the result along as plain data: workers and the main process need not share anything else.

        What could not be run has no verdict, which pytest, JUnit too, knows as an error of the setup phase.
        """
        report = yield
        if call.when == "call" and isinstance(item, CaseItem) and item.result is not None:
            report.gc_result = pack(item.result, Subject.of(item.contract))  # type: ignore[attr-defined]
            if item.result.outcome is Outcome.ERROR:
                report.when = "setup"
            if isinstance(report.longrepr, tuple):
                # Why it was skipped, in JUnit too: the file as elsewhere, not where this machine has it.
                report.longrepr = (item.suite.id_of(item.path), *report.longrepr[1:])
        return report

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Send from a worker what collection saw."""
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["gc_contracts"] = {
                "found": self.suite.found,
                "unknown": sorted(self.suite.unknown),
                "expected": {contract: sorted(kinds) for contract, kinds in self.suite.expected.items()},
                "checks": sorted(known_checks(self.suite).ids),
            }


def _subjects(root: Path, folder: Path) -> Mapping[Path, Contract | None]:
    """Tell the subjects of one folder, and the contract where its contract.yaml had to be read for that."""
    try:
        owned = load_folder(folder, root)
    except Exception:  # noqa: BLE001 - loading its files below says what is wrong, one item a file
        owned = None
    return {owned.path: owned.contract} if owned else dict.fromkeys(entries(folder))


class ContractFile(pytest.File):
    """A file of subjects, mostly one. Its items are the kinds of cases that can be derived from each."""

    def __init__(self, *, suite: Suite, contract: Contract | None, **rest: Any) -> None:
        super().__init__(**rest)
        self.suite, self._known = suite, contract

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Load the contract and give an item for each kind of case, cheap ones first."""
        try:
            found = (self._known,) if self._known else load_each_of(self.path, self.config.rootpath)
            named = [(contract, self.suite.kinds(contract)) for contract in found]
        except Exception as error:  # noqa: BLE001 - one file must not end the collection
            yield _item(self, self._broken(), CaseKind.STATIC, error)
            return
        if not found:
            yield from self._unknown()
        for contract, kinds in named:
            if self._ours(contract):
                self.suite.found += 1
                yield from self._items(contract, kinds)

    def _items(
        self, contract: Contract, kinds: tuple[CaseKind, ...]
    ) -> Iterator[pytest.Item | pytest.Collector]:
        label = item_of(contract)
        if label:
            part: pytest.Collector = ContractPart.from_parent(
                self, name=label, contract=contract, kinds=kinds
            )
            yield part
        else:
            yield from (_item(self, contract, kind) for kind in kinds)

    def _ours(self, contract: Contract) -> bool:
        # Below a named path that is no contracts folder, a broken file is most likely somebody's test data.
        unreadable = any(problem.check == "file/unreadable" for problem in contract.problems)
        return not (unreadable and contract.kind is Kind.BROKEN) or self.suite.promised(self.path)

    def _unknown(self) -> Iterator[pytest.Item]:
        if not self.suite.promised(self.path):
            return
        name = self.suite.id_of(self.path)
        if not self.suite.settings.strict:
            self.suite.unknown.add(name)
            return
        self.suite.found += 1
        yield _item(self, unknown_shape(name), CaseKind.STATIC)

    def _broken(self) -> Contract:
        return Contract(self.suite.id_of(self.path), Kind.BROKEN, self.path.stem, None, None)


class ContractPart(pytest.Collector):
    """One of several subjects of a file, by its label."""

    def __init__(self, *, contract: Contract, kinds: tuple[CaseKind, ...], **rest: Any) -> None:
        super().__init__(**rest)
        self.suite: Suite = self.parent.suite  # type: ignore[union-attr]
        self._contract, self._kinds = contract, kinds

    def collect(self) -> Iterator[pytest.Item]:
        """Give an item for each kind of case."""
        yield from (_item(self, self._contract, kind) for kind in self._kinds)


def _item(
    parent: ContractFile | ContractPart, contract: Contract, kind: CaseKind, error: Exception | None = None
) -> pytest.Item:
    item: pytest.Item = CaseItem.from_parent(
        parent, name=kind.value, contract=contract, kind=kind, suite=parent.suite, error=error
    )
    return item


def _gone(session: pytest.Session, suite: Suite, contract: Contract) -> pytest.Item:
    """Make the item of a contract whose file is no more."""
    path = suite.config.rootpath / contract.id.partition(SEPARATOR)[0]
    parent: ContractFile = ContractFile.from_parent(
        session, path=path, nodeid=contract.id, suite=suite, contract=contract
    )
    return _item(parent, contract, CaseKind.COMPAT)


class CaseItem(pytest.Item):
    """All cases of one kind of one contract."""

    def __init__(
        self, *, contract: Contract, kind: CaseKind, suite: Suite, error: Exception | None, **rest: Any
    ) -> None:
        super().__init__(**rest)
        self.contract, self.kind, self.suite, self.error = contract, kind, suite, error
        self.result: Result | None = None
        suite.expected.setdefault(contract.id, set()).add(kind.value)
        place = self.path.with_name(contract.id.rpartition("/")[2])
        self.extra_keyword_matches.update({contract.name, keyword(place, kind, suite)} - {""})
        self._mark()

    def _mark(self) -> None:
        marks = {Kind.SCHEMA: pytest.mark.gc_schema, Kind.ACTION: pytest.mark.gc_action}
        if self.contract.kind in marks:
            self.add_marker(marks[self.contract.kind])
        if self.kind is CaseKind.FUZZ:
            self.add_marker(pytest.mark.gc_fuzz)
        if self.kind is CaseKind.REPLAY:
            self.add_marker(pytest.mark.gc_replay)
        if self.kind is CaseKind.COMPAT:
            self.add_marker(pytest.mark.gc_compat)

    def runtest(self) -> None:
        """Run the cases; a red result is raised, an unverified one skips with its reason."""
        if self.error is not None:
            failed = could_not_run(self.contract.id, self.kind, self.error)
            self.result = hidden(failed, self.contract, self.suite.settings)
        else:
            self.result = self.suite.run(self.contract, self.kind, self.ihook)
        self.user_properties += properties(self.result)
        if self.result.outcome is Outcome.SKIPPED:
            raise pytest.skip.Exception(self.result.reason, _use_item_location=True)
        if self.result.outcome is not Outcome.PASSED:
            raise ItemFailed(self.result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the findings; our own frames are never shown."""
        if isinstance(excinfo.value, ItemFailed):
            return FailureRepr(excinfo.value.result, self.suite)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Name the item for headlines; not by its id, in which pytest would write the dots as `::`."""
        return self.path, 0, f"{self.kind} of {self.contract.id}"
