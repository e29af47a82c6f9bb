"""A cassette's file is for people, and reads back as what was recorded."""

from pathlib import Path

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from gc_contracts._json import dumps, loads
from gc_contracts.cassette.read import read
from gc_contracts.cassette.render import as_data, render
from gc_contracts.load import recorded
from gc_contracts.load.yaml_text import compose
from gc_contracts.model.interaction import Fault, Request, Response
from gc_contracts.model.recording import Cassette, Interaction, Matching, RecordedRun

WHEN = "2026-01-31T12:00:00Z"
JSON = (("content-type", "application/json"),)
FORM = (("content-type", "application/x-www-form-urlencoded"),)


def reread(cassette):
    """Write a cassette and read it."""
    return read(compose(render(cassette), "a.yaml").data, cassette.name)


def bare(cassette):
    """Leave out where interactions stand in the file."""
    return [(one.request, one.reply, one.recorded, one.times) for one in cassette.interactions]


def test_a_cassette_is_written_for_people():
    """Fixed order, one entry an interaction, the query and bodies as values, nothing that YAML takes otherwise."""
    login = Request(
        "POST", "https://login.example.com/token", FORM, "grant_type=client_credentials&scope=a+b"
    )
    users = Request(
        "GET", "https://api.example.com/users/{id}?page=1&field=name&field=mail", (("Accept", "*/*"),)
    )
    page = b'{"users":[{"name":"Ann","on":"no"},{"name":"Bob","on":"012"}],"total":2,"rate":1.5}'
    cassette = Cassette(
        "found",
        (
            Interaction(login, Response(200, JSON, b'{"token_type": "bearer"}'), WHEN, 1),
            Interaction(users, Response(200, JSON, page), WHEN),
            Interaction(users, Response(500, (("a", "1"), ("a", "2")), b"line one\nline two\n"), WHEN),
            Interaction(users, Response(200, (), b"\xff\x00"), ""),
            Interaction(users, Fault.TIMEOUT, WHEN),
        ),
        Matching(headers=("accept",), ordered=True),
        RecordedRun({"userId": "1"}, "failure", None, "Execute"),
    )

    assert (
        render(cassette)
        == """\
version: 1
run: {input: {userId: "1"}, outcome: failure, step: Execute}
match: {headers: [accept], ordered: true}
interactions:
  - request:
      method: POST
      url: "https://login.example.com/token"
      headers: {content-type: "application/x-www-form-urlencoded"}
      form: {grant_type: client_credentials, scope: a b}
    response: {status: 200, headers: {content-type: "application/json"}, json: {token_type: bearer}}
    recorded: "2026-01-31T12:00:00Z"
    times: 1
  - request:
      method: GET
      url: "https://api.example.com/users/{id}"
      query: {page: "1", field: [name, mail]}
      headers: {Accept: "*/*"}
    response:
      status: 200
      headers: {content-type: "application/json"}
      json: {users: [{name: Ann, "on": "no"}, {name: Bob, "on": "012"}], total: 2, rate: 1.5}
    recorded: "2026-01-31T12:00:00Z"
  - request:
      method: GET
      url: "https://api.example.com/users/{id}"
      query: {page: "1", field: [name, mail]}
      headers: {Accept: "*/*"}
    response: {status: 500, headers: {a: ["1", "2"]}, text: "line one\\nline two\\n"}
    recorded: "2026-01-31T12:00:00Z"
  - request:
      method: GET
      url: "https://api.example.com/users/{id}"
      query: {page: "1", field: [name, mail]}
      headers: {Accept: "*/*"}
    response: {status: 200, base64: "/wA="}
  - request:
      method: GET
      url: "https://api.example.com/users/{id}"
      query: {page: "1", field: [name, mail]}
      headers: {Accept: "*/*"}
    fault: timeout
    recorded: "2026-01-31T12:00:00Z"
"""
    )
    assert reread(cassette).run == cassette.run


def test_json_that_yaml_would_not_keep_stays_text():
    """Repeated members, NaN, `1.50` and `1e3` are what the service wrote; so they are read."""
    bodies = [
        b'{"a":1,"a":2}',
        b"NaN",
        b'{"a":1.50}',
        b"1e3",
        b"-0",
        b'"\xef\xbb\xbf"',
        b"{",
        b"12345678901234567890",
    ]
    cassette = Cassette(
        "x", tuple(Interaction(Request("GET", "http://a/"), Response(200, (), b)) for b in bodies)
    )

    assert [one.reply.body for one in reread(cassette).interactions] == bodies


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    [
        "no",
        "1e3",
        "0x1f",
        "2026-01-31",
        "~",
        "a: b",
        "# c",
        "- d",
        "x\n y\n",
        "\n",
        " lead",
        "tab\there",
        "a\nb",
        "'",
        '"',
        "|",
        "é\u2028",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
BODIES = st.binary(max_size=20) | TEXTS.map(str.encode) | VALUES.map(lambda value: dumps(value).encode())
LINES = st.lists(
    st.tuples(st.sampled_from(["A", "b", "content-type"]), TEXTS), max_size=3, unique_by=lambda each: each[0]
)
URLS = st.sampled_from(
    [
        "http://a/",
        "https://a.example/x/{id}?q=1&q=2&r=",
        "http://a/?b=1&c=2&b=3",
        "http://a/?flag",
        "http://a/?x=%7E+y#f",
    ]
)
REQUESTS = st.builds(
    Request,
    st.sampled_from(["GET", "POST"]),
    URLS,
    LINES.map(tuple),
    st.none() | BODIES.filter(bool).map(lambda body: body.decode("utf-8", "surrogateescape")),
)
INTERACTIONS = st.builds(
    Interaction,
    REQUESTS,
    st.builds(Response, st.integers(100, 599), LINES.map(tuple), BODIES) | st.sampled_from(Fault),
    st.sampled_from(["", WHEN]),
    st.none() | st.integers(1, 9),
)
CASSETTES = st.builds(
    Cassette,
    st.just("x"),
    st.lists(INTERACTIONS, max_size=3).map(tuple),
    st.builds(
        Matching,
        st.booleans(),
        st.booleans(),
        st.lists(TEXTS.filter(bool), max_size=2).map(tuple),
        st.booleans(),
    ),
    st.none() | st.builds(RecordedRun, VALUES, st.sampled_from(["success", "failure"]), VALUES, TEXTS),
)


@given(CASSETTES)
def test_what_was_recorded_reads_back(cassette):
    """Reading gives what writing got; JSON bodies and forms equal, spelt our way from the first time on."""
    once = reread(cassette)

    again = reread(once)

    assert (bare(again), again.matching, again.run) == (bare(once), cassette.matching, cassette.run)
    assert [_meant(one) for one in bare(once)] == [_meant(one) for one in bare(cassette)]


def _meant(one):
    request, reply, *rest = one
    sent = _body((request.body or "").encode("utf-8", "surrogateescape"))
    got = reply if isinstance(reply, Fault) else (reply.status, reply.headers, _body(reply.body))
    return request.method, request.url, request.headers, sent, got, rest


def _body(data):
    try:
        return loads(data.decode())
    except ValueError:
        return data


@given(CASSETTES)
def test_what_we_write_is_what_editors_take(cassette):
    """The JSON Schema that we ship accepts every file of ours."""
    jsonschema.validate(as_data(cassette), SHIPPED)


SHIPPED = loads(Path(recorded.__file__).with_name("cassette.schema.json").read_text(encoding="utf-8"))


def test_the_editors_schema_is_that_of_the_models():
    """The file we ship for completion says what the models say, key by key."""
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}

    assert {**draft, **recorded.RecordedFile.model_json_schema()} == SHIPPED
