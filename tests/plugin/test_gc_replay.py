"""`gc_replay`: recordings in hand-written tests, and their making."""

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from harness import Project

USERS = """
version: 1
interactions:
  - request: {method: GET, url: "https://api.example.com/users/{id}"}
    response: {status: 200, headers: {content-type: application/json, content-encoding: gzip}, json: {name: Ann}}
"""
FAULTS = """
version: 1
interactions:
  - request: {method: GET, url: "https://api.example.com/timeout"}
    fault: timeout
  - request: {method: GET, url: "https://api.example.com/refused"}
    fault: refused
  - request: {method: GET, url: "https://api.example.com/reset"}
    fault: reset
"""
HERE = "https://api.example.com"


def project(test: str, folder: Path, **files: str) -> Project:
    """Make a project with a test and the recording `users`."""
    named = {f"cassettes/{name}.yaml": text for name, text in files.items()}
    head = "import asyncio, httpx, pytest\n"
    return Project({"cassettes/users.yaml": USERS, "test_own.py": head + test, **named}, folder)


def test_clients_old_and_new_plain_and_waiting_are_answered(tmp_path: Path):
    """Whole, streamed, from a client made before, and several at once."""
    test = f"""
OLD = httpx.Client()

def test_plain(gc_replay):
    kept = gc_replay("users")
    assert OLD.get("{HERE}/users/1").json() == httpx.get("{HERE}/users/2").json() == {{"name": "Ann"}}
    with httpx.stream("GET", "{HERE}/users/3") as response:
        assert b"".join(response.iter_bytes()) == b'{{"name":"Ann"}}'
    assert (kept.used, kept.unmatched, len(kept.interactions)) == ((0, 0, 0), (), 1)

async def several():
    async with httpx.AsyncClient() as client:
        found = await asyncio.gather(*(client.get(f"{HERE}/users/{{n}}") for n in range(9)))
        async with client.stream("GET", "{HERE}/users/3") as response:
            return [*(each.status_code for each in found), await response.aread()]

def test_waiting(gc_replay):
    with gc_replay("users") as kept:
        assert asyncio.run(several()) == [200] * 9 + [b'{{"name":"Ann"}}']
    assert len(kept.used) == 10
"""
    run = project(test, tmp_path).run()

    assert (run.outcomes, run.changed) == ({"passed": 2}, {})


@pytest.mark.parametrize("plugin", ["asyncio", "anyio"])
def test_tests_that_wait_are_answered(plugin, tmp_path: Path):
    """By the plug-ins that run them."""
    names = {"asyncio": ("pytest_asyncio.plugin", "asyncio"), "anyio": ("anyio.pytest_plugin", "anyio")}
    module, mark = names[plugin]
    pytest.importorskip(module.partition(".")[0])
    backend = "\n@pytest.fixture\ndef anyio_backend():\n    return 'asyncio'\n"
    test = f"""{backend}
@pytest.mark.{mark}
async def test_waiting(gc_replay):
    gc_replay("users")
    async with httpx.AsyncClient() as client:
        assert (await client.get("{HERE}/users/1")).json() == {{"name": "Ann"}}
"""
    run = project(test, tmp_path).run(plugins=[module])

    assert run.outcomes == {"passed": 1}


def test_recorded_faults_are_what_httpx_raises(tmp_path: Path):
    """Each its own."""
    test = f"""
@pytest.mark.parametrize(("path", "raised"), [
    ("timeout", httpx.ReadTimeout), ("refused", httpx.ConnectError), ("reset", httpx.ReadError)])
def test_fault(gc_replay, path, raised):
    gc_replay("faults")
    for each in ("timeout", "refused", "reset"):
        with pytest.raises(httpx.TransportError) as caught:
            httpx.get(f"{HERE}/{{each}}")
        assert (each == path) == (caught.type is raised)
"""
    run = project(test, tmp_path, faults=FAULTS).run()

    assert run.outcomes == {"passed": 3}


def test_a_request_without_an_answer_fails_the_test_once_and_tells_no_secret(tmp_path: Path):
    """With the nearest that was recorded; what redaction would take out is not shown."""
    test = f"""
def test_own(gc_replay):
    gc_replay("users")
    httpx.post("{HERE}/users/1", params={{"api_key": "q8Zr4tYx2Lm9"}}, json={{"password": "hunter2-long"}})
"""
    run = project(test, tmp_path).run("--tb=line")

    assert run.outcomes == {"failed": 1}
    assert "q8Zr4tYx2Lm9" not in run.text.replace(test, "")
    assert "hunter2-long" not in run.text


def test_a_request_without_an_answer_fails_the_test_that_swallowed_it(tmp_path: Path):
    """At its end."""
    test = f"""
def test_own(gc_replay):
    gc_replay("users")
    try:
        httpx.get("{HERE}/user/1")
    except httpx.HTTPError:
        pass
"""
    run = project(test, tmp_path).run()

    assert run.outcomes == {"passed": 1, "error": 1}
    assert "nothing in cassettes/users.yaml answers this request" in run.text
    assert '  path segment 1  recorded: "users"' in run.text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("user", "no recording 'user' at cassettes/user.yaml: record it with `pytest --gc-record once`"),
        ("user", "beside it there are: users"),
        ("broken", "cassettes/broken.yaml:1"),
        ("a/found", "2 recordings are called 'a/found'"),
    ],
)
def test_a_recording_that_cannot_be_had_is_explained(name, said, tmp_path: Path):
    """Missing, broken, or one of several."""
    made = project(
        f"def test_own(gc_replay):\n    gc_replay({name!r})\n", tmp_path, broken="version: 1\nx: 1\n"
    )
    made.write("contracts/x/a/cassettes/found.yaml", USERS)
    made.write("contracts/y/a/cassettes/found.yaml", USERS)

    run = made.run()

    assert run.outcomes == {"failed": 1}
    assert said in run.text


def test_recordings_of_contracts_and_paths_are_found(tmp_path: Path):
    """`subject/recording`, or a path from the test's folder; the latest of several asks first."""
    test = f"""
def test_own(gc_replay):
    first, last = gc_replay("find-user/found"), gc_replay("../other/mine.yaml")
    assert httpx.get("{HERE}/users/1").status_code == 200
    assert httpx.get("{HERE}/timeouts").status_code == 404
    assert (first.used, last.used) == ((0,), (0,))
"""
    mine = 'version: 1\ninteractions:\n  - request: {method: GET, url: "%s/timeouts"}\n    response: {status: 404}\n'
    files = {
        "contracts/actions/find-user/cassettes/found.yaml": USERS,
        "other/mine.yaml": mine % HERE,
        "tests/test_own.py": "import httpx\n" + test,
    }

    run = Project(files, tmp_path).run()

    assert run.outcomes == {"passed": 1}


@pytest.mark.parametrize(
    ("args", "outcomes"),
    [((), {"passed": 1, "warning": 1}), (("--gc-fail-on", "warning"), {"passed": 1, "error": 1})],
    ids=["warns", "fails"],
)
def test_an_interaction_that_nobody_asks_for_is_named(args, outcomes, tmp_path: Path):
    """As a warning, unless those fail."""
    run = project("def test_own(gc_replay):\n    gc_replay('users')\n", tmp_path).run(*args, alone=True)

    assert run.outcomes == outcomes
    assert "interaction 1 (GET https://api.example.com/users/{id}) was not asked for" in run.text


class _Service(BaseHTTPRequestHandler):
    """A real service, with what services do."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        path = self.path.partition("?")[0]
        body = {"/big": b"x" * 300_000, "/zip": gzip.compress(b'{"zipped":true}')}.get(path, b'{"a":1}')
        self.send_response(302 if path == "/moved" else 200)
        for name, value in {
            "/moved": [("location", "/here")],
            "/zip": [("content-encoding", "gzip"), ("content-type", "application/json")],
        }.get(path, [("set-cookie", "session=q8Zr4tYx2Lm9aB"), ("content-type", "application/json")]):
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[tuple[str, list[str]]]:
    """Give the URL of a service, and the paths it was asked for."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Service) as server:
        server.asked = []  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", server.asked  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()


RECORDING = """
def found(url):
    with httpx.Client(follow_redirects=True, headers={{"authorization": "Bearer q8Zr4tYx2Lm9cD"}}) as client:
        with client.stream("GET", url + "/big") as big:
            size = sum(map(len, big.iter_bytes()))
        return client.get(url + "/moved").json(), client.get(url + "/zip").json(), size

async def waiting(url):
    async with httpx.AsyncClient() as client:
        return (await client.get(url + "/waiting", params={{"api_key": "q8Zr4tYx2Lm9eF"}})).json()

def test_own(gc_replay):
    gc_replay("made")
    assert found("{url}") == ({{"a": 1}}, {{"zipped": True}}, 300_000)
    assert asyncio.run(waiting("{url}")) == {{"a": 1}}
"""


def test_what_was_recorded_answers_from_then_on(service, tmp_path: Path):
    """Streamed, moved, packed and waited for; no secret is written; the service is asked once."""
    url, asked = service
    made = project(RECORDING.format(url=url), tmp_path)

    recorded = made.run("--gc-record", "once", alone=True)
    first = list(asked)
    again = made.run("--gc-record", "once")
    offline = made.run()

    assert (recorded.outcomes, again.outcomes, offline.outcomes) == ({"passed": 1},) * 3
    assert [path.partition("?")[0] for path in first] == ["/big", "/moved", "/here", "/zip", "/waiting"]
    assert asked == first
    assert "recorded cassettes/made.yaml: 5 new interactions" in recorded.text
    text = recorded.changed["cassettes/made.yaml"]
    assert ("q8Zr4tYx2Lm9" in text, "zipped: true" in text, "<redacted:" in text) == (False, True, True)


def test_a_recording_that_cannot_be_written_fails_its_test(service, tmp_path: Path):
    """A file stands where the folder should."""
    url, _ = service
    test = f"import httpx\ndef test_own(gc_replay):\n    gc_replay('made')\n    httpx.get('{url}/a')\n"

    run = Project({"test_own.py": test, "cassettes": "a file"}, tmp_path).run("--gc-record", "once")

    assert run.outcomes == {"passed": 1, "error": 1}
    assert "could not record cassettes/made.yaml: " in run.text


def test_a_test_that_fails_records_nothing(service, tmp_path: Path):
    """A broken run replaces no good recording."""
    url, _ = service
    test = f"def test_own(gc_replay):\n    gc_replay('users')\n    httpx.get('{url}/a')\n    assert 0\n"

    run = project(test, tmp_path).run("--gc-record", "all")

    assert (run.outcomes, run.changed) == ({"failed": 1}, {})
    assert "gc-contracts: not recorded, since its test failed: " in run.text


@pytest.mark.parametrize(
    ("mode", "asked_for", "count"), [("new_episodes", ["/a"], 2), ("all", ["/a"], 1)], ids=["new", "all"]
)
def test_new_requests_join_or_replace_old_ones(mode, asked_for, count, service, tmp_path: Path):
    """`new_episodes` plays what is there; `all` forgets it."""
    url, asked = service
    played = f"    httpx.get('{HERE}/users/1')\n" if mode == "new_episodes" else ""
    test = f"def test_own(gc_replay):\n    gc_replay('users')\n{played}    httpx.get('{url}/a')\n"

    run = project(test, tmp_path).run("--gc-record", mode)

    assert run.outcomes == {"passed": 1}
    assert asked == asked_for
    assert run.changed["cassettes/users.yaml"].count("- request:") == count


def test_a_service_that_gives_no_answer_is_no_recording(tmp_path: Path):
    """The test fails with the reason, though it swallowed the error."""
    test = """
def test_own(gc_replay):
    gc_replay("made")
    with pytest.raises(httpx.ConnectError):
        httpx.get("http://127.0.0.1:9/x?token=q8Zr4tYx2Lm9")
"""
    run = project(test, tmp_path).run("--gc-record", "once", "--tb=line")

    assert run.outcomes == {"passed": 1, "error": 1}
    assert (
        "not recorded: cassettes/made.yaml: the service gave no answer: GET http://127.0.0.1:9/x" in run.text
    )
    assert run.changed == {}
