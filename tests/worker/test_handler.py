"""Handlers: inputs in, outputs out, and every request of theirs answered by the run."""

import time

import pytest

from gc_contracts.errors import ConnectionFault, TimeoutFault
from gc_contracts.model.interaction import Fault, Request, Response
from gc_contracts.model.verdict import Trouble
from gc_contracts.worker.terms import Answered, Died, Hung, Limits, Opened

CODE = "def execute(inputs):\n    return {'greeting': f\"Hello {inputs['name']}\"}\n"


def _handler(under_test, code, target="team:execute", **more):
    return under_test(code, target, role="handler", **more)


def test_a_handler_by_name_gives_its_output(under_test):
    """Plain data in, plain data out."""
    worker = _handler(under_test, CODE)

    assert worker.open() == Opened("handler")
    assert worker.ask({"name": "Ann"}) == Answered({"output": {"greeting": "Hello Ann"}})


def test_an_asynchronous_handler_is_waited_for(under_test):
    """As any other."""
    worker = _handler(under_test, f"async {CODE}")

    assert worker.ask({"name": "Ann"}) == Answered({"output": {"greeting": "Hello Ann"}})


def test_a_handler_given_as_text_runs_under_the_name_of_its_file(under_test):
    """Its troubles show the lines of the text."""
    code = "def run(inputs):\n    return {'greeting': inputs['name']}\n"
    setup = {"code": code, "entry": "run", "name": "actions/hello.json"}
    worker = _handler(under_test, "", "", setup=setup)

    answers = [worker.ask(inputs) for inputs in ({"name": "Ann"}, {})]

    place = {
        "file": "actions/hello.json",
        "line": 2,
        "function": "run",
        "text": "return {'greeting': inputs['name']}",
    }
    trouble = {"kind": "KeyError", "message": "'name'", **place}
    assert answers == [Answered({"output": {"greeting": "Ann"}}), Answered({"trouble": trouble})]


def test_a_handler_given_as_text_that_hangs_shows_its_line(under_test):
    """Read from the text, since there is no file."""
    setup = {"code": "def execute(inputs):\n    while True:\n        inputs\n", "name": "hello.json"}
    worker = _handler(under_test, "", "", setup=setup, limits=Limits(seconds=0.3))

    trouble = worker.ask({}).trouble

    assert (trouble.kind, trouble.file, trouble.function) == ("timeout", "hello.json", "execute")
    assert (trouble.line, trouble.text) in {(2, "while True:"), (3, "inputs")}


TEXTS = {
    "no-entry": ("def other(inputs): ...", Trouble("target", "the code defines no 'execute'")),
    "no-function": ("execute = 3", Trouble("target", "3 cannot be called; a handler is a function of its inputs")),
    "syntax": ("x = = 1", Trouble("SyntaxError", "invalid syntax", "handler", 1, "<module>", "x = = 1")),
    "raises": ("x = 1 / 0", Trouble("ZeroDivisionError", "division by zero", "handler", 1, "<module>", "x = 1 / 0")),
}  # fmt: skip


@pytest.mark.parametrize(("code", "trouble"), TEXTS.values(), ids=TEXTS)
def test_a_text_that_is_no_handler_says_why(under_test, code, trouble):
    """Once, when it is opened."""
    worker = _handler(under_test, "", "", setup={"code": code})

    assert worker.open() == trouble


ODD = {
    "set": ("{'a': {1}}", "gave an output with set {1} at /a, which JSON has no word for"),
    "date": (
        "{'a': [__import__('datetime').date(2024, 1, 2)]}",
        "gave an output with date datetime.date(2024, 1, 2) at /a/0, which JSON has no word for",
    ),
    "itself": ("object", "gave an output with type <class 'object'> at its top, which JSON has no word for"),
    "key": ("{'a': {1: 2}}", "gave an output with the key int 1 at /a; names are texts"),
    "without-end": ("(lambda a: a.append(a) or a)([])", "gave an output that nests too deep for JSON"),
}


@pytest.mark.parametrize(("output", "message"), ODD.values(), ids=ODD)
def test_an_output_that_json_has_no_word_for_says_where(under_test, output, message):
    """It could never leave the action."""
    worker = _handler(under_test, f"def execute(inputs):\n    return {output}\n")

    trouble = {"kind": "answer", "message": message}
    assert worker.ask({}) == Answered({"trouble": trouble})


# How the way out is reached here; what intercepts a library's requests is handed it before the import.
REACH = """
import gc
from gc_contracts.worker.child.handler import Exchange
exchange = next(one for one in gc.get_objects() if isinstance(one, Exchange))
def fetch(path):
    return exchange({"method": "GET", "url": "https://host/" + path, "headers": [["a", "b"]], "body": None})
"""
FETCHING = f"{REACH}\ndef execute(inputs):\n    return [fetch(path) for path in inputs]\n"


def test_a_request_of_a_handler_is_answered_by_the_run(under_test):
    """In the order they are sent; the reply's body travels as base64."""
    sent = []

    def send(request):
        sent.append(request)
        return Response(200, (("x", "y"),), b"\xff")

    worker = _handler(under_test, FETCHING)
    answer = worker.ask(["1", "2"], send=send)

    reply = {"status": 200, "headers": [["x", "y"]], "body": "/w=="}
    assert sent == [Request("GET", f"https://host/{n}", (("a", "b"),)) for n in "12"]
    assert answer == Answered({"output": [reply, reply]})


FAULTS = {
    "fault": (lambda _: Fault.RESET, "reset"),
    "timeout": (TimeoutFault("late"), "timeout"),
    "connection": (ConnectionFault("no"), "refused"),
}


@pytest.mark.parametrize(("fault", "word"), FAULTS.values(), ids=FAULTS)
def test_a_fault_arrives_as_a_word(under_test, fault, word):
    """Given, or raised as a `Send` does."""

    def send(request):
        if callable(fault):
            return fault(request)
        raise fault

    worker = _handler(under_test, FETCHING)

    assert worker.ask(["1"], send=send) == Answered({"output": [{"fault": word}]})


def test_requests_from_threads_are_answered_each_with_its_own_reply(under_test):
    """One after the other on the one line."""
    code = (
        f"{REACH}\nfrom concurrent.futures import ThreadPoolExecutor\ndef execute(inputs):\n"
        "    with ThreadPoolExecutor(8) as pool:\n        return [r['status'] for r in pool.map(fetch, inputs)]\n"
    )
    worker = _handler(under_test, code)

    answer = worker.ask(
        [str(n) for n in range(200, 250)], send=lambda request: Response(int(request.url[-3:]))
    )

    assert answer == Answered({"output": list(range(200, 250))})


def test_a_request_that_nobody_answers_is_refused(under_test):
    """In a run without replies, while importing, and after the call."""
    worker = _handler(under_test, FETCHING)

    trouble = worker.ask(["1"]).value["trouble"]

    message = "code under test sent a request, and this run answers none"
    assert (trouble["kind"], trouble["message"], trouble["function"]) == ("Refused", message, "fetch")


def test_a_request_while_importing_is_refused(under_test):
    """No case is running that could answer."""
    worker = _handler(under_test, f"{REACH}\nfetch('1')\n")

    opened = worker.open()

    message = "code under test sent a request when none of its calls was running"
    assert (opened.kind, opened.message, opened.function) == ("Refused", message, "fetch")


def test_an_error_of_ours_while_answering_is_ours(under_test):
    """And the worker is ready for the next call."""

    def broken(request):
        raise LookupError(request.url)

    worker = _handler(under_test, FETCHING)
    with pytest.raises(LookupError, match="https://host/1"):
        worker.ask(["1"], send=broken)

    assert worker.ask([]) == Answered({"output": []})


def test_the_limit_holds_for_a_call_with_all_its_requests(under_test):
    """A handler that asks for ever is stopped too."""
    code = f"{REACH}\ndef execute(inputs):\n    while True:\n        fetch('1')\n"
    worker = _handler(under_test, code, limits=Limits(seconds=0.4))
    worker.open()

    began = time.monotonic()
    answer = worker.ask({}, send=lambda _: Response(200))
    took = time.monotonic() - began

    assert isinstance(answer, Hung)
    assert 0.4 <= took < 5


def test_a_handler_that_ends_its_process_in_mid_call_is_told(under_test):
    """As a validator's end is."""
    code = f"{REACH}\nimport os\ndef execute(inputs):\n    fetch('1')\n    os._exit(7)\n"
    worker = _handler(under_test, code)

    answer = worker.ask({}, send=lambda _: Response(200))

    place = ("team.py", 11, "execute", "os._exit(7)")
    assert answer == Died(Trouble("exit", "ended its process with exit code 7", *place))
