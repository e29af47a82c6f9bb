"""docs/ci.md and the composite action as their runners take them: files out of the page, shell run in a small repository.

A runner here has its own `python`, which installs nothing and remembers what it was to install, a `pytest` that is this
checkout's, and a `gh` that remembers its words.
"""

import importlib.metadata
import importlib.util
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gc_contracts.report.formats import FORMATS
from harness import SOURCE

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
ENDINGS = set(FORMATS) - ({".html"} if importlib.util.find_spec("jinja2") is None else set())
"""What can be written here: HTML needs an extra."""
_BLOCK = re.compile(r"^( *)```(\w+)(?: (\S+))?\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_OURS = ("GITHUB_", "GITLAB_", "GATE_", "CI_", "CHANGE_", "RUNNER_", "PYTEST_")
"""What the CI that runs these tests may have set itself."""
_PYTHON = f"""#!/bin/sh
case "$1 $2" in
"-m pip") shift 2; printf '%s|' "$@" >> "$REMEMBERED"; exit 0 ;;
"-m venv") mkdir -p "$3/bin"; cp "$(dirname "$0")"/* "$3/bin/"; exit 0 ;;
esac
exec '{sys.executable}' "$@"
"""
_PYTEST = f"""#!/bin/sh
exec '{sys.executable}' -m pytest "$@"
"""
_GH = """#!/bin/sh
printf '%s|' gh "$@" >> "$REMEMBERED"
"""


@dataclass(frozen=True)
class Block:
    """A fenced part of the page: a file where it has a name."""

    language: str
    name: str
    text: str

    @property
    def data(self) -> Any:
        """What a YAML reader makes of it."""
        return yaml.safe_load(self.text)


@dataclass(frozen=True)
class Done:
    """What a script did."""

    code: int
    text: str
    remembered: str
    """What was to be installed, and what `gh` was asked; each word is followed by a bar."""


BLOCKS = [Block(row[2], row[3] or "", textwrap.dedent(row[4])) for row in _BLOCK.finditer(TEXT)]
FILES: Mapping[str, Block] = {block.name: block for block in BLOCKS if block.name}
ACTION: Any = yaml.safe_load((ROOT / ".ci/gate/action.yml").read_text(encoding="utf-8"))


def run(script: str, folder: Path, shell: Sequence[str] = ("bash", "-e"), **environ: str) -> Done:
    """Run a script in a folder as a runner does; what it is to remember lies beside the folder."""
    tools = _tools(folder.with_name(f"{folder.name}-runner"))
    remembered = tools.with_name("remembered")
    outside = {key: value for key, value in os.environ.items() if not key.startswith(_OURS)}
    ours = {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "REMEMBERED": str(remembered),
        "PYTHONPATH": str(SOURCE),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTEST_ADDOPTS": f"-p {_plugin()} -p no:cacheprovider",
        "COLUMNS": "100",
    }
    done = subprocess.run(
        [*shell, "-c", possible(script)],
        cwd=folder,
        env=outside | ours | environ,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    told = remembered.read_text(encoding="utf-8") if remembered.exists() else ""
    return Done(done.returncode, done.stdout + done.stderr, told)


def possible(script: str) -> str:
    """Leave out reports of an ending that needs an extra which is not installed here."""
    return re.sub(
        r" --gc-report \S+(\.[a-z]+)\b", lambda found: found[0] if found[1] in ENDINGS else "", script
    )


def _plugin() -> str:
    names = {entry.value for entry in importlib.metadata.entry_points(group="pytest11", name="gc_contracts")}
    return names.pop() if names else "gc_contracts.plugin"


def _tools(folder: Path) -> Path:
    tools = folder / "bin"
    tools.mkdir(parents=True, exist_ok=True)
    for name, text in (("python", _PYTHON), ("python3", _PYTHON), ("pytest", _PYTEST), ("gh", _GH)):
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(0o755)
    return tools
