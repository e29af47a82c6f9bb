"""Which request a recorded one stands for, and which it does not."""

import pytest

from gc_contracts.errors import UnmatchedError
from gc_contracts.model.interaction import Request, Response
from gc_contracts.model.recording import Cassette, Interaction, Matching
from gc_contracts.replay.player import Player

HERE = "https://api.example.com/users"
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)


def multipart(boundary: str, name: str = "a", content: str = "x") -> Request:
    """Send one field as browsers do."""
    head = (("content-type", f'multipart/form-data; boundary="{boundary}"'),)
    part = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="f"\r\n\r\n{content}\r\n'
    return Request("POST", HERE, head, f"{part}--{boundary}--\r\n")


def post(body: str | None, headers=()) -> Request:
    return Request("POST", HERE, headers, body)


def get(url: str, *headers: tuple[str, str]) -> Request:
    return Request("GET", url, headers)


def answers(recorded: Request, sent: Request, **matching) -> bool:
    """Tell whether what was recorded answers."""
    kept = Cassette("one", (Interaction(recorded, Response(200)),), Matching(**matching))
    try:
        return Player(kept)(sent).status == 200
    except UnmatchedError:
        return False


SAME = {
    "method": (Request("get", HERE), get(HERE)),
    "host letters": (get("https://API.Example.com/users"), get(HERE)),
    "scheme letters": (get("HTTPS://api.example.com/users"), get(HERE)),
    "own port": (get("https://api.example.com:443/users"), get(HERE)),
    "no path": (get("https://api.example.com"), get("https://api.example.com/")),
    "percent": (get(HERE + "/a%20b%C3%a9"), get(HERE + "/a%20b%c3%A9")),
    "needless percent": (get(HERE + "/%61"), get(HERE + "/a")),
    "any segment": (get(HERE + "/{id}/mail"), get(HERE + "/a%2Fb/mail")),
    "fragment": (get(HERE + "#top"), get(HERE)),
    "query order": (get(HERE + "?a=1&b=2&a=3"), get(HERE + "?b=2&a=1&a=3")),
    "query space": (get(HERE + "?q=a+b"), get(HERE + "?q=a%20b")),
    "json order": (post('{"a": 1, "b": [true]}'), post('{"b":[true],"a":1.0}')),
    "no body is an empty one": (post(None), post("")),
    "form order": (post("a=1&b=2&a=3", FORM), post("b=2&a=1&a=3", FORM)),
    "boundary": (multipart("x1"), multipart("other")),
    "placeholder": (post('{"key": "<redacted:key:1>"}'), post('{"key": "what it is"}')),
    "placeholder within": (get(HERE + "?q=Bearer+%3Credacted%3Aq%3A1%3E"), get(HERE + "?q=Bearer+abc")),
    "placeholder in path": (get(HERE + "/%3Credacted%3Aid%3A1%3E/x"), get(HERE + "/77/x")),
    "placeholder of a number": (post('{"pin": 2147400001}'), post('{"pin": 42}')),
    "placeholder sent": (post('{"key": "k"}'), post('{"key": "<redacted:key:1>"}')),
    "header that is not compared": (get(HERE, ("accept", "a")), get(HERE, ("accept", "b"))),
    "not UTF-8": (post("\udcff"), post("\udcff")),
}


@pytest.mark.parametrize("name", SAME)
def test_what_is_the_same_request_is_answered(name):
    """Whatever way it is written."""
    assert answers(*SAME[name])


OTHER = {
    "method": (get(HERE), Request("PUT", HERE)),
    "scheme": (get(HERE), get(HERE.replace("https", "http"))),
    "port": (get(HERE), get("https://api.example.com:8443/users")),
    "host": (get(HERE), get("https://example.com/users")),
    "trailing slash": (get(HERE), get(HERE + "/")),
    "path letters": (get(HERE), get("https://api.example.com/Users")),
    "segment too many": (get(HERE + "/{id}"), get(HERE + "/1/2")),
    "slash in a segment": (get(HERE + "/a%2Fb"), get(HERE + "/a/b")),
    "template that was sent": (get(HERE + "/7"), get(HERE + "/{id}")),
    "query value": (get(HERE + "?a=1"), get(HERE + "?a=2")),
    "query missing": (get(HERE + "?a=1"), get(HERE)),
    "query more": (get(HERE), get(HERE + "?a=1")),
    "order within a name": (get(HERE + "?a=1&a=2"), get(HERE + "?a=2&a=1")),
    "json type": (post('{"a": 1}'), post('{"a": true}')),
    "json text": (post('{"a": 1}'), post('{"a": "1"}')),
    "json list order": (post("[1, 2]"), post("[2, 1]")),
    "no json": (post('{"a": 1'), post('{"a": 1 ')),
    "form value": (post("a=1", FORM), post("a=2", FORM)),
    "multipart content": (multipart("x1"), multipart("x1", content="y")),
    "multipart name": (multipart("x1"), multipart("x1", name="b")),
    "empty secret": (post('{"key": "<redacted:key:1>"}'), post('{"key": ""}')),
    "beside a placeholder": (post('"a <redacted:key:1> b"'), post('"c secret b"')),
    "placeholder and another field": (
        post('{"key": "<redacted:key:1>", "a": 1}'),
        post('{"key": "k", "a": 2}'),
    ),
}


@pytest.mark.parametrize("name", OTHER)
def test_what_is_another_request_is_not_answered(name):
    """One field is enough."""
    assert not answers(*OTHER[name])


@pytest.mark.parametrize(
    ("matching", "recorded", "sent", "expected"),
    [
        ({"query": False}, get(HERE + "?a=1"), get(HERE + "?a=2"), True),
        ({"body": False}, post("[1]"), post("[2]"), True),
        ({"headers": ("Accept",)}, get(HERE, ("accept", "a")), get(HERE, ("ACCEPT", "a")), True),
        ({"headers": ("Accept",)}, get(HERE, ("accept", "a")), get(HERE, ("accept", "b")), False),
        ({"headers": ("Accept",)}, get(HERE, ("accept", "a")), get(HERE), False),
        (
            {"headers": ("X-Key",)},
            get(HERE, ("x-key", "<redacted:x_key:1>")),
            get(HERE, ("x-key", "k")),
            True,
        ),
    ],
    ids=["query", "body", "header", "header-value", "header-missing", "header-secret"],
)
def test_what_is_compared_can_be_chosen(matching, recorded, sent, expected):
    """`match:` in the cassette."""
    assert answers(recorded, sent, **matching) == expected
