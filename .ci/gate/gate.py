# ruff: noqa: INP001 - a script of an action, and no package
"""Runs the contract suite for the composite action beside this file, and tells its outputs.

The step ends as pytest ended, and whatever the verdict is, reports and outputs are there. Only the standard
library is used: this runs in the Python that the suite is installed in, and must not need more of it.
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

VERDICTS = ("safe", "broken", "not verified", "could not run")
OUTPUTS = {"json": ".json", "sarif": ".sarif", "html": ".html", "markdown": ".md", "junit": ".xml"}
"""Which output names the report of which ending."""


def command(inputs: Mapping[str, str], folder: Path) -> list[str]:
    """Say what pytest is asked, in words that no shell reads."""
    endings = dict.fromkeys(["json", *inputs.get("GATE_REPORTS", "").split()])
    return [
        "--gc-contracts",
        *(f"--gc-baseline={one}" for one in shlex.split(inputs.get("GATE_BASELINE", ""))),
        *(f"--gc-report={folder / f'report.{ending}'}" for ending in endings),
        f"--junitxml={folder / 'report.xml'}",
        *shlex.split(inputs.get("GATE_ARGS", "")),
        *shlex.split(inputs.get("GATE_PATHS", "")),
    ]


def verdict(report: Path) -> str:
    """Read the verdict; where no report came about, there is none, and that is one of the four outcomes."""
    try:
        told = json.loads(report.read_text(encoding="utf-8"))["verdict"]
    except (OSError, ValueError, LookupError, TypeError):
        told = None
    # A line of any other kind could add an output of its own.
    return told if told in VERDICTS else "could not run"


def outputs(folder: Path, code: int) -> Iterator[str]:
    """Give the lines of the outputs: reports only as far as they were written."""
    yield f"verdict={verdict(folder / 'report.json')}"
    yield f"exit-code={code}"
    yield f"reports={folder}"
    for name, ending in OUTPUTS.items():
        if (folder / f"report{ending}").exists():
            yield f"{name}={folder / f'report{ending}'}"


def main(inputs: Mapping[str, str]) -> int:
    """Run pytest, write the outputs, and give pytest's exit code."""
    folder = Path(tempfile.mkdtemp(prefix="gc-gate-", dir=inputs["RUNNER_TEMP"]))
    done = subprocess.run([sys.executable, "-m", "pytest", *command(inputs, folder)], check=False)  # noqa: S603 - the workflow's own words
    # A shell tells a signal as 128 and its number.
    code = done.returncode if done.returncode >= 0 else 128 - done.returncode
    with Path(inputs["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in outputs(folder, code))
    return code


if __name__ == "__main__":
    sys.exit(main(os.environ))
