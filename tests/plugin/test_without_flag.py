"""Without `--gc-contracts` nothing of ours happens."""

from pathlib import Path

from harness import Project
from projects import CONFTEST, schema

TEST = "def test_one():\n    pass\n"
HEAVY = (
    "hypothesis",
    "httpx",
    "jsonschema",
    "jsonschema_rs",
    "pydantic",
    "yaml",
    "regex",
    "respx",
    "tenacity",
)
LOOK = """
import sys

def pytest_unconfigure(config):
    ours = sorted(name for name in sys.modules if name.startswith("gc_contracts"))
    heavy = sorted(set(sys.modules) & set({heavy!r}))
    print("LOADED", ours, heavy)
"""


def test_an_ordinary_run_loads_two_modules_and_none_that_is_heavy(tmp_path: Path):
    """Our users' ordinary runs pay for option parsing only."""
    project = Project({"test_one.py": TEST, "conftest.py": LOOK.format(heavy=HEAVY)}, tmp_path)

    run = project.run("-s", alone=True)

    expected = ["gc_contracts", "gc_contracts.plugin", "gc_contracts.plugin.hookspecs"]
    assert f"LOADED {expected} []" in run.text


def test_an_ordinary_run_collects_no_contract_and_says_nothing(tmp_path: Path):
    """Contracts beside tests change nothing."""
    project = Project({"test_one.py": TEST, "contracts/a.json": schema("error")}, tmp_path)

    run = project.run()

    assert (run.code, run.outcomes, run.changed) == (0, {"passed": 1}, {})
    assert [line for line in run.lines if "gc-contracts" in line and "rootdir" not in line] == []


def test_our_hook_in_a_conftest_does_no_harm(tmp_path: Path):
    """The hook specifications are always there."""
    run = Project({"test_one.py": TEST, "conftest.py": CONFTEST}, tmp_path).run()

    assert (run.code, run.outcomes) == (0, {"passed": 1})


def test_our_options_in_an_ini_file_do_no_harm(tmp_path: Path):
    """Not even wrong ones: they are read when the suite runs."""
    ini = "[pytest]\ngc_fail_on = never\ngc_contracts_dir = nowhere\n"

    run = Project({"test_one.py": TEST, "pytest.ini": ini}, tmp_path).run("--strict-config")

    assert (run.code, run.outcomes) == (0, {"passed": 1})


def test_our_markers_are_known(tmp_path: Path):
    """A hand-written test may bear them under `--strict-markers`."""
    run = Project({}, tmp_path).run("--markers")

    named = [line.partition(":")[0] for line in run.lines if line.startswith("@pytest.mark.gc_")]
    words = ("schema", "action", "fuzz", "replay", "compat", "live")
    assert named == [f"@pytest.mark.gc_{word}" for word in words]
