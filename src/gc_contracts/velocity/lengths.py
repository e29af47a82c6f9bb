"""How long a text may become, and how much may be written or compared at one go."""

from gc_contracts.errors import VelocityLimitError
from gc_contracts.java.patterns import LONGEST_TEXT
from gc_contracts.java.units import join_units

_CALL = 200
"""What a call costs even where nothing is long."""


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


class Work:
    """What one rendering read and made on the way, which never shows in the output."""

    __slots__ = ("done", "most")

    def __init__(self, most: int) -> None:
        self.done, self.most = 0, most

    def spend(self, *values: object) -> None:
        """Count values.

        Raises:
            VelocityLimitError: it is too much.
        """
        self.done += _CALL + sum(len(value) for value in values if isinstance(value, str | list | dict))
        if self.done > self.most:
            raise VelocityLimitError(f"More than {self.most} characters of work")


def check_length(length: int) -> None:
    """Refuse to build a text that long."""
    if length > LONGEST_TEXT:
        raise VelocityLimitError(f"A text of {length} characters, more than {LONGEST_TEXT}")
