"""What answers a handler, and how its troubles are looked at twice."""

from dataclasses import replace

import pytest

from gc_contracts.action.handled import Handled, execution
from gc_contracts.errors import ConnectionFault, TimeoutFault, UnmatchedError
from gc_contracts.model.case import ActionCase
from gc_contracts.model.check import ActionRun
from gc_contracts.model.finding import Evidence
from gc_contracts.model.interaction import Fault, Request, Response
from gc_contracts.model.verdict import Trouble
from gc_contracts.run.certain import is_certain
from gc_contracts.run.confirm import confirmed
from gc_contracts.run.line import EMPTIED, ENDED, ENOUGH, MOST, EndlessError, Line
from gc_contracts.vary.replies import reply

GET = Request("GET", "https://a.example/")
CONNECT = Request("CONNECT", "a.example:443")
TROUBLE = Trouble("KeyError", "'a'", "x.py", 3, "execute", "a")


def test_a_line_gives_the_replies_before_then_its_own():
    """A connection is made unless the next request is to be refused."""
    line = Line(Fault.REFUSED, (reply({"token": "t"}),))

    answers = [line(CONNECT), line(GET), line(CONNECT), line(GET)]

    assert answers == [Response(200), reply({"token": "t"}), Fault.REFUSED, Fault.REFUSED]
    assert line.requests == [GET, GET]


def test_who_reads_on_and_on_comes_to_an_end():
    """Lists run empty, then nothing is left to follow; a reply of a fault stays as it is."""
    line = Line(reply({"users": [{"a": 1}], "next": "x", "more": True}))
    fault = Line(Response(503))

    answers = [line(GET) for _ in range(ENDED + 1)]
    faults = {fault(GET) for _ in range(ENDED + 1)}

    assert answers[EMPTIED - 1] == reply({"users": [{"a": 1}], "next": "x", "more": True})
    assert answers[EMPTIED] == reply({"users": [], "next": "x", "more": True})
    assert answers[ENDED] == reply({"users": [], "next": None, "more": False})
    assert (line.is_tapered, faults, fault.is_tapered) == (True, {Response(503)}, False)


def test_who_never_stops_is_stopped():
    """First without a connection, then for good."""
    line = Line(reply({}))

    answers = [line(GET) for _ in range(ENOUGH)]

    assert (answers[MOST], line.is_endless) == (Fault.RESET, True)
    with pytest.raises(EndlessError):
        line(GET)


@pytest.mark.parametrize(
    ("error", "met"),
    [
        (TimeoutFault("late"), Fault.TIMEOUT),
        (ConnectionFault("broken"), Fault.RESET),
        (UnmatchedError("never recorded"), Fault.RESET),
    ],
    ids=["time-out", "connection", "unmatched"],
)
def test_a_line_may_ask_a_recording(error, met):
    """Code under test meets its faults as a network would give them; lists never run empty then."""

    def send(request):
        if request is GET:
            return reply({"users": [1]})
        raise error

    line = Line(Fault.REFUSED, (), send)

    answers = [line(GET) for _ in range(EMPTIED + 1)]

    assert answers[-1] == reply({"users": [1]})
    assert line(Request("GET", "https://b.example/")) is met
    assert not line.is_tapered


def run_of(given, trouble=TROUBLE, evidence=Evidence.CONTRACT, case_id="x"):
    """Give a run that ended in a trouble, or in none."""
    case = ActionCase(case_id, given, reply({}), evidence)
    return ActionRun(case, execution("A", given, Handled({}, trouble, (GET,)), None))


def again_with(trouble):
    """Give what a run looks like in a fresh process."""
    return lambda case: replace(run_of(case.input, trouble), case=case)


@pytest.mark.parametrize(
    ("alone", "evidence"),
    [(TROUBLE, Evidence.CONTRACT), (None, Evidence.SPECULATION)],
    ids=["again", "not-again"],
)
def test_what_fails_only_after_other_calls_is_no_proof(alone, evidence):
    """It is run once more, alone."""
    (run,) = confirmed([run_of({"id": "1"})], again_with(alone), lambda _: reply({}))

    assert run.case.evidence is evidence


def test_what_goes_through_on_a_response_of_its_own_is_only_likely():
    """The response was made for another input."""
    good = reply({"1": "x"})

    def again(case):
        return replace(run_of(case.input, None if case.reply == good else TROUBLE), case=case)

    (run,) = confirmed([run_of({"id": "1"})], again, lambda _: good)

    assert run.case.evidence is Evidence.LIKELY


def test_faults_need_no_response_of_their_own():
    """Every service gives them."""
    (run,) = confirmed([run_of({}, evidence=Evidence.HTTP)], again_with(TROUBLE), lambda _: reply({"a": 1}))

    assert run.case.evidence is Evidence.HTTP


@pytest.mark.parametrize(
    ("trouble", "certain"),
    [
        (Trouble("NameError", "name 'x' is not defined"), True),
        (Trouble("AttributeError", "'HTTPResponse' object has no attribute 'json'"), True),
        (Trouble("AttributeError", "'list' object has no attribute 'get'"), False),
        (Trouble("KeyError", "'a'"), False),
        (Trouble("exit", "would have ended its process"), True),
    ],
    ids=["name", "attribute", "of-json", "key", "exit"],
)
def test_some_troubles_no_response_prevents(trouble, certain):
    """The others may be the made-up response's fault."""
    assert is_certain(trouble) is certain
