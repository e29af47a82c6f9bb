"""New entries stand at the end of waivers.yaml; what people wrote there stays byte for byte."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gc_contracts._yaml import flow
from gc_contracts.load.waivers_read import read_waivers
from gc_contracts.load.waivers_write import New, add_waivers

ONE = New("request/injection", "actions/a.json", "/config#userId", "known", "payments", "2026-12-31")
TWO = replace(ONE, check="output/not-json", place=None)
OTHER = replace(ONE, contract="b (1).json", place="", owner="no", reason="yes: 1")
WRITTEN = """\
- check: request/injection
  contract: actions/a.json
  place: /config#userId
  reason: known
  owner: payments
  until: "2026-12-31"
"""


def written(before: bytes, root: Path, *entries: New) -> tuple[str, bytes]:
    """Why nothing was written, and what the file then holds."""
    path = root / "waivers.yaml"
    path.write_bytes(before)
    return add_waivers(path, entries or (ONE,)), path.read_bytes()


def test_a_new_file_says_what_it_is_and_groups_entries_by_contract(tmp_path: Path):
    """A key a line, for a review; texts that another reader might take for something else are quoted."""
    why = add_waivers(tmp_path / "waivers.yaml", (ONE, TWO, OTHER))

    text = (tmp_path / "waivers.yaml").read_text(encoding="utf-8")
    assert why == ""
    assert text == (
        "# Findings that are known and accepted for a time (gc-contracts, docs/waivers.md).\n"
        "# Mend one, and remove its entry. What is past its day fails; what accepts nothing is named.\n\n"
        + WRITTEN
        + WRITTEN.replace("request/injection", "output/not-json").replace("  place: /config#userId\n", "")
        + '\n- check: request/injection\n  contract: "b (1).json"\n  place: ""\n  reason: "yes: 1"\n'
        '  owner: "no"\n  until: "2026-12-31"\n'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"- check: x # mine\n", b"- check: x # mine\n\n" + WRITTEN.encode()),
        (b"- check: x", b"- check: x\n\n" + WRITTEN.rstrip().encode()),
        (b"# nothing\n", b"# nothing\n" + WRITTEN.encode()),
        (b"- {check: x}\n\n# the end\n", b"- {check: x}\n\n" + WRITTEN.encode() + b"\n# the end\n"),
        (
            b"\xef\xbb\xbf- check: x\r\n  owner: y\r\n",
            b"\xef\xbb\xbf- check: x\r\n  owner: y\r\n\r\n" + WRITTEN.replace("\n", "\r\n").encode(),
        ),
        (
            b"  - check: x\n",
            b"  - check: x\n\n" + "".join(f"  {line}\n" for line in WRITTEN.splitlines()).encode(),
        ),
        (b"# ours\n[]\n", b"# ours\n" + WRITTEN.encode()),
        (
            b"[{check: x}] # ours\n",
            b"[{check: x}, " + flow(ONE.data).encode() + b"] # ours\n",
        ),
    ],
    ids=["list", "no line end", "comment", "comment below", "CRLF and BOM", "indented", "empty list", "flow"],
)
def test_what_was_there_stays_as_it_is(before, after, tmp_path: Path):
    """Comments, order, line ends, indentation and byte order mark."""
    assert written(before, tmp_path) == ("", after)


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (b"waivers: []\n", "the file is written in a way that leaves no sure place for them"),
        (b"- {a: 1, a: 2}\n", "the file is written in a way that leaves no sure place for them"),
        (b"- a: 1\n...\n---\n- b: 1\n", "a second document begins here; a file holds one"),
        (b"\xff\xfe", "it is not UTF-8"),
    ],
    ids=["object", "repeated key", "two documents", "no text"],
)
def test_a_file_with_no_sure_place_is_left_alone(before, why, tmp_path: Path):
    """And it is said why."""
    told, after = written(before, tmp_path)

    assert (told, after) == (why, before)


def test_a_folder_in_the_way_is_said(tmp_path: Path):
    """Nothing is left behind."""
    (tmp_path / "waivers.yaml").mkdir()

    why = add_waivers(tmp_path / "waivers.yaml", (ONE,))

    assert why == "it cannot be written: is a directory"
    assert [path.name for path in tmp_path.iterdir()] == ["waivers.yaml"]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
NEW = st.builds(New, TEXT, TEXT, st.none() | TEXT | st.just(""), TEXT, TEXT, st.just("2026-12-31"))


@given(entries=st.lists(NEW, min_size=1, max_size=4))
def test_whatever_is_written_reads_back(entries, tmp_path_factory):
    """By our reader, and by another's as the same data; or it is refused, and nothing is written."""
    path = tmp_path_factory.mktemp("w") / "waivers.yaml"

    why = add_waivers(path, entries)

    if why:
        assert not path.exists()
    else:
        waivers, broken = read_waivers(path, path.parent)
        told = [(one.check, one.contract, one.place, one.reason, one.owner, one.until) for one in waivers]
        assert broken is None
        assert told == [(e.check, e.contract, e.place, e.reason, e.owner, e.until) for e in entries]
        assert yaml.safe_load(path.read_text(encoding="utf-8")) == [entry.data for entry in entries]


def test_ten_times_the_entries_take_ten_times_as_long(tmp_path: Path):
    """Linear, with room for a busy machine."""
    few, many = (
        [replace(ONE, contract=f"actions/{number // 4}.json", place=f"/p/{number}") for number in range(size)]
        for size in (400, 4_000)
    )

    seconds = []
    for name, entries in (("few", few), ("many", many)):
        start = time.perf_counter()
        add_waivers(tmp_path / name, entries)
        add_waivers(tmp_path / name, [replace(ONE, contract="z.json")])
        seconds.append(time.perf_counter() - start)

    assert seconds[1] < 60 * seconds[0]
