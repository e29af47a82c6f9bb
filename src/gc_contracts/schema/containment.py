"""Do two schemas take the same records? Proved by the engine's canonical form, or not known.

Where they do not, the difference is a schema of its own, from which a record can be made that one takes and
the other refuses.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import jsonschema_rs
from jsonschema_rs import canonical

from gc_contracts.model.schema import Schema
from gc_contracts.schema.conflicts import BRANCHES
from gc_contracts.schema.subschemas import subschemas

DRAFTS = {
    "draft-04": jsonschema_rs.Draft4,
    "draft-06": jsonschema_rs.Draft6,
    "draft-07": jsonschema_rs.Draft7,
    "2019-09": jsonschema_rs.Draft201909,
    "2020-12": jsonschema_rs.Draft202012,
}


@dataclass(frozen=True, slots=True)
class Extent:
    """Which records a schema takes, in the engine's canonical form; `form` is None where it has none."""

    schema: Schema
    form: jsonschema_rs.CanonicalSchema | None

    @classmethod
    def of(cls, schema: Schema) -> "Extent":
        """Reduce a schema; one with too many alternatives is not reduced, for the time that would take."""
        if _combinations(schema) > BRANCHES:
            return cls(schema, None)
        try:
            draft = DRAFTS[schema.dialect]
            form = jsonschema_rs.canonicalize(
                schema.document, draft=draft, validate_formats=True, offline=True
            )
        except (ValueError, KeyError):
            form = None
        return cls(schema, form)

    def same(self, other: "Extent") -> bool:
        """Tell whether it is proved that both take the same records; False proves nothing."""
        return (
            self.schema.max_bytes == other.schema.max_bytes and _covers(self, other) and _covers(other, self)
        )

    def covers(self, other: "Extent") -> bool:
        """Tell whether it is proved that this one takes all that the other takes; False proves nothing."""
        mine, theirs = self.schema.max_bytes, other.schema.max_bytes
        fits = mine is None or (theirs is not None and theirs <= mine)
        return fits and _covers(self, other)

    def differences(self, other: "Extent") -> Iterator[Schema]:
        """Yield schemas of records that one takes and the other refuses, where they can be told."""
        yield from self.beyond(other)
        yield from other.beyond(self)

    def beyond(self, other: "Extent") -> Iterator[Schema]:
        """Yield the schema of the records that this one takes and the other refuses, where it can be told."""
        if self.form is None or other.form is None:
            return
        try:
            rest = self.form.subtract(other.form)
        except (ValueError, KeyError):
            return
        if rest.satisfiability() != canonical.Satisfiability.NO:
            yield replace(self.schema, document=rest.to_json_schema(), places={}, source=None)


def _covers(wide: Extent, narrow: Extent) -> bool:
    if wide.form is None or narrow.form is None:
        return False
    try:
        return bool(wide.form.covers(narrow.form) == canonical.Containment.YES)
    except (ValueError, KeyError):
        return False


def _combinations(schema: Schema) -> int:
    """Count, roughly and too high, the combinations of alternatives: with them the engine's time explodes."""
    count = 1
    for _, node in subschemas(schema.document):
        for keyword in ("anyOf", "oneOf"):
            branches = node.get(keyword) if isinstance(node, dict) else None
            count *= len(branches) or 1 if isinstance(branches, list) else 1
    return count
