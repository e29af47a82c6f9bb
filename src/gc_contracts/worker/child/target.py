"""Finding the code under test by its name, `package.module:name`."""

import sys
from importlib import import_module
from typing import Any


class TargetError(Exception):
    """The name leads nowhere; says what would be right."""


def find(target: str) -> Any:
    """Import a module and take a name from it, dotted names too.

    Raises:
        TargetError: the name has another form, or the module has no such name.
        BaseException: whatever the module raises while it is imported.
    """
    module_name, colon, path = target.partition(":")
    if not (module_name and colon and path):
        raise TargetError(f"{target!r} names no code: write package.module:name")
    found: Any = import_module(module_name)
    for name in path.split("."):
        found = _member(found, name, target)
    return found


def _member(owner: Any, name: str, target: str) -> Any:
    try:
        return getattr(owner, name)
    except AttributeError:
        raise TargetError(_unknown(owner, name, target)) from None


def _unknown(owner: Any, name: str, target: str) -> str:
    # difflib is only needed for the hint.
    from difflib import get_close_matches  # noqa: PLC0415

    names = [word for word in dir(owner) if not word.startswith("_") and callable(getattr(owner, word, None))]
    near = get_close_matches(name, names, 1, 0.5)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    where = getattr(sys.modules.get(target.partition(":")[0]), "__file__", None)
    return f"{target.partition(':')[0]} has no {name!r}{hint}" + (f" ({where})" if where and not near else "")
