"""What pytest reports of hand-written tests that use recordings, without the secrets it would quote.

An assertion shows both sides, `-l` shows every local, and both end in terminals, JUnit files and logs. Known
are the environment's secrets, and what redaction took out of what was recorded.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

Hide = Callable[[str], str]
_DEEPEST = 12


def unsaid(report: pytest.TestReport, hide: Hide) -> None:
    """Hide secrets in a report: its failure, what was captured, its properties."""
    report.longrepr = _hidden(report.longrepr, hide)
    report.sections = [(title, hide(text)) for title, text in report.sections]
    report.user_properties = [(name, _hidden(value, hide)) for name, value in report.user_properties]


def _hidden(value: Any, hide: Hide, depth: int = 0) -> Any:
    """Hide in texts, in lists and tuples of them, and in pytest's own objects, which are changed in place."""
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, list | tuple) and depth < _DEEPEST:
        return type(value)(_hidden(item, hide, depth + 1) for item in value)
    if is_dataclass(value) and not isinstance(value, type) and depth < _DEEPEST:
        for name in (each.name for each in fields(value)):
            setattr(value, name, _hidden(getattr(value, name), hide, depth + 1))
    return value
