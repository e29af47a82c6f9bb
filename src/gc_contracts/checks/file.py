"""Family `file/`: files that cannot be used, in whole or in part.

The file alone proves each of these; the rest of the suite runs on.
"""

from collections.abc import Iterator

from gc_contracts.checks.problems import problems, worded
from gc_contracts.checks.registry import check
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import Check, Seen
from gc_contracts.model.contract import Contract, Kind, Problem
from gc_contracts.model.finding import Finding
from gc_contracts.source import Source


def _problems(id: str) -> Check:  # noqa: A002 - as in `check`
    def look(seen: Seen) -> Iterator[Finding]:
        yield from problems(seen, id)

    return check(id, CaseKind.STATIC)(look)


def _incomplete(seen: Seen) -> Iterator[Finding]:
    """Report what loading missed, and an action of the field-list dialect that has nothing to run."""
    yield from problems(seen, "file/incomplete")
    contract = seen.contract
    if contract.kind is not Kind.ACTION or contract.expectations.handler:
        return
    if contract.action.form == "field-list" and contract.action.code is None:
        message = "`execution` holds no `code`: there are inputs and outputs, and nothing that runs"
        hint = "add `execution` with its Python `code`, or name a `handler` in contract.yaml"
        problem = Problem("file/incomplete", message, contract.locate("/execution"), hint)
        yield worded(contract, problem)


def unknown_shape(file: str) -> Contract:
    """Make the contract that a file of unknown shape is where such files are to fail (`gc_strict`)."""
    problem = Problem(
        "file/unknown-shape",
        "neither a Genesys Cloud schema nor a Data Action: its shape is not known",
        Source(file),
        "move it out of the contracts folder, or unset gc_strict",
    )
    name = file.rpartition("/")[2].partition(".")[0]
    return Contract(file, Kind.BROKEN, name, None, None, problems=(problem,))


CHECKS = (
    _problems("file/unreadable"),
    _problems("file/unknown-shape"),
    check("file/incomplete", CaseKind.STATIC)(_incomplete),
)
