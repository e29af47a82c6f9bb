"""Finding the code under test: what goes wrong is told with the team's own line."""

import sys

import pytest

from gc_contracts.errors import WorkerError
from gc_contracts.model.verdict import Said, Trouble, Verdict
from gc_contracts.worker.terms import Died, Limits, Opened, Place
from gc_contracts.worker.verdicts import verdict_of
from gc_contracts.worker.worker import Worker

BROKEN = {
    "name-error": ("x = nope", Trouble("NameError", "name 'nope' is not defined", "team.py", 1, "<module>", "x = nope")),
    "module-missing": (
        "import nope",
        Trouble("ModuleNotFoundError", "No module named 'nope'", "team.py", 1, "<module>", "import nope"),
    ),
    "syntax": (
        "x = 1\nx = = 1",
        Trouble("SyntaxError", "invalid syntax", "team.py", 2, "<module>", "x = = 1"),
    ),
    "sys-exit": (
        "import sys\nsys.exit('no settings')",
        Trouble("exit", "would have ended its process: sys.exit('no settings')", "team.py", 2, "<module>", "sys.exit('no settings')"),
    ),
    "killed": (
        "import os\nprint('soon')\nos._exit(4)",
        Trouble("exit", "ended its process with exit code 4", "team.py", 3, "<module>", "os._exit(4)", "soon\n"),
    ),
    "segfault": (
        "import ctypes\nctypes.string_at(0)",
        Trouble("exit", "ended its process by SIGSEGV (Segmentation fault)", "team.py", 2, "<module>", "ctypes.string_at(0)"),
    ),
    "printed-before": (
        "print('reading settings')\nx = 1 / 0",
        Trouble("ZeroDivisionError", "division by zero", "team.py", 2, "<module>", "x = 1 / 0", "reading settings\n"),
    ),
    "name-missing": ("def chekc(record): ...", Trouble("target", "team has no 'check'; did you mean 'chekc'?")),
    "no-callable": (
        "check = 3",
        Trouble("target", "3 is int and cannot be called; a validator is a function of a record, or a class with validate_record, validate or __call__"),
    ),
    "class-without-method": ("class check: ...", Trouble("target", "class check has none of validate_record, validate, __call__")),
    "wants-more": ("def check(record, schema): ...", Trouble("target", "check cannot be called with a record alone")),
    "class-wants-more": (
        "class check:\n    def __init__(self, api, rules): ...\n    def validate(self, record): ...",
        Trouble("target", "class check is built from (api, rules); only the constraint matrix is given"),
    ),
    "building-fails": (
        "class check:\n    def __init__(self, rules):\n        rules['fields']\n    def validate(self, record): ...",
        Trouble("KeyError", "'fields'", "team.py", 3, "__init__", "rules['fields']"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "trouble"), BROKEN.values(), ids=BROKEN)
def test_code_that_cannot_be_used_says_why_and_where(under_test, code, trouble):
    """Asked all the same, it gives the same trouble for each record, and is not imported again."""
    worker = under_test(code)

    opened = worker.open()

    assert opened == trouble
    assert list(worker.ask_all([{}, {}])) == [Died(trouble)] * 2
    assert verdict_of(worker.ask({})) == Verdict(Said.CRASH, trouble=trouble)


def test_an_import_that_hangs_is_stopped_at_its_own_limit(under_test):
    """And says where it stood."""
    worker = under_test("import time\ntime.sleep(3600)\n", limits=Limits(start=0.5))

    message = "importing it took more than 0.5 s and was stopped"
    assert worker.open() == Trouble("timeout", message, "team.py", 2, "<module>", "time.sleep(3600)")


UNNAMED = {
    "no-colon": ("team.check", "'team.check' names no code: write package.module:name"),
    "no-name": ("team:", "'team:' names no code: write package.module:name"),
}


@pytest.mark.parametrize(("target", "message"), UNNAMED.values(), ids=UNNAMED)
def test_a_name_of_another_form_is_refused_with_the_right_one(under_test, target, message):
    """Before anything is imported."""
    worker = under_test("", target)

    assert worker.open() == Trouble("target", message)


def test_a_module_that_is_nowhere_is_told_without_a_line(under_test):
    """The name stands in contract.yaml, not in code."""
    worker = under_test("", "nowhere.rules:check")

    assert worker.open() == Trouble("ModuleNotFoundError", "No module named 'nowhere'")


def test_a_name_may_lead_into_a_class(under_test):
    """Dots go on from the module's name."""
    worker = under_test("class Rules:\n    check = staticmethod(lambda record: True)\n", "team:Rules.check")

    assert worker.open() == Opened("function")


def test_code_under_test_lives_in_its_project(under_test, tmp_path):
    """Its working directory is the root, its paths come first, and Python's own variables steer nothing."""
    code = """
    import os, sys
    WHERE = [os.getcwd(), sys.path[0], sys.argv, __name__, os.environ["PYTHONHASHSEED"]]
    def check(record):
        return [str(part) for part in WHERE]
    """
    worker = under_test(code)

    verdict = verdict_of(worker.ask({}))

    assert verdict == Verdict(Said.INVALID, (str(tmp_path), str(tmp_path), "['']", "team", "0"))


def test_code_under_test_may_use_this_library(under_test):
    """The very one that tests it, though its import path says nothing of it."""
    code = """
    from gc_contracts.errors import GcContractsError
    def check(record):
        return issubclass(GcContractsError, Exception)
    """
    worker = under_test(code)

    assert verdict_of(worker.ask({})) == Verdict(Said.VALID)


def test_a_root_that_is_no_folder_is_an_error_of_ours(tmp_path):
    """The edge gives it, not the team."""
    worker = Worker.of_name("validator", "team:check", {}, Place(str(tmp_path / "gone")), Limits())

    with pytest.raises(WorkerError, match="no process for code under test can be started in"):
        worker.open()


def test_a_record_that_cannot_be_handed_over_is_an_error_of_ours(under_test):
    """Cases are JSON; what is none comes from a caller."""
    worker = under_test("def check(record):\n    return True\n")

    with pytest.raises(WorkerError, match="a question cannot be handed to code under test"):
        worker.ask({1, 2})


EXACT = {
    "negative-zero": "-0.0",
    "integer": "1",
    "float": "1.0",
    "huge": "10 ** 5000",
    "nan": "float('nan')",
    "infinity": "-float('inf')",
    "smallest": "5e-324",
    "lone-surrogate": "'\\ud800 \\udfff'",
    "astral": "'\\U0001f600'",
    "controls": "'\\x00\\u2028\\n'",
    "nested": "{'a': [True, None, {'': [[]]}]}",
}


@pytest.mark.parametrize("literal", EXACT.values(), ids=EXACT)
def test_a_record_arrives_exactly_as_it_is(under_test, literal):
    """No integer becomes a float, no text is mended."""
    worker = under_test(
        "import sys\ndef check(record):\n    sys.set_int_max_str_digits(0)\n    return [repr(record)[-400:]]\n"
    )
    record = eval(literal)  # noqa: S307 - our own literals

    verdict = verdict_of(worker.ask(record))

    sys.set_int_max_str_digits(0)
    expected = repr(record)[-400:]
    sys.set_int_max_str_digits(4300)
    assert verdict == Verdict(Said.INVALID, (expected,))


def test_code_under_test_meets_python_s_own_guard_against_long_integers(under_test):
    """It is lifted for handing over only."""
    worker = under_test("def check(record):\n    return str(record)\n")

    verdict = verdict_of(worker.ask(10**5000))

    assert verdict.errors == (
        (
            "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() "
            "to increase the limit"
        ),
    )
