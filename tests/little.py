"""Small actions for tests: everything has a default, so that a test says only what it is about."""

from collections.abc import Mapping

from gc_contracts._json import Json
from gc_contracts.model.action import Action, Part, RequestConfig, ResponseConfig
from gc_contracts.model.contract import Contract, Expectations, Kind
from gc_contracts.model.schema import Schema

ANYTHING: Json = {}


def little_action(
    *,
    url: str | None = "https://example.com/",
    method: str = "POST",
    headers: Mapping[str, str] | None = None,
    body: str | None = None,
    paths: Mapping[str, str] | None = None,
    defaults: Mapping[str, str] | None = None,
    success: str | None = None,
    given: Json = ANYTHING,
    output: Json = ANYTHING,
    kind: str = "custom-rest-actions",
    code: str | None = None,
) -> Action:
    """Build an action; contracts are draft-04 and allow anything unless given."""
    return Action(
        name="Little",
        integration_type=kind,
        input=Schema("input", given, "draft-04"),
        output=Schema("output", output, "draft-04"),
        request=RequestConfig(method, _part(url), _parts(headers), _part(body)),
        response=ResponseConfig(_parts(paths), _parts(defaults), _part(success)),
        code=_part(code),
    )


def little_contract(action: Action, expectations: Expectations | None = None) -> Contract:
    """Wrap an action as loading does."""
    return Contract("little.json", Kind.ACTION, action.name, None, action, expectations or Expectations())


def _part(text: str | None) -> Part | None:
    return None if text is None else Part(text, "")


def _parts(texts: Mapping[str, str] | None) -> dict[str, Part]:
    return {name: Part(text, "") for name, text in (texts or {}).items()}
