"""waivers.yaml: which entries are good, what is said of the others, and which contracts they are about."""

import json
from pathlib import Path

import jsonschema
import pytest

from gc_contracts.load import waivers_read
from gc_contracts.load.waivers import Waivers, broken_waivers
from gc_contracts.load.waivers_read import Entries, read_waivers
from gc_contracts.load.yaml_text import compose
from gc_contracts.model.waiver import Waiver
from gc_contracts.source import Source
from harness import Project

GOOD = """\
# what we know
- check: template/unused-input
  contract: actions/a.json
  place: /contract/input
  reason: a flow still sends it
  owner: payments
  until: 2026-12-31
- {check: "output/*", contract: "*", reason: legacy, owner: ops, until: "2027-01-31"}
"""
ENTRY = "{check: a/b, contract: a.json, reason: r, owner: o, until: 2026-12-31"


def read(text: str, root: Path):
    """Read a text as contracts/waivers.yaml."""
    Project({"contracts/waivers.yaml": text}, root)
    return read_waivers(root / "contracts/waivers.yaml", root)


def test_entries_are_read_with_their_places(tmp_path: Path):
    """A day may be quoted or not; without a place all are meant."""
    waivers, broken = read(GOOD, tmp_path)

    file, folder = "contracts/waivers.yaml", "contracts/"
    assert broken is None
    assert waivers == (
        Waiver(
            "template/unused-input",
            "actions/a.json",
            "a flow still sends it",
            "payments",
            "2026-12-31",
            Source(file, 2, 3, "/0"),
            "/contract/input",
            folder=folder,
        ),
        Waiver("output/*", "*", "legacy", "ops", "2027-01-31", Source(file, 8, 3, "/1"), folder=folder),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]\n", "\n\n"])
def test_a_file_without_entries_accepts_nothing(text, tmp_path: Path):
    """It is no broken file."""
    assert read(text, tmp_path) == ((), None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"- {ENTRY}}}\n- {ENTRY}, plase: /a}}\n", (2, 74, "unknown key `plase`", "did you mean `place`?")),
        ("- {check: a/b, contract: a, reason: r, owner: o}\n", (1, 3, "`until` is missing", "add `until`")),
        (f"- {ENTRY}, place: }}\n", (1, 81, "`place` is empty; give it a value, or remove it", "")),
        (
            f"- {ENTRY.replace('2026-12-31', '2026-02-30')}}}\n",
            (1, 62, "`until`: `2026-02-30` is no day; write it as 2026-12-31", ""),
        ),
        (
            f"- {ENTRY.replace('2026-12-31', '31.12.2026')}}}\n",
            (1, 62, "`until`: `31.12.2026` is no day; write it as 2026-12-31", ""),
        ),
        (
            f"- {ENTRY}, fingerprint: abc}}\n",
            (1, 87, "`fingerprint`: it must be 16 digits of 0-9 and a-f, as reports show it", ""),
        ),
        (
            f"- {ENTRY}, place: /a, fingerprint: 0123456789abcdef}}\n",
            (1, 3, "item 1: give `place` or `fingerprint`, not both", ""),
        ),
        (
            f"- {ENTRY.replace('owner: o', 'owner: [o]')}}}\n",
            (1, 52, "`owner` is a list where it must be text", ""),
        ),
        ("- 3\n", (1, 3, "item 1 is a number where it must be an object", "")),
        (
            "waivers: []\n",
            (
                1,
                1,
                "a file of waivers is a list of entries, not an object",
                "begin each entry with `- check:`",
            ),
        ),
    ],
    ids=[
        *("unknown key", "no day", "empty", "odd day", "another order", "fingerprint", "both", "list"),
        *("number", "object"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text, problem, tmp_path: Path):
    """As in contract.yaml."""
    _, broken = read(text, tmp_path)

    assert [(one.source.line, one.source.column, one.message, one.hint) for one in broken.problems] == [
        problem
    ]


def test_a_bad_entry_costs_none_of_the_others(tmp_path: Path):
    """The good ones hold."""
    waivers, broken = read(f"- {ENTRY}}}\n- {{check: a/b}}\n- {ENTRY}}}\n", tmp_path)

    assert [waiver.source.line for waiver in waivers] == [1, 3]
    assert (broken.id, len(broken.problems)) == ("contracts/waivers.yaml", 4)


@pytest.mark.parametrize("text", ["- a: [\n", "- \t{\n", "\x00"])
def test_a_file_that_is_no_yaml_is_unreadable(text, tmp_path: Path):
    """And accepts nothing."""
    waivers, broken = read(text, tmp_path)

    assert (waivers, [problem.check for problem in broken.problems]) == ((), ["file/unreadable"])


def shipped():
    """The schema for editors."""
    return json.loads(
        Path(waivers_read.__file__).with_name("waivers.schema.json").read_text(encoding="utf-8")
    )


def test_the_editors_schema_is_that_of_the_models():
    """Key by key."""
    whole = Entries.model_json_schema() | {"title": "waivers.yaml"}

    assert shipped() == {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole}


def test_the_editors_schema_takes_what_we_take():
    """A day with or without quotes, in an editor that reads YAML 1.2."""
    assert jsonschema.validate(compose(GOOD, "a.yaml").data, shipped()) is None


def entry(contract: str, owner: str = "o") -> str:
    """A line of waivers.yaml."""
    return f'- {{check: a/b, contract: "{contract}", reason: r, owner: {owner}, until: 2026-12-31}}\n'


def test_each_file_above_a_contract_speaks_of_it_the_nearest_first(tmp_path: Path):
    """Up to the root, so that a path on the command line changes nothing."""
    Project(
        {
            "waivers.yaml": entry("c/x/a.json", "root"),
            "c/waivers.yml": entry("x/*", "folder") + entry("c/x/a.json", "id") + entry("y/*", "another"),
            "c/x/waivers.yaml": entry("a.json", "near"),
        },
        tmp_path,
    )

    found = Waivers(tmp_path, (tmp_path / "c",)).of("c/x/a.json")

    assert [waiver.owner for waiver in found] == ["near", "folder", "id", "root"]


def test_contracts_outside_the_root_have_the_waivers_of_their_contracts_folder(tmp_path: Path):
    """And of none above it."""
    Project({"waivers.yaml": entry("*", "above"), "c/waivers.yaml": entry("x/a.json::b", "ours")}, tmp_path)

    found = Waivers(tmp_path / "root", (tmp_path / "c",)).of("../c/x/a.json::b")

    assert [waiver.owner for waiver in found] == ["ours"]


def test_a_file_of_waivers_accepts_nothing_that_is_wrong_with_itself(tmp_path: Path):
    """Nobody could see it."""
    Project({"c/waivers.yaml": entry("*")}, tmp_path)

    assert Waivers(tmp_path, ()).of("c/waivers.yaml") == ()


def test_what_is_broken_is_a_contract_of_its_own(tmp_path: Path):
    """A second file in the folder is one too, when it is collected."""
    Project({"c/waivers.yaml": "- 3\n", "c/waivers.yml": entry("*")}, tmp_path)
    waivers = Waivers(tmp_path, (tmp_path / "c",))

    second = waivers.broken(tmp_path / "c/waivers.yml")

    assert [contract.id for contract in broken_waivers(waivers, ["c/a.json"])] == ["c/waivers.yaml"]
    assert second.problems[0].message == "the folder has a second file of waivers; waivers.yaml is read"
