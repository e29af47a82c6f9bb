"""The tutorials' Data Action: lists of inputs and outputs, and Python code in place of templates."""

from gc_contracts._json import Json, join
from gc_contracts.export import fields
from gc_contracts.export.intake import Intake
from gc_contracts.export.shape import Reading
from gc_contracts.model.action import Action, RequestConfig, ResponseConfig
from gc_contracts.model.schema import Schema

_WORDS = {"description": "description", "defaultValue": "default"}


def read(data: dict[str, Json], stem: str) -> Reading:
    """Read an action of `inputs`, `outputs` and `execution`.

    The code may stand elsewhere: then contract.yaml names a handler.
    """
    intake = Intake()
    execution = intake.child(data, "execution", "")
    action = Action(
        name=intake.text(data, "name", "") or stem,
        integration_type="",
        input=_side(intake, data, "inputs", "input"),
        output=_side(intake, data, "outputs", "output"),
        request=RequestConfig("", None),
        response=ResponseConfig(),
        form="field-list",
        category=intake.text(data, "category", ""),
        code=intake.part(execution, "code", "/execution"),
    )
    _language(intake, execution)
    return Reading(action.name, None if intake.is_fatal else action, tuple(intake.faults))


def _side(intake: Intake, data: dict[str, Json], key: str, name: str) -> Schema:
    value = data.get(key)
    if value is None:
        message = f"`{key}` is missing: the action does not say what its {key} are"
        intake.note("", message, f"add `{key}`, a list of fields; an empty one if there are none", fatal=True)
    elif not isinstance(value, list):
        intake.wrong(join("", key), value, "a list of fields", fatal=True)
    items = value if isinstance(value, list) else []
    built = fields.build(intake, items, join("", key), _WORDS)
    return Schema(
        name, built.document, "", product="action", pointer=join("", key), places=built.places, source=value
    )


def _language(intake: Intake, execution: dict[str, Json]) -> None:
    language = intake.text(execution, "type", "/execution")
    if language and language.lower() != "python":
        message = f"`type` is `{language}`; code of this dialect is Python"
        intake.note("/execution/type", message, "write `python`, or name a handler in contract.yaml")
