"""Values that a specification allows, and that a sound reader may refuse all the same.

Who refuses them loses nothing that was meant: Python's and Java's calendars know no second 60, Python's
begins with year 1, and RFC 8259 §6 lets every reader bound the numbers it takes. A validator that refuses
nothing else is told so in a note. Who *accepts* what is invalid is excused by none of this.
"""

import re
import sys

from gc_contracts._json import Json

_YEAR_ZERO = re.compile(r"0000-\d\d-\d\d")
_LEAP_SECOND = re.compile(r"(?:.*[Tt])?\d\d:\d\d:60")


def disputed(keyword: str, value: Json) -> str:
    """Say why a valid value may be refused by right; empty: it may not.

    Args:
        keyword: the rule whose edge it sits on.
        value: the value that is refused.

    >>> disputed("format", "0000-01-01")[:8], disputed("format", "0001-01-01")
    ('RFC 3339', '')
    """
    if isinstance(value, int) and abs(value) > sys.float_info.max:
        return "RFC 8259 lets a reader bound the numbers it takes, and most end with those of a double."
    if keyword != "format" or not isinstance(value, str):
        return ""
    if _YEAR_ZERO.match(value):
        return "RFC 3339 has a year 0, Python's datetime begins with year 1: refuse it if you like."
    if _LEAP_SECOND.match(value):
        return (
            "RFC 3339 has leap seconds, Python's datetime and Java's time have none: refuse them if you like."
        )
    return ""
