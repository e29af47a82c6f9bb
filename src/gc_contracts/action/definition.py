"""An action made ready to run: templates parsed, paths and schemas compiled, once for all runs.

What cannot be made ready fails the platform's step 2, before anything is sent.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from gc_contracts._json import Json
from gc_contracts.action import context
from gc_contracts.errors import JsonPathError, SchemaError, VelocityError, VelocityLimitError
from gc_contracts.jsonpath import Path
from gc_contracts.jsonpath import compile as compile_path
from gc_contracts.model.action import Action
from gc_contracts.model.execution import Cause, Failure
from gc_contracts.schema.validate import UnsupportedPattern, Validator
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.settings import Emulation
from gc_contracts.velocity import Template, parse
from gc_contracts.velocity.analysis import references

URL = "requestUrlTemplate"
BODY = "requestTemplate"
SUCCESS = "successTemplate"
HEADERS = "headers."
INPUT_SCHEMA = "inputSchema"
SUCCESS_SCHEMA = "successSchema"
DEFAULT_BODY = "${input.rawRequest}"
DEFAULT_SUCCESS = "${rawResult}"

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Definition:
    """What a run needs. Where `failure` is set, the rest is not complete and no run may go on."""

    action: Action
    failure: Failure | None
    texts: Mapping[str, str]
    """Template texts by the name errors give them, the platform's defaults filled in."""
    templates: Mapping[str, Template]
    paths: Mapping[str, Path]
    schemas: Mapping[str, Validator]
    """`inputSchema` and `successSchema`."""
    credentials: Mapping[str, str]
    login: Mapping[str, Json]


def define(
    action: Action,
    emulation: Emulation,
    credentials: Mapping[str, str],
    *,
    with_login: bool = False,
) -> Definition:
    """Parse and compile all parts of an action; never raises for what its file says.

    `with_login`: a customAuth action will fill `authResponse`, so no dummies are made for it.
    """
    failures: list[Failure] = []
    texts = template_texts(action)
    templates = _ready(texts, lambda text: parse(text, engine=emulation.velocity), failures)
    found = {name: references(template) for name, template in templates.items()}
    paths = _ready(path_texts(action), compile_path, failures)
    documents = {INPUT_SCHEMA: action.input, SUCCESS_SCHEMA: action.output}
    schemas = _ready(documents, compile_schema, failures)
    return Definition(
        action=action,
        failure=next(iter(failures), None),
        texts=texts,
        templates=templates,
        paths=paths,
        schemas=schemas,
        credentials={**context.dummies(found, "credentials"), **credentials},
        login={} if with_login else dict(context.dummies(found, "authResponse")),
    )


def template_texts(action: Action) -> dict[str, str]:
    """Give the texts of all templates that are rendered, in the platform's order.

    Source: documented: request configuration article (the body defaults to the whole input), response
    configuration article (the result defaults to the raw response).
    """
    texts = {name: part.text for name, part in action.templates.items() if name != SUCCESS}
    if action.sends_body:
        texts.setdefault(BODY, DEFAULT_BODY)
    texts[SUCCESS] = action.response.success.text if action.response.success else DEFAULT_SUCCESS
    return texts


def path_texts(action: Action) -> dict[str, str]:
    """Give the translation map as texts."""
    return {key: part.text for key, part in action.response.translation_map.items()}


def _ready(
    sources: Mapping[str, Json], make: Callable[[Json], Thing], failures: list[Failure]
) -> dict[str, Thing]:
    return dict(_each(sources, make, failures))


def _each(
    sources: Mapping[str, Json], make: Callable[[Json], Thing], failures: list[Failure]
) -> Iterator[tuple[str, Thing]]:
    for name, source in sources.items():
        try:
            yield name, make(source)
        except (VelocityError, JsonPathError, SchemaError) as error:
            failures.append(_failure(name, error))


def _failure(name: str, error: VelocityError | JsonPathError | SchemaError) -> Failure:
    """Word a broken part of the definition, or one that only we cannot use; the wording is ours."""
    return Failure(
        Cause.LIMIT if isinstance(error, UnsupportedPattern | VelocityLimitError) else Cause.DEFINITION,
        f"'{name}' cannot be used: {error.message}",
        part=name,
        line=getattr(error, "line", 0),
        column=getattr(error, "column", 0),
        pointer=getattr(error, "pointer", ""),
    )
