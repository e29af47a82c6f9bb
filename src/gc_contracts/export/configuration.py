"""The members of an action that its dialects share under other names, read by one table of names."""

import re
from dataclasses import dataclass

from gc_contracts._json import Json, dumps, is_number, join
from gc_contracts.export import contract
from gc_contracts.export.intake import Intake
from gc_contracts.export.shape import Fault
from gc_contracts.model.action import Action, Part, RequestConfig, ResponseConfig
from gc_contracts.model.finding import Severity

FUNCTIONS = "function-data-actions"
_HANDLER = re.compile(r".*[^./]\.[A-Za-z_$][\w$]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Names:
    """What one dialect calls the members of an action."""

    url: str
    method: str
    body: str
    translation_map: str
    defaults: str
    success: str
    function: tuple[str, ...]


JSON = Names(
    "requestUrlTemplate",
    "requestType",
    "requestTemplate",
    "translationMap",
    "translationMapDefaults",
    "successTemplate",
    ("function", "_function"),
)
TERRAFORM = Names(
    "request_url_template",
    "request_type",
    "request_template",
    "translation_map",
    "translation_map_defaults",
    "success_template",
    ("function_config",),
)


def base(intake: Intake, data: dict[str, Json], at: str, stem: str, names: Names) -> Action:
    """Read what stands at the top under the same name in each dialect."""
    return Action(
        name=intake.text(data, "name", at) or stem,
        integration_type=intake.text(data, "integrationType", at),
        input=contract.nothing("input", at),
        output=contract.nothing("output", at),
        request=RequestConfig("", None),
        response=ResponseConfig(),
        action_type=intake.text(data, "actionType", at) or "custom",
        category=intake.text(data, "category", at),
        secure=intake.flag(data, "secure", at),
        function=next((data[key] for key in names.function if data.get(key) is not None), None),
    )


def request(
    intake: Intake, data: dict[str, Json], at: str, names: Names, *, needs_url: bool
) -> RequestConfig:
    """Read the request side; `needs_url`: an action without URL or method is half a one."""
    url = intake.part(data, names.url, at)
    method = intake.text(data, names.method, at)
    if needs_url:
        for key in (names.url, names.method):
            if data.get(key) is None:
                intake.note(at, f"`{key}` is missing", f"add `{key}` to the request configuration")
    parts = intake.parts(data, "headers", at)
    return RequestConfig(
        method or ("GET" if needs_url else "POST"), url, parts, intake.part(data, names.body, at)
    )


def response(intake: Intake, data: dict[str, Json], at: str, names: Names) -> ResponseConfig:
    """Read the response side; what is absent is as the platform has it."""
    return ResponseConfig(
        intake.parts(data, names.translation_map, at),
        _defaults(intake, data, at, names.defaults),
        intake.part(data, names.success, at),
    )


def _defaults(intake: Intake, data: dict[str, Json], at: str, key: str) -> dict[str, Part]:
    """Read the defaults: JSON as text. One written as plain JSON is reported, and read as it was meant."""
    place = join(at, key)
    parts: dict[str, Part] = {}
    for name, value in intake.child(data, key, at).items():
        pointer = join(place, name)
        parts[name] = Part(value if isinstance(value, str) else dumps(value), pointer)
        if not isinstance(value, str):
            intake.wrong(pointer, value, f"text that holds JSON, here {dumps(dumps(value))[:60]}")
    return parts


def timeout(intake: Intake, data: dict[str, Json], key: str, at: str) -> float:
    """Read the timeout in seconds; absent: 60.

    Source: documented: ActionConfig.timeoutSeconds is 1 to 60.
    """
    value = data.get(key)
    if value is None:
        return 60.0
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= 60:
        intake.note(join(at, key), f"`{key}` must be a number of seconds from 1 to 60")
        return 60.0
    return float(value)


def refused(intake: Intake, pointer: str, message: str, hint: str = "", *, sure: bool = True) -> None:
    """Note a setting that the platform does not take; `sure`: a document says so."""
    severity = Severity.ERROR if sure else Severity.NOTE
    intake.faults.append(Fault(pointer, message, hint, check="contract/refused-setting", severity=severity))


def login_timeout(intake: Intake, data: dict[str, Json], key: str, at: str) -> None:
    """Note a time-out of a customAuth action.

    Source: documented: SDK model ActionConfig: timeoutSeconds is invalid on custom auth actions.
    """
    if data.get(key) is not None:
        message = f"`{key}` is set, and a customAuth action takes no time-out of its own"
        refused(intake, join(at, key), message, "Remove it.")


def function_settings(intake: Intake, function: Json, at: str) -> None:
    """Note settings of a function that are not taken; what Terraform fills in is not known.

    Source: documented: SDK model Function: timeoutSeconds is 1 to 15, the handler is `path/module.method`;
    the blog on functions names Node.js runtimes alone, from which "no other" is concluded.
    """
    settings = function if isinstance(function, dict) else {}
    for key in ("timeoutSeconds", "timeout_seconds"):
        value = settings.get(key)
        if is_number(value) and not 1 <= value <= 15:
            message = f"`{key}` is {value}, and a function may take 1 to 15 seconds"
            refused(intake, join(at, key), message, "Write a number from 1 to 15.")
    handler, runtime = settings.get("handler"), settings.get("runtime")
    if isinstance(handler, str) and "${" not in handler and not _HANDLER.fullmatch(handler):
        message = f"`handler` is `{handler[:60]}`, which names no method of a module"
        refused(
            intake, join(at, "handler"), message, "Write `path/module.method`, such as `src/index.handler`."
        )
    if isinstance(runtime, str) and "${" not in runtime and not runtime.lower().startswith("nodejs"):
        message = f"`runtime` is `{runtime[:60]}`; only Node.js runtimes are known to be offered"
        refused(intake, join(at, "runtime"), message, "Take one that the list of runtimes has.", sure=False)
