"""Nothing is left out without a word, and nothing is told as lost that is there."""

import pytest

from gc_contracts.importers import importer, refusal
from gc_contracts.model.interaction import Response

JSON = (("Content-Type", "application/json"),)
LOGIN = "a recording keeps no way to log in; headers that were saved are kept"


def imported(document):
    """Import what a file holds."""
    read = importer(document)
    assert read is not None
    return read(document)


def told(document):
    """Give the losses' places and words, but those of an address."""
    return [
        (one.pointer, one.why) for one in imported(document).losses if not one.why.endswith("stands for it")
    ]


def har(method="GET", response=None, **entry):
    """Give a HAR of one entry."""
    request = {"method": method, "url": "https://a.example/x", "headers": [{"name": ":path", "value": "/x"}]}
    answer = {"status": 200, "headers": [], "content": {"size": 0}, **(response or {})}
    return {"log": {"entries": [{"request": request, "response": answer, **entry}]}}


@pytest.mark.parametrize(
    ("document", "replies", "losses"),
    [
        (har(response={"bodySize": 30}), [], [("/log/entries/0/response/content", "its body of 30 bytes is not in the file")]),
        (har("HEAD", {"content": {"size": 30}}), [Response(200)], []),
        (har(response={"content": {"size": 2, "mimeType": "application/json", "text": "{}"}}), [Response(200, JSON, b"{}")], []),
        (har(response={"content": {"size": 2, "mimeType": "x-unknown", "text": "{}"}}), [Response(200, (), b"{}")], []),
        (har(_webSocketMessages=[{"type": "send"}]), [Response(200)], [("/log/entries/0", "its web socket's messages are no requests")]),
    ],
    ids=["dropped", "head", "type", "no-type", "messages"],
)  # fmt: skip
def test_a_har_entry_has_a_body_or_it_is_told(document, replies, losses):
    """A dropped body never becomes an empty one; HTTP/2's own header lines are no headers."""
    found = imported(document).interactions

    assert [(one.reply, one.request.headers) for one in found] == [(reply, ()) for reply in replies]
    assert told(document) == losses


def pact(version, response, **more):
    """Give a pact of one interaction."""
    request = {"method": "GET", "path": "/a", "matchingRules": {"body": {}, "header": {}}}
    one = {"description": "d", "request": request, "response": {"status": 200, **response}, **more}
    about = {"pactSpecification": {"version": version}}
    return {"consumer": {"name": "c"}, "provider": {"name": "p"}, "interactions": [one], "metadata": about}


@pytest.mark.parametrize(
    ("document", "reply"),
    [
        (pact("3.0.0", {"body": {"content": "x", "contentType": "y"}}), Response(200, JSON, b'{"content":"x","contentType":"y"}')),
        (pact("4.0", {"body": {"content": "x", "contentType": "y"}}), Response(200, (("Content-Type", "y"),), b"x")),
        (pact("2.0.0", {"body": "<a/>"}), Response(200, (), b"<a/>")),
    ],
    ids=["v3", "v4", "text"],
)  # fmt: skip
def test_a_pacts_body_is_read_as_its_version_writes_it(document, reply):
    """Only version 4 wraps bodies; a text without a type is not called JSON; groups without rules are no loss."""
    assert [one.reply for one in imported(document).interactions] == [reply]
    assert told(document) == []


def test_what_a_plug_in_did_for_a_pact_is_told():
    """Plug-ins are never run."""
    assert told(pact("4.0", {}, pluginConfiguration={"csv": {}})) == [
        ("/interactions/0/pluginConfiguration", "plug-ins are never run; the example value stands")
    ]


def test_each_pattern_of_a_stub_is_told_where_it_stands():
    """But those of a path, which are any segment in a recording too."""
    document = {
        "http-request": {"path": "/a b/(id:number)/{c}?q=1", "query": {"x": "(boolean)"}},
        "http-response": {"status": 200, "body": {"id": "(number)", "note": "seen (twice)"}},
        "delay-in-seconds": 3,
    }

    assert [one.request.url for one in imported(document).interactions] == [
        "https://stub.invalid/a%20b/{id}/%7Bc%7D?q=1&x=%28boolean%29"
    ]
    assert told(document) == [
        ("/http-request/query/x", "a recording compares values"),
        ("/http-response/body/id", "a recording compares values"),
        ("/delay-in-seconds", "a recording has no place for it"),
    ]


def test_a_damaged_entry_of_a_cassette_costs_only_itself():
    """The others are read."""
    good = {
        "request": {"method": "GET", "uri": "https://a.example/x"},
        "response": {"status": {"code": 200}, "body": {"string": "{}"}},
    }
    document = {"version": 1, "interactions": [good, "damaged"]}

    assert [one.reply for one in imported(document).interactions] == [Response(200, (), b"{}")]
    assert told(document) == [("/interactions/1/request", "it has no http or https URL")]


def collection(request, auth=None):
    """Give a collection with one example in a folder; all three may have a login."""
    schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    example = {"name": "ok", "code": 200, "body": "{}", "originalRequest": request}
    folder = {"name": "f", "auth": auth, "item": [{"name": "a", "response": [example]}]}
    return {"info": {"name": "c", "schema": schema}, "item": [folder], "auth": auth}


def test_every_login_of_a_collection_is_told_and_looked_for():
    """Also the one of a saved request; that there is none is no loss."""
    auth = {"type": "bearer", "bearer": [{"key": "token", "value": "of-the-example"}]}
    document = collection({"method": "GET", "url": "https://a.example/x", "auth": auth}, auth)

    assert told(document) == [
        ("/auth", LOGIN),
        ("/item/0/auth", LOGIN),
        ("/item/0/item/0/response/0/originalRequest/auth", LOGIN),
    ]
    assert imported(document).secrets == (("bearer_token", "of-the-example"),) * 3
    assert told(collection({"method": "GET", "url": "https://a.example/x"}, {"type": "noauth"})) == []


def test_a_variable_that_nobody_knows_is_a_template_or_is_told():
    """A segment that holds one is any segment; elsewhere its name is compared. Values are encoded."""
    url = {"raw": "https://a.example/v-{{x}}/:id?q={{y}}", "variable": [{"key": "id", "value": "a b/{c}"}]}
    document = collection({"method": "GET", "url": url, "header": [{"key": "T", "value": "{{t}}"}]})

    assert [one.request.url for one in imported(document).interactions] == [
        "https://a.example/{v-x}/a%20b%2F%7Bc%7D?q={{y}}"
    ]
    assert [one.what for one in imported(document).losses] == ["{{y}} in 'ok' of 'a'", "{{t}} in 'ok' of 'a'"]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"_postman_variable_scope": "environment", "values": []}, "this is a Postman environment"),
        ({"collection": {"info": {}}}, "this wraps a Postman collection"),
        ({"http_interactions": []}, "this is a cassette of Ruby's VCR"),
    ],
    ids=["environment", "wrapped", "ruby"],
)
def test_a_neighbour_of_what_is_read_is_told_by_its_name(document, words):
    """With what to do instead."""
    assert importer(document) is None
    assert refusal(document).startswith(words)
