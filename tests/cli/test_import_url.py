"""`--url`: the host that a pact or a stub does not tell."""

import json
from pathlib import Path

from typer.testing import CliRunner

from gc_contracts.cli.app import app

STUB = {"http-request": {"method": "GET", "path": "/p"}, "http-response": {"status": 204}}


def test_a_host_that_is_said_takes_the_place_of_the_stand_in(tmp_path: Path, monkeypatch):
    """And nothing is lost then."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.json").write_text(json.dumps(STUB))

    done = CliRunner().invoke(app, ["import", "one.json", "--url", "https://api.example.com/v1/"])

    assert done.output == "one.json (Specmatic example): 1 interaction -> cassettes/one.yaml\n"
    written = (tmp_path / "cassettes/one.yaml").read_text()
    assert 'url: "https://api.example.com/v1/p"' in written


def test_a_host_that_is_none_is_told(tmp_path: Path, monkeypatch):
    """Before anything is read."""
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(app, ["import", "one.json", "--url", "example"])

    assert (done.exit_code, done.output) == (1, "--url is scheme and host, e.g. https://api.example.com\n")
