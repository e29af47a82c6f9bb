"""Test suites from Genesys Cloud data schemas and Data Action contracts.

The face of the product: light names, nothing heavy is imported before it is used.
"""

__all__ = [
    "Action",
    "CaseKind",
    "Check",
    "Contract",
    "Emulation",
    "Execution",
    "Finding",
    "Schema",
    "Seen",
    "Settings",
    "Severity",
    "Source",
    "Violation",
    "check",
    "diff",
    "errors",
    "execute",
    "jsonpath",
    "load",
    "load_all",
    "respond",
    "strategy",
    "validate",
    "velocity",
    "verify",
]

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gc_contracts import errors, jsonpath, strategy, velocity
    from gc_contracts.action.execute import execute
    from gc_contracts.checks.registry import check
    from gc_contracts.diff.changes import diff
    from gc_contracts.model.action import Action
    from gc_contracts.model.case import CaseKind
    from gc_contracts.model.check import Check, Seen
    from gc_contracts.model.contract import Contract
    from gc_contracts.model.execution import Execution
    from gc_contracts.model.finding import Finding, Severity
    from gc_contracts.model.schema import Schema, Violation
    from gc_contracts.pipeline import load, load_all, verify
    from gc_contracts.schema.validate import validate
    from gc_contracts.settings import Emulation, Settings
    from gc_contracts.source import Source
    from gc_contracts.transport.respond import respond

_HOMES = {
    "Action": "model.action",
    "CaseKind": "model.case",
    "Check": "model.check",
    "Contract": "model.contract",
    "Emulation": "settings",
    "Execution": "model.execution",
    "Finding": "model.finding",
    "Schema": "model.schema",
    "Seen": "model.check",
    "Settings": "settings",
    "Severity": "model.finding",
    "Source": "source",
    "Violation": "model.schema",
    "check": "checks.registry",
    "diff": "diff.changes",
    "execute": "action.execute",
    "load": "pipeline",
    "load_all": "pipeline",
    "respond": "transport.respond",
    "validate": "schema.validate",
    "verify": "pipeline",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    if name in __all__:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Face(ModuleType):
    """Keeps `load` the function that people call: importing the package of that name would hide it."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
