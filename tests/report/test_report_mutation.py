"""Mutation scores as they are told: in lines, in the report, and across processes."""

import json
from importlib.resources import files

from jsonschema import Draft202012Validator

from gc_contracts.model.case import CaseKind
from gc_contracts.model.mutation import Broken, Mutation
from gc_contracts.model.result import Outcome, Result
from gc_contracts.report.json import report
from gc_contracts.report.summary import summarise
from gc_contracts.report.text import View, headline, section
from gc_contracts.report.wire import pack, unpack
from gc_contracts.source import Source
from sample_results import OTHER, SUBJECTS

SCHEMA = json.loads((files("gc_contracts") / "report" / "report.schema.json").read_text(encoding="utf-8"))
LOST = Broken(
    Source(OTHER, 3, 4, "/properties/a/maxLength"),
    "maxLength dropped",
    'no case of the suite tells; this record would: {"a":"bbb"}',
    {"record": {"a": "bbb"}},
)
UNCLEAR = Broken(Source(OTHER, 5, 4, "/properties/b/pattern"), "pattern ignoring case", "none of 9 records")
ALIKE = Broken(Source(OTHER, 7, 4, "/properties/c/maxLength"), "maxLength dropped", "proved")
MUTATION = Mutation(98, (LOST, UNCLEAR), (ALIKE,))
LOW = "mutation score 98 % is below 99 % (--gc-mutate-min): 2 of 100 broken rules would go unnoticed"
RESULT = Result(OTHER, CaseKind.MUTATE, Outcome.FAILED, examples=12, reason=LOW, mutation=MUTATION)
SUMMARY = summarise([RESULT], SUBJECTS)


def test_the_section_names_the_score_and_each_survivor_with_its_record():
    """What a reader needs to add the missing case."""
    lines = [line.text for line in section(SUMMARY, View(100))]

    assert lines[:6] == [
        "broken on purpose (--gc-mutate):",
        "  contracts/schemas/s.json",
        "    mutation score 98.0 % (98 of 100 killed, 1 equivalent; survivors: 2)",
        "      survives: 3:4 /properties/a/maxLength maxLength dropped: no case of the suite tells; this",
        '                record would: {"a":"bbb"}',
        "      survives: 5:4 /properties/b/pattern pattern ignoring case: none of 9 records",
    ]


def test_a_quiet_run_tells_the_total_in_one_line():
    """Above the counts."""
    lines = [line.text for line in section(SUMMARY, View(100, verbosity=-1))]

    assert lines[0] == "mutation score 98.0 % (98 of 100 killed, 1 equivalent; survivors: 2)"


def test_a_failed_item_says_its_sentence_in_the_short_summary():
    """It has no finding to count."""
    assert headline(RESULT, View(100)) == LOW


def test_the_report_holds_it_and_keeps_to_its_schema():
    """Per contract with all survivors, and in total."""
    data = report(SUMMARY)

    Draft202012Validator(SCHEMA).validate(data)
    (case,) = data["contracts"][0]["cases"]
    assert data["mutation"] == {"score": 98.0, "killed": 98, "equivalent": 1, "survivors": 2}
    assert [one.get("witness") for one in case["mutation"]["survivors"]] == [{"a": "bbb"}, None]


def test_it_crosses_processes_unchanged():
    """As plain data."""
    data = json.loads(json.dumps(pack(RESULT, SUBJECTS[1])))

    assert unpack(data) == (RESULT, SUBJECTS[1])


def test_a_score_is_100_only_where_nothing_survives():
    """Rounding hides no survivor."""
    nearly = Mutation(99_999, (LOST,))
    lines = section(summarise([Result(OTHER, CaseKind.MUTATE, Outcome.PASSED, mutation=nearly)]), View(100))

    assert "    mutation score 99.9 % (99,999 of 100,000 killed; survivors: 1)" in [
        line.text for line in lines
    ]
