"""Plans for code under test in place of templates: what it is called with.

What comes back to it only running can tell, for nobody has said what it reads; so these cases are inputs and
declared runs, and running makes the responses and faults of them.
"""

from collections.abc import Mapping
from dataclasses import replace

from gc_contracts._json import Json
from gc_contracts.action.function import is_javascript
from gc_contracts.errors import JsonPathError, SchemaError, VelocityError
from gc_contracts.jsonpath import compile as compile_path
from gc_contracts.model.action import Action
from gc_contracts.model.case import ActionCase, CaseKind, Plan
from gc_contracts.model.contract import ActionExample, Contract
from gc_contracts.model.finding import Evidence
from gc_contracts.settings import Settings
from gc_contracts.vary.implied import implied
from gc_contracts.vary.inputs import Inputs, inputs, request_cases
from gc_contracts.vary.replies import declared, reply
from gc_contracts.velocity import parse

MISSING = "not verified: the file holds no Python code, and contract.yaml names no handler"
NO_INPUT = "not verified: no flat input was found that the inputs allow"


def plan(contract: Contract, kind: CaseKind, settings: Settings) -> Plan:
    """Derive what a handler is called with."""
    if not (contract.expectations.handler or contract.action.code or is_javascript(contract)):
        return Plan(contract.id, kind, skip=MISSING)
    if kind is CaseKind.EXAMPLES:
        return Plan(contract.id, kind, tuple(map(example, *_numbered(contract.expectations.runs))))
    try:
        found = inputs(contract.action.input)
    except SchemaError as error:
        return Plan(contract.id, kind, skip=f"not verified: {error.message}")
    if found is None:
        return Plan(contract.id, kind, skip=NO_INPUT)
    found = replace(found, base=_usable(found, contract))
    response = None if is_javascript(contract) else _implied(contract.action, settings)
    facts = (("response", response), ("input", dict(found.base)))
    return Plan(contract.id, kind, request_cases(found, reply({})), facts=facts)


def _usable(found: Inputs, contract: Contract) -> Mapping[str, Json]:
    """Give inputs that code gets far with: plain values, but a URL where the contract or an example has one.

    Code puts a base URL before all it does; the declared default is one that a flow would send.
    """
    defaults = {
        name: declared["default"]
        for name, declared in found.properties.items()
        if isinstance(declared, dict) and "default" in declared
    }
    said = [run.input for run in contract.expectations.runs if isinstance(run.input, dict)]
    urls = {name: value for given in said[:1] for name, value in given.items() if _is_url(value)}
    base = {**found.base, **defaults, **urls}
    return base if found.allows(base) else found.base


def _is_url(value: Json) -> bool:
    return isinstance(value, str) and "://" in value


def _numbered(runs: tuple[ActionExample, ...]) -> tuple[range, tuple[ActionExample, ...]]:
    return range(1, len(runs) + 1), runs


def example(number: int, run: ActionExample, response: Json = None) -> ActionCase:
    """Turn a declared run into a case; one that says nothing of the response gets `response`."""
    expected: dict[str, Json] = {"output": run.output} if run.has_output else {}
    expected |= {"outcome": run.outcome} if run.outcome else {}
    expected |= {"step": run.step} if run.step else {}
    return ActionCase(
        f"example-{number}",
        run.input,
        reply(response) if run.respond is None else declared(run.respond),
        Evidence.DECLARED,
        variation="declared",
        expected=expected,
        declared=run.pointer,
    )


def _implied(action: Action, settings: Settings) -> Json:
    """Give the response that an action's templates need, where it has such; else null."""
    if action.form == "field-list" or action.response.success is None:
        return None
    try:
        template = parse(action.response.success.text, engine=settings.emulation.velocity)
        paths = {key: compile_path(part.text) for key, part in action.response.translation_map.items()}
        return implied(action, template, paths).response
    except (VelocityError, JsonPathError, SchemaError):
        return None
