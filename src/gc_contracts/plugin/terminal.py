"""The main process's half: gathers results, writes report files, prints the section at the end."""

import os
from dataclasses import replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import pytest

from gc_contracts.model.result import Outcome
from gc_contracts.plugin.failure import FailureRepr, width
from gc_contracts.plugin.github import GitHub
from gc_contracts.plugin.options import absolutepath
from gc_contracts.plugin.repository import root_in_repository
from gc_contracts.plugin.rerun import rerun
from gc_contracts.plugin.suite import Suite, known_checks
from gc_contracts.plugin.waivers import broken_lines, idle
from gc_contracts.report.about import About, CheckText
from gc_contracts.report.formats import written
from gc_contracts.report.json import report
from gc_contracts.report.summary import Answer, Summary, summarise
from gc_contracts.report.text import View, section
from gc_contracts.report.wire import unpack


class Terminal:
    """The hooks that gather and tell; absent in workers."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite
        self._told: list[str] = []
        self._cut_short = False
        self._lost = 0

    def pytest_report_header(self) -> list[str]:
        """Say in the header where contracts are looked for."""
        params = self.suite.config.invocation_params
        away = any(not folder.is_relative_to(params.dir) for folder in self.suite.folders)
        # pytest reads its ini file before it knows our flags, and takes a bare PATH for one of its own.
        hint = "gc-contracts: write --gc-dir=PATH, or pytest looks for its root and ini file at PATH"
        against = self.suite.baselines
        compared = f"; compared with {', '.join(against.refs)}" if against else ""
        return [
            f"gc-contracts: {self._where()}{compared}",
            *([hint] if away and "--gc-dir" in params.args else []),
            *(f"gc-contracts: {words}" for words in against.warnings),
        ]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the result; give a worker's report its text back."""
        data = getattr(report, "gc_result", None)
        if data is None:
            self._lost += report.failed and self._ours(report.nodeid)
            return
        self.suite.packed[report.nodeid] = data
        if report.failed and isinstance(report.longrepr, str):
            result, _ = unpack(data)
            report.longrepr = FailureRepr(result, self.suite)  # type: ignore[assignment]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Hear what a worker's collection saw; each worker collects everything."""
        seen = getattr(node, "workeroutput", {}).get("gc_contracts")
        if seen is None:  # it was killed
            return
        self.suite.found = max(self.suite.found, seen["found"])
        self.suite.unknown.update(seen["unknown"])
        self.suite.checks.update(seen["checks"])
        self.suite.expected |= {contract: set(kinds) for contract, kinds in seen["expected"].items()}

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the report files, one that cannot be written fails the run; keep what fuzzing found."""
        unrun = {pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.INTERNAL_ERROR}
        if session.config.getoption("collectonly") or session.exitstatus in unrun:
            return
        self._cut_short |= session.exitstatus == pytest.ExitCode.INTERRUPTED or bool(self._lost)
        self._cut_short |= bool(session.shouldfail or session.shouldstop)
        session.exitstatus = self._exit_status(session)
        if session.config.getoption("gc_keep"):
            self._keep()
        if session.config.getoption("gc_update_baseline") and not self._interrupted(session, "baseline"):
            self._update_baseline(session)
        if session.config.getoption("gc_waive") is not None and not self._interrupted(session, "waivers"):
            self._waive(session)
        github = GitHub.of(session.config, os.environ)
        data = report(self._summary(), self._about()) if self.suite.reports or github else {}
        for path in self.suite.reports:
            try:
                written(data, path)
                self._told.append(f"report: {path}")
            except OSError as error:
                self._told.append(f"could not write report {path}: {error}")
                session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
        self._told += github.tell(data) if github else ()

    def pytest_terminal_summary(self, terminalreporter: "pytest.TerminalReporter", exitstatus: int) -> None:
        """Print our section: counts by check, what lies below the threshold, what was not verified."""
        config = self.suite.config
        if config.getoption("no_summary", False):
            return
        # Who interrupts xdist while its workers start has collected nothing yet, and may have contracts.
        if not self.suite.found and exitstatus != pytest.ExitCode.INTERRUPTED:
            terminalreporter.write_line(f"gc-contracts: no contract found; looked in {self._where()}")
        elif self.suite.packed:
            self._section(terminalreporter)
        for text in (*broken_lines(self.suite), *self._told):
            terminalreporter.write_line(text)

    def _exit_status(self, session: pytest.Session) -> int | pytest.ExitCode:
        """Keep four outcomes apart by pytest's own codes: 0 safe, 1 broken, 3 could not run, 5 not verified.

        A red test of somebody else is 1, whatever we could not see.
        """
        told, status = self._summary(), session.exitstatus
        ours = self._lost + sum(result.outcome is Outcome.ERROR for result in told.results)
        if status == pytest.ExitCode.TESTS_FAILED and told.answer is Answer.COULD_NOT_RUN:
            return pytest.ExitCode.INTERNAL_ERROR if session.testsfailed <= ours else status
        if status == pytest.ExitCode.OK and told.answer is Answer.NOT_VERIFIED and told.results:
            return status if self.suite.unverified_passes else pytest.ExitCode.NO_TESTS_COLLECTED
        return status

    def _ours(self, nodeid: str) -> bool:
        """Whether an item without a result was a contract's: its worker crashed, or a hook of somebody's."""
        path = absolutepath(self.suite.config.rootpath / nodeid.partition("::")[0])
        return self.suite.base_of(path) is not None

    def _about(self) -> About:
        from gc_contracts.checks.says import sentences  # noqa: PLC0415 - late: reads a file, for reports alone

        return About(
            rerun=partial(rerun, suite=self.suite),
            fail_on=self.suite.settings.fail_on,
            checks={name: CheckText(*told) for name, told in sentences(known_checks(self.suite)).items()},
            baseline=self.suite.baselines.refs,
            idle=idle(self.suite, self._summary()),
            version=_version(),
            root=root_in_repository(self.suite.config.rootpath, os.environ),
        )

    def _keep(self) -> None:
        from gc_contracts.plugin.keep import keep_found  # noqa: PLC0415 - late: loads PyYAML, for one flag

        results = (unpack(data)[0] for data in self.suite.packed.values())
        self._told += keep_found(results, self.suite.config.rootpath)

    def _waive(self, session: pytest.Session) -> None:
        from gc_contracts.plugin.waive import write_waivers  # noqa: PLC0415 - late: loads PyYAML, for one flag

        lines, whole = write_waivers(self.suite, self._summary())
        self._told += lines
        if not whole:
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

    def _interrupted(self, session: pytest.Session, what: str) -> bool:
        """Whether somebody stopped the run, who then wants nothing to be promised or accepted."""
        if session.exitstatus != pytest.ExitCode.INTERRUPTED:
            return False
        self._told.append(f"{what} not written: the run was interrupted")
        return True

    def _update_baseline(self, session: pytest.Session) -> None:
        from gc_contracts.plugin.against import update  # noqa: PLC0415 - late: for one flag

        suite = self.suite
        try:
            self._told += update(session.config, suite.folders, suite.named or suite.folders)
        except OSError as error:
            self._told.append(f"could not write the baseline: {error}")
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

    def _section(self, terminalreporter: "pytest.TerminalReporter") -> None:
        summary, config = self._summary(), self.suite.config
        columns = width(config, terminalreporter._tw.fullwidth)  # noqa: SLF001 - pytest offers no other way
        view = View(columns, config.getoption("verbose"), self.suite.settings.fail_on)
        if summary.results or summary.unknown:
            terminalreporter.ensure_newline()
            terminalreporter.section("gc-contracts")
            for line in section(summary, view, idle(self.suite, summary)):
                terminalreporter.write_line(line.text, **({line.style: True} if line.style else {}))
        for text in (line for result in summary.results for line in result.told):
            terminalreporter.write_line(text)

    def _summary(self) -> Summary:
        pairs = [unpack(data) for data in self.suite.packed.values()]
        seen = summarise(
            (result for result, _ in pairs), (subject for _, subject in pairs), self.suite.unknown
        )
        return replace(seen, cut_short=self._cut_short)

    def _where(self) -> str:
        return ", ".join(self.suite.id_of(path) for path in self.suite.named or self.suite.folders)


def _version() -> str:
    try:
        return version("pytest-gc-contracts")
    except PackageNotFoundError:  # run from its sources, where nothing was installed
        return ""
