"""A project on disk with one module, and workers on what it defines."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from gc_contracts.worker.terms import Limits, Place
from gc_contracts.worker.worker import Worker

SOON = Limits(seconds=20.0)
"""More than any answer takes on a busy machine."""

Started = Callable[..., Worker]


@pytest.fixture
def under_test(tmp_path: Path):
    """Start a worker on `team.py:check`, or another target, of a project with this code; closed in the end."""
    started: list[Worker] = []

    def start(
        code: str, target: str = "team:check", *, role="validator", setup=None, limits: Limits = SOON
    ) -> Worker:
        (tmp_path / "team.py").write_text(dedent(code), encoding="utf-8")
        place = Place(str(tmp_path), (str(tmp_path),))
        started.append(Worker.of_name(role, target, setup or {}, place, limits))
        return started[-1]

    yield start
    for worker in started:
        worker.close()
