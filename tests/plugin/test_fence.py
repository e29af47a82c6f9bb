"""Nothing leaves a test while recordings answer it, whatever library or thread tries; what tried is named."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from gc_contracts.plugin.fence import Fence
from harness import Project
from projects import schema

CASSETTE = "version: 1\ninteractions: []\n"
TEST = """
import asyncio, socket, threading

def way_out(port):
{code}

def test_own(gc_replay):
    gc_replay("users")
    try:
        way_out({port})
    except Exception:
        pass
"""
WAYS = {
    "urllib": (
        "from urllib.request import urlopen; urlopen(f'http://127.0.0.1:{port}/')",
        "urllib in test_own.py:5 tried to connect to 127.0.0.1:",
    ),
    "requests": (
        "import requests; requests.get(f'http://127.0.0.1:{port}/')",
        "requests in test_own.py:5 tried to connect to 127.0.0.1:",
    ),
    "aiohttp": (
        (
            "import aiohttp\n    async def go():\n        async with aiohttp.ClientSession() as session:\n"
            "            await session.get(f'http://127.0.0.1:{port}/')\n    asyncio.run(go())"
        ),
        "tried to connect to 127.0.0.1:",
    ),
    "socket": (
        "socket.create_connection(('127.0.0.1', port))",
        "the code in test_own.py:5 tried to connect to 127.0.0.1:",
    ),
    "raw": (
        (
            "import _socket\n    raw = _socket.socket()\n    try:\n        raw.connect(('127.0.0.1', port))\n"
            "    finally:\n        raw.close()"
        ),
        "tried to connect to 127.0.0.1:",
    ),
    "datagram": (
        "with socket.socket(type=socket.SOCK_DGRAM) as out:\n        out.sendto(b'x', ('127.0.0.1', port))",
        "tried to send to 127.0.0.1:",
    ),
    "thread": (
        (
            "def quiet():\n        with socket.socket() as out:\n            try:\n"
            "                out.connect_ex(('127.0.0.1', port))\n            except OSError:\n                pass\n"
            "    t = threading.Thread(target=quiet, name='T7'); t.start(); t.join()"
        ),
        "(thread T7)",
    ),
    "asyncio": ("asyncio.run(asyncio.open_connection('127.0.0.1', port))", "tried to connect to 127.0.0.1:"),
    "look-up": ("socket.gethostbyname_ex('example.com')", "tried to look up example.com"),
    "program": (
        "import subprocess; subprocess.run(['true', str(port)])",
        "subprocess in test_own.py:5 tried to run true",
    ),
}


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """Listen on this machine for connections and datagrams on one port, and count them."""
    seen: list[str] = []
    stream = socket.create_server(("127.0.0.1", 0))
    port = stream.getsockname()[1]
    datagrams = socket.socket(type=socket.SOCK_DGRAM)
    datagrams.bind(("127.0.0.1", port))

    def accept() -> None:
        while True:
            try:
                connection, _ = stream.accept()
            except OSError:
                return
            with connection:
                if connection.recv(9) == b"end":
                    return
                seen.append("connection")

    thread = threading.Thread(target=accept)
    thread.start()
    yield port, seen
    with socket.create_connection(("127.0.0.1", port)) as last:
        last.sendall(b"end")
    thread.join()
    datagrams.setblocking(False)
    with pytest.raises(BlockingIOError):
        datagrams.recv(9)
    stream.close()
    datagrams.close()


def own(code: str, port: int) -> dict[str, str]:
    return {"cassettes/users.yaml": CASSETTE, "test_own.py": TEST.format(code="    " + code, port=port)}


@pytest.mark.parametrize(("code", "told"), WAYS.values(), ids=WAYS)
def test_no_way_leads_out(code, told, listener, tmp_path: Path):
    """Though the test swallows the refusal, it fails with who tried what."""
    port, seen = listener
    if "import requests" in code or "import aiohttp" in code:
        pytest.importorskip(code.split()[1].strip(";"))

    run = Project(own(code, port), tmp_path).run()

    assert run.outcomes == {"passed": 1, "error": 1}
    assert told in run.text
    assert "gc_replay keeps this test offline" in run.text
    assert "it answers httpx only" in run.text
    assert seen == []


def test_a_forked_child_stays_offline(listener, tmp_path: Path):
    """It has the fence of its parent."""
    port, seen = listener
    code = (
        "import os\n    child = os.fork()\n    if not child:\n        try:\n"
        "            socket.create_connection(('127.0.0.1', port))\n        finally:\n            os._exit(0)\n"
        "    os.waitpid(child, 0)"
    )

    Project(own(code, port), tmp_path).run(alone=True)

    assert seen == []


@pytest.mark.parametrize(
    ("allow", "code"),
    [
        ("loopback=True", "socket.create_connection(('127.0.0.1', {port})).close()"),
        ("loopback=True", "socket.create_connection(('localhost', {port})).close()"),
        ("processes=True", "import subprocess; subprocess.run(['true'], check=True)"),
        ("", "[each.close() for each in socket.socketpair()]"),
        ("", "socket.getaddrinfo('127.0.0.1', 80); socket.create_server(('127.0.0.1', 0)).close()"),
    ],
    ids=["loopback", "localhost", "program", "pair", "listen"],
)
def test_what_stays_on_this_machine_can_be_allowed(allow, code, listener, tmp_path: Path):
    """A server or a program that the test needs."""
    port, _ = listener
    test = (
        "import socket\ndef test_own(gc_replay):\n"
        f"    gc_replay('users'{', ' + allow if allow else ''})\n    {code.format(port=port)}\n"
    )

    run = Project({"cassettes/users.yaml": CASSETTE, "test_own.py": test}, tmp_path).run()

    assert run.outcomes == {"passed": 1}


def test_the_fence_is_down_when_no_recording_answers(listener, tmp_path: Path):
    """Before, after a `with`, and in the next test."""
    port, seen = listener
    test = f"""
import socket

def reach():
    with socket.create_connection(("127.0.0.1", {port})) as out:
        out.sendall(b"x")

def test_around(gc_replay):
    reach()
    with gc_replay("users"):
        pass
    reach()

def test_next():
    reach()
"""
    run = Project({"cassettes/users.yaml": CASSETTE, "test_own.py": test}, tmp_path).run()

    assert run.outcomes == {"passed": 2}
    assert len(seen) == 3


def test_items_of_the_suite_are_offline_too(listener, tmp_path: Path):
    """A check of the team's own runs in this process; what it tried is why its item could not run."""
    port, seen = listener
    hook = f"""
import socket
import gc_contracts as gc

@gc.check("own/asks", gc.CaseKind.STATIC)
def asks(seen):
    try:
        socket.create_connection(("127.0.0.1", {port}))
    except OSError:
        pass
    return
    yield

def pytest_gc_checks():
    return [asks]
"""
    files = {"contracts/a.json": schema(), "conftest.py": hook}

    run = Project(files, tmp_path).run("--gc-contracts")

    assert seen == []
    assert "contracts are run offline: the code in conftest.py:8 tried to connect to 127.0.0.1:" in run.text
    assert run.cases["contracts/a.json::static"] == "error"


def test_a_process_has_one_hook_whatever_number_of_runs():
    """It can never be taken away, and each more would slow down all that follows."""
    one, other = Fence("a"), Fence("b")

    with one.raised(), other.raised():
        hooks = one.watch, other.watch
        seen = [fence for fence in (one, other) if fence in one.watch.fences]

    assert (hooks[0] is hooks[1], seen) == (True, [one, other])
    assert [fence for fence in (one, other) if fence in one.watch.fences] == []
