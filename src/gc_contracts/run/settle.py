"""Values for a grown response: of the types that what the function returns must have.

Growing finds the members that code reads, and not what it takes them for. So where the action's contract
refuses what is returned for such a response, leaves of other types are tried.
"""

from gc_contracts._json import Json, get, kind, loads
from gc_contracts._json import replace as put
from gc_contracts.model.case import ActionCase
from gc_contracts.model.execution import Cause
from gc_contracts.model.schema import Schema
from gc_contracts.run.function_calls import Calls
from gc_contracts.schema.validate import validate
from gc_contracts.vary.leaves import leaves
from gc_contracts.vary.replies import reply

MOST = 40
"""Responses that are tried."""
FAILS = 1000
"""What a run counts that does not get as far as the contract."""
OTHERS: tuple[Json, ...] = (7, True, [], {})


def settled(calls: Calls, output: Schema, given: Json, response: Json) -> Json:
    """Change leaves of a response, one at a time, if that brings what is returned nearer to the contract."""
    best = _breaks(calls, output, given, response)
    tried = 0
    for pointer in leaves(response):
        for other in OTHERS:
            if best == 0 or tried >= MOST or kind(other) == kind(get(response, pointer)):
                continue
            tried += 1
            changed = put(response, pointer, other)
            breaks = _breaks(calls, output, given, changed)
            if breaks < best:
                best, response = breaks, changed
    return response


def _breaks(calls: Calls, output: Schema, given: Json, response: Json) -> int:
    """Count what is wrong with a response's run: 0 where it goes through."""
    case = ActionCase("settle", given, reply(response))
    execution = calls.run(case).execution
    failure = execution.failure
    if failure is None:
        return 0
    if failure.cause is not Cause.OUTPUT_SCHEMA:
        return FAILS
    return len(validate(output, loads(execution.rendered)))
