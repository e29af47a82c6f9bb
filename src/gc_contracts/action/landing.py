"""Where translation map values come out: marks in place of values, sent through the success template.

Marks are numbers, since a number is legal both bare and between quotes. So one rendering tells for each
output place which key feeds it, and whether it does so inside quotes; and the place tells which type the
action contract wants of a service.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gc_contracts._json import Json, dumps, loads, walk
from gc_contracts.action.definition import SUCCESS
from gc_contracts.errors import VelocityError
from gc_contracts.model.action import Action
from gc_contracts.velocity import Template
from gc_contracts.velocity.analysis import references

RAW = "rawResult"
"""The name under which the whole response stands in the success template."""
_UNWRAPPERS = "successTemplateUtils."
_HANDED_THROUGH = frozenset({"${rawResult}", "$rawResult", "$!rawResult", "$!{rawResult}"})
_FIRST = 910_000_000
_BRANCHES = ("null", "true", "false", '""', "[]")
"""Values that make the template's conditions go another way."""


@dataclass(frozen=True, slots=True)
class Landing:
    """What the success template writes by itself, and where values go in."""

    outputs: tuple[Json, ...]
    """Parsed renderings: the marked one first, then those of other branches."""
    feeds: Mapping[str, str]
    """Output pointer to the key whose value stands there, whole."""
    places: Mapping[str, str]
    """Key to the first output pointer at which its value stands, whole or as a piece of a text."""
    quoted: frozenset[str]
    """Keys whose value stands inside quotes, unescaped."""
    computed: bool
    """Whether the template takes numbers and refuses texts."""
    marks: frozenset[int]

    def is_value(self, value: Json) -> bool:
        """Whether this output value came out of the response, so that its inside is unknown."""
        return isinstance(value, int) and not isinstance(value, bool) and value in self.marks

    def feed(self, pointer: str) -> tuple[str, str]:
        """Give the key whose value stands at this output pointer or around it, and at which pointer it stands."""
        while pointer and pointer not in self.feeds:
            pointer = pointer.rpartition("/")[0]
        return self.feeds.get(pointer, ""), pointer


def handed_through(action: Action) -> bool:
    """Whether the success template gives the response as it is."""
    success = action.response.success
    return success is None or success.text.strip() in _HANDED_THROUGH


def unwrapped(template: Template) -> frozenset[str]:
    """Name the keys that go through `firstFromArray` or its like, so that a list is what they should be."""
    found = references(template)
    return frozenset(item.root for item in found if (item.argument_of or "").startswith(_UNWRAPPERS))


def land(template: Template, keys: Iterable[str], listed: Iterable[str]) -> Landing | None:
    """Mark every key and render; None where the template gives no JSON even so.

    Args:
        template: the success template.
        keys: the translation map's names.
        listed: those of them whose value is a list; the mark is then its one element.
    """
    marks = {_FIRST + index: key for index, key in enumerate((RAW, *keys))}
    lists = frozenset(listed)
    plain = {key: dumps([mark] if key in lists else mark) for mark, key in marks.items()}
    numbers = _render(template, plain)
    if numbers is None:
        return None
    texts = {key: dumps([f"text{mark}"] if key in lists else f"text{mark}") for mark, key in marks.items()}
    others = (_render(template, dict.fromkeys(marks.values(), text)) for text in _BRANCHES)
    return Landing(
        outputs=(numbers[0], *(found[0] for found in others if found is not None)),
        feeds={pointer: key for pointer, key in _found(numbers[0], marks, whole=True)},
        places=_first(_found(numbers[0], marks, whole=False)),
        quoted=_quoted(numbers[0], marks, template),
        computed=_renders(template, plain) and not _renders(template, texts),
        marks=frozenset(marks),
    )


def _render(template: Template, context: Mapping[str, str]) -> tuple[Json] | None:
    try:
        # Lenient: a template that fails for another reason may still tell most places.
        return (loads(template.render(context, strict=False, name=SUCCESS)),)
    except (VelocityError, ValueError):
        return None


def _renders(template: Template, context: Mapping[str, str]) -> bool:
    """Whether texts render, be it to JSON or not: quotes around a text spoil JSON and compute nothing."""
    try:
        template.render(context, strict=True, name=SUCCESS)
    except VelocityError:
        return False
    return True


def _found(output: Json, marks: Mapping[int, str], *, whole: bool) -> Iterator[tuple[str, str]]:
    """Yield (pointer, key) for each mark: as a whole value only, or as a piece of a text too."""
    for pointer, value in walk(output):
        if isinstance(value, int) and not isinstance(value, bool) and value in marks:
            yield pointer, marks[value]
        elif isinstance(value, str) and not whole:
            yield from ((pointer, key) for mark, key in marks.items() if str(mark) in value)


def _first(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    places: dict[str, str] = {}
    for pointer, key in found:
        places.setdefault(key, pointer)
    return places


def _quoted(output: Json, marks: Mapping[int, str], template: Template) -> frozenset[str]:
    escaped = {item.root for item in references(template) if (item.argument_of or "").startswith("esc.json")}
    texts = [value for _, value in walk(output) if isinstance(value, str)]
    found = {key for mark, key in marks.items() if any(str(mark) in text for text in texts)}
    return frozenset(found - escaped)
