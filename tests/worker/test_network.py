"""The handlers' network: whatever library connects, the replay answers, and time is not waited for.

The calls are replaced for a whole process, so each scene plays in one of its own.
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
STAGE = """
import base64, json, sys
sys.path[:0] = [{source!r}]
from gc_contracts.worker.child.network import Network

seen = []


def exchange(request):
    seen.append(request)
    if request["method"] == "CONNECT":
        return {{"fault": "refused"}} if {fault!r} == "refused" else {{}}
    if {fault!r}:
        return {{"fault": {fault!r}}}
    body = base64.b64encode(json.dumps({{"got": request["url"]}}).encode()).decode()
    return {{"status": {status}, "headers": [["Content-Type", "application/json"], ["X-A", "1"]], "body": body}}


network = Network(exchange)
clock = network.install()
import time
real = lambda: time.clock_gettime(time.CLOCK_MONOTONIC)
start = real()
try:
    answer = {answer}
except Exception as error:
    answer = [each.__name__ for each in type(error).__mro__]
print(json.dumps({{"answer": answer, "seen": seen, "waited": clock.waited, "took": real() - start}}))
"""
HTTPX = "__import__('httpx').get('https://a.example/x?q=1', timeout=7).json()"
CLIENTS = {
    "httpx": HTTPX,
    "httpx.AsyncClient": "__import__('asyncio').run(__import__('client').of_httpx('https://a.example/x?q=1'))",
    "urllib": "json.load(__import__('urllib.request').request.urlopen('https://a.example/x?q=1', timeout=7))",
    "http.client": "__import__('client').of_http_client()",
    "raw socket": "__import__('client').of_socket()",
    "requests": "__import__('requests').get('https://a.example/x?q=1', timeout=7).json()",
    "aiohttp": "__import__('asyncio').run(__import__('client').of_aiohttp('https://a.example/x?q=1'))",
}
HELPERS = """
import http.client
import json
import socket


def of_http_client():
    connection = http.client.HTTPSConnection("a.example", timeout=7)
    connection.request("GET", "/x?q=1")
    return json.loads(connection.getresponse().read())


def of_socket():
    with socket.create_connection(("a.example", 80), timeout=7) as end:
        end.sendall(b"GET /x?q=1 HTTP/1.1\\r\\nHost: a.example\\r\\nConnection: close\\r\\n\\r\\n")
        return json.loads(end.makefile("rb").read().partition(b"\\r\\n\\r\\n")[2])


async def of_httpx(url):
    import httpx

    async with httpx.AsyncClient(timeout=7) as client:
        return (await client.get(url)).json()


async def of_aiohttp(url):
    import aiohttp

    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=7)) as session:
        async with session.get(url) as response:
            return await response.json()
"""


def play(tmp_path, answer, fault="", status=200):
    """Run an expression behind the network and give what it saw."""
    (tmp_path / "client.py").write_text(HELPERS.replace("\\\\", "\\"))
    script = STAGE.format(source=str(SOURCE), fault=fault, status=status, answer=answer)
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, cwd=tmp_path, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout.splitlines()[-1])


@pytest.fixture(params=CLIENTS)
def client(request):
    """Each way to speak HTTP; libraries that are not installed are skipped."""
    name = request.param.partition(".")[0]
    if name in {"requests", "aiohttp"} and find_spec(name) is None:
        pytest.skip(f"{name} is not installed")
    return request.param


def test_whatever_library_asks_the_replay_answers(tmp_path, client):
    """The request arrives whole, over TLS too, and no name was looked up."""
    shown = play(tmp_path, CLIENTS[client])

    scheme, port = ("http", 80) if client == "raw socket" else ("https", 443)
    asked = [(request["method"], request["url"]) for request in shown["seen"]]
    assert asked == [("CONNECT", f"a.example:{port}"), ("GET", f"{scheme}://a.example/x?q=1")]
    assert shown["answer"] == {"got": f"{scheme}://a.example/x?q=1"}


def test_a_reply_that_never_comes_times_out_at_once(tmp_path, client):
    """The time that would have passed is counted, not waited for."""
    shown = play(tmp_path, CLIENTS[client], fault="timeout")

    assert any("Timeout" in name for name in shown["answer"])
    assert 6.5 < shown["waited"] < 10
    assert shown["took"] < 5


@pytest.mark.parametrize(
    ("fault", "error"),
    [("refused", "ConnectError"), ("reset", "RemoteProtocolError"), ("timeout", "ReadTimeout")],
)
def test_each_fault_is_the_librarys_own_error(tmp_path, fault, error):
    """Code that catches one and not the other is told apart."""
    shown = play(tmp_path, HTTPX, fault=fault)

    assert shown["answer"][0] == error


def test_a_body_and_its_headers_are_seen(tmp_path):
    """As bytes, in Base64."""
    answer = "__import__('httpx').post('http://a.example:8080/y', content=b'\\xff\\x00', headers={'X-B': '2'}).status_code"
    shown = play(tmp_path, answer.replace("\\\\", "\\"), status=201)

    request = shown["seen"][-1]
    assert (shown["answer"], request["url"], request["body"]) == (201, "http://a.example:8080/y", "/wA=")
    assert ["X-B", "2"] in request["headers"]


def test_a_proxy_of_the_environment_is_not_asked(tmp_path, monkeypatch):
    """It would hide where a request goes."""
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")

    shown = play(tmp_path, HTTPX)

    assert shown["seen"][0]["url"] == "a.example:443"


def test_a_connection_is_kept_between_requests(tmp_path):
    """As the library keeps it: one connect, two requests."""
    answer = "(lambda c: [c.get('https://a.example/1').json(), c.get('https://a.example/2').json()])(__import__('httpx').Client())"
    shown = play(tmp_path, answer)

    assert [request["method"] for request in shown["seen"]] == ["CONNECT", "GET", "GET"]


@pytest.mark.parametrize("status", [204, 304])
def test_a_reply_that_may_have_no_body_has_none(tmp_path, status):
    """Whatever the replay holds."""
    shown = play(tmp_path, "__import__('httpx').get('https://a.example/').text", status=status)

    assert shown["answer"] == ""


def test_a_redirect_is_the_librarys_affair(tmp_path):
    """Httpx does not follow one unless asked to."""
    shown = play(tmp_path, "__import__('httpx').get('https://a.example/').status_code", status=302)

    assert shown["answer"] == 302


def test_sleeping_takes_no_time_and_all_clocks_agree(tmp_path):
    """So that code which waits between its attempts is tried in no time, and still sees time pass."""
    answer = "(lambda a, b: [time.sleep(30), time.monotonic() - a >= 30, time.time() - b >= 30])(time.monotonic(), time.time())"
    shown = play(tmp_path, answer)

    assert shown["answer"] == [None, True, True]
    assert (shown["waited"], shown["took"] < 5) == (30.0, True)


def test_a_socket_without_a_time_out_would_wait_for_ever(tmp_path):
    """Told as infinity, at once."""
    shown = play(tmp_path, "__import__('httpx').get('https://a.example/', timeout=None)", fault="timeout")

    assert (shown["answer"][0], shown["waited"]) == ("ReadTimeout", float("inf"))
