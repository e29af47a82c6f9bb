"""The two verbs of the engine: compile a path, find what it leads to.

Whatever the path and the document, the outcome is a value or one of three errors.
"""

import copy
from dataclasses import dataclass, field

from gc_contracts._json import Json
from gc_contracts.errors import Failed, InvalidPath, Unresolved
from gc_contracts.jsonpath.compiler import compile_text
from gc_contracts.jsonpath.documents import text
from gc_contracts.jsonpath.evaluate import follow
from gc_contracts.jsonpath.faults import Fault, NotFound, UnknownFunction
from gc_contracts.jsonpath.run import Follow, Run, Session
from gc_contracts.jsonpath.tokens import Expression, definite


@dataclass(frozen=True, slots=True)
class Path:
    """A compiled path; make one with `compile_path`."""

    text: str
    definite: bool
    """True where the value itself comes back, false where a list of hits does."""
    expression: Expression = field(repr=False)
    _follow: Follow = field(repr=False, compare=False)
    _appends: bool = field(repr=False, compare=False)

    def find(self, document: Json) -> Json:
        """Return what the path leads to; the document is never changed.

        Raises:
            Unresolved: there is nothing there.
            InvalidPath: it calls a function that does not exist.
            Failed: the engine gives up on this document.
        """
        try:
            if self._appends:
                document = copy.deepcopy(document)
            value = self._follow(document, Run(document, Session()))
            if self._appends:
                # A list appended to itself has no end; writing it is how we notice.
                text(value)
        except Fault as fault:
            raise self._error(fault) from None
        except (RecursionError, OverflowError) as limit:
            raise Failed(str(limit), self.text) from None
        return list(value) if isinstance(value, tuple) else value

    def _error(self, fault: Fault) -> Unresolved | InvalidPath | Failed:
        message = str(fault)
        if isinstance(fault, NotFound):
            return Unresolved(message, self.text)
        if isinstance(fault, UnknownFunction):
            return InvalidPath(message, self.text)
        return Failed(message, self.text)


def compile_path(path: str) -> Path:
    """Compile a path once, to find with often.

    Raises: InvalidPath: it is no path.
    """
    expression = compile_text(path)
    return Path(path, definite(expression.tokens), expression, follow(expression), "append" in path)


def find(path: str, document: Json) -> Json:
    """Compile a path and find what it leads to; see `Path.find`.

    >>> find("$.list[?(@.id == 2)].name", {"list": [{"id": 2, "name": "x"}]})
    ['x']
    """
    return compile_path(path).find(document)
