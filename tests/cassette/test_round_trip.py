"""What is written is what is read: nothing of an interaction is lost on its way through the file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gc_contracts._json import dumps
from gc_contracts.cassette.read import read
from gc_contracts.cassette.render import render
from gc_contracts.load.recorded import RecordedFile
from gc_contracts.load.yaml_text import compose
from gc_contracts.model.interaction import Fault, Request, Response
from gc_contracts.model.recording import Cassette, Interaction, Matching, RecordedRun

TRAPS = [
    *(
        "no",
        "y",
        "ON",
        "null",
        "~",
        "012",
        "0o17",
        "1e3",
        "1_000",
        "12:30:45",
        "2026-01-31",
        ".inf",
        "=",
        "<<",
    ),
    *(
        "- a",
        "a: b",
        "a #b",
        "#",
        "&a",
        "*a",
        "!t",
        "%",
        "@",
        "`",
        "|",
        ">",
        "'",
        '"',
        "{",
        "[",
        "?",
        ",",
        "",
    ),
    *(" a", "a ", "a\n", "\na", "a\n\n", "a\r\nb", "\t", "a\n  b\n", "---", "...", "\x00", "\x7f", "\x85"),
    *("\u2028", "\ufeff", "\ufeff{}", "\\ud800", "\U0001f600", "\uffff", "k" * 1_500),
]
TEXTS = st.sampled_from(TRAPS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
HALVES = st.sampled_from(["\ud800", "a\udfff\ud800"])
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
LEAVES = st.none() | st.booleans() | NUMBERS | TEXTS


def nested(leaves):
    """Give JSON values with these leaves."""
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4)
    )


JSON = nested(LEAVES)
SPELLINGS = st.sampled_from(
    [
        *(b"", b" ", b"\n", b"{}", b"[]", b"null", b'""', b"0", b"-0", b"1.0", b"1.50", b"1E5", b"1e400"),
        *(b"NaN", b'{"a":1,"a":2}', b"\xef\xbb\xbf{}", b'"\\ud800"', b'"\\u00e9"', b"12345678901234567890.5"),
        *(
            b"9" * 4_200,
            b"9" * 5_000,
            b"[" * 99 + b"]" * 99,
            b"[" * 150 + b"]" * 150,
            b"[" * 3_000 + b"]" * 3_000,
            b"\xff\xfe",
            b"\xed\xa0\x80",
            b"a=1&b=2",
            b"a\r\nb\n",
        ),
    ]
)
BODIES = SPELLINGS | st.binary(max_size=30) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))
BODIES |= nested(LEAVES | HALVES).map(lambda value: json.dumps(value).encode())
NAMES = st.sampled_from(["Accept", "content-type", "Set-Cookie", "X-No", "on"])
VALUES = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=12) | st.just(
    "application/x-www-form-urlencoded"
)
HEADERS = st.lists(st.tuples(NAMES, VALUES), max_size=5).map(tuple)
QUERIES = st.sampled_from(
    ["", "?", "?a=1", "?a=1&a=2&b=", "?a", "?a=1&b=2&a=3", "?q=%2F+%20", "?x={id}", "?no=1#f", "?&", "?a==&="]
)
PATHS = st.sampled_from(["", "/", "/users/{id}", "/a;b/c", "//x", "/%7Bid%7D", "/é", "/a b", "/[x]"])
HOSTS = st.sampled_from(
    ["https://api.example.com", "HTTP://Example.com:8080", "https://[::1]", "", "nonsense"]
)
URLS = st.tuples(HOSTS, PATHS, QUERIES).map("".join).filter(bool)
REQUESTS = st.builds(
    Request,
    st.sampled_from(["GET", "POST", "no"]),
    URLS,
    HEADERS,
    st.none() | BODIES.map(lambda body: body.decode("utf-8", "surrogateescape")),
)
REPLIES = st.sampled_from(Fault) | st.builds(Response, st.integers(100, 599), HEADERS, BODIES)
WHEN = st.sampled_from(["", "2026-11-25T21:40:00Z"])
INTERACTIONS = st.builds(Interaction, REQUESTS, REPLIES, WHEN, st.none() | st.integers(1, 10**6))
MATCHINGS = st.builds(
    Matching, st.booleans(), st.booleans(), st.lists(NAMES, max_size=2).map(tuple), st.booleans()
)
RUNS = st.builds(RecordedRun, JSON, st.sampled_from(["success", "failure", "timeout"]), JSON, TEXTS)


def loaded(text: str) -> Cassette:
    """Read a file's text, as it comes from disk."""
    composed = compose(text, "a.yaml")
    RecordedFile.model_validate(composed.data)
    assert composed.flaws == ()
    return read(composed.data, "found")


def meant(body: bytes | None) -> object:
    """Give what a body says: JSON by its strict text, whatever blanks and escapes it was spelt with."""
    try:
        text = (body or b"").decode()
        twice = json.loads(text, object_pairs_hook=lambda pairs: pairs, parse_constant=repr)
        return dumps(twice) if dumps(json.loads(text)) else body
    except (ValueError, RecursionError):
        return body


def said(each: Interaction) -> object:
    """Give all that an interaction says, in a form that can be compared."""
    request, reply = each.request, each.reply
    sent = (request.body or "").encode("utf-8", "surrogateescape")
    back = (reply.status, by_name(reply.headers), meant(reply.body)) if isinstance(reply, Response) else reply
    head = (request.method, request.url, by_name(request.headers), meant(sent))
    return head, back, each.recorded, each.times


def by_name(headers: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Sort header lines by name; those of one name keep their order, which alone has a meaning."""
    return sorted(headers, key=lambda line: line[0])


@given(st.lists(INTERACTIONS, max_size=3), MATCHINGS)
def test_interactions_are_read_as_they_were_written(interactions, matching):
    """Loading what was written gives the same interactions and the same matching."""
    cassette = Cassette("found", tuple(interactions), matching)

    again = loaded(render(cassette))

    assert [said(each) for each in again.interactions] == [said(each) for each in interactions]
    assert again.matching == matching


@given(st.lists(INTERACTIONS, max_size=3), MATCHINGS, st.none() | RUNS)
def test_a_file_that_is_read_and_written_again_is_the_same(interactions, matching, run):
    """Writing is stable: recording anew what did not change gives no difference in a pull request."""
    text = render(Cassette("found", tuple(interactions), matching, run))

    assert render(loaded(text)) == text


@given(RUNS)
def test_a_run_is_read_as_it_was_written(run):
    """The input and output of the action keep every value."""
    again = loaded(render(Cassette("found", run=run))).run

    assert repr(again) == repr(run)


@pytest.mark.parametrize(
    ("body", "media", "lines"),
    [
        (b'{"a":[1,2.5,null]}', "application/json", ["json: {a: [1, 2.5, null]}"]),
        (b'{"a":1,"a":2}', "application/json", ['text: "{\\"a\\":1,\\"a\\":2}"']),
        (b"1.50", "application/json", ['text: "1.50"']),
        (b"a=1&a=2&b=x+y", "application/x-www-form-urlencoded", ['form: {a: ["1", "2"], b: x y}']),
        (b"<a>\n  <b/>\n</a>\n", "text/xml", ["text: |", "  <a>", "    <b/>", "  </a>"]),
        (b"\x00\xff", "image/png", ['base64: "AP8="']),
    ],
    ids=["json", "repeated member", "number's spelling", "form", "lines", "bytes"],
)
def test_a_body_is_shown_in_the_form_that_people_read_best(body, media, lines):
    """JSON as YAML, forms by field, lines as a block; what would lose something stays a text."""
    headers = (("content-type", media),)
    request = Request("POST", "https://example.com/", headers, body.decode("utf-8", "surrogateescape"))

    text = render(Cassette("found", (Interaction(request, Fault.TIMEOUT),)))

    shown = text.partition(f'headers: {{content-type: "{media}"}}')[2].partition("    fault:")[0]
    assert [line.removeprefix(" " * 6) for line in shown.splitlines() if line] == lines


def test_a_run_that_no_file_can_hold_is_left_out():
    """Half a surrogate pair has no place in YAML; the interactions serve without the run."""
    interactions = (Interaction(Request("GET", "https://example.com/"), Response(204)),)

    again = loaded(render(Cassette("found", interactions, run=RecordedRun({}, output="\ud800"))))

    assert (again.run, [said(each) for each in again.interactions]) == (None, [said(interactions[0])])
