"""Files of other tools, told by their shape: what is carried over, and what is said to be lost."""

import gzip
import json
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gc_contracts.importers import importer, refusal
from gc_contracts.importers.tagged import read_tagged
from gc_contracts.load.files import parse
from gc_contracts.model.interaction import Request, Response
from shared import SHARED

JSON = (("Content-Type", "application/json"),)


def imported(document):
    """Import what a file holds."""
    read = importer(document)
    assert read is not None
    return read(document)


def kept(document):
    """Give what is carried over."""
    return [(one.request, one.reply, one.recorded) for one in imported(document).interactions]


def lost(document):
    """Give what is told as lost, with its place."""
    return [(one.pointer, one.why) for one in imported(document).losses]


def entry(url="https://a.example/x", status=200, content=None, **request):
    """Give a HAR entry."""
    return {
        "startedDateTime": "2026-01-31T13:00:00.000+01:00",
        "request": {"method": "GET", "url": url, "headers": [], "queryString": [], **request},
        "response": {"status": status, "headers": [], "content": content or {"size": 0, "mimeType": ""}},
    }


def har(*entries):
    """Give a HAR file."""
    return {"log": {"version": "1.2", "creator": {}, "entries": list(entries)}}


@pytest.mark.parametrize(
    ("one", "request_", "response"),
    [
        (entry(content={"size": 2, "text": "{}"}), Request("GET", "https://a.example/x"), Response(200, (), b"{}")),
        (
            entry(content={"size": 1, "text": b64encode(b"\xff").decode(), "encoding": "base64"}),
            Request("GET", "https://a.example/x"),
            Response(200, (), b"\xff"),
        ),
        (
            entry(
                method="POST",
                status=204,
                headers=[{"name": "Host", "value": "a.example"}, {"name": "X-A", "value": "1"}],
                postData={"mimeType": "application/x-www-form-urlencoded", "params": [{"name": "a", "value": "x y"}]},
            ),
            Request("POST", "https://a.example/x", (("X-A", "1"), ("Content-Type", "application/x-www-form-urlencoded")), "a=x+y"),
            Response(204),
        ),
        (
            entry(method="POST", url="https://a.example/x?b=1#f", postData={"mimeType": "application/json", "text": "[1]"}),
            Request("POST", "https://a.example/x?b=1", JSON, "[1]"),
            Response(200),
        ),
    ],
    ids=["json", "base64", "form", "posted"],
)  # fmt: skip
def test_a_har_entry_is_carried_over(one, request_, response):
    """URL, headers but those of the way, body in each of its forms, and the time in UTC."""
    assert kept(har(one)) == [(request_, response, "2026-01-31T12:00:00Z")]


def test_what_a_har_cannot_tell_is_lost():
    """Web sockets, what nobody answered, bodies that the browser dropped, odd codings."""
    coded = entry(content={"size": 3, "text": b64encode(b"\xff\xfe\xfd").decode(), "encoding": "base64"})
    coded["response"]["headers"] = [{"name": "Content-Encoding", "value": "br"}]
    entries = [
        entry("wss://a.example/"),
        entry("data:text/plain,x"),
        entry(status=0),
        entry(content={"size": 7, "mimeType": "text/html"}),
        entry(content={"size": 7, "text": "%%%", "encoding": "base64"}),
        coded,
    ]

    assert lost(har(*entries)) == [
        ("/log/entries/0", "it is no http or https request"),
        ("/log/entries/1", "it is no http or https request"),
        ("/log/entries/2", "nothing answered it: the entry has no response"),
        ("/log/entries/3/response/content", "its body of 7 bytes is not in the file"),
        ("/log/entries/4/response/content", "its body is no base64"),
        ("/log/entries/5/response/content", "its body is in a coding that is not read here"),
    ]


NEW = {
    "request": {"body": None, "headers": {"accept": ["*/*"], "connection": ["close"]}, "method": "GET", "uri": "http://a.example/ip"},
    "response": {
        "body": {"string": '{"a":1}'},
        "headers": {"content-type": ["application/json"], "date": ["Sat, 31 Jan 2026 12:00:00 GMT"]},
        "status": {"code": 200, "message": "OK"},
    },
}  # fmt: skip
OLD = {
    "request": {"body": None, "headers": {"accept": "*/*"}, "method": "GET", "host": "a.example", "path": "/ip", "port": 80, "protocol": "http"},
    "response": {
        "body": {"string": '{"a":1}'},
        "headers": ["content-type: application/json\r\n", "date: Sat, 31 Jan 2026 12:00:00 GMT\r\n"],
        "status": {"code": 200, "message": "OK"},
    },
}  # fmt: skip
TAGGED = """\
- request: !!python/object:vcr.request.Request
    body: null
    headers: !!python/object/apply:__builtin__.frozenset
    - - !!python/tuple [accept, '*/*']
    host: a.example
    method: GET
    path: /ip
    port: 80
    protocol: http
  response:
    body: {string: !!python/unicode '{"a":1}'}
    headers: [!!python/unicode "content-type: application/json\\r\\n", "date: Sat, 31 Jan 2026 12:00:00 GMT\\r\\n"]
    status: {code: 200, message: OK}
"""
PLAIN = {**NEW, "response": {"content": '{"a":1}', "headers": NEW["response"]["headers"], "status_code": 200}}
ANSWER = Response(
    200, (("content-type", "application/json"), ("date", "Sat, 31 Jan 2026 12:00:00 GMT")), b'{"a":1}'
)


@pytest.mark.parametrize(
    "document",
    [
        {"version": 1, "interactions": [NEW]},
        [OLD],
        read_tagged(TAGGED),
        {"version": 1, "interactions": [PLAIN]},
    ],
    ids=["new", "old", "tagged", "httpx"],
)
def test_every_version_of_a_vcr_cassette_is_carried_over(document):
    """Old and new, with Python's tags and without, of requests and of httpx."""
    sent = Request("GET", "http://a.example/ip", (("accept", "*/*"),))

    assert kept(document) == [(sent, ANSWER, "2026-01-31T12:00:00Z")]


def test_a_vcr_body_is_undone():
    """Bytes that are packed are unpacked; what only says so is taken as it stands."""
    packed = {
        **NEW["response"],
        "headers": {"Content-Encoding": ["gzip"]},
        "body": {"string": gzip.compress(b"[1]")},
    }
    said = {**NEW["response"], "headers": {"Content-Encoding": ["gzip"]}, "body": {"string": "[2]"}}
    entries = [{**NEW, "response": each} for each in (packed, said)]

    found = imported({"version": 1, "interactions": entries}).interactions

    assert [one.reply for one in found] == [Response(200, (), b"[1]"), Response(200, (), b"[2]")]


def test_tags_are_data_and_never_made():
    """An object that would run a command is a list of its words."""
    assert read_tagged("!!python/object/apply:os.system ['echo hacked']") == ["echo hacked"]


def example(**changes):
    """Give a saved example of a Postman request."""
    return {
        "name": "ok",
        "originalRequest": {"method": "GET", "header": [], "url": "https://a.example/x"},
        "code": 200,
        "header": [{"key": "Content-Type", "value": "application/json"}],
        "body": "{}",
        **changes,
    }


def collection(*examples, request=None, **changes):
    """Give a collection with one request in a folder."""
    item = {"name": "get", "request": request or {"method": "GET"}, "response": list(examples)}
    schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    return {"info": {"name": "c", "schema": schema}, "item": [{"name": "folder", "item": [item]}], **changes}


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"url": "https://a.example/x"}, Request("GET", "https://a.example/x")),
        ({"url": {"raw": "{{base}}/u/:id?a=1", "query": [{"key": "a", "value": "1"}, {"key": "b", "disabled": True}]}}, Request("GET", "https://b.example/u/{id}?a=1")),
        ({"url": {"raw": "{{base}}/u/:id", "variable": [{"key": "id", "value": "7"}]}}, Request("GET", "https://b.example/u/7")),
        ({"url": "{{base}}/u/{{user}}"}, Request("GET", "https://b.example/u/{user}")),
        ({"url": {"protocol": "https", "host": ["a", "example"], "path": ["x", "y"], "port": "8443"}}, Request("GET", "https://a.example:8443/x/y")),
        ({"url": "{{unknown}}/x"}, Request("GET", "https://unknown.invalid/x")),
        (
            {"method": "POST", "url": "https://a.example/", "body": {"mode": "urlencoded", "urlencoded": [{"key": "a", "value": "{{word}}"}, {"key": "b", "value": "2", "disabled": True}]}},
            Request("POST", "https://a.example/", (("Content-Type", "application/x-www-form-urlencoded"),), "a=w"),
        ),
        (
            {"method": "POST", "url": "https://a.example/", "body": {"mode": "graphql", "graphql": {"query": "{a}", "variables": '{"v": 1}'}}},
            Request("POST", "https://a.example/", JSON, '{"query":"{a}","variables":{"v":1}}'),
        ),
        (
            {"method": "POST", "url": "https://a.example/", "body": {"mode": "raw", "raw": "[1]", "options": {"raw": {"language": "json"}}}},
            Request("POST", "https://a.example/", JSON, "[1]"),
        ),
    ],
    ids=["text", "raw", "value", "template", "parts", "host", "form", "graphql", "raw-body"],
)  # fmt: skip
def test_a_saved_example_of_postman_is_carried_over(asked, wanted):
    """Variables are filled from the collection; an unknown one is a template in a path and a stand-in as a host."""
    variables = [{"key": "base", "value": "https://b.example"}, {"key": "word", "value": "w"}]
    one = example(originalRequest={"method": "GET", "header": [], **asked})

    found = imported(collection(one, variable=variables)).interactions

    assert [(each.request, each.reply) for each in found] == [(wanted, Response(200, JSON, b"{}"))]


def test_what_a_collection_cannot_tell_is_lost():
    """Requests without an example, files, scripts, logins."""
    script = {"event": [{"listen": "test", "script": {"exec": ["pm.test()"]}}]}
    upload = example(
        originalRequest={"method": "POST", "url": "https://a.example/", "body": {"mode": "formdata"}}
    )
    request = {"method": "GET", "auth": {"type": "bearer"}}

    assert lost(collection(upload, request=request, **script)) == [
        ("/event/0", "scripts are never run"),
        (
            "/item/0/item/0/request/auth",
            "a recording keeps no way to log in; headers that were saved are kept",
        ),
        ("/item/0/item/0/response/0", "a body of mode formdata is not read"),
    ]
    assert lost(collection()) == [
        ("/item/0/item/0", "no example was saved, so nothing tells what answers it")
    ]


def pact(version, *interactions, **more):
    """Give a pact."""
    about = {"pactSpecification": {"version": version}}
    return {
        "consumer": {"name": "Shop"},
        "provider": {"name": "User API"},
        "interactions": list(interactions),
        "metadata": about,
        **more,
    }


V3 = {
    "description": "a user",
    "request": {"method": "post", "path": "/u/1", "query": {"a": ["1", "2"]}, "headers": {"Accept": "*/*"}, "body": {"b": 1}},
    "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"c": [1]}},
}  # fmt: skip
V4 = {
    "type": "Synchronous/HTTP",
    "description": "a user",
    "request": {"method": "POST", "path": "/u/1", "query": {"a": ["1", "2"]}, "headers": {"Accept": ["*/*"]}, "body": {"content": {"b": 1}, "contentType": "application/json", "encoded": False}},
    "response": {"status": 200, "headers": {"Content-Type": ["application/json"]}, "body": {"content": "eyJjIjpbMV19", "contentType": "application/json", "encoded": "base64"}},
}  # fmt: skip
V2 = {**V3, "request": {**V3["request"], "query": "a=1&a=2"}}


@pytest.mark.parametrize(
    "document", [pact("2.0.0", V2), pact("3.0.0", V3), pact("4.0", V4)], ids=["v2", "v3", "v4"]
)
def test_every_version_of_a_pact_is_carried_over(document):
    """The provider's name is the host; bodies in both forms."""
    sent = Request("POST", "https://user-api.invalid/u/1?a=1&a=2", (("Accept", "*/*"), *JSON), '{"b":1}')

    assert kept(document) == [(sent, Response(200, JSON, b'{"c":[1]}'), "")]


def test_what_a_recording_cannot_hold_of_a_pact_is_lost():
    """Matchers, states, messages."""
    matched = {**V3, "providerStates": [{"name": "Ann is there"}]}
    matched["response"] = {
        **V3["response"],
        "matchingRules": {"body": {"$.c": {"matchers": [{"match": "type"}]}}},
    }
    message = {"type": "Asynchronous/Messages", "description": "an event"}

    assert [pointer for pointer, _ in lost(pact("4.0", matched, message))] == [
        "/interactions/0/response/matchingRules",
        "/interactions/0/providerStates",
        "/interactions/1",
        "/provider",
    ]


def test_a_stub_is_carried_over():
    """Its values as they are."""
    document = {
        "http-request": {"method": "POST", "path": "/p", "query": {"q": "1"}, "body": {"a": 1}},
        "http-response": {"status": 201, "body": {"id": 1}},
    }

    assert kept(document) == [
        (Request("POST", "https://stub.invalid/p?q=1", JSON, '{"a":1}'), Response(201, JSON, b'{"id":1}'), "")
    ]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"info": {"schema": "https://schema.getpostman.com/json/collection/v2.0.0/collection.json"}}, "this is a Postman collection 2.0.0; export it as Collection v2.1"),
        ({"requests": [], "order": []}, "this is a Postman collection of version 1; export it as Collection v2.1"),
        ({"version": 1, "interactions": [{"request": {"url": "x"}, "response": {"status": 200}}]}, "this is a recording of ours already: put it below `cassettes/`"),
        ({"version": 1, "interactions": []}, "it holds no interactions"),
        ({"name": "Ann"}, None),
        ([1], None),
        (None, None),
    ],
)  # fmt: skip
def test_what_is_none_of_them_is_told(document, words):
    """And what would be right."""
    assert importer(document) is None
    assert refusal(document) == words if words else "A bare body has no URL" in refusal(document)


SAMPLES = [
    har(entry()),
    {"version": 1, "interactions": [NEW]},
    [OLD],
    collection(example()),
    pact("4.0", V4),
    pact("2", V2),
]
ODD = st.sampled_from(
    [None, True, 0, -1, 1.5, "", "x", "é\ud800", [], {}, [None], {"a": []}, "{{x}}", b"\xff"]
)


@settings(max_examples=400)
@given(st.sampled_from(SAMPLES), st.data())
def test_a_damaged_file_is_never_a_crash(document, data):
    """Whatever stands in a place of it."""
    damaged = _damaged(document, data)

    read = importer(damaged)

    assert isinstance(refusal(damaged), str)
    assert read is None or isinstance(read(damaged).interactions, tuple)


def _damaged(value, data):
    if not isinstance(value, dict | list) or not value or data.draw(st.integers(0, 5)) == 0:
        return data.draw(ODD)
    keys = list(value) if isinstance(value, dict) else range(len(value))
    chosen = data.draw(st.sampled_from(list(keys)))
    if isinstance(value, list):
        return [_damaged(item, data) if at == chosen else item for at, item in enumerate(value)]
    return {name: _damaged(item, data) if name == chosen else item for name, item in value.items()}


@pytest.mark.skipif(SHARED is None, reason="shared/ is not beside the project")
def test_real_files_are_imported_or_refused_in_words():
    """VCR, HAR, Postman, Pact and stubs of other people."""
    assert SHARED is not None
    told = {}
    for path in sorted((SHARED / "corpus" / "responses").rglob("*")):
        if path.is_file():
            parsed = parse(path, path.parent)
            document = read_tagged(parsed.document.text) if parsed.flaws else parsed.document.data
            read = importer(document)
            told[path.name] = len(read(document).interactions) if read else refusal(document)[:10]

    counts = [each for each in told.values() if isinstance(each, int)]
    assert (len(told), len(counts), sum(counts)) == (30, 25, 41)


def test_vcr_itself_writes_what_we_read(tmp_path: Path):
    """A second judge: the library that writes such files."""
    vcr = pytest.importorskip("vcr")
    serialize, yaml = vcr.serialize.serialize, vcr.serializers.yamlserializer
    request = vcr.request.Request("POST", "https://a.example/x?b=1", b"c=d", {"Accept": "*/*"})
    response = {
        "status": {"code": 200, "message": "OK"},
        "headers": {"content-type": ["application/json"]},
        "body": {"string": b"\xff\x00"},
    }
    path = tmp_path / "a.yaml"
    path.write_text(serialize({"requests": [request], "responses": [response]}, yaml))

    found = kept(read_tagged(path.read_text()))

    assert found == [
        (
            Request("POST", "https://a.example/x?b=1", (("Accept", "*/*"),), "c=d"),
            Response(200, (("content-type", "application/json"),), b"\xff\x00"),
            "",
        )
    ]
    assert json.dumps(len(found)) == "1"
