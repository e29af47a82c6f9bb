"""Nothing heavy is imported before it is used."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from harness import SOURCE, Project
from projects import action, schema

HEAVY = (
    "hypothesis",
    "httpx",
    "jinja2",
    "jsonschema",
    "jsonschema_rs",
    "pydantic",
    "pytest",
    "regex",
    "respx",
    "tenacity",
    "yaml",
)
ENGINES = tuple(
    f"gc_contracts.{name}"
    for name in (
        "action",
        "cassette",
        "jsonpath",
        "schema.pattern",
        "schema.validate",
        "strategy",
        "transport",
        "velocity",
    )
)


def _loaded(code: str, cwd: Path | None = None) -> list[str]:
    text = f"{code}\nimport sys\nprint()\nprint(*sorted(set(sys.modules) & set({HEAVY + ENGINES!r})))"
    done = subprocess.run(
        [sys.executable, "-c", text],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCE), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        cwd=cwd,
    )
    return done.stdout.splitlines()[-1].split()


def _run(files: Mapping[str, Any], folder: Path, *args: str) -> list[str]:
    """Run the suite in a process of its own and tell what it has loaded beside pytest."""
    words = ["-p", "gc_contracts.plugin", "-p", "no:cacheprovider", "--gc-contracts", *args]
    code = f"import pytest\nassert pytest.main({words!r}) == 0"
    return [name for name in _loaded(code, Project(files, folder).root) if name != "pytest"]


@pytest.mark.parametrize(
    ("code", "loaded"),
    [
        ("import gc_contracts", []),
        ("from gc_contracts import Contract, Finding, Settings, Severity, check, errors", []),
        ("import gc_contracts.checks", []),
        ("import gc_contracts.derive", []),
        ("import gc_contracts.report", []),
        ("import gc_contracts.report.text", []),
        ("import gc_contracts.run", []),
        ("import gc_contracts.plugin", ["pytest"]),
    ],
)
def test_a_module_loads_no_more_than_it_needs(code, loaded):
    """The face and the stages' doors are light."""
    assert _loaded(code) == loaded


def test_only_fuzzing_loads_hypothesis_and_only_actions_load_httpx():
    """The suite as such needs neither."""
    loaded = _loaded("import gc_contracts.plugin.start, gc_contracts.pipeline")

    assert {"hypothesis", "httpx", "jsonschema", "respx", "tenacity"}.intersection(loaded) == set()


BARE = {"contracts/a.json": schema(), "contracts/b.json": action()}
EXPECTED = {"contracts/a/a.json": schema(), "contracts/a/contract.yaml": "product: workitems\n"}
PATTERN = {"contracts/a.json": {**schema(), "properties": {"a": {"type": "string", "pattern": "^a$"}}}}
CHECKING = ["gc_contracts.schema.validate", "jsonschema_rs"]
ACTING = [
    "gc_contracts.action",
    "gc_contracts.jsonpath",
    *CHECKING[:1],
    "gc_contracts.velocity",
    "jsonschema_rs",
]


@pytest.mark.parametrize(
    ("files", "args", "loaded"),
    [
        (BARE, ["--collect-only"], []),
        (EXPECTED, ["--collect-only"], ["pydantic", "yaml"]),
        ({"contracts/a.yaml": "type: object\nproperties: {}\n"}, ["--collect-only"], ["yaml"]),
        ({"contracts/a.json": schema()}, ["-k", "static"], CHECKING),
        (
            {"contracts/a.json": schema()},
            ["-k", "boundary"],
            ["gc_contracts.schema.pattern", *CHECKING, "regex"],
        ),
        (PATTERN, ["-k", "static"], ["gc_contracts.schema.pattern", *CHECKING, "regex"]),
        ({"contracts/b.json": action()}, ["-k", "static"], ACTING),
    ],
    ids=["collect", "contract-yaml", "yaml", "schema", "boundary", "pattern", "action"],
)
def test_a_run_loads_what_its_files_and_items_need(files, args, loaded, tmp_path: Path):
    """Start-up is paid by those who use what they wait for."""
    assert _run(files, tmp_path, *args) == loaded
