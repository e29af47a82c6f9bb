"""Defects of many kinds, planted one at a time into a sound action: each is found, once, under its own id."""

from pathlib import Path

import pytest

from planted import PLANTED
from sound_actions import SOUND, changed, findings, told


@pytest.mark.parametrize("document", [pytest.param(document, id=name) for name, document in SOUND.items()])
def test_a_sound_action_has_no_finding_above_a_note(document, tmp_path: Path):
    """A finding that is no defect would be ours."""
    found = findings(document, tmp_path)

    assert told(found) == []


@pytest.mark.parametrize("plant", [pytest.param(plant, id=plant.name.replace(" ", "-")) for plant in PLANTED])
def test_a_planted_defect_is_found_once_under_its_own_id(plant, tmp_path: Path):
    """One defect, one finding: a second way to see it is not a second finding."""
    found = findings(changed(plant.base, plant.change), tmp_path)

    assert told(found) == sorted([(plant.check, plant.severity, plant.at), *plant.further])
