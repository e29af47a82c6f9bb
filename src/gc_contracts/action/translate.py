"""Step 9: a response body becomes named values, each as JSON text."""

from collections.abc import Mapping
from dataclasses import dataclass

from gc_contracts._json import Json
from gc_contracts.action.steps import StepFailed
from gc_contracts.errors import JsonPathError, Unresolved
from gc_contracts.jsonpath import Path, loads
from gc_contracts.jsonpath import text as json_text
from gc_contracts.model.action import Part
from gc_contracts.model.execution import Cause, Failure
from gc_contracts.model.interaction import Response
from gc_contracts.settings import Emulation

SHOWN = 80


@dataclass(frozen=True, slots=True)
class Translation:
    """What the translation map found."""

    values: Mapping[str, str]
    defaults_used: tuple[str, ...]
    unresolved: tuple[str, ...]


def decode(response: Response) -> str:
    """Read a body as text: its charset, else UTF-8; what is no character becomes U+FFFD, as in Java.

    A byte order mark is dropped.

    Source: assumed: how Java's HTTP clients read text.
    """
    charset = _charset(response.header("content-type"))
    try:
        text = response.body.decode(charset, "replace")
    except (LookupError, ValueError):  # no such charset, or a codec that is none for text
        text = response.body.decode("utf-8", "replace")
    return text.removeprefix("\ufeff")


def filled(text: str, emulation: Emulation) -> str:
    """Put `{}` in place of an empty body.

    Source: assumed: library actions on endpoints that answer with nothing use `${rawResult}`.
    """
    return "{}" if not text.strip() and emulation.empty_body == "object" else text


def translate(
    paths: Mapping[str, Path],
    defaults: Mapping[str, Part],
    text: str,
    emulation: Emulation,
) -> Translation:
    """Find each path's value in the response, or take its default.

    A default is for a path that leads nowhere; an explicit null and an empty list are values. A path
    without a default that leads nowhere gives no value at all. Without any path the body need not be JSON.

    Source: documented: response configuration article for the default rule; recorded: published actions for
    values as JSON text; assumed: an empty list is a value, since Jayway gives one for every indefinite path.
    """
    if not paths:
        return Translation({}, (), ())
    document = read(text, Cause.BODY, "The response", emulation)
    values: dict[str, str] = {}
    used, unresolved = [], []
    for key, path in paths.items():
        try:
            values[key] = json_text(path.find(document))
        except Unresolved:
            if key in defaults:
                values[key] = defaults[key].text
                used.append(key)
            else:
                unresolved.append(key)
        except JsonPathError as error:
            raise StepFailed(_failure(key, error)) from None
    return Translation(values, tuple(used), tuple(unresolved))


def read(text: str, cause: Cause, what: str, emulation: Emulation) -> Json:
    """Read JSON, not deeper than the platform takes.

    Source: documented: request configuration article for the depth; assumed: strict JSON.
    """
    try:
        document = loads(text)
    except (ValueError, RecursionError) as error:
        shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
        raise StepFailed(Failure(cause, f"{what} is not valid JSON: {error}: {shown}")) from None
    if deeper(document, text, emulation.max_depth):
        message = f"{what} nests deeper than {emulation.max_depth} levels."
        raise StepFailed(Failure(Cause.LIMIT, message))
    return document


def deeper(document: Json, text: str, limit: int) -> bool:
    """Tell whether JSON nests more than `limit` levels; `text` answers most cases at once."""
    return text.count("{") + text.count("[") > limit and _depth_over(document, limit)


def _depth_over(document: Json, limit: int) -> bool:
    level = [document]
    for _ in range(limit):
        level = [inner for value in level for inner in _children(value) if isinstance(inner, dict | list)]
        if not level:
            return False
    return True


def _children(value: Json) -> list[Json]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _charset(content_type: str) -> str:
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or "utf-8"
    return "utf-8"


def _failure(key: str, error: JsonPathError) -> Failure:
    return Failure(
        Cause.JSONPATH, f"Failed to resolve '{key}' of the translation map: {error.message}", part=key
    )
