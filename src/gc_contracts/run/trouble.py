"""What to say where we could not run something: one paragraph for people, the traceback on request."""

import traceback

from gc_contracts.errors import GcContractsError
from gc_contracts.model.case import CaseKind
from gc_contracts.model.result import Outcome, Result


class NotVerifiedError(Exception):
    """What an item is to run is not here; says what would be needed. The item is skipped."""


def could_not_run(contract: str, kind: CaseKind, error: Exception) -> Result:
    """Give the result of an item that ended in an exception of ours."""
    return Result(
        contract, kind, Outcome.ERROR, notes=(trace(error),), reason=excuse(f"the {kind} item", error)
    )


def excuse(what: str, error: Exception) -> str:
    """Word an exception: what could not be run, why, and what a reader can do about it."""
    name = type(error).__name__
    cause = " ".join([str(error), *getattr(error, "__notes__", ())]).strip() or "no message"
    if isinstance(error, GcContractsError):
        return f"could not run {what}: {cause}"
    return (
        f"could not run {what}: {name}: {cause}. This is a defect of gc-contracts or of a plug-in, not "
        "of your contract; the rest was run. Please report it with the file and the output of -vv."
    )


def trace(error: Exception) -> str:
    """Write the traceback as one note."""
    return "".join(traceback.format_exception(error)).rstrip()
