"""A small project on disk, and real pytest runs over it: files in; outcomes, report, text and changes out.

    run = Project({"contracts/a.json": SCHEMA}, tmp_path).run("--gc-contracts")
    run.outcomes == {"passed": 3}

Each run is a process of its own, as users start it, with no plug-in but ours unless one is asked for.
"""

import importlib.metadata
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[1] / "src"
_COUNT = re.compile(r"(\d+) (passed|failed|skipped|errors?|deselected|warnings?|xfailed|xpassed)\b")


@dataclass(frozen=True)
class Ran:
    """What one run did."""

    code: int
    text: str
    report: Any
    """The JSON report, None where none was written."""
    changed: Mapping[str, str]
    """Files written or changed by the run, by path; caches and the report are left out."""

    @cached_property
    def outcomes(self) -> dict[str, int]:
        """Counts of pytest's last line, e.g. {"passed": 3}."""
        last = next((line for line in reversed(self.text.splitlines()) if _COUNT.search(line)), "")
        return {
            word.rstrip("s") if word.startswith("error") else word: int(n) for n, word in _COUNT.findall(last)
        }

    @property
    def lines(self) -> list[str]:
        """The output, line by line."""
        return self.text.splitlines()

    @property
    def cases(self) -> dict[str, str]:
        """Outcome by item id, from the report."""
        return {
            case["id"]: case["outcome"] for contract in self.report["contracts"] for case in contract["cases"]
        }


class Project:
    """A folder with files; values that are no text are written as JSON."""

    def __init__(self, files: Mapping[str, Any], root: Path) -> None:
        self.root = root
        for name, content in files.items():
            self.write(name, content)

    def write(self, name: str, content: Any) -> None:
        """Write or replace a file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            content if isinstance(content, str) else json.dumps(content, indent=2), encoding="utf-8"
        )

    def run(self, *args: str, plugins: Sequence[str] = (), cwd: str = ".", report: bool = True) -> Ran:
        """Run pytest here with these arguments; where the suite runs, its report is asked for and read."""
        before = self._files()
        kept = self.root / ".report.json"
        kept.unlink(missing_ok=True)
        asked = [f"--gc-report={kept}"] if report and "--gc-contracts" in args else []
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *_plugins(plugins), f"--rootdir={self.root}", *asked, *args],
            cwd=self.root / cwd,
            env=_environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        written = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else None
        return Ran(done.returncode, done.stdout + done.stderr, written, self._changed(before))

    def _files(self) -> dict[str, str]:
        return {
            path.relative_to(self.root).as_posix(): path.read_text(encoding="utf-8", errors="replace")
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not _cache(path)
        }

    def _changed(self, before: Mapping[str, str]) -> dict[str, str]:
        return {name: text for name, text in self._files().items() if before.get(name) != text}


def _cache(path: Path) -> bool:
    return path.name == ".report.json" or bool({"__pycache__", ".pytest_cache"}.intersection(path.parts))


def _plugins(more: Sequence[str]) -> list[str]:
    # The entry point is there only where the package is installed; autoload is off either way.
    names = {entry.value for entry in importlib.metadata.entry_points(group="pytest11", name="gc_contracts")}
    ours = names.pop() if names else "gc_contracts.plugin"
    return [word for name in (ours, *more) for word in ("-p", name)]


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "COLUMNS"))}
    return kept | {
        "PYTHONPATH": str(SOURCE),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONWARNINGS": "error::DeprecationWarning:gc_contracts",
        "COLUMNS": "100",
    }
