"""A small project on disk, and real pytest runs over it: files in; outcomes, report, text and changes out.

    run = Project({"contracts/a.json": SCHEMA}, tmp_path).run("--gc-contracts")
    run.outcomes == {"passed": 3}

A run has no plug-in but ours unless one is asked for. It happens in this process, which is quick, or alone
in a new one, as users start it.
"""

import importlib.metadata
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

SOURCE = Path(__file__).parents[1] / "src"
_FIXED = {
    "PYTHONPATH": str(SOURCE),
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "PYTEST_ADDOPTS": "",
    "COLUMNS": "100",
    "GITHUB_ACTIONS": "",
}
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

    def run(
        self,
        *args: str,
        plugins: Sequence[str] = (),
        cwd: str = ".",
        report: bool = True,
        alone: bool = False,
        env: Mapping[str, str] = MappingProxyType({}),
    ) -> Ran:
        """Run pytest here with these arguments; where the suite runs, its report is asked for and read.

        Args:
            args: the command line, after `pytest`.
            plugins: other plug-ins to load; such a run has a process of its own.
            cwd: the folder to start in.
            report: whether to ask for the report.
            alone: in a process of its own, for what a run in this process cannot show.
            env: variables of the environment.
        """
        before = self._files()
        kept = self.root / ".report.json"
        kept.unlink(missing_ok=True)
        asked = [f"--gc-report={kept}"] if report and "--gc-contracts" in args else []
        words = [*_plugins(plugins), f"--rootdir={self.root}", *asked, *args]
        start = _run_alone if alone or plugins else _run_here
        code, text = start(words, self.root / cwd, _FIXED | env)
        written = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else None
        return Ran(code, text, written, self._changed(before))

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


def _run_alone(words: Sequence[str], cwd: Path, fixed: Mapping[str, str]) -> tuple[int, str]:
    """Run as users do."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=cwd,
        env={**os.environ, **fixed},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def _run_here(words: Sequence[str], cwd: Path, fixed: Mapping[str, str]) -> tuple[int, str]:
    """Run in this process, which has loaded everything already, and forget the project's modules after it."""
    output = io.StringIO()
    before, folders, path, env = set(sys.modules), list(sys.path), Path.cwd(), dict(os.environ)
    ours = sys.modules.pop("conftest", None)
    try:
        os.chdir(cwd)
        os.environ.update(fixed)
        with redirect_stdout(output), redirect_stderr(output):
            code = pytest.main(["-p", "no:faulthandler", *words])
    finally:
        os.chdir(path)
        os.environ.clear()
        os.environ.update(env)
        sys.path[:] = folders
        for name in set(sys.modules) - before:
            if name.startswith(("conftest", "test_")):
                del sys.modules[name]
        sys.modules.pop("conftest", None)
        sys.modules.update({"conftest": ours} if ours else {})
    return int(code), output.getvalue()
