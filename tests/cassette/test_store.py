"""The door to disk: nothing secret, nothing half, one writer at a time."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gc_contracts.cassette.store import save
from gc_contracts.errors import LeakError
from gc_contracts.load.cassettes import read_file
from gc_contracts.model.interaction import Request
from gc_contracts.redact.hiding import redactor
from recordings import answered, cassette

SOURCE = Path(__file__).parents[2] / "src"
WRITER = """
import sys
from pathlib import Path
from gc_contracts.cassette.store import save
from gc_contracts.model.interaction import Request, Response
from gc_contracts.model.recording import Cassette, Interaction
from gc_contracts.redact.hiding import redactor
path, number = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
while True:
    number += 1
    one = Interaction(Request("GET", f"https://example.com/{number}"), Response(200, (), b"x" * 20_000))
    save(path, Cassette("found", (one,) * 40), redactor({}))
"""


class Careless:
    """Takes out nothing, and sees everything."""

    def cassette(self, whole):
        """Give it as it is."""
        return whole

    def leaks(self, text):
        """Name one."""
        return ("a token in the answer",)


def test_a_secret_that_redaction_missed_is_never_written(tmp_path: Path):
    """The second look refuses; the old file stays as it was."""
    path = tmp_path / "found.yaml"
    save(path, cassette(answered({"a": 1})), redactor({}))
    before = path.read_bytes()

    with pytest.raises(
        LeakError, match=r"found\.yaml is not written, it would still hold a token in the answer"
    ):
        save(path, cassette(answered({"a": 2})), Careless())

    assert (path.read_bytes(), [each.name for each in tmp_path.iterdir()]) == (before, ["found.yaml"])


def test_what_is_written_is_what_is_given_back(tmp_path: Path):
    """Without secrets, and with the folder made where there is none."""
    told = answered({"access_token": "k9Qm-27xZpL-4471"})

    safe = save(tmp_path / "deep" / "found.yaml", cassette(told), redactor({}))

    kept = read_file(tmp_path / "deep" / "found.yaml", "found", tmp_path).cassettes[0]
    assert [one.reply.body for one in kept.interactions] == [b'{"access_token":"<redacted:access_token:1>"}']
    assert [one.reply for one in safe.interactions] == [one.reply for one in kept.interactions]


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_files_mode_stays(tmp_path: Path):
    """Who made it private keeps it so."""
    path = tmp_path / "found.yaml"
    save(path, cassette(), redactor({}))
    path.chmod(0o600)

    save(path, cassette(answered({})), redactor({}))

    assert path.stat().st_mode & 0o777 == 0o600


def test_what_a_killed_run_left_is_swept(tmp_path: Path):
    """Beside its own file, and no other's."""
    for name in (".found.yaml.123.tmp", ".other.yaml.123.tmp"):
        (tmp_path / name).write_text("half")

    save(tmp_path / "found.yaml", cassette(), redactor({}))

    assert sorted(each.name for each in tmp_path.iterdir()) == [".other.yaml.123.tmp", "found.yaml"]


@pytest.mark.parametrize("name", ["a[1].yaml", "[!a].yaml"])
def test_letters_of_patterns_are_letters_of_a_name(tmp_path: Path, name: str):
    """What a killed run left is found whatever the recording is called."""
    (tmp_path / f".{name}.123.tmp").write_text("half")

    save(tmp_path / name, cassette(), redactor({}))

    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_two_writers_leave_one_whole_file(tmp_path: Path):
    """They take turns."""
    path = tmp_path / "found.yaml"
    several = [_started(path, number * 1000) for number in range(2)]

    seen = [_whole(path) for _ in range(20)]
    for each in several:
        _ended(each)

    assert (set(seen), _whole(path)) == ({True}, True)


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path):
    """At whatever moment: the old one or the new one."""
    path = tmp_path / "found.yaml"

    seen = [_killed(path, after=0.013 * turn) for turn in range(6)]

    assert seen == [True] * 6


def _started(path, number):
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(number)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    child.stdout.readline()
    while not path.exists():
        time.sleep(0.001)  # a process of its own writes; nothing tells us when but the file
    return child


def _killed(path, after):
    child = _started(path, 0)
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    _ended(child)
    return _whole(path)


def _ended(child):
    child.kill()
    child.wait()
    assert child.stdout is not None
    child.stdout.close()


def _whole(path):
    found = read_file(path, "found", path.parent)
    return not found.problems and [len(each.interactions) for each in found.cassettes] == [40]


def test_a_request_can_be_anything(tmp_path: Path):
    """A URL with braces, blanks and letters of all kinds is no reason to fail."""
    odd = answered({}, "https://example.com/{id}/a b?q=é&x={y}")

    save(tmp_path / "found.yaml", cassette(odd), redactor({}))

    kept = read_file(tmp_path / "found.yaml", "found", tmp_path).cassettes[0].interactions[0]
    assert kept.request == Request("POST", "https://example.com/{id}/a b?q=é&x={y}")
