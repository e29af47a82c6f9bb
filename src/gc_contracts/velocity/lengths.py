"""How long a text may become."""

from gc_contracts.errors import VelocityLimitError
from gc_contracts.java.patterns import LONGEST_TEXT
from gc_contracts.java.units import join_units


def concatenated(left: str, right: str) -> str:
    """Append a text to another.

    Raises:
        VelocityLimitError: the result would be too long.
    """
    check_length(len(left) + len(right))
    return join_units(left + right)


def check_length(length: int) -> None:
    """Refuse to build a text that long."""
    if length > LONGEST_TEXT:
        raise VelocityLimitError(f"A text of {length} characters, more than {LONGEST_TEXT}")
