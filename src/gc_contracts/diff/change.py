"""The nouns of a comparison: one changed rule at one place, and what it does to the records taken."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from gc_contracts._json import Json


class Effect(StrEnum):
    """What a change, taken by itself, can do to the records that are taken."""

    NARROWS = "narrows"
    WIDENS = "widens"
    BOTH = "both"
    NONE = "none"

    @property
    def mirrored(self) -> "Effect":
        """The effect of going back."""
        turned = {"narrows": Effect.WIDENS, "widens": Effect.NARROWS}
        return turned.get(self.value, self)


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that differs. `*` in the pointer stands for every element, or every undeclared member."""

    kind: str
    """One of KINDS."""
    pointer: str
    """Into the record."""
    old_pointer: str
    """Into the old file: the rule, or the place where it would stand."""
    new_pointer: str
    """Into the new file."""
    old: Json = None
    """The old value; None: there was none."""
    new: Json = None
    effect: Effect = Effect.NONE

    @property
    def mirrored(self) -> "Change":
        """The same change as seen from the new version."""
        return replace(
            self,
            kind=opposite(self.kind),
            old_pointer=self.new_pointer,
            new_pointer=self.old_pointer,
            old=self.new,
            new=self.old,
            effect=self.effect.mirrored,
        )


KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "field-added": ("additionalProperties", "unevaluatedProperties"),
        "field-removed": ("additionalProperties", "unevaluatedProperties"),
        "required-added": ("required",),
        "required-removed": ("required",),
        "type-narrowed": ("type", "enum", "const", "not"),
        "type-widened": ("type", "enum", "const", "not"),
        "type-changed": ("type", "enum", "const", "not"),
        "null-added": ("type", "enum", "const"),
        "null-removed": ("type", "enum", "const"),
        "values-added": ("enum", "const"),
        "values-removed": ("enum", "const"),
        "values-listed": ("enum", "const"),
        "values-unlisted": ("enum", "const"),
        "minimum-raised": ("minimum", "exclusiveMinimum"),
        "minimum-lowered": ("minimum", "exclusiveMinimum"),
        "maximum-raised": ("maximum", "exclusiveMaximum"),
        "maximum-lowered": ("maximum", "exclusiveMaximum"),
        "multiple-added": ("multipleOf",),
        "multiple-removed": ("multipleOf",),
        "multiple-changed": ("multipleOf",),
        "min-length-raised": ("minLength",),
        "min-length-lowered": ("minLength",),
        "max-length-raised": ("maxLength",),
        "max-length-lowered": ("maxLength",),
        "pattern-narrowed": ("pattern",),
        "pattern-widened": ("pattern",),
        "pattern-changed": ("pattern",),
        "format-added": ("format",),
        "format-removed": ("format",),
        "format-changed": ("format",),
        "min-items-raised": ("minItems",),
        "min-items-lowered": ("minItems",),
        "max-items-raised": ("maxItems",),
        "max-items-lowered": ("maxItems",),
        "unique-added": ("uniqueItems",),
        "unique-removed": ("uniqueItems",),
        "min-members-raised": ("minProperties",),
        "min-members-lowered": ("minProperties",),
        "max-members-raised": ("maxProperties",),
        "max-members-lowered": ("maxProperties",),
        "closed": ("additionalProperties", "unevaluatedProperties"),
        "opened": ("additionalProperties", "unevaluatedProperties"),
        "condition-changed": (),
        "size-raised": ("size",),
        "size-lowered": ("size",),
        "core-type-changed": (),
        "default-changed": (),
    }
)
"""Every kind of change, with the keywords by which a record shows it; empty: any, or none."""

_OPPOSITES = MappingProxyType(
    {"added": "removed", "raised": "lowered", "widened": "narrowed", "listed": "unlisted", "closed": "opened"}
)


def opposite(kind: str) -> str:
    """Name the kind of the way back.

    >>> opposite("minimum-raised"), opposite("opened"), opposite("type-changed")
    ('minimum-lowered', 'closed', 'type-changed')
    """
    both = _OPPOSITES | {value: key for key, value in _OPPOSITES.items()}
    stem, dash, last = kind.rpartition("-")
    return f"{stem}{dash}{both.get(last, last)}"
