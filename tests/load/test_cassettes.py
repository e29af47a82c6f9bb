"""Recordings of a contract: found beside it, checked, and each mistake told with its place."""

import json
from pathlib import Path
from textwrap import dedent

import pytest

from gc_contracts.load import load, load_all
from gc_contracts.load.cassettes import read_file
from gc_contracts.load.following import Following
from gc_contracts.model.interaction import Fault, Request, Response
from sound_actions import SOUND

ACTION = json.dumps(next(iter(SOUND.values())))
GOOD = """\
version: 1
interactions:
  - request: {method: GET, url: "https://example.com/a", query: {b: ["1", "2"]}}
    response: {status: 200, json: {c: 1}}
"""


def _read(text, root: Path):
    path = root / "found.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    return read_file(path, "found", root)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("interactions: []\n", (1, 1, "`version` is missing", "add `version`")),
        ("version: 2\ninteractions: []\n", (1, 10, "`version` is `2`; it must be 1", "")),
        (
            "version: 1\ninteraction: []\n",
            (2, 1, "unknown key `interaction`", "did you mean `interactions`?"),
        ),
        (
            "version: 1\ninteractions:\n  - request: {method: GET, uri: x}\n    fault: reset\n",
            (3, 28, "unknown key `uri`", "did you mean `url`?"),
        ),
        (
            "version: 1\ninteractions:\n  - request: {method: GET, url: x}\n",
            (3, 5, "item 1 of `interactions`: it needs a `response`, or a `fault`, and not both", ""),
        ),
        (
            "version: 1\ninteractions:\n  - request: {method: GET, url: x, json: 1, text: a}\n    fault: reset\n",
            (3, 14, "`request`: it has 2 bodies: json, text; keep one", ""),
        ),
        (
            "version: 1\ninteractions:\n  - request: {method: GET, url: x}\n    response: {status: 20}\n",
            (4, 24, "`status` is `20`; it should be greater than or equal to 100", ""),
        ),
        (
            "version: 1\ninteractions:\n  - request: {method: GET, url: x}\n    fault: broken\n",
            (4, 12, "`fault` is `broken`; it must be `timeout`, `refused` or `reset`", ""),
        ),
        (
            "[1]\n",
            (
                1,
                1,
                "the file is a list, where a recording is an object",
                "a recording has `version: 1` and a list of `interactions`",
            ),
        ),
        ("version: 1\ninteractions: [\n", (3, 1, None, None)),
        ("", (1, 1, None, None)),
    ],
)
def test_each_mistake_is_told_with_its_place(text, told, tmp_path: Path):
    """File, line and column, what is wrong, what would be right."""
    found = _read(text, tmp_path)

    places = [(one.source.line, one.source.column, one.message, one.hint) for one in found.problems]
    wanted = told if told[2] else places[0][:2]
    assert (found.cassettes, {one.source.file for one in found.problems}) == ((), {"found.yaml"})
    assert (told in places) if told[2] else (wanted == told[:2])


def test_a_recording_is_read(tmp_path: Path):
    """Query and body come together as they were sent."""
    found = _read(GOOD, tmp_path)

    one = found.cassettes[0].interactions[0]
    assert (one.request, one.reply, one.pointer) == (
        Request("GET", "https://example.com/a?b=1&b=2"),
        Response(200, (), b'{"c":1}'),
        "/interactions/0",
    )


def test_a_fault_may_be_written_by_hand(tmp_path: Path):
    """Recording never writes one; a person may."""
    found = _read(
        "version: 1\ninteractions:\n  - {request: {method: GET, url: x}, fault: timeout}\n", tmp_path
    )

    assert found.cassettes[0].interactions[0].reply is Fault.TIMEOUT


def _project(root: Path, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root / "c"


def _complete(root: Path, contract):
    return Following(root, (root / "c",)).complete(contract)


def test_a_folders_recordings_are_its_actions(tmp_path: Path):
    """Named by their path below `cassettes/`; hidden files and others are none; broken ones cost only themselves."""
    folder = _project(
        tmp_path,
        {
            "c/a.json": ACTION,
            "c/cassettes/found.yaml": GOOD,
            "c/cassettes/deep/second.json": '{"version": 1, "interactions": []}',
            "c/cassettes/.found.yaml.7.tmp": "half",
            "c/cassettes/.hidden.yaml": "half",
            "c/cassettes/notes.md": "no recording",
            "c/cassettes/broken.yaml": "version: [",
        },
    )

    contract = _complete(tmp_path, load(folder, tmp_path))

    assert [each.name for each in contract.cassettes] == ["deep/second", "found"]
    assert [(each.check, each.source.file) for each in contract.problems] == [
        ("file/unreadable", "c/cassettes/broken.yaml")
    ]


def test_an_example_that_names_no_recording_is_told(tmp_path: Path):
    """With the nearest name there is, or with what makes one."""
    files = {"c/a.json": ACTION, "c/cassettes/found.yaml": GOOD}
    rows = "examples:\n  - {input: {}, cassette: foud}\n  - {input: {}, cassette: nothing-like-it}\n"
    folder = _project(tmp_path, {**files, "c/contract.yaml": rows})

    contract = _complete(tmp_path, load(folder, tmp_path))

    assert [(each.message, each.hint, each.source.line) for each in contract.problems] == [
        ("there is no recording `cassettes/foud.yaml`", "did you mean `found`?", 2),
        (
            "there is no recording `cassettes/nothing-like-it.yaml`",
            "record it: `pytest --gc-contracts --gc-record once`",
            3,
        ),
    ]


def test_where_several_share_a_folder_nobody_owns_its_recordings(tmp_path: Path):
    """It cannot be told whose they are."""
    _project(tmp_path, {"c/a.json": ACTION, "c/b.json": ACTION, "c/cassettes/found.yaml": GOOD})

    found = [_complete(tmp_path, each).cassettes for each in load_all([tmp_path / "c"], tmp_path).contracts]

    assert found == [(), ()]


def test_collecting_only_looks_whether_there_are_runs(tmp_path: Path):
    """A cheap look; the file is read when its item runs."""
    ran = GOOD + "run: {input: {}, outcome: success}\n"
    _project(tmp_path, {"c/a/a.json": ACTION, "c/a/cassettes/x.yaml": ran, "c/b/b.json": ACTION})

    found = [each.has_runs for each in load_all([tmp_path / "c"], tmp_path).contracts]

    assert found == [True, False]
