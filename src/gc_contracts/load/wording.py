"""What a person wrote and a model refuses, in words for that person: the place, and what would be right."""

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from gc_contracts._json import Json, get, join, split
from gc_contracts.export.intake import nearest, worded
from gc_contracts.load.files import places
from gc_contracts.model.contract import Problem
from gc_contracts.model.document import Document
from gc_contracts.source import Source

_CHECK = "file/incomplete"
Elsewhere = Callable[[str, str], tuple[str, str] | None]
"""An unknown key and the pointer of what holds it → what to say of it; None: it is just unknown."""
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "an object",
    "model_type": "an object",
}


def nowhere(_name: str, _parent: str) -> None:
    """Say of no key that it belongs elsewhere."""


def problems(
    error: ValidationError, document: Document, model: type[BaseModel], elsewhere: Elsewhere = nowhere
) -> tuple[Problem, ...]:
    """Word what a model refuses, in the order of the file.

    Args:
        error: what the model said of the file's data.
        document: the file.
        model: the one list of the file's keys.
        elsewhere: says of an unknown key that it belongs to another kind of file (message, hint).
    """
    return tuple(sorted(_each(error, document, model, elsewhere), key=lambda problem: problem.source))


def _each(
    error: ValidationError, document: Document, model: type[BaseModel], elsewhere: Elsewhere
) -> Iterator[Problem]:
    for item in error.errors(include_url=False):
        pointer = join("", *item["loc"])
        if item["type"] == "extra_forbidden":
            yield _unknown(document, pointer, model, elsewhere)
        elif item["type"] == "missing":
            parent, name = pointer.rpartition("/")[0], split(pointer)[-1]
            source = Source(document.file, *places(document).find(parent), parent)
            yield Problem(_CHECK, f"`{name}` is missing", source, f"add `{name}`")
        else:
            message = _wrong(dict(item), pointer)
            yield Problem(_CHECK, message, document.locate(pointer))


def _unknown(document: Document, pointer: str, model: type[BaseModel], elsewhere: Elsewhere) -> Problem:
    parent, _, _ = pointer.rpartition("/")
    name = str(list(get(document.data, parent))[_index(document, pointer)])
    source = Source(document.file, *places(document).key(pointer), pointer)
    known = known_keys(parent, model)
    near = nearest(name, known)
    away = None if near else elsewhere(name, parent)
    if away:
        return Problem(_CHECK, away[0], source, away[1])
    hint = f"did you mean `{near}`?" if near else f"known here are {', '.join(known)}"
    return Problem(_CHECK, f"unknown key `{name}`", source, hint)


def _index(document: Document, pointer: str) -> int:
    parent, _, _ = pointer.rpartition("/")
    return [join(parent, key) for key in get(document.data, parent)].index(pointer)


def known_keys(pointer: str, model: type[BaseModel]) -> list[str]:
    """List the keys the model at a place of the file has, by walking the JSON Schema of the models."""
    root = model.model_json_schema()
    node: Json = root
    for token in pointer.split("/")[1:]:
        node = _resolved(root, node)
        node = node.get("properties", {}).get(token) or node.get("items") or node.get("additionalProperties")
        if not isinstance(node, dict):
            return []
    return list(_resolved(root, node).get("properties", {}))


def _resolved(root: Json, node: Json) -> dict[str, Json]:
    options = [node, *node.get("anyOf", ()), *node.get("allOf", ())]
    ref = next((option["$ref"] for option in options if "$ref" in option), "")
    return get(root, ref.removeprefix("#")) if ref else node  # type: ignore[no-any-return]


def _wrong(item: dict[str, Any], pointer: str) -> str:
    names, value, last = split(pointer), item.get("input"), item["loc"][-1]
    within = f" of `{names[-2]}`" if len(names) > 1 else ""
    place = f"item {last + 1}{within}" if isinstance(last, int) else f"`{last}`"
    if item["type"] == "value_error":
        return f"{place}: {item['msg'].removeprefix('Value error, ')}"
    if item["type"] == "literal_error":
        return f"{place} is {_shown(value)}; it must be {item['ctx']['expected'].replace(chr(39), '`')}"
    if value is None or value == "":
        return f"{place} is empty; give it a value, or remove it"
    if item["type"] in _WANTED:
        return f"{place} is {worded(value)} where it must be {_WANTED[item['type']]}"
    said = item["msg"].removeprefix("Input should ").removeprefix("String should ")
    return f"{place} is {_shown(value)}; it should {said}"


def _shown(value: Json) -> str:
    return f"`{str(value)[:40]}`" if isinstance(value, str | int | float) else worded(value)
