"""How a red item looks: our text in pytest's frame, made where it is shown.

With xdist the worker's text is thrown away and made anew from the plain result, so that colours, width and
the short summary are the same with and without it.
"""

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from gc_contracts.load.files import shown
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.result import Result
from gc_contracts.plugin.options import absolutepath
from gc_contracts.plugin.suite import Suite
from gc_contracts.report.finding import Line
from gc_contracts.report.text import View, headline, item

_WORD = re.compile(r"[\w.-]+")
"""What pytest's `-k` takes as one word."""


@dataclass(frozen=True, slots=True)
class Crash:
    """What pytest's short summary, `--tb=line` and JUnit ask of a failure: one line."""

    message: str
    path: str
    lineno: int

    def __str__(self) -> str:
        return f"{self.path}:{self.lineno}: {self.message}"


class FailureRepr:
    """A failed item, ready to be shown."""

    def __init__(self, result: Result, suite: Suite) -> None:
        self._result, self._suite = result, suite
        view = self._view(100)
        place = next((found.source for found in result.findings if view.grave(found)), None)
        self.reprcrash = Crash(
            headline(result, view), place.file if place else result.contract, place.line if place else 0
        )

    def toterminal(self, tw: "pytest.TerminalWriter") -> None:  # type: ignore[name-defined]
        """Write in colour, no wider than the terminal."""
        for line in self._lines(width(self._suite.config, tw.fullwidth)):
            tw.line(line.text, **({line.style: True} if line.style else {}))

    def __str__(self) -> str:
        return "\n".join(line.text for line in self._lines(100))

    def _lines(self, width: int) -> list[Line]:
        view = self._view(width)
        deep = view.verbosity > 1 or self._suite.config.getoption("tbstyle", "auto") == "long"
        return item(self._result, rerun(self._result, self._suite), view, trace=deep)

    def _view(self, width: int) -> View:
        return View(width, self._suite.config.getoption("verbose", 0), self._suite.settings.fail_on)


def width(config: pytest.Config, columns: int) -> int:
    """Tell how wide our text may be: as the terminal, from 60 to 100; 100 in a log, which has no width."""
    reporter = config.pluginmanager.getplugin("terminalreporter")
    return max(60, min(columns, 100)) if getattr(reporter, "isatty", False) else 100


def rerun(result: Result, suite: Suite) -> Callable[[Finding], str]:
    """Tell the command that shows one finding again, from the folder we were started in."""
    chosen = _chosen(suite, result)
    return lambda finding: (
        f"pytest --gc-contracts {chosen} --gc-select {finding.check}{_asked(suite.config, finding)}"
    )


def _chosen(suite: Suite, result: Result) -> str:
    path = absolutepath(suite.config.rootpath / result.contract)
    here = suite.config.invocation_params.dir
    folder = next((base for base in suite.folders if path.is_relative_to(base)), None)
    if folder and not path.is_relative_to(suite.config.rootpath) and _WORD.fullmatch(path.name):
        # A path outside the root would make pytest look for its ini file and conftest there.
        return f"--gc-dir={shlex.quote(shown(folder, here))} -k '{path.name} and {result.kind}'"
    return shlex.quote(f"{shown(path, here)}::{result.kind}")


def _asked(config: pytest.Config, finding: Finding) -> str:
    """Repeat what this finding needs to show again and to fail again."""
    options = {"--gc-examples": "gc_examples", "--hypothesis-seed": "--hypothesis-seed"}
    given = {flag: config.getoption(name, None) for flag, name in options.items()}
    if finding.severity is not Severity.ERROR:
        given["--gc-fail-on"] = config.getoption("gc_fail_on")
    return "".join(f" {flag}={value}" for flag, value in given.items() if value is not None)
