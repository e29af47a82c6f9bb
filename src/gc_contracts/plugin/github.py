"""What a run tells GitHub Actions unasked: notes beside lines of code, and the page of the step.

Only where the environment says that GitHub runs us, and ini option `gc_github` does not forbid it. Whatever
goes wrong here is said, and breaks nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gc_contracts.report.github import commands
from gc_contracts.report.markdown import text

MOST = 1024 * 1024
"""Bytes of a step's summary; GitHub drops a larger one whole. Source: documented: workflow commands."""


@dataclass(frozen=True, slots=True)
class GitHub:
    """The step that runs us. `summary`: the file that its page is made of, or None."""

    summary: Path | None

    @classmethod
    def of(cls, config: pytest.Config, environ: Mapping[str, str]) -> "GitHub | None":
        """Find out whether GitHub runs us and may be told."""
        if environ.get("GITHUB_ACTIONS") != "true" or not config.getini("gc_github"):
            return None
        summary = environ.get("GITHUB_STEP_SUMMARY")
        return cls(Path(summary) if summary else None)

    def tell(self, data: Mapping[str, Any]) -> list[str]:
        """Add the report to the step's page; give the lines to print, notes and what went wrong."""
        lines = commands(data)
        if self.summary is None:
            return lines
        try:
            return [*lines, *self._append(self.summary, text(data))]
        except OSError as error:
            return [*lines, f"could not write the summary of the step: {error}"]

    def _append(self, path: Path, page: str) -> list[str]:
        content = page.encode("utf-8")
        before = path.stat().st_size if path.exists() else 0
        if before + len(content) > MOST:
            return [
                f"the summary of the step has no room for the report: {before:,} of {MOST:,} bytes are taken"
            ]
        with path.open("ab") as file:
            file.write(content if not before else b"\n" + content)
        return []
