"""The correct validators with one bug each, as people write them: `validators.planted:<name>` is one.

Each bug is a few overridden members of the correct validator, and tells what should be found: the check, and
the keyword and place of the rule that is broken.
"""

from collections.abc import Callable

from validators import bugs_behaviour, bugs_structures, bugs_values
from validators.bug import Bug
from validators.words import Json

BUGS: dict[str, Bug] = {**bugs_values.BUGS, **bugs_structures.BUGS, **bugs_behaviour.BUGS}
"""By name."""


def __getattr__(name: str) -> Callable[[Json], list[str]]:
    """Give the validator with the bug of that name."""
    if name not in BUGS:
        raise AttributeError(name)
    validator = BUGS[name].make()

    def validate(record: Json) -> list[str]:
        return validator(record)

    return validate
