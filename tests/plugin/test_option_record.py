"""`--gc-record`: the real service answers, its secrets stay out, and from then on the recording does."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness import Project
from served import Served, served

TOKEN = "k9Qm27xZpL4471vvTr"
PATH = "/users/1"


@pytest.fixture
def service() -> Iterator[Served]:
    """A service that gives a user, and a secret with it."""
    with served(
        {PATH: (200, {"X-Api-Key": "srv-8841-kkQz-0917"}, {"name": "Ann", "password": "hunter-22-xk"})}
    ) as told:
        yield told


def action(url: str):
    """Give an action that gets a user with a credential."""
    return {
        "name": "Get user",
        "integrationType": "custom-rest-actions",
        "actionType": "custom",
        "config": {
            "request": {
                "requestUrlTemplate": url + "/users/$esc.uriEncode(${input.id})",
                "requestType": "GET",
                "headers": {"Authorization": "Bearer ${credentials.token}"},
            },
            "response": {
                "translationMap": {"name": "$.name"},
                "translationMapDefaults": {"name": '""'},
                "successTemplate": '{"name": ${name}}',
            },
        },
        "contract": {
            "input": {
                "inputSchema": {
                    "type": "object",
                    "required": ["id"],
                    "properties": {"id": {"type": "string"}},
                }
            },
            "output": {"successSchema": {"type": "object", "properties": {"name": {"type": "string"}}}},
        },
    }


ROWS = 'credentials: {token: "${env:GC_TEST_TOKEN}"}\nexamples:\n  - {input: {id: "1"}, cassette: found, output: {name: Ann}}\n'
FILE = "contracts/a/cassettes/found.yaml"
ONLY = "contracts/a/a.json::examples"


@pytest.fixture
def project(service: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An action with an example that names a recording, and the variable it needs."""
    monkeypatch.setenv("GC_TEST_TOKEN", TOKEN)
    return Project({"contracts/a/a.json": action(service.url), "contracts/a/contract.yaml": ROWS}, tmp_path)


def test_once_records_what_is_not_there(project: Project, service: Served):
    """The service gets the real credential, the file placeholders; the summary names what was taken out."""
    ran = project.run("--gc-contracts", "--gc-record=once", ONLY)

    text = ran.changed[FILE]
    assert (ran.outcomes, list(ran.changed)) == ({"passed": 1}, [FILE])
    assert service.asked[0][2]["Authorization"] == f"Bearer {TOKEN}"
    assert 'Authorization: "Bearer <redacted:' in text
    assert [
        secret for secret in (TOKEN, "hunter-22-xk", "srv-8841-kkQz-0917") if secret in text + ran.text
    ] == []
    assert f"recorded: {FILE}: 1 interaction; taken out: password (1), token (1), x_api_key (1)" in " ".join(
        ran.text.split()
    )


def test_the_recording_answers_from_then_on(project: Project, service: Served, monkeypatch):
    """Without the variable, without the network; `once` leaves the file alone."""
    project.run("--gc-contracts", "--gc-record=once", ONLY)
    monkeypatch.delenv("GC_TEST_TOKEN")

    offline = project.run("--gc-contracts", "contracts/a/a.json")
    again = project.run("--gc-contracts", "--gc-record=once", ONLY)

    assert (offline.code, again.code, again.changed, len(service.asked)) == (0, 0, {}, 1)
    assert offline.cases[f"{'contracts/a/a.json'}::replay"] == "passed"


def test_all_records_anew_and_new_episodes_only_what_is_missing(project: Project, service: Served):
    """A second example's request is new; the first one's is not asked again."""
    project.run("--gc-contracts", "--gc-record=once", ONLY)
    service.answers["/users/2"] = (200, {}, {"name": "Bob"})
    project.write("contracts/a/contract.yaml", ROWS + '  - {input: {id: "2"}, cassette: found}\n')

    more = project.run("--gc-contracts", "--gc-record=new_episodes", ONLY)
    asked = len(service.asked)
    anew = project.run("--gc-contracts", "--gc-record=all", ONLY)

    assert (more.code, asked, anew.code, len(service.asked)) == (0, 2, 0, 4)
    assert (more.changed[FILE].count("- request:"), anew.changed[FILE].count("- request:")) == (2, 2)


def test_what_the_service_answers_now_shows_what_changed(project: Project, service: Served):
    """Recording anew and replaying the old one differ where the service does."""
    service.answers[PATH] = (200, {}, {"name": 7})

    ran = project.run("--gc-contracts", "--gc-record=all", ONLY)

    assert ran.outcomes == {"failed": 1}
    assert {found["check"] for found in ran.report["findings"]} == {"output/example-mismatch"}
    assert "name: 7" in ran.changed[FILE]


def test_a_variable_that_is_not_set_is_named_with_its_line(project: Project, service: Served, monkeypatch):
    """Nothing is asked, nothing is written."""
    monkeypatch.delenv("GC_TEST_TOKEN")

    ran = project.run("--gc-contracts", "--gc-record=once", ONLY)

    words = "contracts/a/contract.yaml:1:22: recording needs `GC_TEST_TOKEN`, and the environment has no such variable"
    assert (ran.outcomes, ran.changed, service.asked) == ({"error": 1}, {}, [])
    assert words in " ".join(ran.text.split())


def test_a_service_that_is_not_there_is_no_recording(project: Project):
    """A refused connection is not kept as if the service had refused on purpose."""
    project.write("contracts/a/a.json", action("http://127.0.0.1:9"))

    ran = project.run("--gc-contracts", "--gc-record=once", ONLY)

    assert (ran.outcomes, ran.changed) == ({"error": 1}, {})
    assert "not recorded: cassettes/found.yaml; GET http://127.0.0.1:9/users/1: [Errno 111]" in ran.text


def test_offline_nothing_is_asked(project: Project, service: Served):
    """The example without its recording is a finding that says how to make it."""
    ran = project.run("--gc-contracts", "contracts/a/a.json")

    found = [each["message"] for each in ran.report["findings"] if each["severity"] == "error"]
    assert (service.asked, found) == ([], ["there is no recording `cassettes/found.yaml`"])


def test_an_unknown_mode_is_a_usage_error(project: Project):
    """With those there are."""
    ran = project.run("--gc-contracts", "--gc-record=some")

    assert ran.code == pytest.ExitCode.USAGE_ERROR
    assert "--gc-record (ini gc_record) must be one of none, once, new_episodes, all, not 'some'" in ran.text


def test_a_recording_in_json_stays_json(project: Project, service: Served):
    """The file is written in the form that its name promises, and read again."""
    old = {"request": {"method": "GET", "url": f"{service.url}/users/1"}, "fault": "reset"}
    file = "contracts/a/cassettes/found.json"
    project.write(file, {"version": 1, "interactions": [old]})

    ran = project.run("--gc-contracts", "--gc-record=all", ONLY)
    again = project.run("--gc-contracts", ONLY)

    assert [each["response"]["json"]["name"] for each in json.loads(ran.changed[file])["interactions"]] == [
        "Ann"
    ]
    assert (again.code, again.report["totals"]["examples"]) == (0, 1)


@pytest.mark.parametrize("mode", ["once", "new_episodes", "all"])
def test_a_recording_that_cannot_be_read_is_never_written_over(project: Project, service: Served, mode):
    """People wrote it, or merged it wrongly; it is theirs to mend, and nothing is asked."""
    project.write(FILE, "version: 1\ninteractions: [{request: {methd: GET}}]\n# mine\n")

    ran = project.run("--gc-contracts", f"--gc-record={mode}", "contracts/a/a.json", "-v")

    assert (ran.code, ran.changed, service.asked) == (1, {}, [])
    assert "cassette 'found' cannot be read; mend it, or delete it" in " ".join(ran.text.split())


HANDLER = """
import os, httpx

def execute(inputs):
    base = os.environ["GC_TEST_BASE"]
    user = httpx.get(f"{base}/users/{inputs['id']}", headers={"X-Key": os.environ["GC_TEST_TOKEN"]}, timeout=5)
    return {"name": user.json()["name"]}
"""


def test_a_handler_is_recorded_through_our_process(service: Served, tmp_path: Path, monkeypatch):
    """Its worker stays fenced; it gets what the service answers, and so does the recording."""
    monkeypatch.setenv("GC_TEST_TOKEN", TOKEN)
    monkeypatch.setenv("GC_TEST_BASE", service.url)
    rows = 'examples:\n  - {input: {id: "1"}, cassette: found, output: {name: Ann}}\nhandler: team:execute\n'
    files = {"contracts/a/a.json": action(service.url), "contracts/a/contract.yaml": rows, "team.py": HANDLER}
    project = Project(files, tmp_path)

    ran = project.run("--gc-contracts", "--gc-record=once", ONLY, alone=True)

    assert service.asked[-1][2]["X-Key"] == TOKEN
    assert "name: Ann" in ran.changed[FILE]
    assert TOKEN not in ran.changed[FILE] + ran.text


def test_examples_of_which_none_can_be_run_are_not_verified(project: Project):
    """Green would say that they hold."""
    ran = project.run("--gc-contracts", ONLY, "-rs")

    assert ran.outcomes == {"skipped": 1}
    assert "no cassette 'found' is there to replay" in " ".join(ran.text.split())


def test_a_login_is_recorded_with_its_action(project: Project, service: Served):
    """Its answer's token and the one that is sent are one placeholder; both are replayed."""
    service.answers["/token"] = (200, {}, {"access_token": "tok-77-QqZz-1189-xx"})
    login = action(service.url) | {"name": "Login", "actionType": "customAuth"}
    login["config"] = {
        "request": {"requestUrlTemplate": service.url + "/token", "requestType": "POST", "headers": {}},
        "response": {"translationMap": {"token": "$.access_token"}, "successTemplate": '{"token": ${token}}'},
    }
    token = {"type": "object", "properties": {"token": {"type": "string"}}}
    login["contract"] = {
        "input": {"inputSchema": {"type": "object"}},
        "output": {"successSchema": token},
    }
    asking = action(service.url)
    asking["config"]["request"]["headers"] = {"Authorization": "Bearer ${authResponse.token}"}
    project.write("contracts/a/login.json", login)
    project.write("contracts/a/a.json", asking)
    project.write("contracts/a/contract.yaml", "subject: a.json\n" + ROWS)

    ran = project.run("--gc-contracts", "--gc-record=once", ONLY)
    again = project.run("--gc-contracts", "contracts/a/a.json")

    text = ran.changed[FILE]
    mark = text.partition("access_token: ")[2].partition("\n")[0].strip('"}')
    assert [asked[1] for asked in service.asked] == ["/token", "/users/1"]
    assert (mark.startswith("<redacted:"), f"Bearer {mark}" in text) == (True, True)
    assert again.cases["contracts/a/a.json::replay"] == "passed"
