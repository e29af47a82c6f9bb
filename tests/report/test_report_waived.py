"""What the section at the end says of waivers."""

import json
from dataclasses import replace
from importlib.resources import files

from jsonschema import Draft202012Validator

from gc_contracts.model.finding import Severity
from gc_contracts.model.result import Outcome, Result, Waived
from gc_contracts.model.waiver import Idle, Waiver
from gc_contracts.report.about import About
from gc_contracts.report.json import report
from gc_contracts.report.markdown import text as comment
from gc_contracts.report.summary import summarise
from gc_contracts.report.text import View, section
from gc_contracts.source import Source
from sample_results import ID, RESULTS, SUBJECTS, UNDEFINED, UNUSED

SCHEMA = json.loads((files("gc_contracts") / "report" / "report.schema.json").read_text(encoding="utf-8"))
HERE = Source("contracts/waivers.yaml", 7, 3, "/1")
WAIVED = (
    Waived(UNDEFINED, "mended in March", "payments", "2026-12-31", HERE),
    Waived(UNUSED, "a flow\nstill sends it", "ops", "2026-03-31", replace(HERE, line=14)),
)
ITEM = replace(RESULTS[0], outcome=Outcome.PASSED, findings=(), waived=WAIVED)
IDLE = Idle(Waiver("demo/x", "a.json", "r", "ops", "2026-12-31", HERE), "there is no such finding: remove it")


def lines(items: tuple[Result, ...], verbosity: int = 0, idle: tuple[Idle, ...] = ()) -> list[str]:
    """The section, as text."""
    return [line.text for line in section(summarise(items, SUBJECTS), View(100, verbosity), idle)]


def test_what_is_accepted_is_counted_with_the_day_that_comes_first():
    """In a line of its own, and in the totals."""
    assert lines((ITEM,)) == [
        "2 findings waived, the first until 2026-03-31 (ops); -v shows each",
        "",
        "1 contract, 1 case, 0 examples: 0 errors, 0 warnings, 0 notes; 2 findings waived",
        "verdict: safe",
    ]


def test_a_verbose_run_shows_each_with_its_entry():
    """By contract: what was found, until when, by whom, why, and where the entry stands."""
    assert lines((ITEM,), 1)[:6] == [
        "2 findings waived:",
        f"  {ID}",
        "    14:31   template/undefined-variable error: `$input.userld` is not in the input contract; did you",
        "      until 2026-12-31 by payments: mended in March (contracts/waivers.yaml:7:3)",
        "    40:9    template/unused-input warning: `pages` is declared and no template uses it",
        "      until 2026-03-31 by ops: a flow\\nstill sends it (contracts/waivers.yaml:14:3)",
    ]


def test_one_finding_that_two_items_saw_is_one():
    """As for those that count."""
    again = replace(RESULTS[1], outcome=Outcome.PASSED, findings=(), waived=WAIVED[:1])

    assert lines((ITEM, again))[0].startswith("2 findings waived")


def test_entries_that_accept_nothing_are_named_with_place_and_reason():
    """So that they leave the file."""
    sound = replace(ITEM, waived=())

    assert lines((sound,), 0, (IDLE,))[:3] == [
        "waivers that accept nothing:",
        "  contracts/waivers.yaml:7:3  demo/x of a.json",
        "    there is no such finding: remove it (until 2026-12-31, ops)",
    ]


def test_a_quiet_run_counts_them():
    """One line before the totals."""
    sound = replace(ITEM, waived=())

    assert lines((sound,), -1, (IDLE, IDLE))[0] == "2 waivers accept nothing (named without -q)"


def test_a_long_list_says_how_many_are_left_out():
    """Unless the run is verbose."""
    many = (IDLE,) * 25

    short, long = (lines((replace(ITEM, waived=()),), verbosity, many) for verbosity in (0, 1))

    assert (short[41], len([line for line in long if "waivers.yaml" in line])) == (
        "  … and 5 more: -v shows all",
        25,
    )


def test_hostile_reasons_cannot_steer_a_terminal():
    """Nor break a line."""
    odd = replace(
        WAIVED[0], reason="a\x1b[31m", owner="\x07", finding=replace(UNDEFINED, severity=Severity.NOTE)
    )

    shown = "\n".join(lines((replace(ITEM, waived=(odd,)),), 1))

    assert ("\x1b" in shown, "\x07" in shown) == (False, False)


def test_reports_name_entries_that_accept_nothing():
    """With why and where; not their reason, which nobody has masked."""
    data = report(summarise((ITEM,), SUBJECTS), About(idle=(IDLE,)))

    assert list(Draft202012Validator(SCHEMA).iter_errors(data)) == []
    assert data["unused_waivers"] == [
        {
            "check": "demo/x",
            "contract": "a.json",
            "owner": "ops",
            "until": "2026-12-31",
            "why": "there is no such finding: remove it",
            "source": {"file": "contracts/waivers.yaml", "line": 7, "column": 3, "pointer": "/1"},
        }
    ]
    assert (
        "<summary>1 waiver that accepted nothing</summary>\n\n"
        "- <code>contracts/waivers.yaml:7 demo/x of a.json</code> there is no such finding: remove it\n"
    ) in comment(data)
