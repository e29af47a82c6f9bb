"""Nothing heavy is imported before it is used."""

import subprocess
import sys

import pytest

from harness import SOURCE

HEAVY = (
    "hypothesis",
    "httpx",
    "jsonschema",
    "jsonschema_rs",
    "pydantic",
    "pytest",
    "regex",
    "respx",
    "tenacity",
    "yaml",
)


def _loaded(code: str) -> list[str]:
    text = f"{code}\nimport sys\nprint(*sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run(
        [sys.executable, "-c", text],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCE)},
    )
    return done.stdout.split()


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
