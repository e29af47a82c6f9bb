"""What a red item looks like, and that nothing of ours ends a run."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from harness import Project
from projects import CONFTEST, STATIC, action, schema

FILES = {"conftest.py": CONFTEST, "contracts/a.json": schema("error")}
CRASH = {"conftest.py": CONFTEST, "contracts/a.json": schema("crash"), "contracts/b.json": schema()}
HOOK = "def pytest_gc_checks():\n    {}\n"


def test_a_failure_shows_place_reproducer_mending_and_rerun(tmp_path: Path):
    """And no line of our code."""
    run = Project(FILES, tmp_path).run(*STATIC)

    start = run.lines.index("error demo/title")
    assert run.lines[start : start + 10] == [
        "error demo/title",
        "  contracts/a.json:2:12  (/title)",
        "  the title says error",
        '      2 |   "title": "error",',
        "                     ^",
        '  record: {"a":1}',
        "  steps:",
        "    ok   1. Look",
        "  mend: take the title away",
        "  rerun: pytest --gc-contracts contracts/a.json::static --gc-select demo/title",
    ]
    assert "FAILED contracts/a.json::static - demo/title" in run.lines
    assert "Traceback" not in run.text
    assert ".py:" not in run.text


def test_the_rerun_line_shows_the_finding_again(tmp_path: Path):
    """One command."""
    project = Project(FILES | {"contracts/b.json": schema("error")}, tmp_path)

    first = project.run(*STATIC)
    rerun = next(line for line in first.lines if line.startswith("  rerun: "))
    again = project.run(*rerun.removeprefix("  rerun: pytest ").split())

    assert again.report["findings"] == first.report["findings"][:1]


def test_workers_show_the_same(tmp_path: Path):
    """The text is made in the main process, from plain results."""
    project = Project(FILES | {"contracts/odd.json": [1]}, tmp_path)

    alone = project.run(*STATIC)
    workers = project.run(*STATIC, "-n2", plugins=["xdist.plugin"])

    def tail(run):
        return run.lines[run.lines.index("error demo/title") : -1]

    assert tail(workers) == tail(alone)
    assert workers.report["unknown"] == ["contracts/odd.json"]


def test_colour_marks_the_severity(tmp_path: Path):
    """By pytest's own means, so that `--color` rules it."""
    run = Project(FILES, tmp_path).run(*STATIC, "--color=yes")

    assert "\x1b[31merror demo/title\x1b[0m" in run.text


def test_a_quiet_run_sums_up_in_one_line(tmp_path: Path):
    """`-q`."""
    run = Project(FILES, tmp_path).run(*STATIC, "-q")

    section = run.lines[next(i for i, line in enumerate(run.lines) if " gc-contracts " in line) + 1]
    assert section == "1 contract, 1 case, 0 examples: 1 error, 0 warnings, 0 notes"


@pytest.mark.parametrize(
    ("flags", "shown"),
    [((), False), (("-vv",), True), (("--tb=long",), True)],
    ids=["plain", "vv", "tb-long"],
)
def test_a_check_that_breaks_is_an_error_with_its_traceback_on_request(flags, shown, tmp_path: Path):
    """We could not run it, which is neither safe nor broken."""
    run = Project(CRASH, tmp_path).run(*STATIC, *flags)

    assert run.cases == {"contracts/a.json::static": "error", "contracts/b.json::static": "passed"}
    assert (run.outcomes["error"], run.outcomes["passed"], run.code) == (1, 1, 3)
    assert "could not run check demo/title: LookupError: the demo is over. This is a defect of" in run.text
    assert ("Traceback (most recent call last)" in run.text) is shown


@pytest.mark.parametrize("workers", [[], ["-n1"]], ids=["alone", "xdist"])
def test_junit_tells_what_could_not_be_run_from_what_is_broken(workers, tmp_path: Path):
    """An error is none of the contract's failures."""
    project = Project(CRASH | {"contracts/c.json": schema("error")}, tmp_path)

    run = project.run(*STATIC, "--junitxml=junit.xml", *workers, plugins=["xdist.plugin"])

    cases = ET.fromstring(run.changed["junit.xml"]).iter("testcase")  # noqa: S314 - pytest wrote it
    told = {case.get("classname"): {child.tag for child in case} - {"properties"} for case in cases}
    assert told == {"contracts.a.json": {"error"}, "contracts.b.json": set(), "contracts.c.json": {"failure"}}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("return 1", "hook pytest_gc_checks: TypeError"),
        ("return [1]", "1 is no check: make one with gc_contracts.check"),
        ("raise LookupError('no')", "hook pytest_gc_checks: LookupError: no"),
        ("import gc_contracts as g; return [g.check('bad', 'static')]", "check id 'bad' is not of the form"),
    ],
    ids=["no-list", "no-check", "raises", "bad-id"],
)
def test_a_hook_that_gives_no_checks_is_wrong_usage(body, message, tmp_path: Path):
    """Named, with what would be right."""
    files = {"conftest.py": HOOK.format(body), "contracts/a.json": schema()}

    run = Project(files, tmp_path).run("--gc-contracts", "-k", "static")

    assert run.code == 4
    assert message in run.text
    assert "INTERNALERROR" not in run.text


def test_a_conftest_inside_the_contracts_folder_is_heard(tmp_path: Path):
    """Its checks look too."""
    run = Project({"contracts/x/conftest.py": CONFTEST, "contracts/x/a.json": schema("error")}, tmp_path).run(
        *STATIC
    )

    assert run.cases == {"contracts/x/a.json::static": "failed"}


@pytest.mark.parametrize(
    ("text", "line"),
    [("{", 1), ('{"a": 1,\n "b": }', 2), ("\ufeff", 1)],
    ids=["open", "second-line", "empty"],
)
def test_a_file_that_does_not_parse_is_one_failing_item_with_its_line(text, line, tmp_path: Path):
    """The rest runs on."""
    files = {"contracts/a.json": text, "contracts/b.json": schema()}

    run = Project(files, tmp_path).run("--gc-contracts", "-k", "static")

    finding = run.report["findings"][0]
    assert run.cases == {"contracts/a.json::static": "failed", "contracts/b.json::static": "passed"}
    assert (finding["check"], finding["source"]["line"]) == ("file/unreadable", line)


def test_a_broken_contract_yaml_is_named_itself(tmp_path: Path):
    """The subject is sound; the item bears the file to mend."""
    files = {"contracts/x/a.json": schema(), "contracts/x/contract.yaml": "exampels: {}\n"}

    run = Project(files, tmp_path).run("--gc-contracts")

    assert run.cases == {"contracts/x/contract.yaml::static": "failed"}
    assert run.report["findings"][0]["hint"] == "did you mean `examples`?"


def test_a_handler_that_is_not_there_is_told_where_it_is_named(tmp_path: Path):
    """What would be right stands beside it, and nothing of ours."""
    files = {"contracts/x/a.json": action(), "contracts/x/contract.yaml": "handler: my:execute\n"}

    run = Project(files, tmp_path).run("--gc-contracts", "-k", "handler")

    assert (run.code, run.outcomes["failed"]) == (1, 1)
    start = run.lines.index("error handler/crash")
    assert run.lines[start + 1 : start + 3] == [
        "  contracts/x/contract.yaml:1",
        "  the handler cannot be loaded: ModuleNotFoundError: No module named 'my'",
    ]


def test_ctrl_c_ends_the_run_as_ever(tmp_path: Path):
    """What was done until then is summed up."""
    files = {
        "conftest.py": CONFTEST + "\ndef pytest_runtest_logreport(report):\n    raise KeyboardInterrupt\n",
        "contracts/a.json": schema(),
        "contracts/b.json": schema(),
    }

    run = Project(files, tmp_path).run(*STATIC, alone=True)

    assert run.code == 2
    assert "INTERNALERROR" not in run.text
