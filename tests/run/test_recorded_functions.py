"""Recorded runs of a function go through its JavaScript again."""

from dataclasses import replace
from pathlib import Path

import pytest

from function_export import EXPORT
from gc_contracts.checks.builtin import builtin
from gc_contracts.derive import derive
from gc_contracts.load import load_all
from gc_contracts.model.case import CaseKind
from gc_contracts.model.recording import RecordedRun
from gc_contracts.run import run
from gc_contracts.settings import Project, Settings
from javascript import LOOK_UP, needs_node
from recordings import answered, cassette
from subject_files import write

KEPT = cassette(
    answered({"name": "Ann"}, "https://people.example.com/users?id=7", method="GET"),
    run=RecordedRun({"userId": "7"}, "success", {"fullName": "Ann"}),
)


def replayed(folder: Path, text: str):
    """Replay the recording through a function."""
    write(folder, {"Person.json": EXPORT, "code/index.js": text})
    (contract,) = load_all([folder], folder).contracts
    contract = replace(contract, cassettes=(KEPT,))
    settings = Settings(project=Project(root=str(folder)))
    return run(contract, derive(contract, CaseKind.REPLAY, settings), builtin().checks, settings, derive)


@needs_node
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", []),
        ("users?id=", "people?id=", ["replay/unmatched-request"]),
        ("person.name", "person.fullName", ["replay/output-changed"]),
    ],
    ids=["as-recorded", "another-request", "another-output"],
)
def test_a_function_is_replayed_in_its_worker(old, new, told, tmp_path: Path):
    """One defect is one finding."""
    result = replayed(tmp_path, LOOK_UP.replace(old, new))

    assert [one.check for one in result.findings] == told, result.reason
    assert result.examples == 1
