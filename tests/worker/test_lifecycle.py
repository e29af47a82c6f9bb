"""What is left when a worker ends: no process, no zombie, no descriptor, whoever ends it and how."""

import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gc_contracts.worker.terms import Answered, Hung, Limits, Opened, Place
from gc_contracts.worker.worker import Worker

SOURCE = Path(__file__).parents[2] / "src"
PATIENCE = 10.0
TRUE = "def check(record):\n    return True\n"


def _descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _is_alive(pid: int) -> bool:
    """Whether a process runs; a zombie that waits for whoever adopted it does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in {"Z", "X"}


def _ends(pid: int) -> bool:
    """Whether a process ends within our patience."""
    until = time.monotonic() + PATIENCE
    while _is_alive(pid) and time.monotonic() < until:
        os.sched_yield()
    return not _is_alive(pid)


def _zombies() -> bool:
    """Whether this process has a child it did not wait for."""
    try:
        return os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return False


@pytest.fixture
def place(tmp_path):
    (tmp_path / "team.py").write_text(
        "import os, time\n"
        "def pid(record):\n    return [str(os.getpid())]\n"
        "def hang(record):\n    time.sleep(3600)\n"
        "def die(record):\n    os._exit(1)\n"
    )
    (tmp_path / "slow.py").write_text("import time\ntime.sleep(3600)\n")
    return Place(str(tmp_path), (str(tmp_path),))


@pytest.mark.parametrize("name", ["pid", "hang", "die", "nowhere"])
def test_a_closed_worker_leaves_nothing(place, name):
    """However its code behaved."""
    before = _descriptors()

    for _ in range(3):
        with Worker.of_name("validator", f"team:{name}", {}, place, Limits(seconds=0.2)) as worker:
            worker.ask({})

    assert (_descriptors(), _zombies()) == (before, False)


def test_a_worker_is_started_when_it_is_first_asked_and_stays(place):
    """Warm between questions."""
    with Worker.of_name("validator", "team:pid", {}, place, Limits()) as worker:
        pids = {worker.ask({}).value["errors"][0] for _ in range(3)}

    assert len(pids) == 1


def test_a_closed_worker_may_be_asked_again(place):
    """In a new process."""
    with Worker.of_name("validator", "team:pid", {}, place, Limits()) as worker:
        first = worker.ask({})
        worker.close()
        second = worker.ask({})

    assert first.value["said"] == second.value["said"] == "invalid"
    assert first != second


def test_a_worker_that_is_forgotten_takes_its_process_along(place):
    """Not closing one is no leak."""
    before = _descriptors()
    worker = Worker.of_name("validator", "team:pid", {}, place, Limits())
    pid = int(worker.ask({}).value["errors"][0])

    del worker
    gc.collect()

    assert (_is_alive(pid), _descriptors(), _zombies()) == (False, before, False)


def test_answers_that_are_not_read_any_more_are_not_mixed_with_later_ones(place):
    """Stopping half-way ends the process."""
    with Worker.of_name("validator", "team:pid", {}, place, Limits()) as worker:
        answers = worker.ask_all([{}] * 500)
        first = next(answers)
        answers.close()
        second = worker.ask({})

    assert first != second
    assert isinstance(second, Answered)


def test_what_code_under_test_started_is_killed_with_it(tmp_path):
    """The fence has gaps; the process group has none of them."""
    (tmp_path / "team.py").write_text(
        "import time\nfrom multiprocessing.util import spawnv_passfds\nfrom pathlib import Path\n"
        "def check(record):\n"
        "    pid = spawnv_passfds(b'/bin/sleep', [b'sleep', b'3600'], [])\n"
        "    Path('pid').write_text(str(pid))\n"
        "    time.sleep(3600)\n"
    )
    place = Place(str(tmp_path), (str(tmp_path),))
    with Worker.of_name("validator", "team:check", {}, place, Limits(seconds=1.0)) as worker:
        answer = worker.ask({})

    assert isinstance(answer, Hung)
    assert _ends(int((tmp_path / "pid").read_text()))


PARENT = """
import sys
from gc_contracts.worker.terms import Limits, Place
from gc_contracts.worker.worker import Worker
place = Place(sys.argv[1], (sys.argv[1],))
idle = Worker.of_name("validator", "team:pid", {}, place, Limits(seconds=0.5))
forked = Worker.of_object("validator", lambda record: [str(__import__("os").getpid())], {}, place, Limits())
for worker in (idle, forked):
    print(worker.ask({}).value["errors"][0], flush=True)
"""
ENDS = {
    "killed-while-idle": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "ends-without-closing": "",
    "os-exit": "import os; os._exit(0)",
    "killed-while-importing": (
        "import os, signal, threading\n"
        "busy = Worker.of_name('validator', 'slow:check', {}, place, Limits(start=0.5))\n"
        "threading.Thread(target=busy.open, daemon=True).start()\n"
        "while busy._conversation is None: pass\n"
        "print(busy._conversation._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    ),
    "killed-while-asking": (
        "import os, signal, threading\n"
        "busy = Worker.of_name('validator', 'team:hang', {}, place, Limits(seconds=0.5))\n"
        "busy.open()\nprint(busy._conversation._process.pid, flush=True)\n"
        "busy._conversation._process.link.post(b'ask {}\\n')\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    ),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_nothing_runs_on_when_the_test_run_ends(place, end):
    """Be it by kill -9, in the middle of a question that is never answered."""
    done = subprocess.run(
        [sys.executable, "-c", f"{PARENT}\n{end}", place.root],
        env={"PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )

    pids = [int(word) for word in done.stdout.split()]
    assert len(pids) == 3 if "busy" in end else 2
    assert [pid for pid in pids if not _ends(pid)] == []


def test_an_interrupt_while_waiting_ends_the_process(place):
    """Ctrl-C reaches us alone: the worker has a session of its own."""
    code = (
        "import sys\nfrom gc_contracts.worker.terms import Limits, Place\n"
        "from gc_contracts.worker.worker import Worker\n"
        "worker = Worker.of_name('validator', 'team:hang', {}, Place(sys.argv[1], (sys.argv[1],)), Limits(seconds=60))\n"
        "worker.open()\nprint(worker._conversation._process.pid, flush=True)\nworker.ask({})\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code, place.root],
        env={"PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    pid = int(run.stdout.readline())

    run.send_signal(signal.SIGINT)
    run.wait(PATIENCE)
    run.stdout.close()

    assert (run.returncode != 0, _ends(pid)) == (True, True)


def test_opening_twice_starts_one_process(place):
    """The second time it is only told again."""
    with Worker.of_name("validator", "team:pid", {}, place, Limits()) as worker:
        opened = [worker.open(), worker.open()]

    assert opened == [Opened("function")] * 2


def test_a_thread_of_the_code_that_never_ends_holds_nobody(place):
    """Python itself would wait for it for ever."""
    Path(place.root, "team.py").write_text(
        "import os, threading\nthreading.Thread(target=threading.Event().wait).start()\n"
        "def check(record):\n    return [str(os.getpid())]\n"
    )
    code = (
        "import os, signal, sys\nfrom gc_contracts.worker.terms import Limits, Place\n"
        "from gc_contracts.worker.worker import Worker\n"
        "worker = Worker.of_name('validator', 'team:check', {}, Place(sys.argv[1], (sys.argv[1],)), Limits())\n"
        "print(worker.ask({}).value['errors'][0], flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, place.root],
        env={"PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )

    assert _ends(int(done.stdout))


def test_what_the_code_does_when_its_process_ends_is_done(place):
    """A tool that measures coverage writes its file then."""
    Path(place.root, "team.py").write_text(
        "import atexit\nfrom pathlib import Path\natexit.register(Path('written').touch)\n"
        "def check(record):\n    return True\n"
    )

    with Worker.of_name("validator", "team:check", {}, place, Limits()) as worker:
        worker.open()

    assert Path(place.root, "written").exists()


def test_what_the_probe_showed_stays_known_when_the_process_starts_anew(place):
    """The probe is asked once."""
    with Worker.of_name("validator", "team:die", {}, place, Limits()) as worker:
        opened = worker.open({})
        worker.ask({})

        assert worker.open() == opened
