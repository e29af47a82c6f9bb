"""No way out for code under test: what is refused, what is not, and that we hear of it either way."""

import socket

import pytest

from gc_contracts.model.verdict import Said, Trouble, Verdict
from gc_contracts.worker.terms import Answered
from gc_contracts.worker.verdicts import verdict_of

REFUSED = {
    "connect": (
        "import socket\ns = socket.socket()",
        "s.connect(('127.0.0.1', 9))",
        "connect to 127.0.0.1:9",
    ),
    "connect-raw": (
        "import _socket\ns = _socket.socket()",
        "s.connect_ex(('10.0.0.1', 9))",
        "connect to 10.0.0.1:9",
    ),
    "unix": (
        "import socket\ns = socket.socket(socket.AF_UNIX)",
        "s.connect('/run/db')",
        "connect to /run/db",
    ),
    "datagram": (
        "import socket\ns = socket.socket(type=socket.SOCK_DGRAM)",
        "s.sendto(b'', ('10.0.0.1', 9))",
        "send to 10.0.0.1:9",
    ),
    "look-up": (
        "import socket",
        "socket.getaddrinfo('example.com', 443)",
        "look up example.com",
    ),
    "look-up-old": ("import socket", "socket.gethostbyname('example.com')", "look up example.com"),
    "urllib": (
        "from urllib.request import urlopen",
        "urlopen('http://example.com')",
        "look up example.com",
    ),
    "listen": (
        "import socket\ns = socket.socket()",
        "s.bind(('0.0.0.0', 0))",
        "listen on 0.0.0.0:0",
    ),
    "popen": ("import subprocess", "subprocess.run(['ls', '-l'])", "run ls -l"),
    "shell": ("import os", "os.system('ls -l')", "run ls -l"),
    "fork": ("import os", "os.fork()", "fork its process"),
    "exec": ("import os", "os.execv('/bin/ls', ['ls', '-l'])", "run ls -l"),
    "spawn": ("import os", "os.posix_spawn('/bin/ls', ['ls', '-l'], {})", "run ls -l"),
    "kill": ("import os", "os.kill(1, 9)", "send a signal to process 1"),
}


@pytest.mark.parametrize(("first", "act", "tried"), REFUSED.values(), ids=REFUSED)
def test_network_and_child_processes_are_refused(under_test, first, act, tried):
    """With an error that names the rule and what was tried, and a word to us though it is swallowed."""
    code = f"{first}\ndef check(record):\n    try:\n        {act}\n    except OSError as e:\n        return [repr(e)]\n"
    worker = under_test(code)
    worker.open()

    answer = worker.ask({})

    words = f"code under test runs with no network and no child processes: it tried to {tried}"
    error = repr(PermissionError(words)).replace("PermissionError", "Refused")
    if "urlopen" in act:
        error = f"URLError({error})"
    assert answer == Answered({"said": "invalid", "errors": [error]}, "", (tried,))


def test_a_refusal_that_nobody_catches_is_a_crash_at_the_team_s_line(under_test):
    """Not an error of the library that was used."""
    worker = under_test(
        "import socket\ndef check(record):\n    return bool(socket.create_connection(('example.com', 80)))\n"
    )

    verdict = verdict_of(worker.ask({}))

    words = "code under test runs with no network and no child processes: it tried to look up example.com"
    place = ("team.py", 3, "check", "return bool(socket.create_connection(('example.com', 80)))")
    assert verdict == Verdict(Said.CRASH, trouble=Trouble("Refused", words, *place))


def test_what_an_import_tries_is_told_when_it_is_opened(under_test):
    """The fence stands before the first line of the team's code runs."""
    worker = under_test(
        "import socket\ntry:\n    socket.gethostbyname('example.com')\nexcept OSError:\n    pass\n"
        "def check(record):\n    return True\n"
    )

    assert worker.open().tried == ("look up example.com",)
    assert worker.ask({}) == Answered({"said": "valid"})


ALLOWED = {
    "event-loop": "import asyncio\nasync def check(record):\n    await asyncio.sleep(0)\n    return True\n",
    "own-event-loop": "import asyncio\nasync def wait():\n    return True\n"
    "def check(record):\n    return asyncio.run(wait())\n",
    "socket-pair": "import socket\ndef check(record):\n    a, b = socket.socketpair()\n    a.send(b'x')\n"
    "    return b.recv(1) == b'x'\n",
    "probe-for-ipv6": "import socket\ndef check(record):\n    s = socket.socket()\n    s.bind(('127.0.0.1', 0))\n"
    "    return True\n",
    "c-library": "import ctypes\ndef check(record):\n    return ctypes.CDLL(None).abs(-1) == 1\n",
    "threads": "from concurrent.futures import ThreadPoolExecutor\ndef check(record):\n"
    "    return ThreadPoolExecutor(2).submit(lambda: True).result()\n",
    "files": "import tempfile\ndef check(record):\n    return tempfile.TemporaryFile().write(b'x') == 1\n",
    "platform": "import platform\ndef check(record):\n    return bool(platform.system())\n",
    "libraries": "import httpx, pydantic, jsonschema\ndef check(record):\n    return True\n",
}


@pytest.mark.parametrize("code", ALLOWED.values(), ids=ALLOWED)
def test_what_reaches_nobody_is_allowed(under_test, code):
    """No word of it either."""
    worker = under_test(code)

    opened, answer = worker.open(), worker.ask({})

    assert (opened.tried, answer) == ((), Answered({"said": "valid"}))


@pytest.mark.skipif(
    not hasattr(socket, "_fallback_socketpair"), reason="this Python makes a pair in one way only"
)
def test_a_socket_pair_made_of_two_connected_ends_is_allowed(under_test):
    """An event loop on Windows needs one; it reaches nobody."""
    worker = under_test(
        "import socket\ndef check(record):\n    return len(socket._fallback_socketpair()) == 2\n"
    )

    assert worker.ask({}) == Answered({"said": "valid"})
