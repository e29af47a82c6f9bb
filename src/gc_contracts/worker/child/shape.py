"""How a validator wants to be called: every shape a team may hand in becomes one call with a record.

Shapes: a function, bound method, partial or callable object; a class or object with `validate_record`,
`validate` or `__call__`; a pydantic model. A class is built first, from the constraint matrix if it asks.
"""

from collections.abc import Callable
from types import FunctionType
from typing import Any

from gc_contracts._json import Json
from gc_contracts.worker.child.target import TargetError

RECORD_ID = "record"
"""What a `validate_record(record, record_id)` is told; always the same, so that its words are too."""
_METHODS = ("validate_record", "validate", "__call__")
_MODELS = ("model_validate", "parse_obj")
_ADAPTER = "validate_python"

Judge = Callable[[Json], Any]


class Shape:
    """A validator, ready to be called, and what it is in words."""

    def __init__(self, name: str, call: Judge, code: Any, *, accepts_anything: bool = False) -> None:
        self.name = name
        self.call = call
        self.code = code
        """The code object of what is called, where there is one: the line an odd answer is put down to."""
        self.accepts_anything = accepts_anything
        """Whether any answer means valid: a model gives back what it made of the record."""


def shape_of(found: Any, matrix: Json) -> Shape:
    """Make a validator callable with a record alone.

    Raises:
        TargetError: it is no validator; says what one looks like.
        BaseException: whatever building the team's class raises.
    """
    if isinstance(found, type):
        return _of_class(found, matrix)
    if callable(getattr(found, _ADAPTER, None)):
        call = getattr(found, _ADAPTER)
        return Shape(f"object with {_ADAPTER}", call, _code(call), accepts_anything=True)
    name = next((name for name in _METHODS if callable(getattr(found, name, None))), None)
    if name is None:
        raise TargetError(
            f"{_named(found)} is {type(found).__name__} and cannot be called; a validator is a function of "
            "a record, or a class with validate_record, validate or __call__"
        )
    if name == "__call__":
        return _of_call(found, _kind(found))
    return _of_method(found, name, f"object with {name}")


def _of_class(found: type, matrix: Json) -> Shape:
    own = {name for base in found.__mro__[:-1] for name in vars(base)}
    model = next((name for name in _MODELS if name in own), None)
    if model is not None and "validate_record" not in own:
        call = getattr(found, model)
        return Shape(f"model class with {model}", call, _code(call), accepts_anything=True)
    name = next((name for name in _METHODS if name in own), None)
    if name is None:
        raise TargetError(f"class {found.__name__} has none of validate_record, validate, __call__")
    return _of_method(_built(found, matrix), name, f"class with {name}")


def _built(found: type, matrix: Json) -> Any:
    """Build a class, with the constraint matrix if its first argument is required or named like one."""
    from inspect import Parameter, signature  # noqa: PLC0415 - 6 ms that functions need not pay

    try:
        wanted = list(signature(found).parameters.values())
    except (TypeError, ValueError):
        return found()
    wanted = [one for one in wanted if one.kind not in {Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD}]
    required = [one for one in wanted if one.default is Parameter.empty]
    chosen = (required or [one for one in wanted if _is_matrix(one.name)])[:1]
    if len(required) > 1:
        names = ", ".join(one.name for one in required)
        raise TargetError(
            f"class {found.__name__} is built from ({names}); only the constraint matrix is given"
        )
    if not chosen:
        return found()
    return found(**{chosen[0].name: matrix}) if chosen[0].kind is Parameter.KEYWORD_ONLY else found(matrix)


def _is_matrix(name: str) -> bool:
    return any(word in name.lower() for word in ("constraint", "matrix", "schema", "rules"))


def _of_method(owner: Any, name: str, kind: str) -> Shape:
    method = getattr(owner, name)
    return _of_call(method, kind, identified=name == "validate_record")


def _of_call(call: Any, kind: str, *, identified: bool = False) -> Shape:
    if _takes(call, 2 if identified else 1):
        judge: Judge = (lambda record: call(record, RECORD_ID)) if identified else call
        return Shape(kind, judge, _code(call))
    if _takes(call, 1):
        return Shape(kind, call, _code(call))
    if _wants_id(call):
        return Shape(kind, lambda record: call(record, RECORD_ID), _code(call))
    raise TargetError(f"{_named(call)} cannot be called with a record alone")


def _takes(call: Any, count: int) -> bool:
    """Whether a callable takes so many positional arguments; true where it does not say."""
    if isinstance(call, FunctionType):
        most = call.__code__.co_argcount
        variable = call.__code__.co_flags & 0x04
        named = set(call.__code__.co_varnames[most : most + call.__code__.co_kwonlyargcount])
        left_out = named - set(call.__kwdefaults__ or ())
        return most - len(call.__defaults__ or ()) <= count <= (count if variable else most) and not left_out
    from inspect import signature  # noqa: PLC0415 - as above

    try:
        signature(call).bind(*range(count))
    except ValueError:
        return True
    except TypeError:
        return False
    return True


def _wants_id(call: Any) -> bool:
    from inspect import signature  # noqa: PLC0415 - as above

    names = list(signature(call).parameters)
    return _takes(call, 2) and names[1:2] != [] and names[1].lower().endswith(("id", "identifier"))


def _kind(found: Any) -> str:
    return "function" if isinstance(found, FunctionType) else type(found).__name__


def _code(call: Any) -> Any:
    """Find the code that will run: of a function, of a method, of what a partial holds, of `__call__`."""
    while hasattr(call, "func") and not hasattr(call, "__code__"):
        call = call.func
    if not hasattr(call, "__code__") and not hasattr(call, "__func__"):
        call = getattr(type(call), "__call__", call)  # noqa: B004 - its code is wanted, not whether it is there
    return getattr(getattr(call, "__func__", call), "__code__", None)


def _named(found: Any) -> str:
    return getattr(found, "__qualname__", None) or repr(found)[:80]
