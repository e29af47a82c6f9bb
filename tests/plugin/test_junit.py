"""pytest's own `--junitxml`: well formed whatever is in it, and with what a machine wants to know of each item."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from gc_contracts.model.case import CaseKind
from gc_contracts.model.result import Outcome, Result
from gc_contracts.plugin.properties import properties
from harness import Project
from projects import schema
from sample_results import ID, RESULTS, UNDEFINED, UNUSED

HOSTILE = "]]> <b> &amp; \\x00\\x1b[31m \\ud800 \\u202e \\n\\r\\t é"
CONFTEST = f'''
import gc_contracts as gc


@gc.check("demo/hostile", gc.CaseKind.STATIC)
def hostile(seen):
    """Finds what no XML can hold."""
    word = seen.contract.schema.source.get("title", "")
    if word == "crash":
        raise LookupError("{HOSTILE}")
    if word:
        place = seen.contract.locate("/title")
        for name in ("a", "{HOSTILE}"):
            yield gc.Finding("demo/hostile", gc.Severity(word), seen.contract.id, "{HOSTILE}", place, name,
                             {{"record": "{HOSTILE}"}}, "{HOSTILE}")


def pytest_gc_checks():
    return [hostile]
'''
FILES = {
    "conftest.py": CONFTEST,
    "contracts/error.json": schema("error"),
    "contracts/note.json": schema("note"),
    "contracts/crash.json": schema("crash"),
    "contracts/safe.json": schema(),
    "contracts/sub/a&'b<c.json": schema("error"),
}


def _cases(text: str) -> dict[str, dict[str, list[str]]]:
    """Read the file as a CI server does: properties by contract."""
    told = {}
    for case in ET.fromstring(text).iter("testcase"):  # noqa: S314 - pytest wrote it, from our own files
        found: dict[str, list[str]] = {}
        for one in case.iter("property"):
            found.setdefault(one.attrib["name"], []).append(one.attrib["value"])
        told[found["gc_contract"][0]] = found
    return told


@pytest.mark.parametrize(
    ("flags", "plugins"),
    [((), ()), (("-n2",), ("xdist.plugin",)), (("-o", "junit_family=xunit1"), ())],
    ids=["alone", "workers", "xunit1"],
)
def test_the_file_is_well_formed_and_tells_each_item(flags, plugins, tmp_path: Path):
    """Verdict, contract, checks and findings, with workers and without."""
    run = Project(FILES, tmp_path).run(
        "--gc-contracts",
        "-k",
        "static",
        "--gc-select=demo/*",
        "--junitxml=junit.xml",
        *flags,
        plugins=plugins,
    )

    told = _cases(run.changed["junit.xml"])
    assert {contract: found["gc_verdict"] for contract, found in told.items()} == {
        "contracts/crash.json": ["could not run"],
        "contracts/error.json": ["broken"],
        "contracts/note.json": ["safe"],
        "contracts/safe.json": ["safe"],
        "contracts/sub/a&'b<c.json": ["broken"],
    }
    prints = {found["contract"]: [] for found in run.report["findings"]}
    for found in run.report["findings"]:
        prints[found["contract"]].append(
            f"demo/hostile {found['severity']} {found['contract']}:2 {found['fingerprint']}"
        )
    assert {name: sorted(found["gc_finding"]) for name, found in told.items() if "gc_finding" in found} == {
        name: sorted(lines) for name, lines in prints.items()
    }
    assert told["contracts/error.json"]["gc_check"] == ["demo/hostile"]


def test_an_item_tells_each_finding_in_a_line():
    """Each check once, each finding with severity, place and fingerprint."""
    assert properties(RESULTS[0]) == [
        ("gc_verdict", "broken"),
        ("gc_contract", ID),
        ("gc_check", "template/undefined-variable"),
        ("gc_check", "template/unused-input"),
        ("gc_finding", f"template/undefined-variable error {ID}:14 {UNDEFINED.fingerprint}"),
        ("gc_finding", f"template/unused-input warning {ID}:40 {UNUSED.fingerprint}"),
    ]


def test_what_no_process_can_send_is_escaped():
    """Half a surrogate pair in the name of a file."""
    told = properties(Result("a\ud800\n.json", CaseKind.STATIC, Outcome.SKIPPED))

    assert told == [("gc_verdict", "not verified"), ("gc_contract", "a\\ud800\\n.json")]
