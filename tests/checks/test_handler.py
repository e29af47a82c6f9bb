"""Defects planted into handlers: each is found once under its own id; sound handlers give nothing above a note."""

from pathlib import Path

import pytest

from handlers import PLANTED, SOUND, action, found_in, grave


@pytest.mark.parametrize(("code", "inputs", "expected"), SOUND.values(), ids=SOUND)
def test_a_sound_handler_has_no_finding_above_a_note(code, inputs, expected, tmp_path: Path):
    """A finding that is no defect would be ours."""
    found = found_in(tmp_path, action(code, inputs), expected)

    assert grave(found) == []


@pytest.mark.parametrize("plant", [pytest.param(plant, id=plant.name) for plant in PLANTED])
def test_a_planted_defect_is_found_once_under_its_own_id(plant, tmp_path: Path):
    """With its words, at its line, and nothing else above a note."""
    found = found_in(tmp_path, action(plant.code, plant.inputs, plant.outputs), plant.expected)

    shown = [each for each in found if (each.check, each.severity.value) == (plant.check, plant.severity)]
    own = [(plant.check, plant.severity)] if plant.severity != "note" else []
    assert grave(found) == [*own, *plant.further]
    assert [each for each in shown if plant.words in each.message and plant.line in "".join(each.excerpt)]
