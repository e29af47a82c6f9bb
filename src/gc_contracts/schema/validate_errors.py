"""What the engine says of a record, read as violations: place, keyword, rule as declared, words.

The paths are cheap, the words are not: whoever only judges (`unworded`) is spared them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import jsonschema_rs

from gc_contracts._json import Json, get, join
from gc_contracts.model.schema import Violation
from gc_contracts.schema.subschemas import LISTS, MAPS, subschemas
from gc_contracts.schema.wording import say

_BY_PATH = {"dependencies", "dependentRequired", "minContains", "maxContains"}
_NAMING = {"additionalProperties", "unevaluatedProperties"}
"""Keywords of which one error may name several members."""
_Error = jsonschema_rs.ValidationError


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the errors of one compiled schema."""

    document: Json = field(repr=False)
    names: Mapping[str, str] = field(repr=False)
    """What `patternProperties` are called in the schema, by what the engine calls them."""

    def violations(self, error: _Error, record: Json) -> Iterator[Violation]:
        """Word one error of a record; several violations where it names several members."""
        pointer, rule = join("", *error.instance_path), self._rule(error)
        keyword, details = _keyword(error), error.kind.as_dict()
        if "pattern" in details and self._stands(rule):
            details["pattern"] = get(self.document, rule)  # as written, not as respelt
        if keyword in _NAMING:
            # Without declared properties the engine names none: then no member is expected.
            for name in details.get("unexpected") or get(record, pointer):
                yield Violation(join(pointer, name), keyword, f"`{name}` is no declared property", rule)
        elif "property" in details:
            yield Violation(pointer, keyword, f"`{details['property']}` is missing", rule)
        else:
            yield Violation(
                pointer, keyword, say(error.kind.name, error.instance, details, error.message), rule
            )

    def unworded(self, error: _Error) -> Violation | None:
        """Give the one violation of an error without its message; None: it may have several."""
        keyword = _keyword(error)
        if keyword in _NAMING:
            return None
        return Violation(join("", *error.instance_path), keyword, "", self._rule(error))

    def _rule(self, error: _Error) -> str:
        path = error.schema_path
        if error.kind.name == "propertyNames":
            path = path[: path.index("propertyNames") + 1]
        if self.names:
            path = [self.names.get(step, step) if isinstance(step, str) else step for step in path]
        rule = self._base(error) + join("", *path)
        return rule if "$ref" not in error.evaluation_path or self._stands(rule) else _way_out(error)

    def _stands(self, pointer: str) -> bool:
        try:
            get(self.document, pointer)
        except KeyError:
            return False
        return True

    def _base(self, error: _Error) -> str:
        """Find the embedded schema with an id of its own that a path is counted from."""
        base = (error.absolute_keyword_location or "").partition("#")[0]
        document = self.document
        if not base or not isinstance(document, dict) or base == _id(document).rstrip("#"):
            return ""
        inner = ((at, _id(node)) for at, node in subschemas(document) if at and isinstance(node, dict))
        return next((at for at, name in inner if name and base.endswith(name.lstrip("./").rstrip("#"))), "")


def _way_out(error: _Error) -> str:
    """Give the `$ref` behind which a rule lies that is no part of the document: in a metaschema."""
    steps = error.evaluation_path
    return join("", *steps[: steps.index("$ref") + 1])


def _id(node: dict[str, Json]) -> str:
    name = node.get("$id", node.get("id", ""))
    return name if isinstance(name, str) else ""


def _keyword(error: _Error) -> str:
    path, name = error.schema_path, error.kind.name
    last = str(path[-1]) if path else ""
    if name == "falseSchema":
        holder = str(path[-2]) if len(path) > 1 and path[-2] in MAPS | LISTS else last
        return holder or "false"
    return last if last in _BY_PATH else name
