"""How a red item looks: our text in pytest's frame, made where it is shown.

With xdist the worker's text is thrown away and made anew from the plain result, so that colours, width and
the short summary are the same with and without it.
"""

import os
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.result import Result
from gc_contracts.report.finding import Line
from gc_contracts.report.text import View, headline, item
from gc_contracts.settings import Settings


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

    def __init__(self, result: Result, config: pytest.Config, settings: Settings) -> None:
        self._result, self._config, self._settings = result, config, settings
        view = self._view(100)
        place = next((found.source for found in result.findings if view.grave(found)), None)
        self.reprcrash = Crash(
            headline(result, view), place.file if place else result.contract, place.line if place else 0
        )

    def toterminal(self, tw: "pytest.TerminalWriter") -> None:  # type: ignore[name-defined]
        """Write in colour, no wider than the terminal."""
        for line in self._lines(max(60, min(tw.fullwidth, 100))):
            tw.line(line.text, **({line.style: True} if line.style else {}))

    def __str__(self) -> str:
        return "\n".join(line.text for line in self._lines(100))

    def _lines(self, width: int) -> list[Line]:
        view = self._view(width)
        deep = view.verbosity > 1 or self._config.getoption("tbstyle", "auto") == "long"
        return item(self._result, self._rerun(), view, trace=deep)

    def _view(self, width: int) -> View:
        return View(width, self._config.getoption("verbose", 0), self._settings.fail_on)

    def _rerun(self) -> Callable[[Finding], str]:
        path = _from_here(self._config, self._result.contract)
        start = f"pytest --gc-contracts {shlex.quote(f'{path}::{self._result.kind}')}"
        return lambda finding: f"{start} --gc-select {finding.check}{_asked(self._config, finding)}"


def _from_here(config: pytest.Config, contract: str) -> str:
    path = config.rootpath / contract
    try:
        return Path(os.path.relpath(path, config.invocation_params.dir)).as_posix()
    except ValueError:  # another drive
        return contract


def _asked(config: pytest.Config, finding: Finding) -> str:
    """Repeat what this finding needs to show again and to fail again."""
    options = {"--gc-examples": "gc_examples", "--hypothesis-seed": "--hypothesis-seed"}
    given = {flag: config.getoption(name, None) for flag, name in options.items()}
    if finding.severity is not Severity.ERROR:
        given["--gc-fail-on"] = config.getoption("gc_fail_on")
    return "".join(f" {flag}={value}" for flag, value in given.items() if value is not None)
