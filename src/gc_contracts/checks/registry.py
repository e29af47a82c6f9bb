"""Which checks there are: an immutable set with unique ids, chosen from by globs.

There is no global registry: whoever runs checks is handed them, so nothing has to be undone after a test.
A bad check is refused when it is made, with what would be right in the message.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase

from gc_contracts.errors import SettingsError
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import Check, Look
from gc_contracts.model.finding import Severity

_ID = re.compile(r"[a-z][a-z0-9-]*/[a-z][a-z0-9-]*")


def check(id: str, *kinds: CaseKind, severity: Severity = Severity.ERROR) -> Callable[[Look], Check]:  # noqa: A002 - the word users know
    """Turn a generator over `Seen` into a check called `id` that looks at items of these kinds.

    Raises:
        SettingsError: the id is not `family/name`, or no kind is named.

    >>> @check("demo/nothing", CaseKind.STATIC)
    ... def nothing(seen):
    ...     yield from ()
    >>> nothing.id
    'demo/nothing'
    """
    if not _ID.fullmatch(id):
        raise SettingsError(f"check id {id!r} is not of the form family/name, in lower case with hyphens")
    if not kinds:
        raise SettingsError(f"check {id} looks at no kind of item: name at least one of {_names()}")
    unknown = [kind for kind in kinds if kind not in set(CaseKind)]
    if unknown:
        raise SettingsError(f"check {id} looks at unknown kind {unknown[0]!r}: there are {_names()}")
    return lambda look: Check(id, frozenset(kinds), look, severity)


def _names() -> str:
    return ", ".join(CaseKind)


@dataclass(frozen=True, slots=True)
class Registry:
    """An immutable set of checks, in the order they were listed.

    Raises:
        SettingsError: something in it is no check, or two checks have one id.
    """

    checks: tuple[Check, ...] = ()

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for item in self.checks:
            if not isinstance(item, Check):
                raise SettingsError(f"{item!r} is no check: make one with gc_contracts.check(id, kind)")
            if item.id in seen:
                raise SettingsError(f"two checks are called {item.id}: ids are unique, choose another")
            seen.add(item.id)

    def __iter__(self) -> Iterator[Check]:
        return iter(self.checks)

    def __len__(self) -> int:
        return len(self.checks)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(item.id for item in self.checks)

    def with_checks(self, more: Iterable[Check]) -> "Registry":
        """Give a registry that holds these as well."""
        return replace(self, checks=(*self.checks, *more))

    def select(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> "Registry":
        """Keep the checks whose id fits a glob of `select` (none: all) and none of `ignore`."""
        wanted, unwanted = tuple(select) or ("*",), tuple(ignore)
        kept = (item for item in self.checks if _fits(item.id, wanted) and not _fits(item.id, unwanted))
        return replace(self, checks=tuple(kept))

    def refuse_unknown(self, globs: Iterable[str]) -> None:
        """Make sure that each glob fits some check.

        Raises:
            SettingsError: one fits none; names the nearest ids, or the families.
        """
        for glob in globs:
            if not any(fnmatchcase(name, glob) for name in self.ids):
                raise SettingsError(f"no check is called {glob!r}: {self._advice(glob)}")

    def _advice(self, glob: str) -> str:
        near = get_close_matches(glob, self.ids, n=3)
        if near:
            return f"did you mean {' or '.join(near)}?"
        families = sorted({name.partition("/")[0] + "/*" for name in self.ids})
        return f"there are {', '.join(families)}"


def _fits(name: str, globs: Iterable[str]) -> bool:
    return any(fnmatchcase(name, glob) for glob in globs)
