"""No secret and no place of this machine is shown: terminal, JUnit, report, and what is kept."""

import base64
import json
import urllib.parse

import pytest

from handlers import action
from harness import Project
from javascript import needs_node

ENVIRONMENT = {
    "API_KEY": 'envkey+/=A1"q',
    "DB_PASSWORD": "p@ss word&1",
    "AWS_SECRET_ACCESS_KEY": "wJalr/XUtn+FEMI",
    "GITHUB_TOKEN": "ghp_0123456789abc",
    "DATABASE_URL": "postgres://me:dbpw-7777@db/x",
}
FROM_FILE = "dotenv-secret-1"
SECRETS = (*(value for name, value in ENVIRONMENT.items() if name != "DATABASE_URL"), "dbpw-7777", FROM_FILE)
WRITTEN = "LITERAL-s3cret"
SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "Customer",
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "pattern": "^C[0-9]{4}$"},
        "score": {"type": "integer", "minimum": 0, "maximum": 100},
        "nick": {"type": "string", "maxLength": 30},
    },
}
GATE = """
import os
import re

from settings import KEY


def validate(record):
    env = os.environ
    print("connecting with", env["API_KEY"], env["DB_PASSWORD"])
    if record.get("score") == 0:
        raise KeyError(env["AWS_SECRET_ACCESS_KEY"] + " " + env["DATABASE_URL"] + " " + KEY)
    if "nick" in record:
        open(os.path.join(os.path.dirname(__file__), "no", "such.txt"))
    errors = [] if re.match("^C[0-9]{4}$", record.get("id") or "") else ["id"]
    if record.get("score", 0) > 50:
        dotenv = open(".env").read().partition("=")[2].strip()
        errors.append(env["GITHUB_TOKEN"] + " " + KEY + " " + dotenv + " " + os.path.expanduser("~/x"))
    return errors
"""
HANDLER = """
import base64, json, os, urllib.parse, urllib.request
api_key = "LITERAL-s3cret"


def execute(inputs):
    env = os.environ
    login = base64.b64encode(("me:" + env["DB_PASSWORD"]).encode()).decode()
    request = urllib.request.Request(
        "https://x.example.com/a?u=" + inputs["userId"] + "&k=" + urllib.parse.quote(env["API_KEY"], safe=""),
        data=json.dumps({"password": env["DB_PASSWORD"], "key": env["API_KEY"]}).encode(),
        headers={"Authorization": "Basic " + login, "X-Key": api_key},
    )
    with urllib.request.urlopen(request, timeout=3) as response:
        person = json.load(response)
    if not person.get("name"):
        raise ValueError("bad answer for " + request.full_url + " " + login + " " + api_key)
    return {"fullName": 7, "email": env["API_KEY"] + api_key + person["name"], "more": login}
"""
FUNCTION = """
const apiKey = 'LITERAL-s3cret';
exports.handler = async (event) => {
  console.log('with', process.env.API_KEY, apiKey);
  const url = 'https://x.example.com/?k=' + encodeURIComponent(process.env.API_KEY) + '&id=' + event.id;
  const answer = await fetch(url, { headers: { 'x-k': btoa('me:' + process.env.DB_PASSWORD) } });
  if (event.id.length > 3) throw new TypeError('with ' + url + ' ' + __filename + ' ' + apiKey);
  return { n: process.env.GITHUB_TOKEN + apiKey, more: await answer.text() };
};
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project in somebody's home folder, and an environment full of secrets."""
    home = tmp_path / "alice"
    for name, value in {**ENVIRONMENT, "HOME": str(home)}.items():
        monkeypatch.setenv(name, value)
    return Project(
        {".env": f'export MY_TOKEN = "{FROM_FILE}"\n', "settings.py": f'KEY = "{WRITTEN}"\n'}, home / "proj"
    )


def _spelt(secret):
    yield from (secret, json.dumps(secret)[1:-1], json.dumps(json.dumps(secret))[3:-3], repr(secret)[1:-1])
    yield from (urllib.parse.quote(secret, safe=""), urllib.parse.quote_plus(secret))
    yield from (base64.b64encode((before + secret).encode()).decode()[4:-4] for before in ("", "me:"))


def _leaks(project, *args):
    """Run with every kind of output, and tell which secrets and places are in it."""
    run = project.run("--gc-contracts", "-vv", "--gc-examples=20", "--junitxml=junit.xml", *args)
    own = [line for line in run.lines if not line.startswith(("rootdir", "report: ", "- generated xml"))]
    shown = "\n".join(own) + json.dumps(run.report, ensure_ascii=False) + "".join(run.changed.values())
    checks = {found["check"] for found in run.report["findings"]}
    secrets = [text for text in (*SECRETS, WRITTEN) if any(form in shown for form in _spelt(text))]
    return checks, secrets, "alice" in shown


def test_a_validator_tells_nothing_of_the_environment(project):
    """Neither in what it raises, nor in its words, nor in what it prints; nor where it lies."""
    project.write("contracts/customer.json", SCHEMA)
    project.write("contracts/contract.yaml", "validator: gate:validate\n")
    project.write("gate.py", GATE.replace("from settings import KEY", "from settings import KEY  # theirs"))
    project.write("settings.py", f'password = KEY = "{WRITTEN}"\n')

    checks, secrets, is_placed = _leaks(project, "--gc-keep")

    assert checks >= {"validator/crash", "validator/rejects-valid"}
    assert (secrets, is_placed) == ([], False)


def test_a_handler_in_the_file_tells_nothing_of_the_environment(project):
    """Not in URL, body and headers of its requests, its outputs and exceptions, encoded or not."""
    project.write("contracts/a.json", action(HANDLER))

    checks, secrets, is_placed = _leaks(project)

    assert checks >= {"handler/crash", "handler/output-mismatch", "request/injection"}
    assert (secrets, is_placed) == ([], False)


@needs_node
def test_a_function_tells_nothing_of_the_environment(project):
    """As Python code, and the folder its archive was unpacked to is nobody's business either."""
    export = {
        "name": "Fn",
        "integrationType": "function-data-actions",
        "actionType": "custom",
        "config": {
            "request": {
                "requestUrlTemplate": "fn",
                "requestType": "POST",
                "requestTemplate": "${input.rawRequest}",
            },
            "response": {"translationMap": {}, "successTemplate": "${rawResult}"},
        },
        "contract": {
            "input": {
                "inputSchema": {
                    "type": "object",
                    "required": ["id"],
                    "properties": {"id": {"type": "string"}},
                }
            },
            "output": {"successSchema": {"type": "object", "properties": {"n": {"type": "integer"}}}},
        },
    }
    project.write("contracts/f/f.json", export)
    project.write("contracts/f/index.js", FUNCTION)

    checks, secrets, is_placed = _leaks(project)

    assert checks >= {"handler/crash", "handler/output-mismatch"}
    assert (secrets, is_placed) == ([], False)


def test_what_cannot_be_loaded_tells_nothing_either(project):
    """The exception's words, the line of the team's, and the lines that pytest would show."""
    project.write("contracts/customer.json", SCHEMA)
    project.write("contracts/contract.yaml", "validator: gate:validate\n")
    project.write(
        "gate.py",
        f'import os\ntoken = "{WRITTEN}"; raise ImportError(os.environ["API_KEY"] + __file__ + token)\n',
    )

    checks, secrets, is_placed = _leaks(project)

    assert checks >= {"validator/crash"}
    assert (secrets, is_placed) == ([], False)


@pytest.mark.parametrize(
    "text",
    [
        f"credentials:\n  key: [{WRITTEN}]\n",
        f"credentials:\n  key: 1\n  key: {WRITTEN}\n",
        f"credentials:\n  key: {WRITTEN}: x\n",
        f"credentials: {WRITTEN}\n",
        f"timeout: 1 # api_key: {WRITTEN}\n - x\n",
    ],
    ids=["list", "twice", "colon", "text", "comment"],
)
def test_a_broken_contract_file_shows_no_credential(project, text):
    """The line is shown, with stars: what could not be read is no known credential."""
    project.write("contracts/customer.json", SCHEMA)
    project.write("contracts/contract.yaml", text)

    checks, secrets, _ = _leaks(project)

    assert checks & {"file/unreadable", "file/incomplete"}
    assert secrets == []


def test_a_check_that_breaks_shows_no_secret(project):
    """Its traceback, with -vv, quotes what it raised."""
    project.write("contracts/customer.json", SCHEMA)
    project.write(
        "conftest.py",
        """
import os
import gc_contracts as gc


@gc.check("demo/breaks", gc.CaseKind.STATIC)
def breaks(seen):
    raise LookupError(os.environ["API_KEY"] + __file__)
    yield


def pytest_gc_checks():
    return [breaks]
""",
    )

    _, secrets, is_placed = _leaks(project)

    assert (secrets, is_placed) == ([], False)


def test_a_record_that_is_not_verified_is_named_without_its_folder(project):
    """Pytest's own reason for a skip names the file, which JUnit writes down: by its place in the project."""
    project.write("contracts/customer.json", SCHEMA)
    project.write(
        "contracts/contract.yaml",
        "validator: gate:validate\nreferences:\n  id: {subject: Customer, field: id}\n",
    )
    project.write("gate.py", "def validate(record):\n    return True\n")

    run = project.run("--gc-contracts", "--junitxml=junit.xml", "-rs")

    assert run.outcomes.get("skipped", 0) > 0
    assert str(project.root) not in run.changed["junit.xml"]
    assert ">contracts/customer.json:1: not verified" in run.changed["junit.xml"]
