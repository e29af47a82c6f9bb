"""A failed run in the platform's own words: the two error shapes, and what a flow gets of them.

The newer shape (`message`, `code`) is what tests and the API give; the older one (`userMessage`,
`errorCode`) is the error contract of every action, whose flattened leaves are a flow's Failure path.
"""

from gc_contracts._json import Json
from gc_contracts.model.failure import Failure

CORRELATION = "00000000-0000-4000-8000-000000000003"
"""Stands for the id that the platform makes for each run."""


def error_body(failure: Failure) -> dict[str, Json]:
    """Write a failure as the platform's ErrorBody, which its test page shows.

    Source: documented: SDK model ErrorBody; codes recorded in the data action workshop.
    """
    return {
        "message": failure.message,
        "code": failure.code,
        "status": failure.status,
        "details": [{"errorCode": failure.error_code}],
        "errors": [],
    }


def execute_error(failure: Failure) -> dict[str, Json]:
    """Write a failure as `execute` gives it to a flow, by the error contract that all actions share.

    Source: recorded: the error contract of a live org, and INTERNAL_SERVER_ERROR beside
    internal.server.error; assumed: other codes are spelt in the same way.
    """
    return {
        "errorCode": failure.code.upper().replace(".", "_"),
        "status": failure.status,
        "correlationId": CORRELATION,
        "entityId": None,
        "entityName": None,
        "userMessage": failure.message,
        "userParamsMessage": failure.message,
        "userParams": [],
        "details": [{"errorCode": failure.error_code, "fieldName": "", "entityId": None, "entityName": None}],
        "errors": [],
    }


def failure_outputs(failure: Failure) -> dict[str, Json]:
    """Give the variables of the Failure path: the error contract's leaves, lists side by side.

    Source: recorded: exported flows list these thirteen names; assumed: the lists are empty where the
    error has no such entries.
    """
    error = execute_error(failure)
    plain = {name: value for name, value in error.items() if not isinstance(value, list)}
    params: dict[str, Json] = {"userParams.key": [], "userParams.value": []}
    details = {
        f"details.{name}": [detail[name] for detail in error["details"]]
        for name in ("errorCode", "fieldName", "entityId", "entityName")
    }
    return plain | params | details
