"""contract.yaml: what a team expects of a subject, checked and worded for the person who wrote it."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from gc_contracts._json import Json, get, join, split
from gc_contracts.export.intake import nearest, worded
from gc_contracts.load.expected import ActionRunExample, ExpectedOfAction, ExpectedOfSchema
from gc_contracts.load.expected import Reference as ReferenceItem
from gc_contracts.load.expected import Rule as RuleItem
from gc_contracts.load.files import places
from gc_contracts.model.contract import ActionExample, Expectations, Problem, RecordExample, Reference, Rule
from gc_contracts.model.document import Document
from gc_contracts.source import Source

_CHECK = "file/incomplete"
_INSTEAD = (
    "remove it; how long a validator may take for one record is pytest's ini option gc_validator_seconds"
)
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


def read_expectations(document: Document, *, is_action: bool) -> tuple[Expectations, tuple[Problem, ...]]:
    """Read a contract file for a subject of one kind.

    Returns: the expectations, empty where there are problems; the problems, in the order of the file.
    """
    data = document.data if document.data is not None else {}
    if not isinstance(data, dict):
        message = f"a contract file is an object of keys such as `examples`, not {worded(data)}"
        return Expectations(document), (Problem(_CHECK, message, document.locate()),)
    try:
        if is_action:
            return _of_action(ExpectedOfAction.model_validate(data), document), ()
        return _of_schema(ExpectedOfSchema.model_validate(data), document), ()
    except ValidationError as error:
        problems = sorted(_problems(error, document, is_action=is_action), key=lambda problem: problem.source)
        return Expectations(document), tuple(problems)


def _of_schema(expected: ExpectedOfSchema, document: Document) -> Expectations:
    valid = [
        RecordExample(record, pointer=join("/examples/valid", at))
        for at, record in enumerate(expected.examples.valid)
    ]
    invalid = [
        RecordExample(item.record, item.violates, join("/examples/invalid", at))
        for at, item in enumerate(expected.examples.invalid)
    ]
    return Expectations(
        document=document,
        product=expected.product or "",
        records=(*valid, *invalid),
        rules=tuple(_rule(rule, join("/rules", at)) for at, rule in enumerate(expected.rules)),
        references={name: _reference(name, item) for name, item in expected.references.items()},
        validator=expected.validator,
        cases=expected.cases,
        disabled=tuple(expected.checks.disable),
        severity=dict(expected.checks.severity),
    )


def _rule(rule: RuleItem, pointer: str) -> Rule:
    return Rule(rule.id, rule.require, rule.when, rule.message, pointer)


def _reference(name: str, item: ReferenceItem) -> Reference:
    return Reference(name, item.subject, item.field, item.records, pointer=join("/references", name))


def _of_action(expected: ExpectedOfAction, document: Document) -> Expectations:
    return Expectations(
        document=document,
        runs=tuple(_run(item, join("/examples", at)) for at, item in enumerate(expected.examples)),
        handler=expected.handler,
        credentials=dict(expected.credentials),
        timeout=expected.timeout,
        cases=expected.cases,
        disabled=tuple(expected.checks.disable),
        severity=dict(expected.checks.severity),
    )


def _run(item: ActionRunExample, pointer: str) -> ActionExample:
    return ActionExample(
        input=item.input,
        respond=_set(item.respond) if item.respond is not None else None,
        cassette=item.cassette,
        output=item.output,
        has_output="output" in item.model_fields_set,
        outcome=item.outcome or "",
        step=item.step,
        pointer=pointer,
    )


def _set(model: BaseModel) -> dict[str, Any]:
    """Give what the file sets, under the names the file uses."""
    return model.model_dump(exclude_unset=True, by_alias=True)


def _problems(error: ValidationError, document: Document, *, is_action: bool) -> Iterator[Problem]:
    for item in error.errors(include_url=False):
        pointer = join("", *item["loc"])
        if item["type"] == "extra_forbidden":
            yield _unknown(document, pointer, is_action=is_action)
        elif item["type"] == "missing":
            parent, name = pointer.rpartition("/")[0], split(pointer)[-1]
            source = Source(document.file, *places(document).find(parent), parent)
            yield Problem(_CHECK, f"`{name}` is missing", source, f"add `{name}`")
        else:
            message = _wrong(dict(item), pointer)
            yield Problem(_CHECK, message, document.locate(pointer))


def _unknown(document: Document, pointer: str, *, is_action: bool) -> Problem:
    parent, _, _ = pointer.rpartition("/")
    name = str(list(get(document.data, parent))[_index(document, pointer)])
    source = Source(document.file, *places(document).key(pointer), pointer)
    known = _known(parent, is_action=is_action)
    others = _known(parent, is_action=not is_action)
    near = nearest(name, known)
    if name in others and not near:
        kind, other = ("an action", "a schema") if is_action else ("a schema", "an action")
        hint = _INSTEAD if name == "timeout" else "remove it"
        return Problem(_CHECK, f"`{name}` belongs to {other}, and the subject is {kind}", source, hint)
    hint = f"did you mean `{near}`?" if near else f"known here are {', '.join(known)}"
    return Problem(_CHECK, f"unknown key `{name}`", source, hint)


def _index(document: Document, pointer: str) -> int:
    parent, _, _ = pointer.rpartition("/")
    return [join(parent, key) for key in get(document.data, parent)].index(pointer)


def _known(pointer: str, *, is_action: bool) -> list[str]:
    """List the keys the model at a place of the file has, by walking the JSON Schema of the models."""
    root = (ExpectedOfAction if is_action else ExpectedOfSchema).model_json_schema()
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
    place = f"item {last + 1} of `{names[-2]}`" if isinstance(last, int) else f"`{last}`"
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
