"""A team's validator under test, as its author meets it: what is found, said, and how to name it."""

import json
import textwrap
from importlib.resources import files
from pathlib import Path

import pytest

from gc_contracts.model.schema import Schema
from gc_contracts.schema.validate import compile as compile_schema
from harness import Project, Ran

REPORT = json.loads((files("gc_contracts") / "report" / "report.schema.json").read_text(encoding="utf-8"))

SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "Customer",
    "type": "object",
    "required": ["id", "nick"],
    "properties": {
        "id": {"type": "string", "pattern": "^[A-Z]{2}[0-9]{3}$"},
        "score": {"type": "integer"},
        "price": {"type": "number"},
        "code": {"type": "string", "pattern": "[0-9]+$"},
        "note": {"type": "string", "maxLength": 0},
        "nick": {"type": ["string", "null"]},
    },
}
GATE = '''
import json
import re

KINDS = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}


class Gate:
    """Types by isinstance, patterns by re.match, lengths where they are true, required by `is None`."""

    def __init__(self, matrix):
        self.fields, self.most = matrix["fields"], matrix["max_record_bytes"]

    def validate_record(self, record, record_id):
        faults = [] if len(json.dumps(record)) <= self.most else ["too large"]
        for name, rule in self.fields.items():
            faults += [f"{name} {fault}" for fault in self.judge(record.get(name), rule)]
        return not faults, faults

    def judge(self, value, rule):
        if value is None:
            return ["is missing"] if rule["required"] else []
        faults = [] if isinstance(value, KINDS.get(rule["type"], object)) else ["is of another type"]
        if isinstance(value, str):
            if rule["pattern"] and not re.match(rule["pattern"], value):
                faults.append("looks wrong")
            if rule["max_length"] and len(value) > rule["max_length"]:
                faults.append("is too long")
        return faults
'''
RIGHT = """
def validate(record):
    if not isinstance(record, dict):
        return False
    name = record.get("a")
    return record.keys() == {"a"} and isinstance(name, str) and len(name) <= 5
"""
NAMED = {
    "type": "object",
    "required": ["a"],
    "properties": {"a": {"type": "string", "maxLength": 5}},
    "additionalProperties": False,
}
OPEN = ("--gc-contracts", "-k", "boundary")


def project(
    tmp_path: Path, code: str, yaml: str = "validator: team:validate\n", schema=NAMED, **more
) -> Project:
    files = {
        "contracts/x/x.json": schema,
        "contracts/x/contract.yaml": yaml,
        "team.py": textwrap.dedent(code),
    }
    return Project({**files, **more}, tmp_path)


def found(run: Ran) -> list[tuple[str, str, object]]:
    """List the findings: check, pointer, and the record that shows it."""
    return [
        (each["check"].removeprefix("validator/"), each["source"]["pointer"], each["reproduce"].get("record"))
        for each in run.report["findings"]
    ]


def test_the_record_tutorials_manner_is_told_defect_by_defect(tmp_path: Path):
    """Each by its smallest record, and with what the validator said."""
    run = project(tmp_path, GATE, "validator: team:Gate\n", SCHEMA).run(*OPEN)

    base = {"id": "AA000", "nick": "sample"}
    assert sorted(found(run), key=str) == sorted(
        [
            ("accepts-invalid", "/properties/id/pattern", {**base, "id": "AA000\n"}),
            ("accepts-invalid", "/properties/score/type", {**base, "score": None}),
            ("rejects-valid", "/properties/score/type", {**base, "score": 1.0}),
            ("accepts-invalid", "/properties/price/type", {**base, "price": None}),
            ("accepts-invalid", "/properties/code/type", {**base, "code": None}),
            ("accepts-invalid", "/properties/code/pattern", {**base, "code": "0\n"}),
            ("rejects-valid", "/properties/code/pattern", {**base, "code": "§0"}),
            ("accepts-invalid", "/properties/note/type", {**base, "note": None}),
            ("accepts-invalid", "/properties/note/maxLength", {**base, "note": "x"}),
            ("rejects-valid", "/properties/nick/type", {"id": "AA000", "nick": None}),
            ("crash", "", 0),
        ],
        key=str,
    )


def test_a_finding_shows_record_rule_words_and_mending(tmp_path: Path):
    """In at most 25 lines, with the place in the schema and one command to rerun it."""
    code = RIGHT.replace("<= 5", "<= 4").replace("return record", "return [] if record")

    run = project(tmp_path, code.rstrip() + " else ['a is odd']\n").run(*OPEN)

    start = run.lines.index("error validator/rejects-valid")
    assert run.lines[start + 1 : start + 11] == [
        "  contracts/x/x.json:9:20  (/properties/a/maxLength)",
        '  the validator refuses "sampl" at /a, which is valid: the schema says maxLength: 5',
        "  it said: a is odd",
        '  it also refuses "xxxxx" at /a; "xxxx " at /a; "     " at /a; and 7 more',
        '      9 |       "maxLength": 5',
        "                             ^",
        '  record: {"a":"sampl"}',
        '  expected: "valid"',
        '  keyword: "maxLength"',
        "  mend: The bound itself is allowed: refuse only what lies beyond it.",
    ]


def test_a_right_validator_passes_every_item(tmp_path: Path):
    """Nothing is found, nothing is left out."""
    run = project(tmp_path, RIGHT).run("--gc-contracts")

    assert (run.outcomes, run.report["findings"]) == ({"passed": 3}, [])


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "import nowhere\n",
            "the validator team:validate cannot be used: ModuleNotFoundError: No module named",
        ),
        (
            "def validate(record):\n    return 7\n",
            "the validator gives a valid record an answer that is no verdict",
        ),
        (
            "def validate(record):\n    return record['b']\n",
            "the validator raises KeyError: 'b' in validate, on a",
        ),
        (
            "import os\ndef validate(record):\n    os._exit(3)\n",
            "the validator ends its process on a valid record",
        ),
    ],
    ids=["import", "answer", "raise", "exit"],
)
def test_what_stops_a_validator_is_one_finding_in_its_own_file(code, told, tmp_path: Path):
    """With the line that did it, and no line of ours."""
    run = project(tmp_path, code).run(*OPEN)

    crashes = [each for each in run.report["findings"] if each["check"] == "validator/crash"]
    assert [each["message"][: len(told)] for each in crashes if each["severity"] == "error"] == [told]
    assert crashes[0]["source"]["file"] == "team.py"
    assert "gc_contracts/" not in run.text


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "def validate(record, schema):\n    return True\n",
            "Give it a function that takes a record and nothing else.",
        ),
        (
            "import subprocess\nsubprocess.run(['true'])\n",
            "Here it runs alone: give it what it needs from there in another way, and it can be tested.",
        ),
        (
            "import sys\nsys.exit('no licence')\n",
            "Importing a module is to define things only: move what this line does into a function.",
        ),
    ],
    ids=["arguments", "process", "exit"],
)
def test_what_keeps_a_validator_from_being_used_is_told_with_its_own_way_out(code, told, tmp_path: Path):
    """A module that can be imported needs no word on how to name it."""
    run = project(tmp_path, code).run(*OPEN)

    assert f"mend: {told}" in " ".join(run.text.split())
    assert "target: " not in run.text


def test_a_validator_that_hangs_is_killed_and_told(tmp_path: Path):
    """After three hangs the rest is not verified; the run ends."""
    code = "import time\ndef validate(record):\n    while record.get('a') == 'sampl':\n        time.sleep(1)\n    return True\n"
    files = {"pytest.ini": "[pytest]\ngc_validator_seconds = 0.3\n"}

    run = project(tmp_path, code, **files).run(*OPEN)

    crash = next(each for each in run.report["findings"] if "no answer" in each["message"])
    assert crash["reproduce"]["record"] == {"a": "sampl"}


@pytest.mark.parametrize("given", ["team.validate", "'team:validate'"], ids=["callable", "name"])
def test_a_hook_supplies_the_validator(given, tmp_path: Path):
    """Before the one that contract.yaml names."""
    conftest = f"import team\ndef pytest_gc_validator(contract):\n    return {given} if contract.name == 'x' else None\n"
    files = {"conftest.py": conftest, "pytest.ini": "[pytest]\npythonpath = .\n"}

    run = project(tmp_path, "def validate(record):\n    return True\n", "validator: no:where\n", **files).run(
        *OPEN
    )

    assert found(run)[0][:2] == ("accepts-invalid", "")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("7", "hook pytest_gc_validator gives int 7: it must be a callable, `package.module:name`, or None"),
        (
            "1 / 0",
            "hook pytest_gc_validator: ZeroDivisionError: division by zero (conftest.py:2: return 1 / 0)",
        ),
    ],
    ids=["number", "raises"],
)
def test_a_hook_that_gives_no_validator_is_told(given, told, tmp_path: Path):
    """The item could not be run, which is another thing than red."""
    files = {"conftest.py": f"def pytest_gc_validator(contract):\n    return {given}\n"}

    run = project(tmp_path, RIGHT, **files).run(*OPEN)

    assert run.outcomes == {"error": 1, "deselected": 2}
    assert told in run.text.replace("\n", " ").replace("  ", " ")


@pytest.mark.parametrize("name", ["gc_validator_seconds", "gc_validator_budget"])
@pytest.mark.parametrize("value", ["0", "-1", "soon", "nan"])
def test_seconds_that_make_no_sense_are_a_usage_error(value, name, tmp_path: Path):
    """With what would be right."""
    files = {"pytest.ini": f"[pytest]\n{name} = {value}\n"}

    run = project(tmp_path, RIGHT, **files).run("--gc-contracts")

    assert run.code == 4
    assert f"ini option {name} must be a number of seconds, not '{value}'" in run.text


def test_a_slow_validator_is_asked_within_its_budget_and_the_rest_is_not_verified(tmp_path: Path):
    """What was found until then is told; so is how long a record takes."""
    code = "import time\n\n\ndef validate(record):\n    time.sleep(0.05)\n    return True\n"
    files = {"pytest.ini": "[pytest]\ngc_validator_budget = 0.3\n"}

    run = project(tmp_path, code, **files).run("--gc-contracts", "-v", "-k", "boundary")

    text = " ".join(run.text.split())
    assert [each["check"] for each in run.report["findings"]] == ["validator/accepts-invalid"]
    assert "records were not shown:" in text
    assert "more than ini gc_validator_budget = 0.3" in text
    assert "the validator takes 0.0" in text


def test_declared_records_are_shown_too(tmp_path: Path):
    """A person's own record is as good as one of ours."""
    yaml = "validator: team:validate\nexamples: {valid: [{a: blue}]}\n"
    code = RIGHT.replace("<= 5", "<= 5 and name != 'blue'")

    run = project(tmp_path, code, yaml).run("--gc-contracts", "-k", "examples")

    assert found(run) == [("rejects-valid", "/properties/a/type", {"a": "blue"})]


LAX = """
def validate(record):
    if not isinstance(record, dict) or not record.keys() <= {"score"}:
        return False
    score = record.get("score", 0)
    return isinstance(score, int | float) and not isinstance(score, bool)
"""


@pytest.mark.parametrize("workers", [[], ["-n1"]], ids=["alone", "xdist"])
def test_nan_crosses_processes_and_every_report_stays_what_it_is(workers, tmp_path: Path):
    """The record is JSON in the report, with NaN told beside it; JUnit and terminal hold it as text."""
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "properties": {"score": {"type": "number"}},
        "additionalProperties": False,
    }
    project = {
        "mine.py": LAX,
        "contracts/a/a.json": schema,
        "contracts/a/contract.yaml": "validator: mine:validate\n",
    }

    run = Project(project, tmp_path).run(
        "--gc-contracts", "--gc-fail-on=warning", "--gc-ignore=schema/*", "--junitxml=junit.xml", "--gc-keep",
        *workers, plugins=["xdist.plugin"],
    )  # fmt: skip

    (found,) = run.report["findings"]
    assert (found["check"], found["severity"], found["reproduce"]) == (
        "validator/accepts-invalid",
        "warning",
        {
            "record": {"score": None},
            "python": "float('nan') at /score",
            "expected": "invalid",
            "keyword": "type",
        },
    )
    assert compile_schema(Schema("report", REPORT, "2020-12")).violations(run.report) == ()
    assert "python: \"float('nan') at /score\"" in run.text
    assert "the validator accepts NaN at /score" in run.changed["junit.xml"]
    assert "contracts/a/contract.yaml" not in run.changed
