"""Notes for GitHub Actions: a line each, which its runner reads back as they were meant."""

from collections import Counter
from dataclasses import replace

import pytest

from full_report import HOSTILE, full, many, of, real, told
from gc_contracts.model.case import CaseKind
from gc_contracts.model.result import Outcome, Result
from gc_contracts.report.finding import clean
from gc_contracts.report.github import command, commands
from sample_results import ID, UNDEFINED, UNUSED
from shared import REASON, SHARED

_KINDS = {"error", "warning", "notice"}


def _read(line: str) -> tuple[str, dict[str, str], str]:
    """Read a command as GitHub's runner does: up to the next `::`, properties by comma, percent last."""
    assert line.startswith("::")
    head, _, text = line[2:].partition("::")
    kind, _, properties = head.partition(" ")
    pairs = dict(pair.split("=", 1) for pair in properties.split(",") if pair)
    assert kind in _KINDS
    return kind, {name: _decoded(value) for name, value in pairs.items()}, _decoded(text)


def _decoded(text: str) -> str:
    for escape, letter in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, letter)
    return text


def test_a_note_stands_beside_its_line():
    """With the check as its title, and how to mend it; what was not looked at comes after what was found."""
    assert [_read(line) for line in commands(full())] == [
        (
            "error",
            {"file": ID, "line": "14", "col": "31", "title": "template/undefined-variable"},
            f"{UNDEFINED.message}\nmend: {UNDEFINED.hint}",
        ),
        (
            "error",
            {"file": "contracts/broken.json", "title": "static: could not run"},
            "could not run: a check broke",
        ),
        (
            "warning",
            {"file": ID, "line": "40", "col": "9", "title": "template/unused-input"},
            "`pages` is declared and no template uses it",
        ),
        (
            "warning",
            {"file": ID, "title": "handler: not verified"},
            "not verified: handler a:b is not run by this version",
        ),
        (
            "notice",
            {
                "file": "contracts/schemas/s.json",
                "line": "3",
                "col": "4",
                "title": "schema/pattern-unanchored",
            },
            "the pattern may match in the middle",
        ),
    ]


def test_files_are_named_from_the_repositorys_root():
    """GitHub finds them by no other name."""
    _, properties, _ = _read(commands(full(root="services"))[0])

    assert properties["file"] == f"services/{ID}"


def test_what_is_not_known_of_a_place_is_left_out():
    """A column is nothing without its line."""
    found = replace(UNUSED, source=replace(UNUSED.source, line=0))

    (line,) = commands(of(Result(ID, CaseKind.STATIC, Outcome.PASSED, (found,))))
    assert _read(line)[1] == {"file": ID, "title": "template/unused-input"}


def test_no_more_notes_are_written_than_are_shown():
    """Ten of a kind, the worst; the others are counted in a line that is no command."""
    lines = commands(many(30, 2))

    assert [line.partition(" ")[0] for line in lines[:-1]] == ["::error"] * 10 + ["::warning"] * 10
    assert lines[-1] == "gc-contracts: GitHub shows 10 notes of a kind; 20 errors, 20 warnings more"


def test_nothing_found_is_nothing_said():
    """A safe run leaves no note."""
    assert commands(of(Result(ID, CaseKind.STATIC, Outcome.PASSED))) == []


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_stays_in_its_note(hostile):
    """No line of it becomes a command of its own."""
    lines = commands(told(hostile))

    assert [line for line in lines if "\n" in line or "\r" in line or not line.startswith("::")] == []
    assert [_read(line)[1]["title"] for line in lines] == [
        "demo/hostile",
        "fuzz: could not run",
        "handler: not verified",
    ]
    shown = hostile.encode("utf-8", "backslashreplace").decode()
    assert clean(shown.split("\n")[0].rstrip("\r").splitlines()[0]) in _read(lines[0])[2]


def test_a_long_message_is_cut():
    """A note has room for a few lines."""
    assert len(command("error", "x" * 10_000, {})) == len("::error::") + 2_000


@pytest.mark.skipif(SHARED is None, reason=REASON)
def test_notes_of_real_exports_are_read_back():
    """With templates and paths in them."""
    notes = [_read(line) for line in commands(real()) if line.startswith("::")]

    found = real()["totals"]["findings"]
    counts = {"error": found["error"], "warning": found["warning"], "notice": found["note"]}
    assert Counter(kind for kind, _, _ in notes) == {kind: min(count, 10) for kind, count in counts.items()}
    messages = {found["message"] for found in real()["findings"]}
    assert [note for note in notes if note[2].partition("\nmend: ")[0] not in messages] == []
