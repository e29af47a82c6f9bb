"""Paths that give lists: which do, whether the output takes one, and which can never hold a hit."""

import itertools
from collections.abc import Sequence

from gc_contracts._json import loads
from gc_contracts.action.landing import Landing
from gc_contracts.checks.landing import land, lists
from gc_contracts.errors import JsonPathError
from gc_contracts.jsonpath import compile as compile_path
from gc_contracts.jsonpath.analysis import Filter, Index, Key, shape
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.execution import Cause
from gc_contracts.schema.validate import validate

_ALSO_WITHOUT = frozenset({"!=", "NIN", "NONEOF", "EMPTY"})
"""Operators that hold for an element without the member, which may then be a list."""


def indefinite(path: str) -> bool:
    """Tell whether a path always gives a list, even with one hit or none."""
    try:
        return not compile_path(path).definite
    except JsonPathError:
        return False


def never_found(path: str) -> bool:
    """Tell a path with an index right behind a filter on members: the index is asked of each hit, an object.

    Source: recorded: the JSONPath engine gives an empty list for it, whatever the document.
    """
    try:
        steps = shape(compile_path(path))
    except JsonPathError:
        return False
    behind = itertools.pairwise(steps)
    return any(isinstance(two, Index) and isinstance(one, Filter) and _of_objects(one) for one, two in behind)


def _of_objects(found: Filter) -> bool:
    return any(
        bool(one.steps) and isinstance(one.steps[0], Key) and one.operator not in _ALSO_WITHOUT
        for one in found.conditions
    )


def list_places(seen: Seen) -> frozenset[str]:
    """Name the output pointers whose mismatch the checks of lists already tell."""
    landing = land(seen)
    return (
        frozenset(at for key in bare_lists(seen) for at in places(landing, key)) if landing else frozenset()
    )


def bare_lists(seen: Seen) -> tuple[str, ...]:
    """Name the keys of indefinite paths that come out as they are."""
    taken = lists(seen)
    paths = seen.contract.action.response.translation_map
    return tuple(key for key, part in paths.items() if key not in taken and indefinite(part.text))


def places(landing: Landing, key: str) -> list[str]:
    """Give the output pointers at which a key's value stands, whole."""
    return [pointer for pointer, fed in landing.feeds.items() if fed == key]


def breaking(seen: Seen, landing: Landing, key: str) -> ActionRun | None:
    """Give the first run in which a list stands where the output takes a single value."""
    where = places(landing, key)
    return next((run for run in seen.actions if _breaks(seen, run, key, where, landing.quoted)), None)


def _breaks(seen: Seen, run: ActionRun, key: str, where: Sequence[str], quoted: frozenset[str]) -> bool:
    failure = run.execution.failure
    if failure is None or key in run.execution.defaults_used:
        return False
    if not run.execution.values.get(key, "").startswith("["):
        return False
    if failure.cause is Cause.OUTPUT_JSON:
        return key in quoted
    if failure.cause is not Cause.OUTPUT_SCHEMA:
        return False
    violations = validate(seen.contract.action.output, loads(run.execution.rendered))
    return any(found.keyword in {"type", "enum"} and found.pointer in where for found in violations)
