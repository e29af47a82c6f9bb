"""Handlers in the tutorials' manner: a sound one, others that are sound in other ways, and planted defects.

A planted defect is the sound code with one piece exchanged, or code of its own.
"""

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from gc_contracts._json import Json
from gc_contracts.action.handled import Handled
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.interaction import Fault, Reply
from gc_contracts.pipeline import load, verify
from gc_contracts.run.hands import Hands
from gc_contracts.settings import Project, Settings
from gc_contracts.vary.replies import declared

URL = "https://people.example.com/v1/users/"
CODE = """import http.client
import json
import urllib.error
import urllib.parse
import urllib.request


def text(value):
    return value if isinstance(value, str) else ""


def execute(inputs):
    outputs = {"fullName": "", "email": "", "statusCode": 0, "errorMessage": ""}
    user = urllib.parse.quote(inputs.get("userId") or "", safe="")
    if not user:
        outputs["errorMessage"] = "userId is required"
        return outputs
    request = urllib.request.Request("https://people.example.com/v1/users/" + user + "?view=short")
    try:
        with urllib.request.urlopen(request, timeout=3) as response:
            outputs["statusCode"] = response.status
            person = json.load(response)
    except urllib.error.HTTPError as error:
        outputs["statusCode"] = error.code
        outputs["errorMessage"] = error.reason or "the service refused"
        return outputs
    except (OSError, ValueError, http.client.HTTPException):
        outputs["errorMessage"] = "the service did not answer as it should"
        return outputs
    if not isinstance(person, dict):
        outputs["errorMessage"] = "the service gave no person"
        return outputs
    outputs["fullName"] = text(person.get("name"))
    outputs["email"] = text(person.get("email"))
    return outputs
"""
INPUTS = [{"name": "userId", "type": "string", "required": True}]
OUTPUTS = [
    {"name": "fullName", "type": "string"},
    {"name": "email", "type": "string"},
    {"name": "statusCode", "type": "integer"},
    {"name": "errorMessage", "type": "string"},
]


def changed(*pairs: tuple[str, str]) -> str:
    """Give the sound code with pieces exchanged; each must be there."""
    code = CODE
    for old, new in pairs:
        assert old in code, old
        code = code.replace(old, new)
    return code


def action(code: str, inputs: Json = None, outputs: Json = None) -> Json:
    """Give a file of the tutorials' dialect."""
    execution = {"type": "python", "version": "3.9", "code": code}
    return {
        "name": "Person",
        "inputs": inputs or INPUTS,
        "outputs": outputs or OUTPUTS,
        "execution": execution,
    }


def found_in(folder: Path, document: Json, expected: Json = None, **files: str) -> tuple[Finding, ...]:
    """Write a project with one action, and verify it."""
    home = folder / "contracts" / "person"
    home.mkdir(parents=True)
    (home / "Person.json").write_text(json.dumps(document, indent=2))
    if expected is not None:
        (home / "contract.yaml").write_text(yaml.safe_dump(expected))
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    project = Project(root=str(folder), paths=(str(folder), *sys.path))
    return verify([home], Settings(project=project)).findings


def grave(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Name the findings above a note."""
    return sorted(
        (each.check, each.severity.value) for each in findings if each.severity is not Severity.NOTE
    )


@dataclass(frozen=True)
class Planted:
    """One defect."""

    name: str
    code: str
    check: str
    severity: str = "error"
    words: str = ""
    """A piece of the message."""
    line: str = ""
    """A piece of the line that is shown."""
    expected: Json = None
    inputs: Json = None
    outputs: Json = None
    further: tuple[tuple[str, str], ...] = field(default=())


WITH = "with urllib.request.urlopen(request, timeout=3) as response:"
QUOTED = 'urllib.parse.quote(inputs.get("userId") or "", safe="")'
NAME = 'outputs["fullName"] = text(person.get("name"))'
HTTPX = """import httpx


def execute(inputs):
    outputs = {"fullName": "", "email": "", "statusCode": 0, "errorMessage": ""}
    if inputs["userId"] in {".", ".."}:
        return outputs
    try:
        response = httpx.get("https://people.example.com/v1/users", params={"id": inputs["userId"]}, timeout=3)
        outputs["statusCode"] = response.status_code
        person = response.json() if response.status_code == 200 else {}
    except (httpx.HTTPError, ValueError) as error:
        outputs["errorMessage"] = type(error).__name__
        return outputs
    name = person.get("name") if isinstance(person, dict) else None
    outputs["fullName"] = name if isinstance(name, str) else ""
    return outputs
"""
AMOUNT = [*INPUTS, {"name": "guests", "type": "integer", "required": True}]
POST = changed(
    ('?view=short")', '?view=short", data=body.encode(), headers={"Content-Type": "application/json"})'),
    ("    request = ", '    body = \'{"id": "\' + inputs["userId"] + \'"}\'\n    request = '),
)
FORM = changed(
    ('?view=short")', '?view=short", data=body.encode())'),
    ("    request = ", "    body = 'channel=web&id=' + inputs[\"userId\"]\n    request = "),
)
TWO = """import json
import urllib.request


def get(url, **more):
    with urllib.request.urlopen(urllib.request.Request(url, **more), timeout=3) as response:
        return json.load(response)


def execute(inputs):
    outputs = {"fullName": "", "email": "", "statusCode": 200, "errorMessage": ""}
    try:
        token = get("https://login.example.com/token", data=b"grant_type=client_credentials")
        bearer = token["access_token"] if isinstance(token, dict) else ""
    except (OSError, ValueError, KeyError):
        return outputs
    person = get("https://people.example.com/v1/me", headers={"X-Token": "t" if bearer else ""})
    name = person.get("name") if isinstance(person, dict) else None
    outputs["fullName"] = name if isinstance(name, str) else ""
    return outputs
"""

PLANTED = (
    # crash
    Planted("key-error-for-an-absent-field", changed((NAME, 'outputs["fullName"] = text(person["name"])')), "handler/crash", "note", "`/name` absent from the response the handler fails: KeyError: 'name'", 'person["name"]'),
    Planted("an-input-read-as-a-number", changed((QUOTED, 'str(int(inputs["userId"]))')), "handler/crash", words="ValueError: invalid literal for int()", line='int(inputs["userId"])'),
    Planted("an-optional-input-taken-for-granted", changed(('(inputs.get("userId") or ""', '(inputs["note"] + inputs["userId"]')), "handler/crash", words="with `note` absent, `note` null the handler fails: KeyError: 'note'", inputs=[*INPUTS, {"name": "note", "type": "string"}]),
    Planted("division-by-an-input", changed((NAME, NAME + '\n    outputs["statusCode"] = 100 // inputs["guests"]')), "handler/crash", words="`guests` 0 the handler fails: ZeroDivisionError", line="100 // inputs", inputs=AMOUNT),
    Planted("header-that-holds-an-input", changed(('?view=short")', '?view=short", headers={"X-User": inputs["userId"]})'), ("OSError, ValueError, http", "OSError, json.JSONDecodeError, UnicodeDecodeError, http")), "handler/crash", words="UnicodeEncodeError: 'latin-1' codec", line="urlopen"),
    Planted("name-that-is-not-defined", changed((NAME, 'outputs["fullName"] = txt(person.get("name"))')), "handler/crash", words="NameError: name 'txt' is not defined", line="txt(person"),
    Planted("name-that-is-not-defined-before-sending", changed(("    request =", "    usr\n    request =")), "handler/crash", words="NameError: name 'usr' is not defined"),
    Planted("method-that-does-not-exist", changed(("json.load(response)", "response.json()")), "handler/crash", words="AttributeError: 'HTTPResponse' object has no attribute 'json'"),
    Planted("syntax-error", changed(("def execute(inputs):", "def execute(inputs)")), "handler/crash", words="cannot be loaded: SyntaxError", line="def execute(inputs)"),
    Planted("module-that-is-not-installed", "from genesyscloud import PureCloudPlatformClientV2\n" + CODE, "handler/crash", words="cannot be loaded: ModuleNotFoundError: No module named 'genesyscloud'", line="from genesyscloud"),
    Planted("no-entry", changed(("def execute(", "def run(")), "handler/crash", words="the code defines no 'execute'"),
    Planted("fails-while-loading", CODE + "\nLIMIT = int('many')\n", "handler/crash", words="cannot be loaded: ValueError", line="LIMIT ="),
    Planted("sys-exit", "import sys\n" + changed(('outputs["errorMessage"] = "userId is required"\n        return outputs', "sys.exit(2)")), "handler/crash", words='`userId` "" the handler fails: would have ended its process: sys.exit(2)', line="sys.exit(2)"),
    Planted("os-exit", "import os\n" + changed(('outputs["errorMessage"] = "userId is required"\n        return outputs', "os._exit(3)")), "handler/crash", words="ended its process with exit code 3", line="os._exit(3)"),
    Planted("segmentation-fault", "import ctypes\n" + changed(("    if not user:\n", "    if not user:\n        ctypes.string_at(0)\n")), "handler/crash", words="SIGSEGV", line="ctypes.string_at"),
    Planted("recursion-without-end", changed(("    if not user:\n", "    if not user:\n        return execute(inputs)\n")), "handler/crash", words="RecursionError"),
    Planted("memory-without-end", changed(("    if not user:\n", "    if not user:\n        [0] * 10**12\n")), "handler/crash", words="MemoryError", line="[0] * 10**12"),
    Planted("gives-no-dict", changed(('        outputs["errorMessage"] = "userId is required"\n        return outputs', "        return None")), "handler/crash", words="it gave null, and outputs are a dict of names and values"),
    Planted("gives-a-set", changed((NAME, 'outputs["fullName"] = {person.get("name", "")}')), "handler/crash", words="which JSON has no word for"),
    Planted("gives-bytes", changed((NAME, 'outputs["fullName"] = text(person.get("name", "")).encode()')), "handler/crash", words="which JSON has no word for"),
    Planted("starts-a-process", "import subprocess\n" + changed(("    if not user:\n", "    subprocess.run(['id'])\n    if not user:\n")), "handler/crash", words="it tries to run id, which no test run lets through", line="subprocess.run"),
    Planted("sends-a-datagram", "import socket\n" + changed(("    if not user:\n", "    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.9', 514))\n    if not user:\n")), "handler/crash", words="it tries to send to 192.0.2.9:514"),
    Planted("sends-a-datagram-and-lives", "import socket\n" + changed(("    if not user:\n", "    try:\n        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.9', 514))\n    except OSError:\n        pass\n    if not user:\n")), "handler/crash", "warning", words="the handler tries to send to 192.0.2.9:514"),
    Planted("speaks-no-http", "import socket\n" + changed(("    if not user:\n", "    try:\n        line = socket.create_connection(('10.0.0.5', 6379), 2)\n    except OSError:\n        return outputs\n    line.sendall(b'PING\\r\\n')\n    if not line.recv(10).startswith(b'+'):\n        raise LookupError('no cache')\n    if not user:\n")), "handler/crash", words="it tries to speak with 10.0.0.5:6379, and not in HTTP", line="line.recv(10)"),
    Planted("kills-its-process", "import os, signal\n" + changed(("    if not user:\n", "    os.kill(os.getpid(), signal.SIGKILL)\n    if not user:\n")), "handler/crash", words="with a plain input the handler fails: ended its process by SIGKILL", line="def execute"),
    # faults
    Planted("html-is-not-caught", changed(("OSError, ValueError, http", "OSError, http")), "handler/unhandled-fault", words="JSONDecodeError", line="json.load(response)"),
    Planted("status-is-not-caught", changed(("except urllib.error.HTTPError as error", "except ZeroDivisionError as error"), ("OSError, ValueError, http.client.HTTPException", "ConnectionError, TimeoutError, ValueError, http.client.HTTPException")), "handler/unhandled-fault", words="status 400", line="urlopen"),
    Planted("refused-connection-is-not-caught", HTTPX.replace("httpx.HTTPError", "httpx.TimeoutException"), "handler/unhandled-fault", words="with connection refused, connection reset the handler fails", line="httpx.get"),
    Planted("time-out-is-not-caught", HTTPX.replace("httpx.HTTPError", "httpx.NetworkError, httpx.RemoteProtocolError"), "handler/unhandled-fault", words="with time-out the handler fails: ReadTimeout"),
    Planted("bytes-of-another-charset-are-not-caught", changed(("OSError, ValueError, http", "OSError, json.JSONDecodeError, http")), "handler/unhandled-fault", words="UnicodeDecodeError"),
    Planted("second-request-is-not-guarded", TWO, "handler/unhandled-fault", words="for request 2, connection refused for request 2", line="urlopen", further=(("handler/unhandled-fault", "error"),)),
    # time
    Planted("no-time-out", changed(("request, timeout=3", "request")), "handler/timeout", words="it would wait for ever: no reply comes, and it sets no time-out"),
    Planted("time-out-longer-than-the-action", changed(("timeout=3", "timeout=45")), "handler/timeout", words="it would sleep and wait 45 s; it may take 10 s"),
    Planted("time-out-longer-than-usual", changed(("timeout=3", "timeout=15")), "handler/timeout", "warning", words="it would sleep and wait 15 s"),
    Planted("time-out-longer-than-said", changed(("timeout=3", "timeout=8")), "handler/timeout", words="it would sleep and wait 8 s; it may take 5 s", expected={"timeout": 5}),
    Planted("sleeps-for-an-hour", "import time\n" + changed(("    if not user:\n", "    time.sleep(3600)\n    if not user:\n")), "handler/timeout", words="it would sleep and wait 3600 s"),
    Planted("endless-loop", changed(("    if not user:\n", "    while not user:\n        pass\n    if not user:\n"), ("timeout=3", "timeout=0.2")), "handler/timeout", words='`userId` ""', expected={"timeout": 0.5}),
    Planted("tries-again-for-ever", "import time\n" + changed(("    try:\n        " + WITH, "    while True:\n      try:\n        with urllib.request.urlopen(request, timeout=1) as response:\n            break\n      except OSError:\n        time.sleep(0)\n    try:\n        " + WITH)), "handler/timeout", words="it would send requests without end"),
    # outputs
    Planted("name-in-another-case", changed(('"fullName"', '"fullname"')), "handler/missing-output", words="never gives the declared output `fullName`: it gives `fullname` instead", line='"fullname"'),
    Planted("output-that-is-never-given", changed(('"email": "", ', ""), ('    outputs["email"] = text(person.get("email"))\n', "")), "handler/missing-output", words="never gives the declared output `email`"),
    Planted("outputs-that-lack-on-failure", changed(('        outputs["errorMessage"] = "userId is required"\n        return outputs', '        return {"errorMessage": "userId is required"}')), "handler/missing-output", "warning", words='`userId` "" the handler does not give the declared outputs `fullName`, `email`, `statusCode`'),
    Planted("output-that-is-not-declared", changed((NAME, NAME + '\n    outputs["source"] = "people"')), "handler/undeclared-output", words="gives `source`, which is not among the outputs", line='"source"'),
    Planted("number-given-as-text", changed(('outputs["statusCode"] = response.status', 'outputs["statusCode"] = str(response.status)')), "handler/output-mismatch", words='gives string "200" for `statusCode`', line='"statusCode"'),
    Planted("null-given-at-first", changed(('"email": "",', '"email": None,')), "handler/output-mismatch", words="gives null for `email`"),
    Planted("error-given-as-an-object", changed(('outputs["errorMessage"] = error.reason or "the service refused"', 'outputs["errorMessage"] = {"code": error.code}')), "handler/output-mismatch", words="gives object"),
    Planted("a-null-name-goes-through", changed((NAME, 'outputs["fullName"] = person.get("name", "")')), "handler/output-mismatch", "note", words="`/name` null in the response"),
    Planted("none-as-text", changed((NAME, 'outputs["fullName"] = str(person.get("name", ""))')), "handler/output-mismatch", "note", words="gives \"None\" for `fullName`, which is Python's word for null"),
    Planted("keeps-what-it-gave-before", changed(("def text", "LAST = {}\n\n\ndef text"), (NAME, NAME + '\n    outputs["errorMessage"] = LAST.get("user", "")\n    LAST["user"] = user')), "handler/output-mismatch", "warning", words="after other calls the handler gives"),
    # requests
    Planted("id-put-into-the-path-bare", changed((QUOTED, 'inputs.get("userId") or ""')), "request/injection", words="input `userId` is not carried as data in the URL", line='"userId"'),
    Planted("id-put-into-the-query-bare", changed(('/users/" + user + "?view=short', '/users?view=short&id=" + inputs["userId"] + "')), "request/injection", words="not carried as data in the URL"),
    Planted("slash-left-as-it-is", changed((', safe="")', ")")), "request/injection", words='with "/" the path has'),
    Planted("json-put-together", POST, "request/injection", words="input `userId` is not carried as data in the body"),
    Planted("form-put-together", FORM, "request/injection", words="input `userId` is not carried as data in the body"),
)  # fmt: skip

SOUND = {
    "urllib": (CODE, None, None),
    "httpx": (HTTPX, None, None),
    "httpx-client-with-a-base": (
        """import httpx
from urllib.parse import quote


def execute(inputs):
    outputs = {"fullName": "", "email": "", "statusCode": 0, "errorMessage": ""}
    user = quote(inputs["userId"], safe="")
    if user in {"", ".", ".."}:
        return outputs
    try:
        with httpx.Client(base_url="https://people.example.com", timeout=httpx.Timeout(4, connect=2)) as client:
            response = client.get(f"/v1/users/{user}")
            response.raise_for_status()
            person = response.json()
        outputs["fullName"] = str(person["name"])
    except (httpx.HTTPError, ValueError, LookupError, TypeError) as error:
        outputs["errorMessage"] = type(error).__name__
    return outputs
""", None, None),
    "requests": (
        """import requests


def execute(inputs):
    outputs = {"fullName": "", "email": "", "statusCode": 0, "errorMessage": ""}
    try:
        response = requests.get("https://people.example.com/v1/find", params={"q": inputs["userId"]}, timeout=(2, 4))
        outputs["statusCode"] = response.status_code
        found = response.json()
        first = found["hits"][0] if isinstance(found, dict) and found.get("hits") else {}
        outputs["fullName"] = f"{first['given']} {first['family']}"
    except (requests.RequestException, LookupError, TypeError, ValueError):
        outputs["errorMessage"] = "not found"
    return outputs
""", None, None),
    "http-client": (
        """import http.client
import json
from urllib.parse import urlencode


def execute(inputs):
    outputs = {"fullName": "", "email": "", "statusCode": 0, "errorMessage": ""}
    connection = http.client.HTTPSConnection("people.example.com", timeout=3)
    try:
        connection.request("POST", "/v1/search", json.dumps({"id": inputs["userId"]}), {"Content-Type": "application/json"})
        response = connection.getresponse()
        outputs["statusCode"] = response.status
        person = json.loads(response.read())
    except (OSError, http.client.HTTPException, ValueError) as error:
        outputs["errorMessage"] = type(error).__name__
        return outputs
    finally:
        connection.close()
    match person:
        case {"name": str(name)}:
            outputs["fullName"] = name
    return outputs
""", None, None),
    "async": (
        """import asyncio
import httpx


async def fetch(client, name, user):
    response = await client.get("https://people.example.com/v1/" + name, params={"id": user})
    return response.json() if response.status_code == 200 else {}


async def execute(inputs):
    outputs = {"fullName": "", "email": "", "statusCode": 0, "errorMessage": ""}
    try:
        async with httpx.AsyncClient(timeout=4) as client:
            person, mail = await asyncio.gather(fetch(client, "a", inputs["userId"]), fetch(client, "b", inputs["userId"]))
    except (httpx.HTTPError, ValueError):
        return outputs
    for name, of, member in (("fullName", person, "name"), ("email", mail, "address")):
        value = of.get(member) if isinstance(of, dict) else None
        outputs[name] = value if isinstance(value, str) else ""
    return outputs
""", None, None),
    "token-that-is-kept": (
        """import json
import urllib.parse
import urllib.request

KEPT = {}


def get(url, **more):
    with urllib.request.urlopen(urllib.request.Request(url, **more), timeout=2) as response:
        return json.load(response)


def token():
    if "token" not in KEPT:
        KEPT["token"] = get("https://login.example.com/token", data=b"grant_type=client_credentials")["access_token"]
    return KEPT["token"]


def execute(inputs):
    outputs = {"fullName": "", "email": "", "statusCode": 200, "errorMessage": ""}
    query = urllib.parse.urlencode({"id": inputs["userId"]})
    try:
        person = get("https://people.example.com/v1/users?" + query, headers={"X-Token": token() and "t"})
        outputs["fullName"] = person["name"] if isinstance(person["name"], str) else ""
    except (OSError, ValueError, KeyError, TypeError) as error:
        outputs["errorMessage"] = type(error).__name__
    return outputs
""", None, None),
    "tries-again": (
        """import json
import time
import urllib.parse
import urllib.request


def execute(inputs):
    outputs = {"fullName": "", "email": "", "statusCode": 0, "errorMessage": "gave up"}
    url = "https://people.example.com/v1/users?" + urllib.parse.urlencode({"id": inputs["userId"]})
    for attempt in range(3):
        try:
            with urllib.request.urlopen(url, timeout=1.5) as response:
                outputs["statusCode"], person = response.status, json.load(response)
        except (OSError, ValueError):
            time.sleep(2**attempt * 0.5)
            continue
        name = person.get("name") if isinstance(person, dict) else ""
        return {**outputs, "fullName": name if isinstance(name, str) else "", "errorMessage": ""}
    return outputs
""", None, None),
    "pages": (
        """import httpx


def execute(inputs):
    outputs = {"fullName": "", "email": "", "statusCode": 0, "errorMessage": ""}
    page, names = 1, []
    try:
        with httpx.Client(timeout=1) as client:
            while page:
                answer = client.get("https://people.example.com/v1/users", params={"q": inputs["userId"], "page": page})
                outputs["statusCode"] = answer.status_code
                found = answer.json()
                if not isinstance(found, dict) or not isinstance(found.get("users"), list):
                    break
                names += [user.get("name") for user in found["users"] if isinstance(user, dict)]
                page = page + 1 if found["users"] and found.get("next") else 0
    except (httpx.HTTPError, ValueError) as error:
        outputs["errorMessage"] = type(error).__name__
    outputs["fullName"] = ", ".join(name for name in names if isinstance(name, str))
    return outputs
""", None, None),
    "waits-until-done": (
        """import json
import time
import urllib.request


def execute(inputs):
    outputs = {"fullName": "", "email": "", "statusCode": 0, "errorMessage": ""}
    for _ in range(4):
        try:
            with urllib.request.urlopen("https://people.example.com/v1/jobs/1", timeout=1) as response:
                job = json.load(response)
        except (OSError, ValueError):
            break
        if not isinstance(job, dict):
            break
        if job.get("status") == "done":
            outputs["statusCode"] = job["count"] if isinstance(job.get("count"), int) else 0
            break
        time.sleep(1)
    return outputs
""", None, None),
    "reads-a-date-and-a-number": (
        """import json
import urllib.request
from datetime import datetime


def execute(inputs):
    outputs = {"fullName": "", "email": "", "statusCode": 0, "errorMessage": ""}
    try:
        with urllib.request.urlopen("https://people.example.com/v1/me", timeout=1) as response:
            person = json.load(response)
    except (OSError, ValueError):
        return outputs
    born = datetime.fromisoformat(person["born"].replace("Z", "+00:00"))
    outputs["statusCode"] = born.year + int(person["shoe"])
    return outputs
""", None, None),
    "reads-xml": (
        """import urllib.request
from xml.etree import ElementTree


def execute(inputs):
    outputs = {"fullName": "", "email": "", "statusCode": 0, "errorMessage": ""}
    try:
        with urllib.request.urlopen("https://people.example.com/v1/me.xml", timeout=1) as response:
            tree = ElementTree.fromstring(response.read())
    except (OSError, ElementTree.ParseError):
        return outputs
    outputs["fullName"] = tree.findtext("name") or ""
    return outputs
""", None, None),
    "sends-nothing": (
        """def execute(inputs):
    name = inputs["userId"].strip()
    return {"fullName": name.title(), "email": "", "statusCode": len(name), "errorMessage": ""}


if __name__ == "__main__":
    raise SystemExit(execute({"userId": "ann"}))
""", None, None),
    "looks-at-its-input-first": (
        """import re
import httpx


def execute(inputs):
    outputs = {"fullName": "", "email": "", "statusCode": 0, "errorMessage": ""}
    if not re.fullmatch(r"[0-9]{5,9}", inputs["userId"]):
        outputs["errorMessage"] = "userId must be 5 to 9 digits"
        return outputs
    try:
        person = httpx.get(f"https://people.example.com/v1/users/{inputs['userId']}", timeout=3).json()
        outputs["fullName"] = str(person.get("name", ""))
    except (httpx.HTTPError, ValueError, AttributeError):
        pass
    return outputs
""", None, None),
    "given-as-text": (CODE, INPUTS, {"timeout": 4}),
}  # fmt: skip


def replayed(folder: Path, finding: Finding) -> Handled:
    """Follow a finding's reproducer in a process of its own."""
    contract = load(folder / "contracts" / "person")
    settings = Settings(project=Project(root=str(folder), paths=(str(folder), *sys.path)))
    before = tuple(_reply(each) for each in finding.reproduce.get("before", ()))
    with Hands(contract, settings) as hands:
        return hands.call(finding.reproduce["input"], _reply(finding.reproduce["respond"]), before)


def _reply(written: Json) -> Reply:
    return Fault(written["raises"]) if "raises" in written else declared(written)
