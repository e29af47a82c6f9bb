"""Both ways of holding the line, on the same questions: pipes watched together, and a thread for each."""

import os
import threading

import pytest

from gc_contracts.model.verdict import Said
from gc_contracts.worker.link import GoneError, LateError
from gc_contracts.worker.polled import Polled
from gc_contracts.worker.process import Spawned
from gc_contracts.worker.terms import Died, Hung, Limits, Place
from gc_contracts.worker.threaded import Threaded
from gc_contracts.worker.verdicts import ask_all
from gc_contracts.worker.worker import Worker

LINKS = pytest.mark.parametrize("link", [Polled, Threaded], ids=["polled", "threaded"])
CODE = """
import os, time
def check(record):
    print("x" * 100_000)
    if record == "hang":
        time.sleep(3600)
    if record == "exit":
        os._exit(3)
    return [record * 1000] if record else True
"""


@LINKS
def test_a_worker_answers_hangs_and_dies_the_same_over_either(tmp_path, link):
    """What it prints and how much it is asked ahead fills no pipe."""
    (tmp_path / "team.py").write_text(CODE)
    place = Place(str(tmp_path), (str(tmp_path),))
    opening = {"role": "validator", "target": "team:check", "setup": {}, "sources": {}}
    before = (len(os.listdir("/proc/self/fd")), threading.active_count())  # noqa: PTH208 - as short as it gets

    with Worker(lambda: Spawned(place, link), opening, place, Limits(seconds=1.0)) as worker:
        said = [verdict.said for verdict in ask_all(worker, ["", "text" * 100] * 100)]
        ends = [worker.ask(record) for record in ("hang", "exit")]

    after = (len(os.listdir("/proc/self/fd")), threading.active_count())  # noqa: PTH208 - as above
    assert said == [Said.VALID, Said.INVALID] * 100
    assert [(type(end), end.trouble.file, len(end.trouble.output)) for end in ends] == [
        (Hung, "team.py", 4000),
        (Died, "team.py", 4000),
    ]
    assert after == before


@pytest.fixture(params=[Polled, Threaded], ids=["polled", "threaded"])
def line(request):
    """A link, and the far ends of its three pipes."""
    (asks, asked), (answers, answered), (output, printed) = (os.pipe() for _ in range(3))
    link = request.param(asked, answers, output)
    far = [asks, answered, printed]

    yield link, far

    for descriptor in far:
        os.close(descriptor)
    link.close()


def test_a_line_that_does_not_come_is_late(line):
    """Half a line is none."""
    link, (_, answered, _) = line
    os.write(answered, b"half")

    with pytest.raises(LateError):
        link.line(0.01)
    os.write(answered, b" a line\n")

    assert link.line(1.0) == b"half a line\n"


def test_lines_come_in_order_before_the_news_that_there_are_no_more(line):
    """The end is told each time it is asked for."""
    link, far = line
    os.write(far[1], b"one\ntwo\n")
    os.close(far.pop(1))

    lines = [link.line(1.0), link.line(1.0)]

    assert lines == [b"one\n", b"two\n"]
    for _ in range(2):
        with pytest.raises(GoneError):
            link.line(1.0)


def test_a_message_longer_than_a_pipe_arrives_while_a_line_is_awaited(line):
    """Posting waits for nobody."""
    link, (asks, answered, _) = line
    message = b"x" * 1_000_000 + b"\n"

    def far_side() -> None:
        received = 0
        while received < len(message):
            received += len(os.read(asks, 65536))
        os.write(answered, b"thanks\n")

    link.post(message[:600_000])
    link.post(message[600_000:])
    reader = threading.Thread(target=far_side)
    reader.start()

    assert link.line(10.0) == b"thanks\n"
    reader.join()


def test_a_message_to_nobody_is_lost_in_silence(line):
    """That nobody is there shows when a line is awaited."""
    link, far = line
    os.close(far.pop(0))
    os.close(far.pop(0))

    link.post(b"anybody?\n")

    with pytest.raises(GoneError):
        link.line(1.0)
