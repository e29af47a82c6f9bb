"""The names people rely on."""

import subprocess
import sys
from types import ModuleType

import pytest

import gc_contracts
from harness import SOURCE

NAMES = [
    "Action",
    "CaseKind",
    "Check",
    "Contract",
    "Emulation",
    "Execution",
    "Finding",
    "Schema",
    "Seen",
    "Settings",
    "Severity",
    "Source",
    "Violation",
    "check",
    "diff",
    "errors",
    "execute",
    "jsonpath",
    "load",
    "load_all",
    "respond",
    "strategy",
    "validate",
    "velocity",
    "verify",
]


def test_the_face_offers_these_names_sorted():
    """A name added or taken away is a decision."""
    assert gc_contracts.__all__ == NAMES == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_there(name):
    """The lazy table has no dead entry."""
    found = getattr(gc_contracts, name)

    assert isinstance(found, ModuleType) is (name in {"errors", "jsonpath", "strategy", "velocity"})


@pytest.mark.parametrize(
    ("module", "names"),
    [
        ("velocity", ["VelocityError", "render"]),
        ("jsonpath", ["Failed", "InvalidPath", "Unresolved", "find"]),
        ("strategy", ["invalid", "valid"]),
        ("errors", ["GcContractsError", "LoadError"]),
    ],
)
def test_each_module_of_the_face_offers_what_its_users_call(module, names):
    """`gc.velocity.render`, `gc.strategy.valid` …"""
    offered = getattr(gc_contracts, module)

    assert [name for name in names if not callable(getattr(offered, name, None))] == []


def test_an_unknown_name_is_an_attribute_error():
    """As of any module."""
    with pytest.raises(AttributeError, match="'gc_contracts' has no attribute 'nothing'"):
        _ = gc_contracts.nothing


def test_dir_lists_the_face():
    """For those who explore."""
    assert set(NAMES) <= set(dir(gc_contracts))


@pytest.mark.parametrize("first", ["import gc_contracts.load", "from gc_contracts.load import find", "pass"])
def test_load_stays_a_function_whatever_is_imported_first(first):
    """The package of that name would hide it otherwise."""
    code = f"{first}\nimport gc_contracts as gc\nfrom gc_contracts.load import load\nprint(type(gc.load).__name__)"

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=_env()
    )

    assert (done.stdout, done.stderr) == ("function\n", "")


def _env() -> dict[str, str]:
    return {"PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": "error"}
