"""Every error can be followed: its reproducer, run or read by other means than ours, shows the defect."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, unquote, unquote_plus, urlsplit
from xml.etree import ElementTree as ET

import httpx
import jsonschema
import pytest

from gc_contracts._json import Json, get
from gc_contracts.action.execute import execute
from gc_contracts.action.stand_in import stand_in
from gc_contracts.derive import derive
from gc_contracts.errors import InvalidPath, Unresolved, VelocityError
from gc_contracts.jsonpath import find as find_path
from gc_contracts.load import load_all
from gc_contracts.model.case import CaseKind
from gc_contracts.model.contract import Contract
from gc_contracts.model.execution import Cause, Execution
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.interaction import Request
from gc_contracts.pipeline import verify
from gc_contracts.settings import Settings
from gc_contracts.transport.respond import respond
from gc_contracts.velocity import render
from injected import INJECTED, document
from planted import PLANTED
from shared import REASON, SHARED
from sound_actions import changed, findings

NO_URL = re.compile(r'[\x00-\x20"<>\\^`{|}\x7f]')
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


def _run(contract: Contract, reproduce: Json) -> Execution:
    """Follow a reproducer as the page of the report says."""
    action = stand_in(contract.action, reproduce.get("instead", {}))
    answer = dict(reproduce["respond"])
    return execute(action, reproduce["input"], respond(**answer))


def _plain(contract: Contract, kind: CaseKind = CaseKind.REQUEST) -> tuple[Json, Json]:
    """Give the plain input and the response that the action needs."""
    facts = dict(derive(contract, kind, Settings()).facts)
    return facts["input"], facts["response"]


def _url_structure(url: str) -> tuple[object, ...]:
    """Read a URL with two other parsers; what they refuse is no URL."""
    absolute = url if "://" in url else f"https://any.example{url if url.startswith('/') else '/' + url}"
    host = httpx.URL(re.sub(r"\s", "%20", absolute)).host
    parts = urlsplit(re.sub(r"[\t\r\n]", "%0A", absolute))
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    return host, parts.path.count("/"), names, bool(parts.fragment) or absolute.endswith("#")


def _url_texts(url: str) -> list[str]:
    parts = urlsplit(re.sub(r"[\t\r\n]", "%0A", url))
    query = [value for _, value in parse_qsl(parts.query, keep_blank_values=True)]
    return [*map(unquote, parts.path.split("/")), *query]


def _spoilt_url(before: str, after: str, old: str, new: str) -> bool:
    refused = NO_URL.search(after) and not NO_URL.search(before.replace(old, ""))
    if refused or _url_structure(before) != _url_structure(after):
        return True
    wanted = [text.replace(old, new) for text in _url_texts(before)]
    return wanted != _url_texts(after)


def _spoilt_json(before: str, after: str, old: str, new: str) -> bool:
    try:
        wanted = json.dumps(_deep(json.loads(before))).replace(old, json.dumps(new)[1:-1])
        return json.loads(wanted) != _deep(json.loads(after))
    except ValueError:
        return True


def _deep(value: Json) -> Json:
    """Read JSON inside texts too."""
    if isinstance(value, dict):
        return {name: _deep(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_deep(item) for item in value]
    inner = isinstance(value, str) and value.startswith("{") and _is_json(value)
    return _deep(json.loads(value)) if inner else value


def _spoilt_form(before: str, after: str, old: str, new: str) -> bool:
    pairs = [(name.replace(old, new), value.replace(old, new)) for name, value in _pairs(before)]
    return pairs != _pairs(after)


def _spoilt_xml(before: str, after: str, old: str, new: str) -> bool:
    try:
        texts = [[*ET.fromstring(text).itertext()] for text in (before, after)]  # noqa: S314 - our own text
    except ET.ParseError:
        return True
    return [text.replace(old, new) for text in texts[0]] != texts[1]


def _pairs(text: str) -> list[tuple[str, str]]:
    return [
        (unquote_plus(n), unquote_plus(v)) for n, _, v in (pair.partition("=") for pair in text.split("&"))
    ]


def _injection(contract: Contract, found: Finding) -> bool:
    name = found.place.rpartition("#")[2].partition(" (use ")[0]
    given, (plain, _) = found.reproduce["input"], _plain(contract)
    benign = dict(plain) if name == "rawRequest" else {**given, name: plain[name]}
    if benign == given:
        # The only benign input that the contract allows is hostile: read it beside one that is not allowed.
        contract = replace(
            contract, subject=replace(contract.action, input=replace(contract.action.input, document={}))
        )
        benign[name] = "aaaa"
    before = _run(contract, {**found.reproduce, "input": benign}).request
    after = _run(contract, found.reproduce).request
    assert before is not None
    assert after is not None
    old, new = (_raw(benign), _raw(given)) if name == "rawRequest" else (benign[name], given[name])
    if "literal ends early" in found.message:
        return _odd_quotes(after)
    return _spoilt(found.source.pointer, before, after, (old, new))


def _raw(given: Json) -> str:
    return json.dumps(given, separators=(",", ":"), ensure_ascii=False)


def _odd_quotes(request: Request) -> bool:
    """Whether a quote of a query language is left open: backslashes and doubled apostrophes aside."""
    texts = [unquote(request.url)]
    if request.body and _is_json(request.body):
        texts += [value for value in json.loads(request.body).values() if isinstance(value, str)]
    bare = [re.sub(r"\\.|''", "", text) for text in texts]
    return any(text.count("'") % 2 or text.count('"') % 2 for text in bare)


def _spoilt(pointer: str, before: Request, after: Request, swap: tuple[str, str]) -> bool:
    if "/headers/" in pointer:
        return any(re.search(r"[\r\n]", value) for _, value in after.headers)
    if pointer.endswith("requestUrlTemplate"):
        return _spoilt_url(before.url, after.url, *swap)
    one, two = before.body or "", after.body or ""
    if one.startswith("<"):
        return _spoilt_xml(one, two, *swap)
    return _spoilt_json(one, two, *swap) if _is_json(one) else _spoilt_form(one, two, *swap)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _sent(contract: Contract, found: Finding) -> Request:
    request = _run(contract, found.reproduce).request
    assert request is not None
    return request


def _not_json(contract: Contract, found: Finding) -> bool:
    return not _is_json(_sent(contract, found).body or "")


def _invalid_url(contract: Contract, found: Finding) -> bool:
    url = _sent(contract, found).url
    relative = contract.action.integration_type == "purecloud-data-actions"
    unusable = not url.startswith("/") if relative else not urlsplit(url).scheme.startswith("http")
    return unusable or bool(re.search(r"\s", url))


def _invalid_header(contract: Contract, found: Finding) -> bool:
    headers = _sent(contract, found).headers
    return any(
        not _TOKEN.fullmatch(name)
        or re.search(r"[\r\n]", value)
        or (name.lower() == "accept" and "json" not in value)
        for name, value in headers
    )


def _unresolved(contract: Contract, found: Finding) -> bool:
    request = _sent(contract, found)
    texts = [request.url, request.body or "", *(value for _, value in request.headers)]
    return any("input." in text for text in texts)


def _fails(contract: Contract, found: Finding) -> bool:
    """The run fails at one of the steps that an action can spoil by itself."""
    failure = _run(contract, found.reproduce).failure
    own = {Cause.VELOCITY, Cause.JSONPATH, Cause.OUTPUT_JSON, Cause.OUTPUT_SCHEMA}
    return failure is not None and failure.cause in own


def _undefined(contract: Contract, found: Finding) -> bool:
    """With a value for all that is declared, the template still fails."""
    action = contract.action
    inputs = dict.fromkeys(action.input.document.get("properties", {}), "text")
    context = {"input": inputs, "rawResult": "{}"} | dict.fromkeys(action.response.translation_map, '"text"')
    try:
        render(found.reproduce["template"], context, strict=True)
    except VelocityError:
        return True
    return False


def _syntax(_: Contract, found: Finding) -> bool:
    try:
        render(found.reproduce["template"], {}, strict=False)
    except VelocityError:
        return True
    return False


def _path(contract: Contract, found: Finding) -> bool:
    if "respond" in found.reproduce:
        return _fails(contract, found)
    documents: list[Json] = [{}, [], {"seats": [1]}]
    return any(_refuses(found.reproduce["path"], document) for document in documents)


def _refuses(path: str, document: Json) -> bool:
    try:
        find_path(path, document)
    except InvalidPath:
        return True
    except Unresolved:
        return False
    return False


def _every_run_fails(contract: Contract, _: Finding) -> bool:
    given, response = _plain(contract, CaseKind.RESPONSE)
    reproduce = {"input": given, "respond": {"json": response}}
    stopped = _run(contract, reproduce).failure
    if stopped is not None and stopped.cause is Cause.VELOCITY and stopped.part != "successTemplate":
        reproduce["instead"] = {
            "requestUrlTemplate": "https://example.com/",
            "requestType": "GET",
            "headers": {},
        }
    failure = _run(contract, reproduce).failure
    return failure is not None and failure.cause is Cause.OUTPUT_SCHEMA


def _schema(contract: Contract, _: Finding) -> bool:
    try:
        for schema in (contract.action.input.document, contract.action.output.document):
            jsonschema.Draft4Validator.check_schema(schema)
    except jsonschema.SchemaError:
        return True
    return False


def _input_type(contract: Contract, found: Finding) -> bool:
    assert contract.document is not None
    declared = get(contract.document.data, found.source.pointer)
    return bool({"object", "array"}.intersection([declared] if isinstance(declared, str) else declared))


def _reference(contract: Contract, found: Finding) -> bool:
    assert contract.document is not None
    return isinstance(get(contract.document.data, found.source.pointer), str)


def _setting(contract: Contract, found: Finding) -> bool:
    """A function's time-out, the one refused setting among the real actions: the file's own number."""
    assert contract.document is not None
    return not 1 <= float(get(contract.document.data, found.source.pointer)) <= 15


SHOW: dict[str, Callable[[Contract, Finding], bool]] = {
    "contract/invalid-schema": _schema,
    "contract/input-type": _input_type,
    "contract/refused-setting": _setting,
    "contract/ref-unsupported": _reference,
    "template/syntax": _syntax,
    "template/undefined-variable": _undefined,
    "template/unguarded-optional": _fails,
    "template/render-failure": _fails,
    "mapping/invalid-path": _path,
    "mapping/never-found": _fails,
    "mapping/default-not-json": _fails,
    "mapping/missing-default": _fails,
    "mapping/indefinite-to-scalar": _fails,
    "request/not-json": _not_json,
    "request/injection": _injection,
    "request/invalid-url": _invalid_url,
    "request/invalid-header": _invalid_header,
    "request/unresolved-reference": _unresolved,
    "output/not-json": _fails,
    "output/schema-mismatch": _fails,
    "output/never-produced": _every_run_fails,
    "output/undeclared": _every_run_fails,
}


def _unshown(contract: Contract, found: tuple[Finding, ...]) -> Iterator[str]:
    for item in found:
        judged = item.severity is Severity.ERROR and not item.check.startswith("file/")
        if judged and not SHOW[item.check](contract, item):
            yield f"{item.check} at {item.source.pointer}: {item.message} {item.reproduce}"


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row.name.replace(" ", "-")) for row in INJECTED if row.alone]
)
def test_the_reproducer_of_each_unescaped_use_shows_it(row, tmp_path: Path):
    """Each use has one of its own."""
    found = findings(document(row), tmp_path)
    (contract,) = load_all([tmp_path], tmp_path).contracts

    assert list(_unshown(contract, found)) == []


@pytest.mark.parametrize("plant", [pytest.param(plant, id=plant.name.replace(" ", "-")) for plant in PLANTED])
def test_the_reproducer_of_a_planted_error_shows_it(plant, tmp_path: Path):
    """Whoever follows it sees what the message says."""
    found = findings(changed(plant.base, plant.change), tmp_path)
    (contract,) = load_all([tmp_path], tmp_path).contracts

    assert list(_unshown(contract, found)) == []


@pytest.mark.parametrize(
    ("pointer", "before", "after"),
    [
        (
            "/requestUrlTemplate",
            Request("GET", "https://a.example/x/aa?b=aa"),
            Request("GET", "https://a.example/x/%2F?b=%2F"),
        ),
        ("/requestTemplate", Request("POST", "", (), '{"a": "aa"}'), Request("POST", "", (), '{"a": "/"}')),
        ("/requestTemplate", Request("POST", "", (), "a=aa&b=c"), Request("POST", "", (), "a=%2F&b=c")),
        ("/headers/X", Request("GET", "", (("X", "aa"),)), Request("GET", "", (("X", "/"),))),
    ],
    ids=["url", "json", "form", "header"],
)
def test_a_value_that_is_carried_whole_spoils_nothing(pointer, before, after):
    """The readers used here do not call everything spoilt."""
    assert not _spoilt(pointer, before, after, ("aa", "/"))


@cache
def _corpus() -> tuple[tuple[Contract, ...], tuple[Finding, ...]]:
    assert SHARED is not None
    folders = [SHARED / "corpus" / "data-actions", SHARED / "corpus" / "data-actions-derived"]
    found = verify(folders, Settings(examples=1)).findings
    return load_all(folders, Path.cwd()).contracts, found


@pytest.mark.skipif(SHARED is None, reason=REASON)
def test_the_reproducer_of_every_error_in_real_actions_shows_it():
    """Over exports that other people wrote."""
    contracts, found = _corpus()

    mine = {
        contract.id: tuple(item for item in found if item.contract == contract.id) for contract in contracts
    }
    unshown = [words for contract in contracts for words in _unshown(contract, mine[contract.id])]

    assert unshown == []
    assert sum(item.severity is Severity.ERROR for item in found) > 150
