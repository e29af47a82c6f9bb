"""Members that only a branch of `anyOf` or `oneOf` asks for: there without a value, and one of them missing.

Beside the other branches' members such a mistake changes nothing, so each branch is met alone.
"""

from collections.abc import Iterator, Mapping

from gc_contracts._json import Json
from gc_contracts.schema.boundary.model import Stand
from gc_contracts.schema.boundary.sample import Sampler, member
from gc_contracts.schema.effective import Rule
from gc_contracts.schema.separate.sieve import Trial

_EMPTY: tuple[tuple[str, Json], ...] = (("null", None), ("empty", ""), ("list", []), ("object", {}))


def branch_trials(stand: Stand) -> Iterator[Trial]:
    """Try each branch by its own members alone: null, empty, and each of them missing."""
    plain = stand.place.plain or stand.node
    for rule in plain.named("anyOf", "oneOf"):
        asked = _asked(rule)
        everyone = {name for names in asked for name in names}
        rest = {name: value for name, value in stand.value.items() if name not in everyone}
        for names in asked if everyone else ():
            yield from _alone(stand, rule, rest, names)


def _asked(rule: Rule) -> list[list[str]]:
    """List the names that each branch asks for."""
    branches = rule.value if isinstance(rule.value, list) else []
    found = [branch.get("required") for branch in branches if isinstance(branch, Mapping)]
    return [
        [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
        for names in found
    ]


def _alone(stand: Stand, rule: Rule, rest: Mapping[str, Json], names: list[str]) -> Iterator[Trial]:
    own = {name: _value(stand, name) for name in names}
    for name in names:
        yield Trial(
            rule, f"{name}-missing", {**rest, **{other: own[other] for other in names if other != name}}
        )
        for word, value in _EMPTY:
            yield Trial(rule, f"{name}-{word}", {**rest, **own, name: value})


def _value(stand: Stand, name: str) -> Json:
    """Give a good value for a name: what stands there, or one made for it."""
    if name in stand.value:
        return stand.value[name]
    sample = Sampler().first(member(stand.place, name))
    return sample.value if sample else "text"
