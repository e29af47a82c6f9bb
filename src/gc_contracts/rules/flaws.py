"""Why a rule does not compile: cel-cpp's report as one sentence, one place and the nearest right name.

Its grammar's vocabulary ("expecting {'[', …, IDENTIFIER}") is no help to the author of a rule; where our own
parser met the same error, its sentence is the one that is shown.
"""

import difflib
import re
from dataclasses import dataclass

from gc_contracts.errors import RuleError
from gc_contracts.positions import Lines
from gc_contracts.rules.functions import FREE, METHODS
from gc_contracts.rules.nodes import Call, Macro, Name, walk
from gc_contracts.rules.parser import parse

_REPORT = re.compile(r"ERROR: <input>:(-?\d+):(-?\d+): ([^\n]*)")
_STATUS = re.compile(r"\s*\[[A-Z_]+\]$")
_UNDECLARED = re.compile(r"undeclared reference to '([^']*)'")
_OVERLOAD = re.compile(r"found no matching overload for '([^']*)' applied to '\((.*)\)'")
_SPELT = {"and": "&&", "or": "||", "not": "!", "=": "==", "&": "&&", "|": "||"}
"""What other languages write, and CEL does not."""
_FUNCTIONS = frozenset({name for name, _ in (*FREE, *METHODS)} | {"has"} | set(Macro))


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a rule does not compile, and the character of its text where that shows."""

    message: str
    offset: int
    hint: str = ""


def worded(report: str, text: str) -> Flaw:
    """Read cel-cpp's report on a text that does not compile."""
    found = [
        (int(line), int(column), _STATUS.sub("", words)) for line, column, words in _REPORT.findall(report)
    ]
    placed = [(line, column, words) for line, column, words in found if line > 0 and column > 0]
    if not placed:
        return Flaw(_unplaced(report), 0)
    line, column, words = placed[0]
    offset = min(Lines(text).start(line) + column - 1, len(text))
    if words.startswith("Syntax error"):
        return _syntax(words, offset, text)
    if undeclared := _UNDECLARED.search(words):
        return _undeclared(undeclared[1], offset, text)
    if words.startswith("has() argument"):
        return Flaw(words, offset, "Ask for a field of the record: `has(record.name)`.")
    if overload := _OVERLOAD.search(words):
        return Flaw(_no_overload(*overload.groups()), offset)
    return Flaw(words, offset)


def _unplaced(report: str) -> str:
    if "recursion" in report:
        return "the expression is nested too deep for CEL (32 levels)"
    return _STATUS.sub("", report.strip().splitlines()[0]).removeprefix("INVALID_ARGUMENT: ")


def _syntax(words: str, offset: int, text: str) -> Flaw:
    try:
        parse(text)
    except RuleError as error:
        return Flaw(error.message, error.offset, _spelt(text, error.offset))
    return Flaw(words.split(" expecting ", maxsplit=1)[0].removeprefix("Syntax error: "), offset)


def _spelt(text: str, offset: int) -> str:
    """Say how CEL writes what stands at a place, where another language writes it so."""
    found = re.match(r"\w+|[=&|]", text[offset:])
    written = _SPELT.get(found[0]) if found else None
    return f"CEL writes `{written}`." if written else ""


def _undeclared(name: str, offset: int, text: str) -> Flaw:
    """Name what is unknown: cel-cpp points at the bracket of a call and at the dot of a member."""
    for node in _nodes(text):
        if isinstance(node, Call) and node.name == name and text.startswith("(", offset):
            if node.name_start <= offset <= node.end:
                return _no_function(node)
        elif isinstance(node, Name) and node.name == name.partition(".")[0]:
            known = {"record"}
            hint = _nearest(node.name, known) or f"A record's field is written `record.{node.name}`."
            return Flaw(f"the name `{node.name}` is unknown: a rule knows `record`", node.start, hint)
    return Flaw(f"`{name}` is unknown", offset)


def _no_function(call: Call) -> Flaw:
    if call.target is None and any(name == call.name for name, _ in METHODS):
        words = f"`{call.name}` is called on a text"
        return Flaw(words, call.name_start, f"Write `text.{call.name}(…)`.")
    return Flaw(f"CEL has no function `{call.name}`", call.name_start, _nearest(call.name, _FUNCTIONS))


def _nodes(text: str) -> tuple[Name | Call, ...]:
    try:
        return tuple(node for node in walk(parse(text)) if isinstance(node, Name | Call))
    except RuleError:
        return ()


def _nearest(name: str, known: frozenset[str] | set[str]) -> str:
    lowered = {other.lower(): other for other in sorted(known)}
    close = difflib.get_close_matches(name.lower(), lowered, n=1, cutoff=0.6)
    return f"Did you mean `{lowered[close[0]]}`?" if close else ""


_KINDS = {"dyn": "any value", "null_type": "null"} | {
    f"google.protobuf.{name}": name.lower() for name in ("Timestamp", "Duration")
}


def _no_overload(function: str, kinds: str) -> str:
    """Say `int == string` and `size(int)` for cel-cpp's `_==_` applied to `(int, string)`."""
    shown = [_KINDS.get(kind.strip(), kind.strip()) for kind in re.split(r", (?![^(]*\))", kinds)]
    if function == "_?_:_":
        return f"`? :` takes a boolean and two values of one type, not {', '.join(shown)}"
    if function == "_[_]":
        return f"{shown[0]} cannot be indexed by {shown[-1]}"
    if not function.startswith(("_", "-_", "!_", "@")):
        return f"`{function}` cannot take {', '.join(shown)}"
    operator = {"@in": "in"}.get(function) or function.strip("_")
    if len(shown) == 1:
        return f"`{operator}` cannot take {shown[0]}"
    return f"`{operator}` cannot take {shown[0]} on its left and {shown[1]} on its right"
