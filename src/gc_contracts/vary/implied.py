"""The response that an action needs: implied by its paths and by what the action contract wants out.

Nobody has shown it; but if the action works at all, it works on something like this.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gc_contracts._json import Json, kind, loads
from gc_contracts.action.landing import RAW, Landing, land, unwrapped
from gc_contracts.errors import JsonPathError
from gc_contracts.jsonpath import Path
from gc_contracts.model.action import Action
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.vary.joined import document_for
from gc_contracts.vary.places import schema_at
from gc_contracts.vary.sample import Taste, sample
from gc_contracts.velocity import Template
from gc_contracts.velocity.analysis import references


@dataclass(frozen=True, slots=True)
class Implied:
    """What a service would answer."""

    response: Json
    minimal: Json
    """The same with nothing that the action contract leaves out."""
    types: Mapping[str, str]
    """JSON type by translation map key, as the action contract wants it; of one hit where a path gives
    a list; absent where nothing tells."""
    raw: bool
    """Whether the response as a whole goes into the output."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    schema: Json
    known: bool


def implied(action: Action, success: Template, paths: Mapping[str, Path]) -> Implied:
    """Build the response an action needs.

    Args:
        action: the action.
        success: its success template.
        paths: its translation map, compiled.
    """
    paths = {key: path for key, path in paths.items() if not _constant(action, key, path)}
    lists = unwrapped(success)
    listed = {key: not path.definite or key in lists for key, path in paths.items()}
    found = land(success, action.response.translation_map, [key for key in paths if listed[key]])
    root = action.output.document
    wanted = {key: _wanted(action, key, found, root) for key in paths}
    values = _values(wanted, listed, paths, root)
    tastes = (Taste(), Taste(full=False))
    full, minimal = (
        document_for(paths, values, _whole(action, success, found.places if found else {}, taste))
        for taste in tastes
    )
    types = {key: kind(sample(want.schema, root, Taste())) for key, want in wanted.items() if want.known}
    return Implied(full, minimal, types, _uses_raw(success), tuple(_unmet(paths, full)))


def _constant(action: Action, key: str, path: Path) -> bool:
    """Tell a path that is meant to lead nowhere, so that its default is always taken.

    Source: recorded: published actions map a constant as `$.NULL` with a default.
    """
    return path.text.upper() == "$.NULL" and key in action.response.defaults


def _uses_raw(success: Template) -> bool:
    return any(reference.root == RAW for reference in references(success))


def _wanted(action: Action, key: str, found: Landing | None, root: Json) -> _Wanted:
    """Tell what is wanted of a key: by its place in the output, else by its default."""
    schema = _schema_of(found.places.get(key) if found else None, root)
    if schema:
        return _Wanted(schema, known=True)
    default = action.response.defaults.get(key)
    if found and found.computed and key not in found.places:
        return _Wanted({"type": "integer"}, known=True)
    return _by_default(default.text) if default else _Wanted({"type": "string"}, known=False)


def _schema_of(place: str | None, root: Json) -> dict[str, Json]:
    """Give the schema of a place; of its parent, where a list stands though one value is wanted."""
    if place is None:
        return {}
    schema = schema_at(root, place)
    if schema is None:
        schema = schema_at(root, place.rpartition("/")[0])
        if isinstance(schema, dict) and schema.get("type") in (None, "array", "object"):
            return {}
    return schema if isinstance(schema, dict) else {}


def _by_default(text: str) -> _Wanted:
    try:
        value = loads(text)
    except ValueError:
        return _Wanted({"type": "string"}, known=False)
    if value is None:
        return _Wanted({"type": "string"}, known=False)
    return _Wanted({"type": kind(value)}, known=True)


def _values(
    wanted: Mapping[str, _Wanted], listed: Mapping[str, bool], paths: Mapping[str, Path], root: Json
) -> dict[str, Json]:
    values = {key: sample(want.schema, root, Taste()) for key, want in wanted.items()}
    return {key: [value] if listed[key] and paths[key].definite else value for key, value in values.items()}


def _whole(action: Action, success: Template, places: Mapping[str, str], taste: Taste) -> Json:
    """Give what the whole response must be, where the success template prints it; else an empty object."""
    if not _uses_raw(success) or RAW not in places:
        return {}
    root = action.output.document
    schema = schema_at(root, places[RAW])
    proposed = sample(schema, root, taste) if isinstance(schema, dict) else {}
    if places[RAW] or compile_schema(action.output).is_valid(proposed):
        return proposed
    # Rules that a tidy guess does not meet, e.g. a rule about several members at once.
    return boundary(action.output).base


def _unmet(paths: Mapping[str, Path], document: Json) -> Iterator[str]:
    for key, path in paths.items():
        try:
            path.find(document)
        except JsonPathError as error:
            yield f"no response was found that fills '{key}': {error.message}"
