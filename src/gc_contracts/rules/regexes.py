r"""`matches()` where RE2 and our own pattern engine surely mean the same; elsewhere: unknown.

RE2 searches, takes no lookaround and no back-reference, reads `$` as the very end, `.` as anything but a line
feed, and `\d`, `\w`, `\b` as ASCII. Only a plain subset of both languages is read here.

Source: documented: RE2's syntax page; compared with cel-cpp.
"""

import re

from gc_contracts.errors import SchemaError
from gc_contracts.rules.void import UNKNOWN, Void
from gc_contracts.schema import pattern as patterns

_CLASS = r"\[\^?(?:\\[dwDW\\\]\[^.\-/]|[^\\\[\]&~|\-^]|(?<=[a-zA-Z0-9])-(?=[a-zA-Z0-9])|-(?=\]))+\]"
_ONE = rf"(?:{_CLASS}|\\[dwDW.\\/\-^$|?*+()\[\]{{}}]|[^\\\[\](){{}}?*+|^$]|\))"
_BETWEEN = r"(?:\(\?:|\((?!\?)|\||\^|\$|\\[bB])"
_REPEAT = r"(?:[?*+]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})\??"
_SHARED = re.compile(rf"(?:{_BETWEEN}|{_ONE}(?:{_REPEAT}(?![?*+{{]))?)*")
_OTHER_ENDS = re.compile("[\r\u2028\u2029]")
"""Line ends to ECMA-262, where `.` stops, and none to RE2."""


def found(pattern: str, text: str) -> bool | Void:
    """Search a text; unknown where the two languages might differ, or it takes too long."""
    if not _SHARED.fullmatch(pattern) or ("." in pattern and _OTHER_ENDS.search(text)):
        return UNKNOWN
    try:
        return patterns.compile(pattern).search(text)
    except (SchemaError, TimeoutError):
        return UNKNOWN
