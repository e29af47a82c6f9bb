"""contract.yaml: what a team expects of a subject, checked and worded for the person who wrote it."""

from functools import partial
from typing import Any

from pydantic import BaseModel, ValidationError

from gc_contracts._json import join
from gc_contracts.export.intake import worded
from gc_contracts.load.expected import ActionRunExample, ExpectedOfAction, ExpectedOfSchema
from gc_contracts.load.expected import Reference as ReferenceItem
from gc_contracts.load.expected import Rule as RuleItem
from gc_contracts.load.wording import known_keys, problems
from gc_contracts.model.contract import ActionExample, Expectations, Problem, RecordExample, Reference, Rule
from gc_contracts.model.document import Document

_INSTEAD = (
    "remove it; how long a validator may take for one record is pytest's ini option gc_validator_seconds"
)


def read_expectations(document: Document, *, is_action: bool) -> tuple[Expectations, tuple[Problem, ...]]:
    """Read a contract file for a subject of one kind.

    Returns: the expectations, empty where there are problems; the problems, in the order of the file.
    """
    data = document.data if document.data is not None else {}
    if not isinstance(data, dict):
        message = f"a contract file is an object of keys such as `examples`, not {worded(data)}"
        return Expectations(document), (Problem("file/incomplete", message, document.locate()),)
    try:
        if is_action:
            return _of_action(ExpectedOfAction.model_validate(data), document), ()
        return _of_schema(ExpectedOfSchema.model_validate(data), document), ()
    except ValidationError as error:
        model = ExpectedOfAction if is_action else ExpectedOfSchema
        return Expectations(document), problems(error, document, model, partial(_elsewhere, is_action))


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
        compatibility=expected.compatibility or "",
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


def _elsewhere(is_action: bool, name: str, parent: str) -> tuple[str, str] | None:
    """Tell a key of the other kind of subject."""
    if name not in known_keys(parent, ExpectedOfSchema if is_action else ExpectedOfAction):
        return None
    kind, other = ("an action", "a schema") if is_action else ("a schema", "an action")
    hint = _INSTEAD if name == "timeout" else "remove it"
    return f"`{name}` belongs to {other}, and the subject is {kind}", hint
