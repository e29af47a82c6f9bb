"""No secret of an imported file reaches a recording or the terminal."""

import gzip
import json
from base64 import b64encode
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gc_contracts.cli.app import app

SECRET = "planted9f8e7d6c5b4a"
SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
PACKED = b64encode(gzip.compress(json.dumps({"password": SECRET}).encode()))


def entry(url: str, status: int = 200, text: str = "ok"):
    """Give a HAR file of one entry."""
    request = {"method": "GET", "url": url, "headers": []}
    response = {"status": status, "headers": [], "content": {"size": len(text), "text": text}}
    return json.dumps({"log": {"version": "1.2", "entries": [{"request": request, "response": response}]}})


def packed(sent: bytes, got: bytes) -> str:
    """Give a cassette of VCR.py whose bodies are packed."""
    headers = "headers: {Content-Encoding: [gzip]}"
    return (
        "version: 1\ninteractions:\n"
        f"- request: {{body: !!binary {sent.decode()}, {headers}, method: POST, uri: 'https://a.example/'}}\n"
        f"  response: {{body: {{string: !!binary {got.decode()}}}, {headers}, status: {{code: 200}}}}\n"
    )


def collection(variable: dict[str, str], auth: dict[str, object]) -> str:
    """Give a collection that keeps a secret, and sends it where no name tells."""
    request = {"method": "GET", "url": "https://a.example/k/{{x}}"}
    saved = {"name": "ok", "code": 200, "body": f"you sent {SECRET}", "originalRequest": request}
    item = [{"name": "a", "request": {**request, "auth": auth}, "response": [saved]}]
    return json.dumps({"info": {"schema": SCHEMA}, "variable": [variable], "item": item})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("query.har", entry(f"wss://a.example/s?access_token={SECRET}")),
        ("user.har", entry(f"https://me:{SECRET}@a.example/", status=0)),
        ("data.har", entry(f"data:text/plain,{SECRET}")),
        ("team.har", entry("https://a.example/", text=json.dumps({"nickname": SECRET}))),
        ("sent.yaml", packed(PACKED, b64encode(b"{}"))),
        ("got.yaml", packed(b64encode(b"{}"), PACKED)),
        ("half.yaml", packed(b64encode(b"{}"), b64encode(gzip.compress(SECRET.encode())[:-6]))),
        ("variable.json", collection({"key": "x", "type": "secret", "value": SECRET}, {})),
        ("named.json", collection({"key": "apiKey", "value": SECRET}, {})),
        (
            "login.json",
            collection({}, {"type": "bearer", "bearer": [{"key": "token", "value": SECRET}]}),
        ),
        (
            "by-key.json",
            collection({}, {"type": "apikey", "apikey": [{"key": "value", "value": SECRET}]}),
        ),
    ],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_a_secret_reaches_neither_disk_nor_terminal(name, text, tmp_path: Path, monkeypatch):
    """In a URL that is lost, under a name of the team's, packed, in a collection's own variables and logins."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.pytest.ini_options]\ngc_redact = ["field: nickname"]\n')
    (tmp_path / name).write_text(text)

    told = CliRunner().invoke(app, ["import", name]).output

    files = [path for path in tmp_path.rglob("cassettes/*") if path.is_file()]
    seen = "\n".join([told, *(path.read_text() for path in files)])
    raw = gzip.compress(SECRET.encode())[:-6]
    assert told.startswith(name)
    assert [word for word in (SECRET, PACKED.decode(), b64encode(raw).decode()) if word in seen] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pytest.ini", "[pytest]\ngc_redact =\n    field: nickname\n"),
        ("setup.cfg", "[tool:pytest]\ngc_redact = field: nickname\n"),
        ("pyproject.toml", '[tool.pytest]\ngc_redact = ["field: nickname"]\n'),
    ],
)
def test_the_teams_rules_are_read_where_pytest_reads_them(name, text, tmp_path: Path, monkeypatch):
    """The nearest file above that sets them."""
    (tmp_path / name).write_text(text)
    below = tmp_path / "below"
    below.mkdir()
    monkeypatch.chdir(below)
    (below / "a.har").write_text(entry("https://a.example/", text=json.dumps({"nickname": "Bo"})))

    told = CliRunner().invoke(app, ["import", "a.har"]).output

    assert "  taken out: nickname (1)" in told.splitlines()


def test_rules_that_cannot_be_read_stop_the_import(tmp_path: Path, monkeypatch):
    """Nobody knows then what is secret here."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.pytest")
    (tmp_path / "a.har").write_text(entry("https://a.example/"))

    done = CliRunner().invoke(app, ["import", "a.har"])

    assert (done.exit_code, "gc_redact cannot be read" in done.output) == (1, True)
    assert not (tmp_path / "cassettes").exists()
