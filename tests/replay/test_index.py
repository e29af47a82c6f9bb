"""The index finds what comparing each interaction would find, and no more slowly for placeholders."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gc_contracts.model.interaction import Request, Response
from gc_contracts.model.recording import Cassette, Interaction, Matching
from gc_contracts.replay.asked import asked
from gc_contracts.replay.differences import compare
from gc_contracts.replay.index import Index

HIDDEN = "<redacted:key:1>"
TEXTS = st.sampled_from(["a", "b", HIDDEN])
QUERIES = st.dictionaries(st.sampled_from(["id", "key", "q"]), TEXTS, max_size=3)
BODIES = st.none() | st.sampled_from(['{"a":1}', '{ "a": 1 }', f'{{"a":"{HIDDEN}"}}', "text", "a=b"])


def _url(segments: list[str], query: dict[str, str]) -> str:
    asked_for = "&".join(f"{name}={value}" for name, value in query.items())
    return "https://x.example.com/" + "/".join(segments) + (f"?{asked_for}" if asked_for else "")


RECORDED = st.builds(
    lambda segments, query, body: Request("POST", _url(segments, query), (), body),
    st.lists(st.sampled_from(["u", "v", "{id}", HIDDEN]), min_size=1, max_size=2),
    QUERIES,
    BODIES,
)
NOW = st.builds(
    lambda segments, query, body: Request("POST", _url(segments, query), (), body),
    st.lists(st.sampled_from(["u", "v", "w"]), min_size=1, max_size=2),
    st.dictionaries(st.sampled_from(["id", "key", "q"]), st.sampled_from(["a", "b", "c"]), max_size=3),
    st.none() | st.sampled_from(['{"a":1}', '{"a":2}', "text", "a=b"]),
)


@given(st.lists(RECORDED, max_size=6), NOW, st.booleans(), st.booleans())
@settings(max_examples=400, deadline=None)
def test_what_fits_is_what_does_not_differ(recorded, now, query, body):
    """The slow way is the judge: each interaction compared with the request."""
    matching = Matching(query=query, body=body)
    kept = Cassette("one", tuple(Interaction(each, Response(200)) for each in recorded), matching)

    slow = [
        number
        for number, each in enumerate(recorded)
        if not compare(asked(each, recorded=True), asked(now), matching)
    ]

    assert Index(kept).fitting(now) == slow


def test_placeholders_beside_what_differs_leave_one_to_compare():
    """A thousand pages with a key that nobody kept cost what one does."""
    urls = [f"https://x.example.com/u?id={number}&key={HIDDEN}" for number in range(1000)]
    index = Index(Cassette("big", tuple(Interaction(Request("GET", url), Response(200)) for url in urls)))

    compared = [key for key in index._loose if len(index._loose[key]) > 1]

    assert (len(index._loose), compared) == (1000, [])
