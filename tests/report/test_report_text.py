"""What people read: failures in at most 25 lines, and the section at the end."""

from dataclasses import replace

import pytest

from gc_contracts.model.case import CaseKind
from gc_contracts.model.finding import Severity
from gc_contracts.model.result import Changed, Outcome, Result
from gc_contracts.report.finding import Line, block, brief, clean, cut, cut_path
from gc_contracts.report.json import report
from gc_contracts.report.summary import summarise
from gc_contracts.report.text import View, headline, item, section, totals
from gc_contracts.report.verdict import of_report
from sample_results import ID, OTHER, RESULTS, SUBJECTS, UNDEFINED, UNUSED

SUMMARY = summarise(RESULTS, SUBJECTS, ["contracts/notes.json"])


def _text(lines) -> str:
    return "\n".join(line.text for line in lines)


def test_a_finding_is_shown_with_place_reproducer_steps_mending_and_rerun():
    """All a reader needs to act, and nothing of ours."""
    shown = _text(block(UNDEFINED, "pytest --gc-contracts x"))

    assert shown == (
        "error template/undefined-variable\n"
        "  contracts/x/X.custom.json:14:31  (/config/request/requestUrlTemplate)\n"
        "  `$input.userld` is not in the input contract; did you mean `userId`?\n"
        '     14 |   "requestUrlTemplate": "/${input.userld}"\n'
        "                                       ^\n"
        '  input: {"userId":"é\\n"}\n'
        "  steps:\n"
        "    ok   1. Validate request body\n"
        "    FAIL 5. Resolve request URL template: not set\n"
        "  mend: write ${input.userId}\n"
        "  rerun: pytest --gc-contracts x"
    )


@pytest.mark.parametrize("width", [60, 80, 100])
def test_a_finding_takes_at_most_25_lines_whatever_it_holds(width):
    """Each part has its share, and says what it left out."""
    huge = replace(
        UNDEFINED,
        message="word " * 400 + "\n" * 30,
        reproduce={"input": "x" * 5000, "respond": {"text": "y" * 5000}},
        hint="mend it " * 100,
        steps=tuple(f"ok   {number}. Step" for number in range(30)),
        excerpt=("one", "two", "three"),
    )

    lines = block(huge, "pytest", width)

    assert len(lines) == 25
    assert max(len(line.text) for line in lines[2:]) <= width
    assert "    … in full: --gc-report FILE.json" in [line.text for line in lines]


@pytest.mark.parametrize(
    ("message", "file", "lines"),
    [
        ("short", ID, ["40:9    template/unused-input warning: short"]),
        (
            "a\nb " * 15,
            ID,
            [
                "40:9    template/unused-input warning: a b a b a b a b a b a",
                "        b a b a b a b a b a b a b a b a b a b",
            ],
        ),
        (
            "word " * 40,
            ID,
            [
                "40:9    template/unused-input warning: word word word word",
                "        word word word word word word word word word word …",
            ],
        ),
        (
            "m",
            f"{ID.rpartition('/')[0]}/contract.yaml",
            ["contract.yaml:40:9 template/unused-input warning: m"],
        ),
    ],
    ids=["one-line", "two-lines", "cut", "file-beside"],
)
def test_a_brief_finding_is_a_line_or_two(message, file, lines):
    """Place and check first, wrapped between words; what is cut is marked."""
    found = replace(UNUSED, message=message, source=replace(UNUSED.source, file=file))

    assert brief(found, 60) == [Line(line, "yellow") for line in lines]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é", "plain é"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\ud800", "\\ud800"),
        ("a\u202eb", "a\\u202eb"),
    ],
    ids=["plain", "escape", "surrogate", "right-to-left"],
)
def test_what_a_terminal_would_obey_is_escaped(text, shown):
    """Records and responses are other people's text."""
    assert clean(text) == shown


def test_cutting_keeps_short_texts():
    """And marks what it cut."""
    assert (cut("abc", 3), cut("abcd", 3)) == ("abc", "ab…")
    assert (cut_path("a/b", 3), cut_path("aa/b", 3)) == ("a/b", "…/b")


def test_an_items_first_findings_are_full_and_the_rest_brief():
    """All are listed; -v shows all in full."""
    many = tuple(replace(UNDEFINED, place=f"/{number}") for number in range(8))
    result = replace(RESULTS[0], findings=(*many, UNUSED))

    shown = _text(item(result, lambda _: "pytest", View()))
    verbose = _text(item(result, lambda _: "pytest", View(verbosity=1)))

    assert shown.count("rerun: pytest") == 5
    assert shown.count("\n  14:31   template/undefined-variable error: ") == 3
    assert "and 3 more (in full with -v):" in shown
    assert verbose.count("rerun: pytest") == 8
    assert "unused-input" not in verbose


def test_an_item_that_could_not_run_says_why_and_shows_a_trace_on_request():
    """One paragraph; never a traceback unasked."""
    result = replace(
        RESULTS[0], outcome=Outcome.ERROR, findings=(), reason="could not run", notes=("Traceback\n  x",)
    )

    plain = _text(item(result, lambda _: "", View()))
    deep = _text(item(result, lambda _: "", View(), trace=True))

    assert (plain, deep) == ("could not run", "could not run\nTraceback\n  x")


def test_a_headline_names_the_failing_checks():
    """For the short summary and JUnit."""
    twice = replace(RESULTS[0], findings=(UNDEFINED, replace(UNDEFINED, place="/b"), UNUSED))

    assert headline(twice, View()) == "template/undefined-variable (2)"
    assert (
        headline(replace(twice, outcome=Outcome.ERROR, reason="could not run x"), View()) == "could not run x"
    )


def test_the_section_counts_by_check_and_lists_what_did_not_fail():
    """Below the threshold, not verified, of unknown shape, and one line of totals."""
    shown = _text(section(SUMMARY, View()))

    assert shown == (
        "check                         errors  warnings  notes  contracts\n"
        "schema/pattern-unanchored          -         -      1          1\n"
        "template/undefined-variable        1         -      -          1\n"
        "template/unused-input              -         1      -          1\n"
        "\n"
        "below the threshold (error), not failing:\n"
        f"  {OTHER}\n"
        "    3:4     schema/pattern-unanchored note: the pattern may match in the middle\n"
        f"  {ID}\n"
        "    40:9    template/unused-input warning: `pages` is declared and no template uses it\n"
        "\n"
        "not verified:\n"
        f"  {OTHER}\n"
        "    boundary: the engines disagree on x\n"
        f"  {ID}\n"
        "    handler: handler a:b is not run by this version\n"
        "\n"
        "of unknown shape, not tested:\n"
        "  contracts/notes.json\n"
        "\n"
        "2 contracts, 5 cases, 1,240 examples: 1 error, 1 warning, 1 note; 1 case not verified\n"
        "verdict: broken: 1 of 2 contracts"
    )


def test_notes_are_told_when_the_run_is_verbose():
    """Such as rules that others imply."""
    shown = _text(section(SUMMARY, View(verbosity=1)))

    assert f"notes:\n  {OTHER}\n    static: maxLength of /a is implied by enum\n" in shown


def test_a_quiet_run_has_two_lines():
    """`-q`: the totals and the verdict."""
    shown = _text(section(SUMMARY, View(verbosity=-1)))

    assert shown == f"{totals(SUMMARY)}\nverdict: broken: 1 of 2 contracts"


@pytest.mark.parametrize(
    ("outcomes", "told", "colour"),
    [
        ("passed passed", "verdict: safe", "green"),
        ("passed failed skipped error", "verdict: broken: 1 of 1 contract", "red"),
        ("passed skipped skipped", "verdict: not verified: 2 of 3 cases", "yellow"),
        ("skipped", "verdict: not verified: 1 of 1 case", "yellow"),
        ("passed error skipped", "verdict: could not run: 1 of 3 cases", "red"),
        ("", "verdict: not verified: nothing was run", "yellow"),
    ],
    ids=["safe", "broken", "not-verified", "one-case", "could-not-run", "nothing"],
)
def test_the_last_line_is_the_verdict_in_words(outcomes, told, colour):
    """Four outcomes, in a colour each; a report words it alike."""
    results = [Result(ID, CaseKind.STATIC, Outcome(outcome)) for outcome in outcomes.split()]
    summary = summarise(results)

    assert section(summary, View(verbosity=-1))[-1] == Line(told, colour)
    assert f"verdict: {of_report(report(summary))}" == told


def test_long_lists_are_cut_and_say_where_the_rest_is():
    """Twenty findings; -v shows all."""
    many = replace(RESULTS[0], findings=tuple(replace(UNUSED, place=f"/{number}") for number in range(30)))

    shown = _text(section(summarise([many]), View()))
    verbose = _text(section(summarise([many]), View(verbosity=1)))

    assert "  … and 10 more: -v shows all, --gc-report FILE.json keeps all" in shown
    assert (shown.count("\n    40:9 "), verbose.count("\n    40:9 ")) == (20, 30)


@pytest.mark.parametrize("fail_on", list(Severity))
def test_what_fails_the_run_is_not_listed_again(fail_on):
    """It stands in full above the section."""
    shown = _text(section(SUMMARY, View(fail_on=fail_on)))

    listed = [severity.value for severity in Severity if f" {severity.value}: " in shown]
    assert listed == [severity.value for severity in Severity if severity.rank < fail_on.rank]


def test_what_changed_since_the_baseline_is_listed_by_contract():
    """Also what hurts nobody; a long one is cut to its line."""
    changes = (
        Changed("record", "/a", "`a`: maxLength went from `5` to `9`", "widens"),
        Changed("record", "", "x" * 200),
    )
    summary = summarise([Result(OTHER, CaseKind.COMPAT, Outcome.PASSED, changes=changes)], SUBJECTS)

    lines = [line.text for line in section(summary, View(60))]

    assert lines[:4] == [
        "changed since the baseline:",
        f"  {OTHER}",
        "    record: `a`: maxLength went from `5` to `9`",
        "    record: " + "x" * 47 + "…",
    ]
