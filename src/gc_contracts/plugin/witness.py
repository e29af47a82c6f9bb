"""What became of tests that use `gc_replay`: how they ended, what they told already, what was recorded."""

from collections.abc import Callable, Generator

import pytest

from gc_contracts.plugin.unsaid import Hide, unsaid

_CALLED = pytest.StashKey[tuple[bool, str]]()


HIDES = pytest.StashKey[Callable[[], Hide]]()
"""Of a test that uses recordings: makes what hides the secrets known by now."""


class Witness:
    """Registered when the first test asks for a recording."""

    def __init__(self) -> None:
        self._wrote: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Keep how the test itself ended, which its fixtures cannot know otherwise."""
        report = yield
        hide = item.stash.get(HIDES, None)
        if hide is not None:
            unsaid(report, hide())
        if call.when == "call":
            item.stash[_CALLED] = report.passed, report.longreprtext
        return report

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was recorded."""
        for line in self._wrote:
            terminalreporter.write_line(line)

    def passed(self, item: pytest.Item) -> bool:
        """Whether a test passed."""
        return item.stash.get(_CALLED, (False, ""))[0]

    def told(self, item: pytest.Item, words: str) -> bool:
        """Whether a test's failure says these words already."""
        said = item.stash.get(_CALLED, (False, ""))[1]
        return all(line.strip() in said for line in words.splitlines()[:2])

    def left(self, shown: str, count: int) -> None:
        """Note a recording that was not written, since its test failed."""
        answers = f"{count} interaction{'s' * (count != 1)}"
        self._wrote.append(f"gc-contracts: not recorded, since its test failed: {shown} ({answers})")

    def wrote(self, shown: str, count: int) -> None:
        """Note a recording that was written."""
        self._wrote.append(f"gc-contracts: recorded {shown}: {count} new interaction{'s' * (count != 1)}")
