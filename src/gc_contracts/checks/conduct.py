"""What is expected of code under test: a handler is the whole action, a function stands behind its templates.

The one place for what differs between them; checks ask it and never which of them it is.
Source: documented: a function that throws takes the flow's Failure path, and what it returns goes through the
translation map and the success template; recorded: the tutorials' handlers, which give outputs themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gc_contracts.action.function import is_javascript
from gc_contracts.model.contract import Contract
from gc_contracts.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Conduct:
    """How code may behave, and how findings about it are weighed and mended."""

    may_fail: bool
    """Whether failing is a way out, the flow's Failure path: only what nobody meant is a defect then."""
    may_omit: bool
    """Whether it may leave out what the contract does not require."""
    gives_outputs: bool
    """Whether what it returns are the action's outputs, before any template."""
    may_wait: bool
    """Whether waiting in vain is ended from outside, as a failure like others."""
    attempt: Severity
    """What an attempt to leave is at most, where the code survives it."""
    mend: Mapping[str, str]
    """How to carry an input as data, in the `url` and in the `body`."""
    target: str
    """What to say where the code has no such entry; empty: the usual."""


HANDLER = Conduct(
    may_fail=False,
    may_omit=False,
    gives_outputs=True,
    may_wait=False,
    attempt=Severity.WARNING,
    mend=MappingProxyType(
        {
            "url": "Encode it for its place: urllib.parse.quote(value, safe='') in a path, `params=` for a "
            "query.",
            "body": "Build the body from a dict (`json=` or `data=`), never by putting texts together.",
        }
    ),
    target="",
)
FUNCTION = Conduct(
    may_fail=True,
    may_omit=True,
    gives_outputs=False,
    may_wait=True,
    attempt=Severity.NOTE,
    mend=MappingProxyType(
        {
            "url": "Put it into the query by URLSearchParams; in a path encodeURIComponent lets `..` "
            "through.",
            "body": "Build the body from an object by JSON.stringify or URLSearchParams, never by joining "
            "texts.",
        }
    ),
    target="Name it as path/module.method, relative to the function's folder, without the file's ending.",
)


def conduct(contract: Contract) -> Conduct:
    """Tell what is expected of a contract's code."""
    return FUNCTION if is_javascript(contract) else HANDLER
