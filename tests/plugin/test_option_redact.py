"""Ini option `gc_redact` and hook `pytest_gc_redact`: rules that make no sense are told before anything is written."""

from harness import Project
from projects import schema

INI = "[pytest]\ngc_redact =\n    {}\n"


def test_a_line_that_is_no_rule_stops_every_item_with_words(tmp_path):
    """It says what a rule looks like."""
    project = Project({"contracts/a.json": schema(), "pytest.ini": INI.format("ssn")}, tmp_path)

    run = project.run("--gc-contracts")

    assert run.code == 3
    assert "gc_redact: 'ssn' is no rule" in run.text


def test_rules_of_ini_and_hook_are_taken(tmp_path):
    """Lines and functions."""
    conftest = "def pytest_gc_redact(config):\n    return ['field: ssn', lambda interaction: interaction]\n"
    files = {
        "contracts/a.json": schema(),
        "pytest.ini": INI.format("header: X-Tenant"),
        "conftest.py": conftest,
    }

    run = Project(files, tmp_path).run("--gc-contracts")

    assert run.code == 0


def test_a_hook_that_breaks_is_an_error_that_repeats_nothing(tmp_path):
    """Its words may hold what it is to hide."""
    conftest = "def pytest_gc_redact(config):\n    raise ValueError('s3cret-77')\n"

    run = Project({"contracts/a.json": schema(), "conftest.py": conftest}, tmp_path).run("--gc-contracts")

    assert run.code == 3
    assert "pytest_gc_redact raised ValueError" in run.text
    assert "s3cret-77" not in run.text
