"""What each format becomes, and what is said to be lost."""

import gzip
import json
import zlib
from base64 import b64encode

import pytest

from gc_contracts.errors import LoadError
from gc_contracts.importers import Hints, document, read
from gc_contracts.model.interaction import Fault, Request, Response

URL = "https://api.example.com"
HOST = Hints(url=URL)


def _read(data, hints=HOST):
    text = data if isinstance(data, str) else json.dumps(data)
    return read(document(text, "file"), hints)


def _told(found):
    return [(loss.pointer, loss.what, loss.whole) for loss in found.losses]


def _har(sent=None, came=None, **more):
    base = {"method": "GET", "url": f"{URL}/a", "headers": []}
    answer = {"status": 200, "headers": [], "content": {"size": 2, "mimeType": "text/plain", "text": "ok"}}
    entry = {"startedDateTime": "2026-01-01T01:00:00.5+01:00", "request": {**base, **(sent or {})}}
    return {"log": {"version": "1.3", "entries": [{**entry, "response": {**answer, **(came or {})}, **more}]}}


def _vcr(body="", headers=None, **sent):
    request = {"body": None, "headers": {}, "method": "GET", "uri": f"{URL}/a", **sent}
    response = {"body": {"string": body}, "headers": headers or {}, "status": {"code": 200, "message": "OK"}}
    return {"version": 1, "interactions": [{"request": request, "response": response}]}


def _pact(sent=None, came=None, version="3.0.0", **more):
    request = {"method": "get", "path": "/a", **(sent or {})}
    each = {"description": "one", "request": request, "response": {"status": 200, **(came or {})}, **more}
    meta = {"pactSpecification": {"version": version}}
    return {"consumer": {"name": "c"}, "provider": {"name": "p"}, "interactions": [each], "metadata": meta}


def _postman(url, variable=(), example=None, **sent):
    request = {"method": "GET", "header": [], "url": url, **sent}
    saved = {"name": "one", "code": 200, "body": "ok", "originalRequest": request, **(example or {})}
    info = {"name": "c", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}
    item = {"name": "folder", "item": [{"name": "a", "request": request, "response": [saved]}]}
    return {"info": info, "item": [item], "variable": list(variable)}


def test_har_is_read_with_its_time_and_without_headers_of_the_travel():
    """Times come out in UTC, and what only says how a message travelled stays behind."""
    headers = [
        {"name": ":path", "value": "/a"},
        {"name": "Host", "value": "x"},
        {"name": "Accept", "value": "*/*"},
    ]

    found = _read("\ufeff" + json.dumps(_har({"headers": headers})))

    (one,) = found.interactions
    assert found.form == "HAR 1.3"
    assert one.request == Request("GET", f"{URL}/a", (("Accept", "*/*"),))
    assert one.reply == Response(200, (("Content-Type", "text/plain"),), b"ok")
    assert one.recorded == "2026-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("post", "body"),
    [
        ({"mimeType": "application/json", "text": "{}", "params": [{"name": "{}", "value": ""}]}, "{}"),
        (
            {"mimeType": "application/x-www-form-urlencoded", "params": [{"name": "a", "value": "b c"}]},
            "a=b+c",
        ),
        ({"mimeType": "multipart/form-data", "params": [{"name": "a", "fileName": "x"}]}, None),
    ],
    ids=["text-before-fields", "fields", "multipart"],
)
def test_a_har_body_is_its_text_or_its_fields(post, body):
    """A body that the file holds only in part is none."""
    found = _read(_har({"method": "POST", "postData": post}))

    assert found.interactions[0].request.body == body
    assert len(found.losses) == (body is None)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (_har({"url": "wss://x/y?token=t"}), "URL `wss:`"),
        (_har({"url": "data:text/plain,hi"}), "URL `data:`"),
        (_har({"url": "blob:https://x/1"}), "URL `blob:`"),
        (_har(came={"status": 101}), "WebSocket"),
        (_har(came={"status": 0}), "status 0"),
        (_har(came={"content": {"size": 9, "mimeType": "text/plain"}}), "response body"),
        (_har(_webSocketMessages=[{}]), "WebSocket"),
    ],
    ids=["socket", "data", "blob", "upgraded", "failed", "evicted", "messages"],
)
def test_a_har_entry_that_is_no_answered_request_is_lost_and_said(data, what):
    """No word of its query, where secrets stand."""
    found = _read(data)

    assert (found.interactions, _told(found)) == ((), [("/log/entries/0", what, True)])


def test_a_har_entry_whose_fault_is_named_becomes_that_fault():
    """Browsers write `net::ERR_…`."""
    found = _read(_har(came={"status": 0, "_error": "net::ERR_CONNECTION_REFUSED"}))

    assert found.interactions[0].reply is Fault.REFUSED


def test_a_cached_answer_is_kept_and_its_missing_body_said():
    """A 304 is an answer."""
    found = _read(_har(came={"status": 304, "content": {"size": 10}}))

    assert found.interactions[0].reply.status == 304
    assert _told(found) == [("/log/entries/0/response", "body of a 304", False)]


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw-deflate", "decoded-before"])
def test_bodies_of_vcr_come_out_decoded(coding):
    """Also where an httpx of its time wrote them decoded, and the header stayed."""
    text = b'{"a":1}'
    raw = zlib.compressobj(wbits=-15)
    bodies = {
        "gzip": gzip.compress(text),
        "deflate": zlib.compress(text),
        "raw-deflate": raw.compress(text) + raw.flush(),
        "decoded-before": text,
    }
    header = "deflate" if "deflate" in coding else "gzip"
    written = (
        "version: 1\ninteractions:\n"
        f"- request: {{body: null, headers: {{}}, method: GET, uri: {URL}/a}}\n"
        f"  response:\n    body: {{string: !!binary {b64encode(bodies[coding]).decode()}}}\n"
        f"    headers: {{Content-Encoding: [{header}]}}\n    status: {{code: 200, message: OK}}\n"
    )

    assert _read(written).interactions[0].reply == Response(200, (), text)


def test_a_body_that_cannot_be_decoded_is_lost():
    """Nobody could search it for secrets."""
    found = _read(
        f"version: 1\ninteractions:\n- request: {{headers: {{}}, method: GET, uri: {URL}}}\n"
        "  response: {body: {string: !!binary /wD+}, headers: {Content-Encoding: [zstd]}, status: {code: 200}}\n"
    )

    assert _told(found) == [("/interactions/0", "body in zstd", True)]


def test_tags_of_python_are_data():
    """The old form is read, and nothing it names is called."""
    found = _read(
        "- request: !!python/object:vcr.request.Request\n"
        "    body: null\n"
        "    headers: !!python/object/apply:os.system\n"
        "    - - !!python/tuple [accept, '*/*']\n"
        "    host: api.example.com\n    method: GET\n    path: /a\n    port: 8443\n    protocol: https\n"
        "  response:\n    body: {string: !!python/unicode 'hi'}\n"
        '    headers: [!!python/unicode "content-type: text/plain\\r\\n"]\n'
        "    status: {code: 200, message: OK}\n"
    )

    (one,) = found.interactions
    assert one.request == Request("GET", "https://api.example.com:8443/a", (("accept", "*/*"),))
    assert one.reply == Response(200, (("content-type", "text/plain"),), b"hi")


@pytest.mark.parametrize(
    ("query", "url"),
    [("b=1&b=2", "/a?b=1&b=2"), ({"b": ["1", "2"]}, "/a?b=1&b=2"), (None, "/a")],
    ids=["v2", "v3", "none"],
)
def test_a_pact_has_its_query_as_text_or_by_name(query, url):
    """Versions 2 and 3."""
    assert _read(_pact({"query": query})).interactions[0].request.url == URL + url


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ({"content": {"a": 1}, "contentType": "application/json", "encoded": False}, b'{"a":1}'),
        ({"content": "aGk=", "contentType": "text/plain", "encoded": "base64"}, b"hi"),
        ({"content": "only a member"}, b'{"content":"only a member"}'),
    ],
    ids=["json", "base64", "no-wrapper"],
)
def test_a_pact_of_version_4_wraps_its_bodies(body, answer):
    """A body that merely has a member `content` is none of these."""
    assert _read(_pact(came={"body": body}, version="4.0")).interactions[0].reply.body == answer


def test_a_rule_for_the_path_becomes_a_template_and_other_rules_are_said():
    """A recording holds the example of a body."""
    rules = {"path": {"matchers": [{"match": "regex", "regex": r"^\/users\/\d+$"}]}, "body": {"$.a": {}}}

    found = _read(_pact({"path": "/users/7", "matchingRules": rules}, providerStates=[{"name": "u"}]))

    assert found.interactions[0].request.url == f"{URL}/users/{{segment2}}"
    assert _told(found) == [
        ("/interactions/0/providerStates", "provider state `u`", False),
        ("/interactions/0/request/matchingRules", "matchingRules of the request", False),
    ]


@pytest.mark.parametrize(
    ("data", "hints", "what"),
    [
        (_pact(), Hints(), "`/a`"),
        (_pact(type="Asynchronous/Messages"), HOST, "Asynchronous/Messages"),
    ],
    ids=["no-host", "message"],
)
def test_a_pact_that_names_no_request_over_http_is_lost(data, hints, what):
    """The sentence tells the flag that helps."""
    assert _told(_read(data, hints)) == [("/interactions/0", what, True)]


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        (f"{URL}/users/:id?a=1", f"{URL}/users/{{id}}?a=1"),
        (
            {"raw": "{{base}}/users/{{user id}}", "path": ["users"]},
            "https://known.example.com/users/{user_id}",
        ),
        ({"host": ["api", "example", "com"], "path": ["a"], "protocol": "https"}, f"{URL}/a"),
        (
            {
                "raw": f"{URL}/a?x=1&y=2",
                "query": [{"key": "x", "value": "1"}, {"key": "y", "disabled": True}],
            },
            f"{URL}/a?x=1",
        ),
        ("{{open}}/a", f"{URL}/a"),
    ],
    ids=["path-variable", "variables", "pieces", "disabled", "host-said"],
)
def test_a_postman_url_is_filled_or_becomes_a_template(url, wanted):
    """What the collection defines is put in; an open segment is any segment."""
    known = [{"key": "base", "value": "https://known.example.com"}]

    assert _read(_postman(url, known)).interactions[0].request.url == wanted


@pytest.mark.parametrize(
    ("body", "text", "lost"),
    [
        ({"mode": "raw", "raw": '{"a":1}', "options": {"raw": {"language": "json"}}}, '{"a":1}', 0),
        (
            {
                "mode": "urlencoded",
                "urlencoded": [{"key": "a", "value": "b"}, {"key": "c", "disabled": True}],
            },
            "a=b",
            0,
        ),
        (
            {"mode": "graphql", "graphql": {"query": "{a}", "variables": "{}"}},
            '{"query":"{a}","variables":{}}',
            0,
        ),
        ({"mode": "formdata", "formdata": []}, None, 1),
        ({"mode": "file", "file": {"src": "x"}}, None, 1),
    ],
    ids=["raw", "urlencoded", "graphql", "formdata", "file"],
)
def test_a_postman_body_is_read_by_its_mode(body, text, lost):
    """What is not in the collection is said."""
    found = _read(_postman(f"{URL}/a", method="POST", body=body))

    assert (found.interactions[0].request.body, len(found.losses)) == (text, lost)


def test_scripts_logins_and_requests_without_examples_are_said():
    """And what the login holds is known as a secret."""
    data = _postman(f"{URL}/a")
    data["event"] = [{"listen": "test", "script": {"exec": ["import os"]}}]
    data["auth"] = {"type": "bearer", "bearer": [{"key": "token", "value": "planted-1"}]}
    data["item"].append({"name": "bare", "request": {"method": "GET", "url": URL}})

    found = _read(data)

    assert _told(found) == [
        ("/event", "script", False),
        ("/auth", "auth", False),
        ("/item/1", "request `bare`", True),
    ]
    assert found.secrets == {"bearer_token": "planted-1"}


def test_a_stub_is_read_and_one_with_patterns_is_lost():
    """A pattern is no value."""
    stub = {
        "http-request": {"method": "POST", "path": "/a", "body": {"n": 1}},
        "http-response": {"status": 201},
    }

    good = _read(stub)
    bad = _read({**stub, "http-request": {"method": "POST", "path": "/a", "body": {"n": "(string)"}}})

    json_header = (("Content-Type", "application/json"),)
    assert good.interactions[0].request == Request("POST", f"{URL}/a", json_header, '{"n":1}')
    assert _told(bad) == [("", "pattern `(string)` at /http-request/body/n", True)]


def test_a_bare_body_is_read_where_its_request_is_said():
    """As curl leaves it."""
    found = _read('{"a": 1}', Hints(url=f"{URL}/users/{{id}}", status=404))

    (one,) = found.interactions
    assert (one.request.url, one.reply.status, one.reply.body) == (f"{URL}/users/{{id}}", 404, b'{"a": 1}')


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "the file is empty"),
        ('{\n"a": }', 2, "this is not JSON"),
        ("a: [1\nb: 2", 2, "this is not YAML"),
        ("a: &x [*x]", 1, "holds itself"),
        ('{"a": 1}', 1, "say --url and --status"),
        ('{"id": "1", "order": [], "requests": []}', 1, "Postman 1, not 2.1"),
        ('{"info": {"schema": "https://x/collection/v2.0.0/c.json"}, "item": []}', 1, "Postman 2.0, not 2.1"),
        ("[" * 100_000, 1, "too deep"),
    ],
    ids=["empty", "json", "yaml", "circle", "unknown", "postman-1", "postman-2.0", "deep"],
)
def test_what_cannot_be_read_says_where_and_what_would_be_right(text, line, said):
    """One error, of ours."""
    with pytest.raises(LoadError, match=said) as caught:
        _read(text)

    assert caught.value.source.line == line
