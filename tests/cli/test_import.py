"""`gc-contracts import` as people type it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from gc_contracts.load.cassettes import read_file
from harness import SOURCE

URL = "https://api.example.com"
SECRET = "planted-9f8e7d6c5b4a"
STATES = "a recording has no states; order decides"
NO_FOLDER = "--to nowhere: a folder or a contract below contracts/ is wanted, and there is none; make the folder first"
PACT = {
    "consumer": {"name": "c"},
    "provider": {"name": "p"},
    "metadata": {"pactSpecification": {"version": "3.0.0"}},
    "interactions": [
        {
            "description": "a",
            "providerStates": [{"name": "there is Ann"}],
            "request": {"method": "GET", "path": "/a", "headers": {"Authorization": f"Bearer {SECRET}"}},
            "response": {"status": 200, "body": {"name": "Ann"}},
        }
    ],
}


def _run(folder: Path, *args: str) -> tuple[int, str]:
    code = "from gc_contracts.cli.main import app; app(prog_name='gc-contracts')"
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "NO_COLOR": "1"},
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout + done.stderr


def _pact(folder: Path, name: str = "one.json") -> None:
    (folder / name).write_text(json.dumps(PACT, indent=2), encoding="utf-8")


def test_a_file_becomes_a_recording_without_its_secret(tmp_path: Path):
    """Told: how many, where, what was taken out, what was lost and in which line."""
    _pact(tmp_path)
    (tmp_path / "contracts" / "actions" / "find").mkdir(parents=True)

    code, output = _run(tmp_path, "import", "one.json", "--url", URL, "--to", "find")

    place = "contracts/actions/find/cassettes/one.yaml"
    assert code == 0
    assert output.splitlines() == [
        f"one.json: Pact 3.0.0: 1 interaction → {place}; taken out: authorization (1)",
        f"  not carried over: one.json:16: provider state `there is Ann`: {STATES}",
    ]
    assert SECRET not in (tmp_path / place).read_text(encoding="utf-8")
    assert read_file(tmp_path / place, "one", tmp_path).problems == ()


def test_a_broken_file_costs_only_itself(tmp_path: Path):
    """Exit code 1, file and line, and the next one goes on."""
    _pact(tmp_path)
    (tmp_path / "broken.har").write_text('{\n"log": }', encoding="utf-8")

    code, output = _run(tmp_path, "import", "broken.har", "nowhere.har", "one.json", "--url", URL)

    first, second, third, _ = output.splitlines()
    assert code == 1
    assert first.startswith("broken.har:2:8: this is not JSON")
    assert second == "nowhere.har: No such file or directory"
    assert third.startswith("one.json: Pact 3.0.0: 1 interaction → cassettes/one.yaml")


def test_what_is_there_is_replaced_only_by_force(tmp_path: Path):
    """A recording may have been edited by hand."""
    _pact(tmp_path)
    there = tmp_path / "cassettes" / "one.yaml"
    there.parent.mkdir()
    there.write_text("mine", encoding="utf-8")

    refused, output = _run(tmp_path, "import", "one.json", "--url", URL)
    kept = there.read_text(encoding="utf-8")
    forced, _ = _run(tmp_path, "import", "one.json", "--url", URL, "--force")

    assert (refused, kept, forced) == (1, "mine", 0)
    assert "--force replaces it" in output
    assert there.read_text(encoding="utf-8") != "mine"


def test_a_dry_run_writes_nothing(tmp_path: Path):
    """And tells all the same."""
    _pact(tmp_path)

    code, output = _run(tmp_path, "import", "one.json", "--url", URL, "--dry-run")

    assert code == 0
    assert "1 interaction would go to cassettes/one.yaml" in output
    assert not (tmp_path / "cassettes").exists()


def test_the_teams_rules_are_those_of_its_pytest(tmp_path: Path):
    """Ini option gc_redact."""
    _pact(tmp_path)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\ngc_redact = ["field: name"]\n', encoding="utf-8"
    )

    _, output = _run(tmp_path, "import", "one.json", "--url", URL, "--dry-run")

    assert "taken out: authorization (1), name (1)" in output


def test_a_wish_that_makes_no_sense_is_told_before_anything_is_read(tmp_path: Path):
    """Exit code 2."""
    _pact(tmp_path)

    assert _run(tmp_path, "import", "one.json", "--to", "nowhere") == (
        2,
        f"gc-contracts import: {NO_FOLDER}\n",
    )


def test_only_what_was_asked_for_is_kept(tmp_path: Path):
    """By URL; nothing left is no recording."""
    _pact(tmp_path)

    code, output = _run(tmp_path, "import", "one.json", "--url", URL, "--only", "*/b")

    assert code == 0
    assert "0 interactions, nothing is written" in output
    assert "1 passed over by --only" in output


def test_help_loads_nothing_heavy(tmp_path: Path):
    """Start-up is paid by those who use what they wait for."""
    code = "import sys, gc_contracts.cli.main; print(*sorted(set(sys.modules) & {'yaml', 'httpx', 'pydantic', 'pytest'}))"

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )

    assert done.stdout == "\n"
