"""Code that no name leads to, such as a function inside a conftest's hook: forked, and held to the same rules."""

import os
import socket
import sys
import threading
import warnings
from pathlib import Path

import pytest

from gc_contracts.model.verdict import Said, Trouble, Verdict
from gc_contracts.worker.terms import Died, Hung, Limits, Opened, Place
from gc_contracts.worker.verdicts import ask_all, verdict_of
from gc_contracts.worker.worker import Worker

ROOT = Path(__file__).parent
PLACE = Place(str(ROOT))
HERE = Path(__file__).name


@pytest.fixture
def forked():
    started: list[Worker] = []

    def start(held, limits=Limits(seconds=20.0), setup=None) -> Worker:  # noqa: B008 - frozen
        started.append(Worker.of_object("validator", held, setup, PLACE, limits))
        return started[-1]

    yield start
    for worker in started:
        worker.close()


def test_a_closure_is_asked_in_a_process_of_its_own(forked):
    """What it changes stays there."""
    seen = []

    def check(record):
        seen.append(record)
        return [f"{os.getpid()} {len(seen)}"]

    worker = forked(check)
    opened = worker.open()
    verdicts = ask_all(worker, [{}, {}])

    pids, counts = zip(*(verdict.errors[0].split() for verdict in verdicts), strict=True)
    assert (opened, counts, seen) == (Opened("function"), ("1", "2"), [])
    assert str(os.getpid()) not in pids


def test_a_class_is_built_there(forked):
    """From the constraint matrix, as a named one is."""

    class Rules:
        def __init__(self, constraints):
            self.wanted = constraints["a"]

        def validate_record(self, record, record_id):
            return record["a"] == self.wanted, []

    worker = forked(Rules, setup={"a": 1})

    assert [verdict.said for verdict in ask_all(worker, [{"a": 1}, {"a": 2}])] == [Said.VALID, Said.INVALID]


def test_its_trouble_names_the_line_in_the_conftest(forked):
    """As for any other code of the team."""

    def check(record):
        return record["missing"]

    verdict = verdict_of(forked(check).ask({}))

    line = check.__code__.co_firstlineno + 1
    place = (HERE, line, "check", 'return record["missing"]')
    assert verdict == Verdict(Said.CRASH, trouble=Trouble("KeyError", "'missing'", *place))


def test_a_hang_and_an_exit_there_leave_us_alone(forked):
    """And the next record is judged by a new fork."""

    def check(record):
        if record == "hang":
            threading.Event().wait()
        if record == "exit":
            os._exit(3)
        return True

    answers = [forked(check, Limits(seconds=0.3)).ask(record) for record in ("hang", "exit", "good")]

    assert [type(answer) for answer in answers[:2]] == [Hung, Died]
    assert answers[0].trouble.function == answers[1].trouble.function == "check"
    assert verdict_of(answers[2]) == Verdict(Said.VALID)


def test_what_it_prints_goes_to_its_answer_and_not_to_our_output(forked, capfd):
    """Nor does what we had printed and not yet flushed come out twice."""

    def check(record):
        sys.stdout.write("there\n")
        os.write(1, b"raw\n")
        return sys.exit(1) if record else True

    sys.stdout.write("here")
    answers = [forked(check).ask(record) for record in ({}, {"a": 1})]

    assert [answers[0].output, answers[1].trouble.output] == ["there\n", "there\n"]
    assert capfd.readouterr() == ("here", "")


def test_network_is_refused_there_and_not_here(forked):
    """The fence cannot be taken down again, so it must never stand in the test run itself."""

    def check(record):
        socket.create_connection(("127.0.0.1", 9))

    verdict = verdict_of(forked(check).ask({}))

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        socket.create_connection(listening.getsockname()).close()
    assert verdict.trouble.kind == "Refused"


def test_forking_beside_threads_warns_nobody(forked):
    """Python 3.12 and later would."""
    stop = threading.Event()
    beside = threading.Thread(target=stop.wait)
    beside.start()

    verdict = verdict_of(forked(lambda record: True).ask({}))

    stop.set()
    beside.join()
    assert verdict == Verdict(Said.VALID)


def test_a_warning_there_is_a_warning(forked):
    """However strict the test run is with its own."""

    def check(record):
        warnings.warn("old", DeprecationWarning, stacklevel=1)
        return True

    assert verdict_of(forked(check).ask({})) == Verdict(Said.VALID)


def test_several_forks_at_once_close_one_by_one(forked):
    """A later fork holds the pipes of an earlier one; ending that waits for nobody."""
    workers = [forked(lambda record: True) for _ in range(4)]

    said = [verdict_of(worker.ask({})).said for worker in workers]
    for worker in workers:
        worker.close()

    assert said == [Said.VALID] * 4
