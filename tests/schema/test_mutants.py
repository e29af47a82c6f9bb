"""The figure on the first page: one rule wrong at a time, and the boundary suite notices every one."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

_PATH = Path(__file__).parents[2] / "benchmarks" / "mutants.py"
_SPEC = spec_from_file_location("mutants", _PATH)
assert _SPEC is not None
assert _SPEC.loader is not None
mutants = sys.modules["mutants"] = module_from_spec(_SPEC)
_SPEC.loader.exec_module(mutants)


@pytest.mark.parametrize("spell", [mutants.plain, mutants.referring], ids=["plain", "referring"])
def test_every_mutant_that_is_not_equivalent_is_killed(spell):
    """No survivor in either spelling, and none killed whose rule we list as implied."""
    score = mutants.score(spell())

    assert (score.survivors, score.unsound) == ((), ())


@pytest.mark.parametrize("spell", [mutants.plain, mutants.referring], ids=["plain", "referring"])
def test_the_suite_stays_small(spell):
    """Fifteen fields take fewer than 300 cases, and over 150 mutants are worth the count."""
    score = mutants.score(spell())

    assert (score.cases < 300, len(score.killed) > 150) == (True, True)
