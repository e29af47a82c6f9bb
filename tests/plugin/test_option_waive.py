"""`--gc-waive=OWNER`: a team with many findings starts today; what is new fails from then on."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from harness import Project
from projects import CONFTEST, STATIC, schema

FILE = "contracts/waivers.yaml"
WAIVE = (*STATIC, "--gc-waive=payments")


def project(root: Path, **titles: str) -> Project:
    """Schemas by name; the title says what is found."""
    files = {f"contracts/{name}.json": schema(title) for name, title in titles.items()}
    return Project({"conftest.py": CONFTEST, **files}, root)


def day(number: int) -> str:
    """The day so many days from now, as runs count."""
    return (datetime.now(UTC).date() + timedelta(number)).isoformat()


def test_what_is_found_is_written_and_the_run_passes(tmp_path: Path):
    """In the owner's name, for 90 days."""
    run = project(tmp_path, a="error", b="error", c="warning").run(*WAIVE)

    entries = run.changed[FILE].partition("\n\n")[2]
    assert (run.code, run.outcomes) == (0, {"passed": 3, "deselected": 6})
    assert list(run.changed) == [FILE]
    assert entries == "\n".join(
        f"- check: demo/title\n  contract: {name}.json\n  place: /title\n  reason: known when the gate began\n"
        f'  owner: payments\n  until: "{day(90)}"\n'
        for name in "ab"
    )
    assert f"waived 2 findings until {day(90)} (payments) in contracts/waivers.yaml" in run.lines


def test_the_next_run_passes_and_a_second_one_writes_nothing(tmp_path: Path):
    """Byte for byte; and it says so."""
    here = project(tmp_path, a="error")
    here.run(*WAIVE)

    plain, again = here.run(*STATIC), here.run(*WAIVE)

    assert (plain.code, len(plain.report["waived"]), plain.changed) == (0, 1, {})
    assert (again.code, again.changed) == (0, {})
    assert "nothing to waive: no entry was written" in again.lines


def test_a_new_finding_fails(tmp_path: Path):
    """What was accepted is what was there."""
    here = project(tmp_path, a="error")
    here.run(*WAIVE)
    here.write("contracts/b.json", schema("error"))

    run = here.run(*STATIC)

    assert (run.code, run.cases["contracts/a.json::static"], run.cases["contracts/b.json::static"]) == (
        1,
        "passed",
        "failed",
    )


def test_the_threshold_says_what_is_written(tmp_path: Path):
    """`--gc-fail-on`: what would fail, no less."""
    run = project(tmp_path, a="warning", b="note").run(*WAIVE, "--gc-fail-on=warning")

    assert (run.code, run.changed[FILE].count("- check:")) == (0, 1)


def test_new_entries_join_those_that_are_there(tmp_path: Path):
    """Below them; comments stay."""
    here = project(tmp_path, a="error", b="error")
    known = f"# ours\n- {{check: demo/*, contract: a.json, reason: r, owner: ops, until: {day(1)}}} # soon\n"
    here.write(FILE, known)

    run = here.run(*WAIVE)

    assert run.changed[FILE].startswith(known)
    assert run.changed[FILE].count("contract:") == 2


def test_an_entry_that_ran_out_is_not_renewed(tmp_path: Path):
    """Somebody promised to look by that day: the run stays red until a person writes another."""
    here = project(tmp_path, a="error", b="error")
    here.write(FILE, "- {check: demo/*, contract: a.json, reason: r, owner: ops, until: 2020-01-01}\n")

    run = here.run(*WAIVE)

    assert (run.code, run.cases["contracts/a.json::static"]) == (1, "failed")
    assert run.changed[FILE].count("contract:") == 2


def test_workers_leave_the_writing_to_the_main_process(tmp_path: Path):
    """Once, and the same text as without them."""
    alone, workers = (
        project(tmp_path / name, a="error", b="error", c="error") for name in ("alone", "workers")
    )

    texts = [
        alone.run(*WAIVE).changed[FILE],
        workers.run(*WAIVE, "-n2", plugins=["xdist.plugin"]).changed[FILE],
    ]

    assert texts[0] == texts[1]


def test_the_days_are_an_ini_option(tmp_path: Path):
    """From today, inclusive."""
    run = project(tmp_path, a="error").run(*WAIVE, "-o", "gc_waive_days=7")

    assert f'until: "{day(7)}"' in run.changed[FILE]


def test_what_could_not_run_is_not_waived(tmp_path: Path):
    """There is no finding to accept."""
    run = project(tmp_path, a="crash", b="error").run(*WAIVE)

    assert (run.code, run.cases["contracts/a.json::static"], run.changed[FILE].count("contract:")) == (
        3,
        "error",
        1,
    )


def test_a_file_that_cannot_be_extended_fails_the_run(tmp_path: Path):
    """And nobody believes that the findings were waived."""
    here = project(tmp_path, a="error")
    here.write(FILE, "waivers: []\n")

    run = here.run(*WAIVE)

    why = "the file is written in a way that leaves no sure place for them"
    assert (run.code, run.changed) == (1, {})
    assert f"not waived: 1 finding in contracts/waivers.yaml: {why}" in run.lines


LEAKING = """
import gc_contracts as gc


@gc.check("demo/leak", gc.CaseKind.STATIC)
def leak(seen):
    place = seen.contract.locate()
    yield gc.Finding("demo/leak", gc.Severity.ERROR, seen.contract.id, "it leaks", place, "/a/Kx7-bq29-Zt4-w")


def pytest_gc_checks():
    return [leak]
"""


def test_a_place_that_holds_a_secret_is_not_written(tmp_path: Path):
    """It fails the run and says why; the leak itself is waived without a place."""
    here = Project(
        {"conftest.py": LEAKING, ".env": "API_TOKEN=Kx7-bq29-Zt4-w\n", "contracts/a.json": schema()}, tmp_path
    )

    run = here.run(
        "--gc-contracts", "-k", "static", "--gc-select", "demo/*,privacy/secret-in-report", "--gc-waive=ops"
    )

    said = "not waived: the place of demo/leak in contracts/a.json holds what reports hide"
    assert (run.code, said in run.lines) == (1, True)
    assert "Kx7-bq29" not in run.text + run.changed[FILE]
    assert ("demo/leak" in run.changed[FILE], "privacy/secret-in-report" in run.changed[FILE]) == (
        False,
        True,
    )
    assert "place:" not in run.changed[FILE]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--gc-waive=",), "--gc-waive=: name who looks at these findings again"),
        (("--gc-waive= ",), "--gc-waive=: name who looks at these findings again"),
        (("--gc-waive", "contracts"), "--gc-waive=contracts: name who looks at these findings again"),
        (
            ("--gc-waive=ops", "-o", "gc_waive_days=soon"),
            "gc_waive_days",
        ),
    ],
    ids=["nobody", "blank", "a path", "no days"],
)
def test_what_makes_no_sense_is_a_usage_error(args, said, tmp_path: Path):
    """A path is taken for an owner easily."""
    run = project(tmp_path, a="error").run(*STATIC, *args)

    assert (run.code, run.changed, said in run.text) == (4, {}, True)


def test_the_command_that_shows_a_finding_again_can_waive_it_alone(tmp_path: Path):
    """With the flag after it; nothing else is accepted by the way."""
    here = project(tmp_path, a="error", b="error")
    rerun = here.run(*STATIC).report["findings"][0]["rerun"]

    one = here.run(*rerun.split()[1:], "--gc-waive=ops")
    rest = here.run(*STATIC)

    assert (one.code, one.changed[FILE].count("contract: a.json"), one.changed[FILE].count("- check")) == (
        0,
        1,
        1,
    )
    assert rest.cases["contracts/b.json::static"] == "failed"


def test_without_an_owner_the_entries_say_that_there_is_none(tmp_path: Path):
    """A team may start before it knows who looks again; the run asks for a name."""
    here = project(tmp_path, a="error")

    run = here.run(*STATIC, "--gc-waive")

    assert (run.code, "  owner: unassigned\n" in run.changed[FILE]) == (0, True)
    assert (
        "write who looks at them again in place of `unassigned`, or name them: --gc-waive=OWNER" in run.lines
    )
    assert here.run(*STATIC).code == 0


@pytest.mark.parametrize("path", ["contracts", "contracts/a.json::static"])
def test_a_path_behind_the_flag_is_no_owner(path, tmp_path: Path):
    """With a blank it would be taken for one."""
    run = project(tmp_path, a="error").run(*STATIC, "--gc-waive", path, report=False)

    assert (run.code, "name who looks at these findings again" in run.text) == (4, True)
