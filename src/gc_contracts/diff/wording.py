"""A change in the words of somebody who wrote the schema."""

from collections.abc import Mapping
from types import MappingProxyType

from gc_contracts._json import Json, split
from gc_contracts.diff.change import Change
from gc_contracts.schema.alike import quoted

_SAID: Mapping[str, str] = MappingProxyType(
    {
        "field-added": "is new",
        "field-removed": "is gone",
        "required-added": "became required",
        "required-removed": "is no longer required",
        "values-added": "also takes {new}",
        "values-removed": "no longer takes {old}",
        "values-listed": "takes only {new} now",
        "values-unlisted": "is no longer limited to {old}",
        "null-added": "may be null now",
        "null-removed": "may no longer be null",
        "type-changed": "changed its type from {old} to {new}",
        "type-narrowed": "changed its type from {old} to {new}",
        "type-widened": "changed its type from {old} to {new}",
        "unique-added": "may no longer hold the same item twice",
        "unique-removed": "may hold the same item twice",
        "closed": "is refused now where no property is declared for it",
        "opened": "is taken now though no property is declared for it",
        "condition-changed": "has another condition: {old} became {new}",
        "core-type-changed": "changed its core type from {old} to {new}",
        "default-changed": "changed its default from {old} to {new}",
    }
)
_NAMES = MappingProxyType(
    {
        "minimum": "minimum",
        "maximum": "maximum",
        "multiple": "multipleOf",
        "min-length": "minLength",
        "max-length": "maxLength",
        "pattern": "pattern",
        "format": "format",
        "min-items": "minItems",
        "max-items": "maxItems",
        "min-members": "minProperties",
        "max-members": "maxProperties",
        "size": "largest size in bytes",
    }
)


def says(change: Change) -> str:
    """Say what changed in one sentence, without its full stop.

    >>> says(Change("max-length-lowered", "/name_text", "", "", 50, 40))
    '`name_text`: maxLength went from `50` to `40`'
    """
    who = named(change.pointer)
    if change.kind in _SAID:
        return f"{who} {_SAID[change.kind].format(old=_told(change.old), new=_told(change.new))}"
    name = _NAMES[change.kind.rpartition("-")[0]]
    if change.old is None:
        return f"{who}: {name} {_told(change.new)} is new"
    if change.new is None:
        return f"{who}: {name} {_told(change.old)} is gone"
    return f"{who}: {name} went from {_told(change.old)} to {_told(change.new)}"


def named(pointer: str) -> str:
    """Name a place as people do.

    >>> named("/tags/*"), named(""), named("/*")
    ('an element of `tags`', 'the record', 'an undeclared member')
    """
    tokens = split(pointer)
    if not tokens:
        return "the record"
    if tokens[-1] != "*":
        return f"`{'.'.join(tokens)}`"
    return f"an element of `{'.'.join(tokens[:-1])}`" if tokens[:-1] else "an undeclared member"


def _told(value: Json) -> str:
    if isinstance(value, list) and value and len(value) <= 5:
        return ", ".join(quoted(one) for one in value)
    return quoted(value)
