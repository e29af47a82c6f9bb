"""The one door to disk: redacted, looked at once more, whole, one writer at a time."""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from gc_contracts.cassette.render import render
from gc_contracts.cassette.store import save
from gc_contracts.errors import LeakError
from gc_contracts.load.cassettes import read_file
from gc_contracts.model.recording import Cassette
from gc_contracts.redact.hiding import redactor
from killed import left_over
from recordings import answered, cassette

SECRET = "kT9vQ2mZx7LpR4wBn8Yd"
ONE = cassette(answered({"name": "Ann", "access_token": SECRET}))
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such mode of a file")


class Blind:
    """A redactor that takes nothing out, and sees afterwards what it left."""

    def cassette(self, whole):
        """Give all as it is."""
        return whole

    def leaks(self, text):
        """See the secret."""
        return ("access_token in interaction 1",) if SECRET in text else ()


def test_what_is_saved_is_redacted_and_given_back_so(tmp_path):
    """The file and what `save` gives are the same, and the secret is in neither."""
    path = tmp_path / "found.yaml"

    safe = save(path, ONE, redactor({}))

    text = path.read_text(encoding="utf-8")
    assert (text, SECRET in text, "<redacted:access_token:1>" in text) == (render(safe), False, True)


def test_a_text_that_still_holds_a_secret_is_not_written(tmp_path):
    """The error names the file and what is left, never the secret; the old file stays as it was."""
    path = tmp_path / "found.yaml"
    path.write_text("old", encoding="utf-8")

    with pytest.raises(LeakError) as refused:
        save(path, ONE, Blind())

    assert (
        str(refused.value) == "found.yaml is not written, it would still hold access_token in interaction 1"
    )
    assert (path.read_text(encoding="utf-8"), left_over(tmp_path)) == ("old", [])


def test_a_refused_recording_makes_no_folder(tmp_path):
    """Nothing at all is written."""
    with pytest.raises(LeakError):
        save(tmp_path / "cassettes" / "found.yaml", ONE, Blind())

    assert [*tmp_path.iterdir()] == []


def test_folders_are_made_and_nothing_lies_beside_the_file(tmp_path):
    """A first recording needs no preparation; lock and temporary file are not in the project."""
    path = tmp_path / "cassettes" / "users" / "found.yaml"

    save(path, ONE, redactor({}))

    assert [each.name for each in path.parent.iterdir()] == ["found.yaml"]


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664], ids=oct)
def test_the_mode_of_a_file_stays(tmp_path, mode):
    """Who made a recording private or shared finds it so."""
    path = tmp_path / "found.yaml"
    save(path, ONE, redactor({}))
    path.chmod(mode)

    save(path, replace(ONE, interactions=ONE.interactions * 2), redactor({}))

    assert path.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("name", ["found.yaml", "a[1].yaml", "what?.yaml"])
def test_a_temporary_file_of_a_killed_run_is_removed_whatever_the_name(tmp_path, name):
    """Letters that mean something to a pattern of names mean themselves here; files of others stay."""
    for left in (f".{name}.4711.tmp", ".other.yaml.4711.tmp"):
        (tmp_path / left).write_text("half", encoding="utf-8")

    save(tmp_path / name, ONE, redactor({}))

    assert left_over(tmp_path) == [".other.yaml.4711.tmp"]


def test_writers_at_once_leave_one_whole_file(tmp_path):
    """Eight of them, one file: one is last, and none is mixed with another."""
    path = tmp_path / "found.yaml"
    sizes = range(1, 9)
    made = [cassette(*(answered({"size": size, "at": at}) for at in range(size))) for size in sizes]

    with ThreadPoolExecutor(8) as pool:
        written = [*pool.map(lambda each: save(path, each, redactor({})), made)]

    found = read_file(path, "found", tmp_path)
    assert (found.problems, render(found.cassettes[0]) in map(render, written)) == ((), True)
    assert left_over(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_an_error_of_the_system(tmp_path):
    """A file stands where the folder should be; the caller words it."""
    (tmp_path / "cassettes").write_text("", encoding="utf-8")

    with pytest.raises(OSError, match="cassettes"):
        save(tmp_path / "cassettes" / "found.yaml", Cassette("found"), redactor({}))
