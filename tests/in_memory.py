"""A validator under test without a process: asked like a worker, in memory.

`TimeoutError` stands for no answer in time, `SystemExit` for a process that ended.
"""

import copy
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from gc_contracts._json import Json
from gc_contracts.model.contract import Contract
from gc_contracts.model.verdict import Said, Trouble, Verdict
from gc_contracts.run.candidate import Candidate, Have
from gc_contracts.settings import Settings


class InMemory:
    """Asks what `make` makes, anew after each close; counts what it was asked."""

    def __init__(self, make: Callable[[], Callable[[Json], Any]], trouble: Trouble | None = None) -> None:
        self._make, self._trouble = make, trouble
        self._validate = make()
        self.asked = 0

    def open(self, probe: Json = None) -> Trouble | None:
        """There is nothing to import."""
        return self._trouble

    def ask(self, record: Json) -> Verdict:
        """Judge a copy of a record."""
        self.asked += 1
        shown = copy.deepcopy(record)
        try:
            answer = self._validate(shown)
        except TimeoutError:
            return Verdict(Said.HANG, trouble=Trouble("timeout", "gave no answer within 5 s"))
        except SystemExit:
            return Verdict(Said.CRASH, trouble=Trouble("exit", "exit code 1"))
        except Exception as error:  # noqa: BLE001 - whatever it raises is a crash
            return Verdict(
                Said.CRASH, trouble=Trouble(type(error).__name__, str(error), "v.py", 1, "validate")
            )
        errors = tuple(answer) if isinstance(answer, list) else ()
        valid = not answer if isinstance(answer, list) else answer
        changed = repr(shown) != repr(record)
        return Verdict(
            Said.VALID if valid else Said.INVALID, errors, None, changed, shown if changed else None
        )

    def ask_all(self, records: Iterable[Json]) -> Generator[Verdict]:
        """Judge many."""
        yield from map(self.ask, records)

    def close(self) -> None:
        """Forget what it kept."""
        self._validate = self._make()


def have(validate: Callable[[Json], Any]) -> Have:
    """Let a run have this validator."""
    return having(InMemory(lambda: validate))


def having(inner: InMemory) -> Have:
    """Let a run have this one."""

    @contextmanager
    def given(_: Contract, __: Settings, probe: Json) -> Iterator[Candidate]:
        yield Candidate(inner, probe)

    return given
