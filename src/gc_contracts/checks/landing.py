"""Where translation map values land in the output: markers through the success template.

Markers are numbers, since a number is legal both bare and between quotes; a value handed to
`firstFromArray` is a list of one. So one rendering tells for each output place which key feeds it,
and whether it does so inside quotes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gc_contracts._json import Json, loads, walk
from gc_contracts.errors import VelocityError
from gc_contracts.model.action import Action
from gc_contracts.model.check import Seen
from gc_contracts.velocity import Template, parse
from gc_contracts.velocity.analysis import references

RAW = "rawResult"
_FIRST = 910_000_000
_BRANCHES = ("null", "true", "false", '""', "[]")
"""Values that make the template's conditions go the other way."""


@dataclass(frozen=True, slots=True)
class Landing:
    """What the success template writes by itself, and where values go in."""

    outputs: tuple[Json, ...]
    """Parsed renderings: the marked one first, then those of other branches."""
    feeds: Mapping[str, str]
    """Output pointer to the key whose value stands there, whole."""
    quoted: frozenset[str]
    """Keys whose value stands inside quotes, unescaped."""
    unwrapped: frozenset[str]
    """Keys that go through `firstFromArray`, so that a list is what they should be."""
    markers: Mapping[int, str]

    def is_value(self, value: Json) -> bool:
        """Whether this output value came out of the response, so that its inside is unknown."""
        return isinstance(value, int) and not isinstance(value, bool) and value in self.markers


def raw(action: Action) -> bool:
    """Whether the success template hands the response through as it is."""
    success = action.response.success
    return success is None or success.text.strip() in {
        "${rawResult}",
        "$rawResult",
        "$!rawResult",
        "$!{rawResult}",
    }


def land(seen: Seen) -> Landing | None:
    """Mark every key and render; None where the template is raw, broken, or no JSON even so."""
    action = seen.contract.action
    if raw(action) or action.response.success is None:
        return None
    try:
        template = parse(action.response.success.text, engine=seen.settings.emulation.velocity)
    except VelocityError:
        return None
    keys = (RAW, *action.response.translation_map)
    markers = {_FIRST + index: key for index, key in enumerate(keys)}
    lists = _list_arguments(template)
    context = {key: f"[{mark}]" if key in lists else str(mark) for mark, key in markers.items()}
    marked = _render(template, context)
    if marked is None:
        return None
    others = (_render(template, dict.fromkeys(keys, text)) for text in _BRANCHES)
    outputs = (marked[0], *(found[0] for found in others if found is not None))
    feeds = {pointer: markers[value] for pointer, value in walk(marked[0]) if _is_marker(value, markers)}
    return Landing(outputs, feeds, _quoted(marked[0], markers, template), lists, markers)


def _is_marker(value: Json, markers: Mapping[int, str]) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in markers


def _render(template: Template, context: dict[str, str]) -> tuple[Json] | None:
    try:
        return (loads(template.render(context)),)
    except (VelocityError, ValueError):
        return None


def _list_arguments(template: Template) -> frozenset[str]:
    tools = (reference for reference in references(template) if reference.argument_of)
    return frozenset(item.root for item in tools if str(item.argument_of).startswith("successTemplateUtils"))


def _quoted(output: Json, markers: Mapping[int, str], template: Template) -> frozenset[str]:
    escaped = {
        item.root for item in references(template) if str(item.argument_of or "").startswith("esc.json")
    }
    texts = [value for _, value in walk(output) if isinstance(value, str)]
    found = {key for mark, key in markers.items() if any(str(mark) in text for text in texts)}
    return frozenset(found - escaped)
