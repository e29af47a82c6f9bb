"""`--gc-examples`, and Hypothesis' own flags: how much is generated, and from which seed."""

from pathlib import Path

import pytest

from harness import Project
from projects import schema

FILES = {"contracts/a.json": schema()}
FUZZ = ("--gc-contracts", "-k", "fuzz")
PROFILE = """
from hypothesis import settings
settings.register_profile("few", max_examples=3)
"""
HYPOTHESIS = ("_hypothesis_pytestplugin",)


def _examples(run) -> int:
    return int(run.report["totals"]["examples"])


def test_the_flag_counts_examples_of_a_property(tmp_path: Path):
    """A schema has two: valid records and invalid ones."""
    assert _examples(Project(FILES, tmp_path).run(*FUZZ, "--gc-examples=7")) == 14


def test_the_ini_option_counts_too(tmp_path: Path):
    """And the flag wins."""
    project = Project(FILES | {"pytest.ini": "[pytest]\ngc_examples = 5\n"}, tmp_path)

    assert [_examples(project.run(*FUZZ, *flags)) for flags in ((), ("--gc-examples=2",))] == [10, 4]


def test_a_profile_counts_where_nothing_else_does(tmp_path: Path):
    """`--hypothesis-profile` works as ever."""
    project = Project(FILES | {"conftest.py": PROFILE}, tmp_path)
    profile = "--hypothesis-profile=few"

    by_profile = project.run(*FUZZ, profile, plugins=HYPOTHESIS)
    by_flag = project.run(*FUZZ, profile, "--gc-examples=4", plugins=HYPOTHESIS)

    assert (_examples(by_profile), _examples(by_flag)) == (6, 8)


@pytest.mark.parametrize("seed", ["7", "words"])
def test_a_seed_is_taken_as_hypothesis_takes_it(seed, tmp_path: Path):
    """A number, or any text."""
    run = Project(FILES, tmp_path).run(*FUZZ, f"--hypothesis-seed={seed}", plugins=HYPOTHESIS)

    assert (run.code, run.outcomes["passed"]) == (0, 1)


@pytest.mark.parametrize("count", ["0", "-1", "many", "1.5", "²"])
def test_what_is_no_count_is_wrong_usage(count, tmp_path: Path):
    """Said with what would be right."""
    run = Project(FILES, tmp_path).run(*FUZZ, f"--gc-examples={count}")

    assert run.code == 4
    assert f"--gc-examples (ini gc_examples) must be a whole number from 1, not {count!r}" in run.text


def test_an_ini_count_that_is_none_is_wrong_usage(tmp_path: Path):
    """Whoever reads it, pytest or we."""
    run = Project(FILES | {"pytest.ini": "[pytest]\ngc_examples = many\n"}, tmp_path).run(*FUZZ)

    assert run.code == 4
    assert "gc_examples" in run.text
    assert "INTERNALERROR" not in run.text
