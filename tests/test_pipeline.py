"""The suite from Python, without pytest."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import gc_contracts as gc
from gc_contracts.errors import LoadError, SettingsError
from gc_contracts.model.result import Outcome
from harness import Project
from projects import action, schema

FILES = {
    "contracts/actions/find/Find.custom.json": action(),
    "contracts/actions/find/contract.yaml": "credentials: {apiKey: dummy}\n",
    "contracts/schemas/a.json": schema(),
    "contracts/schemas/b.json": "{",
    "contracts/schemas/odd.json": [1],
}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Work in the folder of a small project."""
    before = Path.cwd()
    os.chdir(tmp_path)
    yield Project(FILES, tmp_path)
    os.chdir(before)


@gc.check("demo/note", gc.CaseKind.STATIC)
def _note(seen: gc.Seen) -> Iterator[gc.Finding]:
    yield gc.Finding("demo/note", gc.Severity.NOTE, seen.contract.id, "seen", gc.Source(seen.contract.id))


@pytest.mark.usefixtures("project")
def test_the_whole_suite_runs_without_pytest():
    """Every item of every contract, with the outcomes pytest would show."""
    summary = gc.verify(["contracts"], gc.Settings(examples=3, select=("file/*",)))

    outcomes = {(Path(r.contract).name, r.kind.value): r.outcome.value for r in summary}
    assert outcomes == {
        ("Find.custom.json", "static"): "passed",
        ("Find.custom.json", "request"): "passed",
        ("Find.custom.json", "response"): "passed",
        ("Find.custom.json", "fault"): "passed",
        ("a.json", "static"): "passed",
        ("a.json", "boundary"): "passed",
        ("a.json", "fuzz"): "passed",
        ("b.json", "static"): "failed",
    }
    assert (summary.ok, summary.unknown) == (False, ("contracts/schemas/odd.json",))


@pytest.mark.usefixtures("project")
def test_a_strict_run_fails_files_of_unknown_shape():
    """As `gc_strict` does."""
    summary = gc.verify(["contracts/schemas/odd.json"], gc.Settings(strict=True))

    assert [(r.contract, r.outcome) for r in summary] == [("contracts/schemas/odd.json", Outcome.FAILED)]


@pytest.mark.usefixtures("project")
def test_a_teams_checks_look_too():
    """Beside those we ship."""
    summary = gc.verify(["contracts/schemas/a.json"], gc.Settings(select=("demo/*",)), checks=[_note])

    assert [finding.check for finding in summary.findings] == ["demo/note"]


def test_a_glob_that_fits_no_check_is_refused():
    """It would let everything pass."""
    with pytest.raises(SettingsError, match="no check is called 'demo/nothing'"):
        gc.verify([], gc.Settings(select=("demo/nothing",)))


@pytest.mark.usefixtures("project")
def test_a_contract_is_loaded_from_its_folder_or_its_file():
    """Ids are relative to where we are."""
    by_folder, by_file = gc.load("contracts/actions/find"), gc.load("contracts/actions/find/Find.custom.json")

    assert by_folder.id == by_file.id == "contracts/actions/find/Find.custom.json"
    assert by_folder.expectations.credentials == {"apiKey": "dummy"}


@pytest.mark.usefixtures("project")
def test_all_contracts_are_loaded_the_broken_ones_too():
    """Sorted by path."""
    assert [(contract.name, contract.kind) for contract in gc.load_all("contracts")] == [
        ("Find user", "action"),
        ("a", "schema"),
        ("b", "broken"),
    ]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("contracts/nothing.json", r"contracts/nothing.json: no such file or folder"),
        (
            "contracts/schemas",
            r"contracts/schemas: a folder with one subject is wanted; there are 3: a.json, b.json",
        ),
        ("contracts/schemas/b.json", r"contracts/schemas/b.json:1:2: "),
        ("contracts/schemas/odd.json", r"contracts/schemas/odd.json: no Genesys Cloud schema or Data Action"),
    ],
    ids=["missing", "several", "broken", "unknown"],
)
@pytest.mark.usefixtures("project")
def test_what_cannot_be_loaded_is_explained(path, message):
    """With the place, and what would be right."""
    with pytest.raises(LoadError, match=message):
        gc.load(path)


@pytest.mark.usefixtures("project")
def test_an_action_runs_from_python():
    """The example of the first page."""
    contract = gc.load("contracts/actions/find")

    execution = gc.execute(contract.action, {"userId": "1/2"}, gc.respond(200, json={"name": "Ann"}))

    assert (execution.ok, execution.output) == (True, {"name": "Ann"})
    assert execution.request is not None
    assert execution.request.url == "https://example.com/users/1%2F2"
