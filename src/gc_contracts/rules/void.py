"""What stands where a value should: an error, or not knowing."""

from enum import Enum
from typing import Final


class Void(Enum):
    """What stands where a value should."""

    ERROR = "error"
    """The evaluation fails here."""
    UNKNOWN = "unknown"
    """This engine cannot tell."""


ERROR: Final = Void.ERROR
UNKNOWN: Final = Void.UNKNOWN
