"""What is imported can be written and read again, whatever stood in the file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gc_contracts._json import replace, walk
from gc_contracts.cassette.read import read
from gc_contracts.cassette.render import as_data
from gc_contracts.importers import importer
from gc_contracts.importers.tagged import read_tagged
from gc_contracts.load.files import parse
from gc_contracts.load.recorded import RecordedFile
from gc_contracts.model.recording import Cassette
from shared import REASON, SHARED

SENT = {"method": "GET", "url": "https://a.example/{x}", "headers": [{"name": " ", "value": "1"}]}
GOT = {"status": 200, "headers": [], "content": {"size": 2, "text": "ok"}}
FILES = sorted((SHARED / "corpus" / "responses").rglob("*.[jh]*")) if SHARED else []
ODD = st.sampled_from(
    [None, True, -1, "", "{", "http://[", "é\ud800", "a\r\nb", [], {}, {"a": []}, [["a", "b"]], float("inf"), 10**30]
)  # fmt: skip


def har(**request):
    """Give a HAR of one entry."""
    return {"log": {"entries": [{"request": {**SENT, **request}, "response": GOT}]}}


@pytest.mark.parametrize(
    ("document", "url"),
    [
        (har(), "https://a.example/%7Bx%7D"),
        (har(url="https://a.example/\ud800"), "https://a.example/\ufffd"),
        (har(url="https://a.example/", queryString=[{"name": "a", "value": "\ud800"}]), "https://a.example/?a=%3F"),
    ],
    ids=["braces", "half-letter", "query"],
)  # fmt: skip
def test_a_url_is_one_that_a_recording_can_hold(document, url):
    """Braces mean any segment there, and halves of letters fit no file; headers have a name."""
    (one,) = importer(document)(document).interactions

    assert (one.request.url, one.request.headers) == (url, ())


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (
            har(postData={"mimeType": "multipart/form-data", "params": [{"name": "a", "fileName": "x"}]}),
            "a multipart body is there only in part",
        ),
        (har(bodySize=20), "its 20 bytes are not in the file"),
    ],
    ids=["multipart", "dropped"],
)
def test_a_body_that_was_sent_and_is_not_in_the_file_is_told(document, why):
    """The request stands without it."""
    found = importer(document)(document)

    assert (found.interactions[0].request.body, [loss.why for loss in found.losses]) == (None, [why])


def test_a_tag_that_nobody_knows_is_told_without_the_line_it_stands_in():
    """Secrets may stand there."""
    with pytest.raises(ValueError, match="line 1, column 15: could not determine a constructor") as caught:
        read_tagged("{token: 1, x: !odd {y: 1}}")

    assert "token" not in str(caught.value)


@pytest.mark.skipif(not FILES, reason=REASON)
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_real_file_becomes_a_recording_that_can_be_read(data):
    """Three values of it may be any others."""
    path = data.draw(st.sampled_from(FILES))
    document = parse(path, path.parent).document.data
    for _ in range(data.draw(st.integers(1, 3))):
        pointer = data.draw(st.sampled_from([at for at, _ in walk(document)]))
        document = replace(document, pointer, data.draw(ODD))

    found = importer(document)

    made = as_data(Cassette("x", found(document).interactions if found else ()))
    assert RecordedFile.model_validate(made).version == 1
    assert as_data(read(made, "x")) == made
