"""What each check sees, in a sentence: for reports that list checks, such as SARIF's rules.

The sentences stand in `says.json`; a test holds them to the pages of docs/checks.md.
"""

import json
from collections.abc import Iterable
from importlib.resources import files

from gc_contracts.model.check import Check
from gc_contracts.model.finding import Severity


def sentences(checks: Iterable[Check]) -> dict[str, tuple[Severity, str]]:
    """Give severity and sentence of each check by id; a team's own says what its docstring begins with."""
    text = (files(__package__) / "says.json").read_text(encoding="utf-8")
    known: dict[str, str] = json.loads(text)
    return {check.id: (check.severity, known.get(check.id) or _own(check)) for check in checks}


def _own(check: Check) -> str:
    lines = (check.look.__doc__ or "").strip().splitlines()
    return lines[0].strip() if lines else ""
