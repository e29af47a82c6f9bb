"""How a red item looks: our text in pytest's frame, made where it is shown.

With xdist the worker's text is thrown away and made anew from the plain result, so that colours, width and
the short summary are the same with and without it.
"""

from dataclasses import dataclass
from functools import partial

import pytest

from gc_contracts.model.result import Result
from gc_contracts.plugin.rerun import rerun
from gc_contracts.plugin.suite import Suite
from gc_contracts.report.finding import Line
from gc_contracts.report.text import View, headline, item


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
        again = partial(rerun, self._result, suite=self._suite)
        return item(self._result, again, view, trace=deep)

    def _view(self, width: int) -> View:
        return View(width, self._suite.config.getoption("verbose", 0), self._suite.settings.fail_on)


def width(config: pytest.Config, columns: int) -> int:
    """Tell how wide our text may be: as the terminal, from 60 to 100; 100 in a log, which has no width."""
    reporter = config.pluginmanager.getplugin("terminalreporter")
    return max(60, min(columns, 100)) if getattr(reporter, "isatty", False) else 100
