"""`gc-contracts import`, as people run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gc_contracts.cli.app import app

SOURCE = Path(__file__).parents[2] / "src"
SECRET = "k9Qm-27xZpL-4471"
ENTRY = {
    "request": {"method": "GET", "url": f"https://a.example/x?api_key={SECRET}", "headers": [{"name": "Authorization", "value": f"Bearer {SECRET}2"}]},
    "response": {"status": 200, "headers": [], "content": {"size": 2, "text": "{}"}},
}  # fmt: skip
LOST = {**ENTRY, "request": {"method": "GET", "url": "wss://a.example/"}}
HAR = {"log": {"version": "1.2", "entries": [ENTRY, LOST]}}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with one HAR file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seen.har").write_text(json.dumps(HAR, indent=1))
    return tmp_path


def ran(*words: str):
    """Run the command."""
    done = CliRunner().invoke(app, ["import", *words])
    return done.exit_code, done.output.splitlines()


def test_a_file_becomes_a_recording(here: Path):
    """Each loss with its line, each secret by name."""
    code, lines = ran("seen.har", "--to", "contracts/a")

    written = (here / "contracts/a/cassettes/seen.yaml").read_text()
    assert (code, lines) == (
        0,
        [
            "seen.har (HAR): 1 interaction -> contracts/a/cassettes/seen.yaml",
            "  taken out: api_key (1), authorization (1)",
            "  lost: seen.har:25: GET wss://a.example/: it is no http or https request",
        ],
    )
    assert SECRET not in written
    assert 'query: {api_key: "<redacted:api_key:1>"}' in written


def test_nothing_is_written_in_a_dry_run(here: Path):
    """It says what would be."""
    code, lines = ran("seen.har", "--dry-run")

    assert (code, lines[0]) == (
        0,
        "seen.har (HAR): 1 interaction -> cassettes/seen.yaml (not written: --dry-run)",
    )
    assert [path.name for path in here.iterdir()] == ["seen.har"]


def test_what_is_there_is_not_replaced_unasked(here: Path):
    """`--force` does, `--name` goes round."""
    ran("seen.har")

    refused, forced, named = ran("seen.har"), ran("seen.har", "--force"), ran("seen.har", "--name", "other")

    assert refused == (
        1,
        ["seen.har: cassettes/seen.yaml is there already; --force replaces it, --name gives another name"],
    )
    assert (forced[0], named[0]) == (0, 0)
    assert sorted(path.name for path in (here / "cassettes").iterdir()) == ["other.yaml", "seen.yaml"]


def test_a_bad_file_costs_only_itself(here: Path):
    """Line, column, what is wrong; the others are imported, and the command fails in the end."""
    (here / "bad.har").write_text('{"log": {')
    (here / "bare.json").write_text('{"name": "Ann"}')

    code, lines = ran("bad.har", "bare.json", "nothing.har", "seen.har")

    assert code == 1
    assert lines[0].startswith("bad.har: line 1, column 1")
    assert lines[1].startswith("bare.json: this is no HAR, VCR.py cassette")
    assert lines[2] == "nothing.har: there is no such file" or "there is no such file" in lines[2]
    assert lines[3].startswith("seen.har (HAR): 1 interaction")


def test_a_key_that_comes_twice_is_told(here: Path):
    """Only the last one's value was read."""
    (here / "twice.har").write_text(json.dumps(HAR).replace('"url": "wss:', '"url": "a", "url": "wss:'))

    _, lines = ran("twice.har")

    assert lines[-1] == (
        "  lost: twice.har:1: the key `url` stands here again, after line 1: remove one of them; the last one counts"
    )


def test_it_is_a_command_of_its_own(here: Path):
    """And its help loads nothing that it does not need."""
    env = {**os.environ, "PYTHONPATH": str(SOURCE)}
    code = "import sys; from gc_contracts.cli.app import app; print({'httpx', 'pytest', 'hypothesis', 'yaml'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


def test_a_file_of_a_browser_may_be_large(here: Path):
    """Larger than any export is."""
    entry_ = {
        **ENTRY,
        "response": {"status": 200, "headers": [], "content": {"size": 11_000_000, "text": "x" * 11_000_000}},
    }
    (here / "big.har").write_text(json.dumps({"log": {"version": "1.2", "entries": [entry_]}}))

    code, lines = ran("big.har")

    assert (code, lines[0]) == (0, "big.har (HAR): 1 interaction -> cassettes/big.yaml")
