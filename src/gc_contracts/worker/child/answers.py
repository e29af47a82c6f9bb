"""What a validator's answer means: a verdict in one of the agreed shapes, or no verdict at all."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from gc_contracts._json import Json
from gc_contracts.worker.child.blame import words

RIGHT = "a validator gives a bool, a list of texts (empty: valid), or (bool, list of texts)"
VALID: Json = {"said": "valid"}
NONE: Json = {"said": "none"}
MOST = 100
"""Error texts carried for one record."""
LONGEST = 500
"""Characters carried of each."""


class NoVerdictError(Exception):
    """An answer that is neither valid nor invalid; says what it was and what would be right."""


def read(answer: Any) -> Json:
    """Tell what an answer says; raises NoVerdictError for one that says nothing or contradicts itself."""
    if answer is True:
        return VALID
    if answer is None:
        return NONE
    if _is_bool(answer):
        return VALID if answer else _invalid(())
    if isinstance(answer, tuple) and len(answer) == 2 and _is_bool(answer[0]):
        return _pair(bool(answer[0]), answer)
    errors = _texts(answer)
    if errors is None:
        raise NoVerdictError(f"gave {shown(answer)}, which is no verdict: {RIGHT}")
    return _invalid(errors) if errors else VALID


def refused(error: BaseException) -> Json:
    """Tell what a raised verdict says."""
    text = words(error)
    return {**_invalid((text,) if text else ()), "raised": True}


def says_invalid(error: BaseException) -> bool:
    """Whether raising this means `invalid`: ValueError, and what validation libraries raise in its place."""
    if isinstance(error, UnicodeError):
        return False
    named = any(base.__name__.endswith("ValidationError") for base in type(error).__mro__)
    return isinstance(error, ValueError) or (named and isinstance(error, Exception))


def shown(value: Any) -> str:
    """Show a value in a message: its type and its beginning."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - an object that cannot be shown is named by its type
        text = "…"
    return f"{type(value).__name__} {_cut(text, 80)}"


def _cut(text: str, most: int) -> str:
    """Shorten a text, and say so: what was cut is looked at for pieces of secrets."""
    return text if len(text) <= most else text[:most] + "…"


def _pair(valid: bool, answer: tuple[Any, Any]) -> Json:
    errors = _texts(answer[1])
    if errors is None:
        raise NoVerdictError(f"gave {shown(answer)}, whose second part is no list of texts: {RIGHT}")
    if valid and errors:
        raise NoVerdictError(
            f"gave {shown(answer)}, which says valid and names errors: it contradicts itself"
        )
    return VALID if valid else _invalid(errors)


def _invalid(errors: tuple[str, ...]) -> Json:
    return {"said": "invalid", "errors": [_cut(text, LONGEST) for text in errors[:MOST]]}


def _is_bool(value: Any) -> bool:
    """Whether a value is a bool, numpy's included."""
    kind = type(value)
    return kind is bool or (kind.__name__ in {"bool", "bool_"} and hasattr(kind, "__bool__"))


def _texts(answer: Any) -> tuple[str, ...] | None:
    """Read a list, tuple, set or iterator of texts or errors; None: it is something else."""
    if not isinstance(answer, list | tuple | set | frozenset | Iterator):
        return None
    parts = list(answer)
    if not all(isinstance(part, str | Exception) for part in parts):
        return None
    return tuple(words(part) if isinstance(part, Exception) else part for part in parts)


def is_awaited(answer: Any) -> bool:
    """Whether an answer has to be waited for first."""
    return hasattr(answer, "__await__") or isinstance(answer, AsyncIterator)
