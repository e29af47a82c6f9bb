"""Whatever code under test does to its process ends as a verdict, and the next record is judged all the same."""

import time
from dataclasses import replace

import pytest

from gc_contracts.model.verdict import Said, Trouble, Verdict
from gc_contracts.worker.terms import Limits, Place
from gc_contracts.worker.verdicts import ask_all, verdict_of
from gc_contracts.worker.worker import Worker

BAD, GOOD = {"a": "bad"}, {"a": "good"}
SHORT = Limits(seconds=0.3, memory=2**28)

CODE = """
import os, re, signal, sys, time
def check(record):
    if record["a"] == "bad":
        {bad}
    return True
"""
EXITS = {
    "sys-exit": ("sys.exit(3)", "would have ended its process: sys.exit(3)", 5),
    "sys-exit-in-silence": ("raise SystemExit", "would have ended its process: sys.exit()", 5),
    "os-exit": ("os._exit(3)", "ended its process with exit code 3", 5),
    "os-exit-well": ("os._exit(0)", "ended its process with exit code 0", 5),
    "segfault": (
        "__import__('ctypes').string_at(0)",
        "ended its process by SIGSEGV (Segmentation fault)",
        5,
    ),
    "abort": ("os.abort()", "ended its process by SIGABRT (Aborted)", 5),
    "killed": (
        "signal.raise_signal(signal.SIGKILL)",
        "ended its process by SIGKILL (Killed, perhaps for want of memory)",
        0,
    ),
}


@pytest.mark.parametrize(("bad", "message", "line"), EXITS.values(), ids=EXITS)
def test_a_validator_that_ends_its_process_is_a_crash_and_the_next_record_is_judged(
    under_test, bad, message, line
):
    """With the team's own line, wherever the process could still tell it."""
    worker = under_test(CODE.format(bad=bad))

    verdicts = [verdict_of(worker.ask(record)) for record in (GOOD, BAD, GOOD)]

    where = ("team.py", line, "check", bad) if line else ()
    crash = Verdict(Said.CRASH, trouble=Trouble("exit", message, *where))
    assert verdicts == [Verdict(Said.VALID), crash, Verdict(Said.VALID)]


HANGS = {
    "sleep": "time.sleep(3600)",
    "loop": "while True: pass",
    "loop-in-c": "re.match('(a+)+$', 'a' * 60 + 'b')",
    "deaf-loop": "signal.signal(signal.SIGABRT, signal.SIG_IGN); time.sleep(3600)",
}


@pytest.mark.parametrize("bad", HANGS.values(), ids=HANGS)
def test_a_validator_that_gives_no_answer_in_time_is_killed(under_test, bad):
    """At its limit, not later, and the next record is judged."""
    worker = under_test(CODE.format(bad=bad), limits=SHORT)
    worker.open()

    began = time.monotonic()
    verdicts = [verdict_of(worker.ask(record)) for record in (BAD, GOOD)]
    took = time.monotonic() - began

    where = () if "SIG_IGN" in bad else ("team.py", 5, "check", bad)
    hung = Trouble("timeout", "an answer took more than 0.3 s and was stopped", *where)
    assert verdicts == [Verdict(Said.HANG, trouble=hung), Verdict(Said.VALID)]
    assert 0.3 <= took < 5


def test_a_hang_at_the_end_of_many_calls_shows_the_innermost(under_test):
    """However long what the process tells of itself."""
    code = """
    import time
    def check(record, depth=300):
        if depth:
            return check(record, depth - 1)
        print("x" * 100_000)
        time.sleep(3600)
    """
    worker = under_test(code, limits=SHORT)

    trouble = verdict_of(worker.ask({})).trouble

    assert (trouble.line, trouble.text, trouble.output[-2:]) == (7, "time.sleep(3600)", "x\n")


def test_asynchronous_code_that_waits_for_ever_is_killed_and_shows_the_line_it_waits_at(under_test):
    """Though it stands in no call."""
    code = """
    import asyncio
    async def fetch():
        await asyncio.sleep(3600)
    async def check(record):
        await fetch()
    """
    worker = under_test(code, limits=SHORT)

    verdict = verdict_of(worker.ask({}))

    place = ("team.py", 4, "fetch", "await asyncio.sleep(3600)")
    hung = Trouble("timeout", "an answer took more than 0.3 s and was stopped", *place)
    assert verdict == Verdict(Said.HANG, trouble=hung)


RAISES = {
    "key-error": ("record['b']", "KeyError", "'b'"),
    "without-end": ("check(record)", "RecursionError", "maximum recursion depth exceeded"),
    "without-bound": ("[0] * 10**9", "MemoryError", ""),
    "without-bound-bit-by-bit": ("list(map(bytearray, iter(lambda: 1000, 0)))", "MemoryError", ""),
    "assertion": ("assert record == {}, 'not empty'", "AssertionError", "not empty"),
    "interrupt": ("raise KeyboardInterrupt", "KeyboardInterrupt", ""),
    "unicode": (
        "b'\\xff'.decode()",
        "UnicodeDecodeError",
        "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
    ),
    "words-that-fail": (
        "raise type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})",
        "Odd",
        "",
    ),
}


@pytest.mark.parametrize(("bad", "kind", "message"), RAISES.values(), ids=RAISES)
def test_an_exception_that_is_no_verdict_is_a_crash_at_the_team_s_line(under_test, bad, kind, message):
    """Without limits on memory and depth the run itself would go."""
    worker = under_test(CODE.format(bad=bad), limits=replace(SHORT, seconds=20.0))

    verdict = verdict_of(worker.ask(BAD))

    trouble = verdict.trouble
    told = trouble and replace(trouble, message=trouble.message.partition(" in comparison")[0])
    assert told == Trouble(kind, message, "team.py", 5, "check", bad)
    assert verdict.said == Said.CRASH


def test_the_innermost_line_of_the_team_is_told_not_that_of_a_library(under_test, tmp_path):
    """In a file of another folder, below a call of the standard library."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "deep.py").write_text(
        "import json\n\n\ndef strict(text):\n    return json.loads(text)\n"
    )
    worker = under_test("from rules.deep import strict\ndef check(record):\n    strict(record['a'])[0]()\n")

    verdict = verdict_of(worker.ask({"a": 1}))

    message = "the JSON object must be str, bytes or bytearray, not int"
    trouble = Trouble("TypeError", message, "rules/deep.py", 5, "strict", "return json.loads(text)")
    assert verdict == Verdict(Said.CRASH, trouble=trouble)


def test_code_beside_the_project_is_the_team_s_where_none_of_the_project_is_on_the_way(tmp_path):
    """Such as a folder that the import path names; its file is given whole."""
    (tmp_path / "project").mkdir()
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside" / "rules.py").write_text("def check(record):\n    return record['b']\n")
    place = Place(str(tmp_path / "project"), ("../beside",))

    with Worker.of_name("validator", "rules:check", {}, place, Limits()) as worker:
        trouble = verdict_of(worker.ask({})).trouble

    file = str(tmp_path / "project" / ".." / "beside" / "rules.py")
    assert trouble == Trouble("KeyError", "'b'", file, 2, "check", "return record['b']")


def test_what_was_printed_is_told_with_the_trouble(under_test):
    """By print, by the C side, to either stream."""
    code = """
    import os, sys
    def check(record):
        print("out")
        print("err", file=sys.stderr)
        if record:
            raise KeyError("a")
        os.write(1, b"raw")
        print("no line", end="")
        os._exit(1)
    """
    worker = under_test(code)

    outputs = [verdict_of(worker.ask(record)).trouble.output for record in ({"a": 1}, {})]

    assert outputs == ["out\nerr\n", "out\nerr\nout\nerr\nrawno line"]


def test_a_validator_that_prints_megabytes_is_judged_and_the_end_is_kept(under_test):
    """Nothing it prints can be taken for an answer, or fill a pipe."""
    code = """
    import os
    def check(record):
        print("x" * 5_000_000)
        print('answer {"value":{"said":"invalid"}}')
        os.write(1, b"y" * 1_000_000)
        return True
    """
    worker = under_test(code)

    answers = [worker.ask({}) for _ in range(3)]

    assert [answer.value for answer in answers] == [{"said": "valid"}] * 3
    assert [len(answer.output) for answer in answers] == [4000] * 3


def test_standard_input_is_empty_for_code_under_test(under_test):
    """Asking the terminal is a crash, not a hang, and takes nothing of ours."""
    worker = under_test("def check(record):\n    return input() == ''\n")

    verdict = verdict_of(worker.ask({}))

    place = ("team.py", 2, "check", "return input() == ''")
    assert verdict == Verdict(Said.CRASH, trouble=Trouble("EOFError", "EOF when reading a line", *place))


def test_a_validator_that_closes_every_descriptor_is_a_crash(under_test):
    """Ours too, so there is no more talking to it."""
    worker = under_test("import os\ndef check(record):\n    os.closerange(3, 100)\n    return True\n")

    verdict = verdict_of(worker.ask({}))

    assert verdict.said == Said.CRASH
    assert verdict.trouble.kind == "exit"


def test_an_exit_in_asynchronous_code_is_an_exit(under_test):
    """And the event loop serves the next record."""
    code = """
    import sys
    async def check(record):
        return sys.exit(2) if record else True
    """
    worker = under_test(code)

    verdicts = ask_all(worker, [{}, {"a": 1}, {}])

    place = ("team.py", 4, "check", "return sys.exit(2) if record else True")
    crash = Verdict(Said.CRASH, trouble=Trouble("exit", "would have ended its process: sys.exit(2)", *place))
    assert verdicts == [Verdict(Said.VALID), crash, Verdict(Said.VALID)]


def test_among_many_records_one_that_ends_the_process_costs_only_its_own_answer(under_test):
    """Answers stay in order over restarts."""
    code = "import os\ndef check(record):\n    return os._exit(9) if record % 70 == 69 else record % 2 == 0\n"
    worker = under_test(code)

    said = [verdict.said for verdict in ask_all(worker, range(300))]

    sound = [Said.INVALID if number % 2 else Said.VALID for number in range(300)]
    assert said == [Said.CRASH if number % 70 == 69 else one for number, one in enumerate(sound)]


def test_a_validator_that_hangs_on_every_record_is_asked_three_times(under_test):
    """The rest would only cost time."""
    worker = under_test(CODE.format(bad="time.sleep(3600)"), limits=SHORT)

    verdicts = ask_all(worker, [GOOD, *[BAD] * 50])

    assert [verdict.said for verdict in verdicts] == [Said.VALID, *[Said.HANG] * 3]


def test_a_validator_that_ends_its_process_on_every_record_is_not_asked_for_ever(under_test):
    """A hundred times is enough."""
    worker = under_test(CODE.format(bad="sys.exit(1)"))

    verdicts = ask_all(worker, [BAD] * 500)

    assert [verdict.said for verdict in verdicts] == [Said.CRASH] * 100
