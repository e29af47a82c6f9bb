"""Whoever is killed while recording leaves a whole file: the old one or the new one."""

import sys

import pytest

from gc_contracts.cassette.store import save
from gc_contracts.model.recording import Cassette
from gc_contracts.redact.hiding import redactor
from killed import broken, left_over, recording, service

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of POSIX")
MOMENTS = (0.0, 0.01, 0.023, 0.037, 0.061, 0.09)
"""Seconds after a save was told: a turn of the loop takes about 0.06."""


def test_a_process_that_is_killed_leaves_whole_recordings(tmp_path):
    """Three kills at any moment, three while the file is written; the next run goes on with what is left."""
    path = tmp_path / "found.yaml"
    wrong, killed = [], []

    with service() as url:
        for turn, moment in enumerate(MOMENTS):
            with recording(path, url, turn * 1_000) as process:
                process.saved()
                aim = tmp_path if turn % 2 else None
                killed.append(process.kill(moment, aim))
            wrong += filter(None, [broken(path)])

    assert (wrong, killed) == ([], [True] * len(MOMENTS))


def test_a_part_of_a_recording_is_told_from_a_whole_one(tmp_path):
    """The test above would see a file that was cut anywhere, also between two interactions."""
    path = tmp_path / "found.yaml"
    with service() as url, recording(path, url, 0) as process:
        process.saved()
    text = path.read_text(encoding="utf-8")
    cuts = (0, 15, text.index("  - request:", len(text) // 2), len(text) // 3, len(text) - 200)

    seen = [bool(broken(_cut(path, text, at))) for at in cuts]

    assert (seen, broken(_cut(path, text, len(text)))) == ([True] * len(cuts), "")


def _cut(path, text, at):
    path.write_text(text[:at], encoding="utf-8")
    return path


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path):
    """Its temporary file is nobody's; the next writer of the same recording takes it away."""
    (tmp_path / ".found.yaml.4711.tmp").write_text("version: 1\ninter")

    save(tmp_path / "found.yaml", Cassette("found"), redactor({}))

    assert left_over(tmp_path) == []
