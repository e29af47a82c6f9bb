"""Python code that stands in the file is compared by what it does."""

from pathlib import Path

import pytest

from harness import Project

CODE = """
import os
import httpx
from urllib.parse import quote

def execute(inputs):
    name = quote(inputs.get("name") or "", safe="")
    try:
        found = httpx.get("https://people.example.com/p/" + name, timeout=5)
        known = found.json() if found.status_code == 200 else {}
    except (httpx.HTTPError, ValueError):
        known = {}
    age = known.get("age") if isinstance(known, dict) else None
    return {"age": age if isinstance(age, int) else 0, "mark": os.urandom(4).hex()}
"""


def _file(code: str):
    return {
        "name": "Find age",
        "inputs": [{"name": "name", "type": "string", "required": True}],
        "outputs": [{"name": "age", "type": "number"}, {"name": "mark", "type": "string"}],
        "execution": {"type": "python", "version": "3.11", "code": code},
    }


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("import os\n", "# Reads people.\nimport os\n", []),
        ("/p/", "/people/", [("compat/request-changed", "warning")]),
        (
            '"age": age',
            '"years": age',
            [("compat/result-changed", "error"), ("compat/result-changed", "warning")],
        ),
    ],
    ids=["comment", "url", "output"],
)
def test_code_that_does_something_else_is_told_and_chance_is_not(old, new, told, tmp_path: Path):
    """A comment changes nothing, though `mark` is another one in every run."""
    name = "contracts/a/age.json"
    project = Project({name: _file(CODE), "contracts/baseline/a/age.json": _file(CODE)}, tmp_path)
    project.write(name, _file(CODE.replace(old, new, 1)))

    run = project.run("--gc-contracts", "-m", "gc_compat")

    assert [(one["check"], one["severity"]) for one in run.report["findings"]] == told
