"""`--gc-keep`: what fuzzing found becomes an example, which is tried from then on."""

import os
from pathlib import Path

import pytest

from gc_contracts.model.case import CaseKind
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.result import Outcome, Result
from gc_contracts.plugin.keep import keep_found
from gc_contracts.source import Source
from harness import Project

SCHEMA = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "type": "object",
    "properties": {"name": {"type": "string"}},
    "required": ["name"],
    "additionalProperties": False,
}
REFUSING = """
def validate(record):
    known = isinstance(record, dict) and record.keys() == {"name"} and isinstance(record["name"], str)
    return known and not len(record["name"]) > 2
"""
ACCEPTING = """
def validate(record):
    return isinstance(record, dict) and record.keys() == {"name"} and (
        isinstance(record["name"], str | list)
    )
"""
CONTRACT = "validator: mine:validate  # ours\ncases: 300\n\n# the end\n"
RUN = ("--gc-contracts", "-p", "no:cacheprovider")


def project(root: Path, code: str, contract: str = CONTRACT) -> Project:
    """A schema with a validator of the team's own."""
    return Project(
        {"mine.py": code, "contracts/a/a.json": SCHEMA, "contracts/a/contract.yaml": contract}, root
    )


def test_a_valid_record_that_was_refused_is_kept_and_red_until_the_validator_is_mended(tmp_path: Path):
    """Under examples.valid, all else as it was."""
    here = project(tmp_path, REFUSING)

    first = here.run(*RUN, "--gc-keep", "-k", "fuzz")
    second = here.run(*RUN, "-k", "examples")
    here.write("mine.py", REFUSING.replace("> 2", "> 99"))
    third = here.run(*RUN, "-k", "examples")

    kept = first.changed["contracts/a/contract.yaml"]
    assert kept.startswith("validator: mine:validate  # ours\ncases: 300\nexamples:\n  valid:\n    - {name: ")
    assert kept.endswith("\n\n# the end\n")
    assert "kept 1 record in contracts/a/contract.yaml" in first.lines
    assert (second.outcomes["failed"], third.outcomes["passed"]) == (1, 1)


def test_an_invalid_record_that_was_accepted_is_kept_with_the_rule_it_breaks(tmp_path: Path):
    """Under examples.invalid."""
    here = project(tmp_path, ACCEPTING)

    run = here.run(*RUN, "--gc-keep", "-k", "fuzz", "--gc-examples=300")

    assert "    - {record: {name: []}, violates: type}\n" in run.changed["contracts/a/contract.yaml"]


def test_a_record_is_never_kept_twice(tmp_path: Path):
    """A second run finds it again and says nothing."""
    here = project(tmp_path, REFUSING)

    here.run(*RUN, "--gc-keep", "-k", "fuzz")
    again = here.run(*RUN, "--gc-keep", "-k", "fuzz")

    assert (again.changed, [line for line in again.lines if line.startswith("kept")]) == ({}, [])


def test_without_the_flag_nothing_is_written(tmp_path: Path):
    """The finding is shown as ever."""
    run = project(tmp_path, REFUSING).run(*RUN, "-k", "fuzz")

    assert (run.outcomes, run.changed) == ({"failed": 1, "deselected": 2}, {})


def test_workers_leave_the_writing_to_the_main_process(tmp_path: Path):
    """One line, once."""
    run = project(tmp_path, REFUSING).run(*RUN, "--gc-keep", "-k", "fuzz", "-n2", plugins=["xdist.plugin"])

    assert run.changed["contracts/a/contract.yaml"].count("- {name:") == 1


def test_a_file_behind_a_link_is_changed_and_stays_a_link(tmp_path: Path):
    """With its mode, its byte order mark and its line ends."""
    here = project(tmp_path, REFUSING)
    path, real = tmp_path / "contracts/a/contract.yaml", tmp_path / "real.yaml"
    real.write_bytes(b"\xef\xbb\xbfvalidator: mine:validate\r\ncases: 300\r\n")
    real.chmod(0o640)
    path.unlink()
    path.symlink_to(real)

    here.run(*RUN, "--gc-keep", "-k", "fuzz")

    data = real.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfvalidator: mine:validate\r\ncases: 300\r\nexamples:\r\n")
    assert (path.is_symlink(), real.stat().st_mode & 0o777, data.count(b"\n")) == (
        True,
        0o640,
        data.count(b"\r\n"),
    )


HOOK = (
    REFUSING
    + """

def pytest_gc_validator(contract):
    return validate
"""
)


def test_a_contract_file_is_made_where_the_subject_is_alone(tmp_path: Path):
    """For a validator that a hook supplies there may be none."""
    here = Project({"conftest.py": HOOK, "contracts/a.json": SCHEMA}, tmp_path)

    run = here.run(*RUN, "--gc-keep", "-k", "fuzz", "--gc-examples=300")

    assert run.changed["contracts/contract.yaml"].startswith("examples:\n  valid:\n    - {name: ")


def test_where_several_subjects_lie_the_text_to_add_is_printed(tmp_path: Path):
    """A contract file would not say which of them it is about."""
    here = Project({"conftest.py": HOOK, "contracts/a.json": SCHEMA, "contracts/b.json": SCHEMA}, tmp_path)

    run = here.run(*RUN, "--gc-keep", "contracts/a.json", "-k", "fuzz", "--gc-examples=300")

    reason = "there is no contract.yaml, and the folder holds other subjects, b.json for one"
    at = run.lines.index(f"not kept in contracts/contract.yaml: {reason}")
    assert run.changed == {}
    assert run.lines[at + 1 : at + 4] == ["to add by hand:", "examples:", "  valid:"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path):
    """And the text to add is printed."""
    here = project(tmp_path, REFUSING)
    folder = tmp_path / "contracts/a"

    folder.chmod(0o555)
    run = here.run(*RUN, "--gc-keep", "-k", "fuzz")
    folder.chmod(0o755)

    assert "not kept in contracts/a/contract.yaml: it cannot be written: permission denied" in run.lines


def found(kind: CaseKind, check: str, **reproduce: object) -> Result:
    """An item with one finding."""
    finding = Finding(check, Severity.ERROR, "contracts/a/a.json", "", Source("a.json"), "", reproduce)
    return Result("contracts/a/a.json", kind, Outcome.FAILED, (finding,))


@pytest.mark.parametrize(
    ("result", "lines"),
    [
        (
            found(CaseKind.FUZZ, "validator/rejects-valid", record={"name": "*****"}, expected="valid"),
            ("not kept: a record of contracts/a/a.json holds what reports hide",),
        ),
        (
            found(CaseKind.FUZZ, "validator/crash", record={"name": "x" * 30_000}, expected="valid"),
            ("not kept in contracts/a/contract.yaml: the record is 30,011 characters long",),
        ),
        (found(CaseKind.BOUNDARY, "validator/rejects-valid", record={"name": "a"}, expected="valid"), ()),
        (found(CaseKind.FUZZ, "demo/mine", record={"name": "a"}, expected="valid"), ()),
        (found(CaseKind.FUZZ, "validator/accepts-invalid", record={"name": 1}, expected="invalid"), ()),
        (found(CaseKind.FUZZ, "validator/crash"), ()),
    ],
    ids=["hidden", "long", "boundary", "another check", "no rule named", "no record"],
)
def test_what_is_no_example_is_not_kept(tmp_path: Path, result: Result, lines: tuple[str, ...]):
    """A secret, a giant, what another run finds anyway, what names no rule."""
    here = project(tmp_path, REFUSING)

    told = keep_found([result], here.root)

    assert (told, (tmp_path / "contracts/a/contract.yaml").read_text(encoding="utf-8")) == (lines, CONTRACT)
