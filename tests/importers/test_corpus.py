"""Real files of other tools, and what is left of them when they break."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gc_contracts._json import replace, walk
from gc_contracts.cassette.read import read as read_cassette
from gc_contracts.cassette.render import as_data
from gc_contracts.errors import LoadError
from gc_contracts.importers import Hints, document, read
from gc_contracts.load.recorded import RecordedFile
from gc_contracts.model.recording import Cassette
from gc_contracts.replay.player import Player
from shared import REASON, SHARED

HINTS = Hints(url="https://api.example.com")
FOLDER = SHARED / "corpus" / "responses" if SHARED else Path("nowhere")
FILES = sorted(path for path in FOLDER.rglob("*") if path.is_file())
pytestmark = pytest.mark.skipif(not FILES, reason=REASON)
KEPT = {
    "GenesysCloudBlueprints": None,
    "nidaabasem": None,
    "HelloService": 0,
    "api-pastries": 6,
    "api-pastry": 2,
    "films": 5,
    "basic": 0,
    "pact_3": 3,
    "pact_broker_client": 5,
    "example_": 0,
}


def _tried(source):
    """Give how many interactions a file has, or why it has none."""
    try:
        return len(read(source, HINTS).interactions)
    except LoadError as error:
        return error.message


def _kept(path):
    return next((number for name, number in KEPT.items() if name in path.as_posix().split("responses")[1]), 1)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_file_becomes_as_many_interactions_as_it_can(path):
    """None: a body alone, which is refused with a sentence."""
    source = document(path.read_text(encoding="utf-8"), path.name)

    found = _tried(source)

    wanted = _kept(path)
    assert found == wanted if wanted is not None else found.endswith("Then say --url and --status")


@pytest.mark.parametrize("path", [path for path in FILES if _kept(path)], ids=lambda path: path.name)
def test_what_was_imported_answers_its_own_requests(path):
    """Written as a recording, read, and played."""
    found = read(document(path.read_text(encoding="utf-8"), path.name), HINTS).interactions
    cassette = read_cassette(as_data(Cassette("x", found)), "x")

    player = Player(cassette)
    answers = [player(each.request).status for each in cassette.interactions]

    assert answers == [each.reply.status for each in found]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_broken_file_never_raises_but_what_we_say(data):
    """Any value may be another, any text may end early."""
    path = data.draw(st.sampled_from(FILES))
    text = path.read_text(encoding="utf-8")
    if path.suffix in {".json", ".har"}:
        whole = json.loads(text)
        pointer = data.draw(st.sampled_from([at for at, _ in walk(whole)]))
        other = st.none() | st.integers() | st.text(max_size=5) | st.just([]) | st.just({}) | st.just([[1]])
        text = json.dumps(replace(whole, pointer, data.draw(other)))
    if data.draw(st.booleans()):
        text = text[: data.draw(st.integers(0, len(text)))]

    with suppress(LoadError):
        found = read(document(text, path.name), HINTS)
        made = as_data(Cassette("x", found.interactions))
        assert len(read_cassette(made, "x").interactions) == len(found.interactions)
        assert RecordedFile.model_validate(made).version == 1
