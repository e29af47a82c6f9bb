"""Take values out of a file by name, with their pointers, noting every fault instead of stopping at it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from gc_contracts._json import Json, join, kind, split
from gc_contracts.export.shape import Fault
from gc_contracts.model.action import Part

_WORDS = {
    "object": "an object",
    "array": "a list",
    "string": "text",
    "boolean": "true or false",
    "null": "null",
    "integer": "a number",
    "number": "a number",
}


def worded(value: Json) -> str:
    """Name a value's JSON type as people say it.

    >>> worded([]), worded(1)
    ('a list', 'a number')
    """
    return _WORDS.get(kind(value), kind(value))


def nearest(name: str, known: Iterable[str]) -> str:
    """Give the name that was probably meant; empty: none is near."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.6)), "")


@dataclass(slots=True)
class Intake:
    """One file while it is being read; `faults` grows, in the order of reading."""

    faults: list[Fault] = field(default_factory=list)

    def note(self, pointer: str, message: str, hint: str = "", *, fatal: bool = False) -> None:
        """Keep one fault."""
        self.faults.append(Fault(pointer, message, hint, fatal))

    @property
    def is_fatal(self) -> bool:
        """Whether something was missing that nothing can be verified without."""
        return any(fault.fatal for fault in self.faults)

    def wrong(self, pointer: str, value: Json, wanted: str, *, fatal: bool = False) -> None:
        """Note a value of the wrong type; `wanted` words the right one."""
        name = split(pointer)[-1]
        self.note(pointer, f"`{name}` is {worded(value)} where it must be {wanted}", fatal=fatal)

    def child(self, data: Json, key: str, at: str, *, fatal: bool = False) -> dict[str, Json]:
        """Take an object; absent or null: an empty one."""
        value = data.get(key) if isinstance(data, dict) else None
        if value is None or isinstance(value, dict):
            return value or {}
        self.wrong(join(at, key), value, "an object", fatal=fatal)
        return {}

    def block(self, data: Json, key: str, at: str) -> tuple[dict[str, Json], str]:
        """Take an object, or a Terraform block written as a list of one or none; gives its pointer too."""
        value = data.get(key) if isinstance(data, dict) else None
        if value == []:
            return {}, join(at, key)
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
            return value[0], join(at, key, 0)
        return self.child(data, key, at), join(at, key)

    def text(self, data: Mapping[str, Json], key: str, at: str) -> str:
        """Take a text; absent or null: the empty one."""
        value = data.get(key)
        if value is None or isinstance(value, str):
            return value or ""
        self.wrong(join(at, key), value, "text")
        return ""

    def part(self, data: Mapping[str, Json], key: str, at: str) -> Part | None:
        """Take a text with its place; absent or null: None."""
        value = data.get(key)
        if value is None or isinstance(value, str):
            return None if value is None else Part(value, join(at, key))
        self.wrong(join(at, key), value, "text")
        return None

    def parts(self, data: Mapping[str, Json], key: str, at: str) -> dict[str, Part]:
        """Take an object of texts, each with its place."""
        inner = self.child(data, key, at)
        taken = {name: self.part(inner, name, join(at, key)) for name in inner}
        return {name: part for name, part in taken.items() if part is not None}

    def flag(self, data: Mapping[str, Json], key: str, at: str) -> bool:
        """Take true or false; a text is a Terraform expression, of which only `"true"` is true."""
        value = data.get(key)
        if value is None or isinstance(value, bool | str):
            return value in {True, "true"}
        self.wrong(join(at, key), value, "true or false")
        return False
