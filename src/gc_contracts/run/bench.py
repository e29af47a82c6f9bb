"""A contract's validator in its worker: the one place of `run` that knows how code under test is started."""

from collections.abc import Generator, Iterable

from gc_contracts._json import Json
from gc_contracts.errors import WorkerError
from gc_contracts.model.contract import Contract
from gc_contracts.model.verdict import Trouble, Verdict
from gc_contracts.schema.matrix import matrix
from gc_contracts.settings import Settings
from gc_contracts.worker.terms import Limits, Place
from gc_contracts.worker.verdicts import speaks_by_raising, verdict_of
from gc_contracts.worker.worker import Worker


class Bench:
    """A worker in the role of a validator."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._raising = False

    def open(self, probe: Json = None) -> Trouble | None:
        """Import and build it, and learn from a valid record whether it speaks by raising."""
        try:
            opened = self._worker.open(probe)
        except WorkerError as error:
            return Trouble("WorkerError", str(error))
        if isinstance(opened, Trouble):
            return opened
        self._raising = speaks_by_raising(opened)
        return None

    def ask(self, record: Json) -> Verdict:
        """Show it a record."""
        return verdict_of(self._worker.ask(record), raising=self._raising)

    def ask_all(self, records: Iterable[Json]) -> Generator[Verdict]:
        """Show it many, sent ahead of their answers."""
        for answer in self._worker.ask_all(records):
            yield verdict_of(answer, raising=self._raising)

    def close(self) -> None:
        """End its process; the next question starts it anew."""
        self._worker.close()


def of_contract(contract: Contract, settings: Settings) -> Bench:
    """Make the worker of the validator that a contract names."""
    project, validator = settings.project, contract.expectations.validator
    setup = matrix(contract.schema, contract.expectations.references)
    place, limits = Place(project.root, project.paths), Limits(seconds=project.seconds)
    if isinstance(validator, str):
        return Bench(Worker.of_name("validator", validator, setup, place, limits))
    return Bench(Worker.of_object("validator", validator, setup, place, limits))
