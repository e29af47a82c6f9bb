"""Entries that accept nothing are named; those that could not be used in this run are not."""

from pathlib import Path

import pytest

from harness import Project, Ran
from projects import CONFTEST, schema

DEMO = ("--gc-contracts", "--gc-select", "demo/*")
USED = "contracts/waivers.yaml:1:3"
UNUSED = "contracts/waivers.yaml:2:3  demo/title of b.json"
GLOB = "contracts/waivers.yaml:3:3  demo/s* of *"
OVER = "contracts/waivers.yaml:4:3  demo/title of contracts/b.json"
ABSENT = "contracts/waivers.yaml:5:3  demo/title of c.json"


def entry(check: str, contract: str, until: str = "2999-12-31") -> str:
    """A line of waivers.yaml."""
    return f'- {{check: "{check}", contract: "{contract}", reason: r, owner: ops, until: {until}}}\n'


WAIVERS = (
    entry("demo/title", "a.json")
    + entry("demo/title", "b.json")
    + entry("demo/s*", "*")
    + entry("demo/title", "contracts/b.json", "2020-01-01")
    + entry("demo/title", "c.json")
)


def project(root: Path, waivers: str = WAIVERS) -> Project:
    """Two schemas, one with a finding."""
    return Project(
        {
            "conftest.py": CONFTEST,
            "contracts/a.json": schema("error"),
            "contracts/b.json": schema(),
            "contracts/waivers.yaml": waivers,
        },
        root,
    )


def named(run: Ran) -> dict[str, str]:
    """The entries that a run names, and why."""
    title = "waivers that accept nothing:"
    if title not in run.lines:
        return {}
    at = run.lines.index(title) + 1
    told = run.lines[at : run.lines.index("", at)]
    return dict(zip((line.strip() for line in told[::2]), (line.strip() for line in told[1::2]), strict=True))


EVERY = {
    UNUSED: "there is no such finding: remove it (until 2999-12-31, ops)",
    GLOB: "there is no such finding: remove it (until 2999-12-31, ops)",
    OVER: "it ran out on 2020-01-01, and there is no such finding: remove it (until 2020-01-01, ops)",
    ABSENT: "there is no such contract; did you mean b.json? (until 2999-12-31, ops)",
}


@pytest.mark.parametrize(
    ("args", "plugins"),
    [((), ()), (("-n2",), ("xdist.plugin",)), (("contracts",), ())],
    ids=["alone", "workers", "the folder"],
)
def test_a_whole_run_names_them_with_place_and_reason(args, plugins, tmp_path: Path):
    """It fails nothing: what is mended must not turn a gate red."""
    run = project(tmp_path).run(*DEMO, *args, plugins=plugins)

    assert (run.code, named(run)) == (0, EVERY)
    assert [one["source"]["line"] for one in run.report["unused_waivers"]] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (("-k", "static"), {ABSENT}),
        (("contracts/b.json",), {UNUSED, OVER}),
        (("contracts/b.json::static",), set()),
        (("--deselect", "contracts/b.json::static"), {ABSENT}),
        (("--ignore", "contracts/a.json"), {UNUSED, OVER}),
        (("--gc-ignore", "demo/title"), {GLOB}),
        (("--gc-ignore", "demo/silent"), {UNUSED, OVER, ABSENT}),
        (("--lf",), {UNUSED, OVER}),
    ],
    ids=[
        *("-k", "a file", "an item", "--deselect", "--ignore", "check ignored", "another ignored", "--lf"),
    ],
)
def test_what_could_not_be_used_is_not_called_so(args, expected, tmp_path: Path):
    """A part of a run knows a part of the truth."""
    run = project(tmp_path).run(*DEMO, *args)

    assert set(named(run)) == expected


def test_a_run_that_stops_early_names_none_of_what_it_left_out(tmp_path: Path):
    """`-x`: the rest did not run."""
    here = project(tmp_path, entry("demo/title", "b.json"))

    run = here.run(*DEMO, "-x")

    assert (run.outcomes["failed"], named(run)) == (1, {})


def test_a_contract_that_is_gone_is_named_without_a_neighbour(tmp_path: Path):
    """Its file was removed, and the entry stayed."""
    run = project(tmp_path, entry("demo/title", "actions/old-name/Export.custom.json")).run(*DEMO)

    assert list(named(run).values()) == ["there is no such contract: remove it (until 2999-12-31, ops)"]


def test_an_item_that_could_not_run_tells_nothing(tmp_path: Path):
    """A check that breaks may have lost what the entry speaks of."""
    here = project(tmp_path, entry("demo/title", "b.json"))
    here.write("contracts/b.json", schema("crash"))

    assert named(here.run(*DEMO)) == {}


def test_a_check_that_is_none_is_named_with_its_neighbour(tmp_path: Path):
    """Where all checks look; a team's own count too, also those that only workers know."""
    here = project(tmp_path, entry("demo/titel", "a.json") + entry("compat/*", "a.json"))
    nested = Project({"contracts/conftest.py": CONFTEST}, tmp_path)
    (tmp_path / "conftest.py").unlink()

    alone, workers = (
        here.run("--gc-contracts", "-k", "static", *args, plugins=plugins)
        for args, plugins in (((), ()), (("-n2",), ("xdist.plugin",)))
    )

    said = {
        "contracts/waivers.yaml:1:3  demo/titel of a.json": "there is no such check; did you mean demo/title? "
        "(until 2999-12-31, ops)"
    }
    assert (named(alone), named(workers), nested.root) == (said, said, tmp_path)
