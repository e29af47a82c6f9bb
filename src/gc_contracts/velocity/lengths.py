"""How long a text may become, and how much may be written or compared at one go."""

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


class Room:
    """What is left to write or compare of one value: lists that hold each other twice grow without end."""

    __slots__ = ("left",)

    def __init__(self, left: int = LONGEST_TEXT) -> None:
        self.left = left

    def take(self, size: int = 1) -> None:
        """Use some of it.

        Raises:
            VelocityLimitError: there is nothing left.
        """
        self.left -= size
        if self.left < 0:
            raise VelocityLimitError("A value that is too large to be written or compared")


def check_length(length: int) -> None:
    """Refuse to build a text that long."""
    if length > LONGEST_TEXT:
        raise VelocityLimitError(f"A text of {length} characters, more than {LONGEST_TEXT}")
