"""What a handler looks for in a response and does not find: how its replies are grown without being known.

JSON that is read while a handler runs consists of objects that note which absent members were asked for,
and what the code would take instead. Used only where the run asks for it: judged runs see plain dicts.
"""

import json
from collections.abc import Callable
from typing import Any

from gc_contracts._json import Json, join, kind

MOST = 200
"""Absent members noted for one call, and comparisons."""
LONGEST = 100
"""Characters of a constant that is worth noting."""


class Wanted:
    """The absent members that were asked for, in order: pointer, and the type of what is taken instead.

    And what texts were compared with, since code goes on only with the right ones.
    """

    def __init__(self) -> None:
        self._found: dict[str, str] = {}
        self._compared: dict[tuple[str, str], None] = {}

    def note(self, pointer: str, instead: Any = None) -> None:
        """Note a member; `instead` tells its type, None does not."""
        if len(self._found) < MOST:
            known = self._found.get(pointer, "")
            self._found[pointer] = known or ("" if instead is None else _kind(instead))

    def note_compared(self, pointer: str, other: object) -> None:
        """Note a text that a text of ours was compared with."""
        if type(other) is str and 0 < len(other) <= LONGEST and len(self._compared) < MOST:
            self._compared[pointer, other] = None

    def take(self) -> Json:
        """Give `[[pointer, type or ""], …]` and forget it."""
        found, self._found = self._found, {}
        return [[pointer, type_] for pointer, type_ in found.items()]

    def take_compared(self) -> Json:
        """Give `[[pointer, text], …]` and forget it."""
        compared, self._compared = self._compared, {}
        return [list(each) for each in compared]


class Object(dict[str, Any]):
    """An object of a response."""

    def __init__(self, members: dict[str, Any], pointer: str, wanted: Wanted) -> None:
        super().__init__(members)
        self._pointer, self._wanted = pointer, wanted

    def __missing__(self, name: Any) -> Any:
        self._wanted.note(join(self._pointer, name))
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        if not super().__contains__(name):
            self._wanted.note(join(self._pointer, str(name)))
            return False
        return True

    def get(self, name: Any, default: Any = None) -> Any:
        """Give a member, or note that it is absent."""
        if not super().__contains__(name):
            self._wanted.note(join(self._pointer, name), default)
        return super().get(name, default)

    def pop(self, name: Any, *default: Any) -> Any:
        """Take a member out, or note that it is absent."""
        if not super().__contains__(name):
            self._wanted.note(join(self._pointer, name), *default)
        return super().pop(name, *default)


class Text(str):
    """A text of a response, or of the inputs."""

    __slots__ = ("_pointer", "_wanted")

    _pointer: str
    _wanted: Wanted

    @classmethod
    def of(cls, text: str, pointer: str, wanted: Wanted) -> "Text":
        """Make one that stands at a pointer."""
        made = cls(text)
        made._pointer, made._wanted = pointer, wanted
        return made

    def __eq__(self, other: object) -> bool:
        is_same = super().__eq__(other)
        if is_same is False:
            self._wanted.note_compared(self._pointer, other)
        return is_same

    def __ne__(self, other: object) -> bool:
        is_same = self.__eq__(other)
        return is_same if is_same is NotImplemented else not is_same

    __hash__ = str.__hash__


class Array(list[Any]):
    """A list of a response: what is asked of an element that is not there is an element wanted."""

    def __init__(self, elements: list[Any], pointer: str, wanted: Wanted) -> None:
        super().__init__(elements)
        self._pointer, self._wanted = pointer, wanted

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, int) and not -len(self) <= index < len(self):
            self._wanted.note(join(self._pointer, max(index, 0)))
        return super().__getitem__(index)


def watch(wanted: Wanted) -> None:
    """Let all JSON that is read from now on note what is wanted of it."""
    plain = json.loads
    json.loads = _watching(plain, wanted)


def _watching(plain: Callable[..., Any], wanted: Wanted) -> Callable[..., Any]:
    def loads(text: Any, *arguments: Any, **named: Any) -> Any:
        value = plain(text, *arguments, **named)
        # `json.load` hands all its arguments on, most of them unset.
        is_usual = not arguments and all(each is None for each in named.values())
        return watched(value, "", wanted) if is_usual else value

    return loads


def watched(value: Any, pointer: str, wanted: Wanted) -> Any:
    """Let a value note what is looked for in it."""
    if type(value) is dict:
        inner = {key: watched(item, join(pointer, key), wanted) for key, item in value.items()}
        return Object(inner, pointer, wanted)
    if type(value) is list:
        elements = [watched(item, join(pointer, index), wanted) for index, item in enumerate(value)]
        return Array(elements, pointer, wanted)
    return Text.of(value, pointer, wanted) if type(value) is str else value


def _kind(value: Any) -> str:
    return kind(value) if isinstance(value, dict | list | str | bool | int | float) else ""
