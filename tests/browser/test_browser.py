"""The page in a real browser: what axe says of it, what it asks for, how it is used.

Needs a Chromium (`CHROMIUM`, or where Debian puts it), Node.js and `npm ci` in this folder.
"""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import pages
from gc_contracts.pipeline import verify
from gc_contracts.report.html import text
from gc_contracts.report.json import report
from gc_contracts.settings import Settings

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
LACKING = [
    why
    for is_here, why in (
        (Path(CHROMIUM).is_file(), f"no browser at {CHROMIUM}"),
        (bool(shutil.which("node")), "no Node.js"),
        ((HERE / "node_modules" / "axe-core").is_dir(), "`npm ci` was not run in tests/browser"),
    )
    if not is_here
]
pytestmark = pytest.mark.skipif(bool(LACKING), reason="; ".join(LACKING))
VIEWS = ("desktop light", "desktop dark", "phone light", "phone dark")


def _own() -> dict[str, Any]:
    """Report on the contracts that this project ships."""
    here = Path.cwd()
    os.chdir(HERE.parents[1])
    try:
        return report(verify(["contracts/schemas"], Settings(coverage=True, examples=20)))
    finally:
        os.chdir(here)


def _bare() -> dict[str, Any]:
    """Report on nothing."""
    return pages.report([], [])


MAKE = {"full": pages.full, "hostile": pages.hostile, "own": _own, "bare": _bare}


def _node(tool: str, *args: str) -> Any:
    done = subprocess.run(
        ["node", str(HERE / tool), *args], capture_output=True, text=True, check=False, timeout=170
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@cache
def _page(name: str, folder: Path) -> Path:
    path = folder / f"{name}.html"
    path.write_text(text(MAKE[name]()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """Open every page at two widths and in two schemes."""
    folder = tmp_path_factory.mktemp("pages")
    told = _node("look.mjs", *(str(_page(name, folder)) for name in MAKE))
    return dict(zip(MAKE, told, strict=True))


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """Use the page that has everything."""
    return _node("use.mjs", str(_page("full", tmp_path_factory.mktemp("page"))))


@pytest.mark.parametrize("name", MAKE)
def test_axe_finds_nothing_in_either_scheme_at_either_width(name, seen):
    """With everything open; what it could not decide is the contrast of marks that no reader is told."""
    looks = seen[name]["axe"]

    assert {view: look["violations"] for view, look in looks.items()} == {view: [] for view in VIEWS}
    assert {one["id"] for look in looks.values() for one in look["incomplete"]} <= {"color-contrast"}
    assert all(look["passes"] > 25 for look in looks.values())


@pytest.mark.parametrize("name", MAKE)
def test_no_request_leaves_and_nothing_runs(name, seen):
    """No file, no font, no picture; no dialog, no error, nothing that the policy had to refuse."""
    told = seen[name]

    assert (told["requests"], told["errors"], told["dialogs"]) == ([], [], 0)


@pytest.mark.parametrize("name", MAKE)
def test_no_page_is_wider_than_its_window(name, seen):
    """Tables and lines of files scroll in their own boxes."""
    told = seen[name]["wide"]

    assert told == {
        view: {"page": width, "window": width, "out": []}
        for view, width in zip(VIEWS, (1280, 1280, 360, 360), strict=True)
    }


def test_the_keyboard_reaches_everything_and_shows_where_it_is(used):
    """The first stop leads past the top; each stop has an outline; Enter opens a finding."""
    assert used["first"] == {"tag": "a", "text": "Skip to the contracts", "outline": True}
    assert (used["skipped"], used["unseen"], used["opens"]) == ("#contracts", [], [False, True])


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("all", "8 of 8 findings shown"),
        ("byText", ["1 of 8 findings shown", ["mapping/missing-default"]]),
        ("bySeverity", ["1 of 8 findings shown", ["mapping/missing-default"]]),
        ("byCheck", ["1 of 8 findings shown", ["request/injection"]]),
        ("byContract", 1),
        ("reset", "8 of 8 findings shown"),
        ("opened", True),
    ],
)
def test_the_filter_shows_what_is_asked_for(by, told, used):
    """And says how much that is."""
    assert used[by] == told


def test_the_command_is_copied_as_it_is(used):
    """Into a shell it goes without a change."""
    assert used["copied"] == f"pytest --gc-contracts {pages.FILE}::request --gc-select request/injection"
    assert used["button"] == "Copied"


def test_a_link_to_a_finding_opens_what_it_lies_in(used):
    """Also where notes are folded."""
    assert used["linked"] is True


def test_without_a_script_everything_is_there_to_read(used):
    """Only the filter is not."""
    assert used["plain"] == {"form": False, "contracts": 4, "body": True}


def test_on_paper_everything_is_open(used):
    """Nobody can click there."""
    assert used["print"] == {"form": False, "closed": True}
