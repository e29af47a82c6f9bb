"""What templates ask of a login, against what the customAuth action can ever give."""

from collections.abc import Iterator

from gc_contracts._json import Json
from gc_contracts.action.definition import DEFAULT_SUCCESS, SUCCESS
from gc_contracts.action.landing import land
from gc_contracts.checks.make import finding, spot
from gc_contracts.checks.near import nearest
from gc_contracts.checks.parts import parts_of, references_of
from gc_contracts.errors import VelocityError
from gc_contracts.model.action import Action
from gc_contracts.model.check import Seen
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.settings import Emulation
from gc_contracts.velocity import parse
from gc_contracts.velocity.analysis import Reference, directives

_ROOT = "authResponse"
_MARK = "9100000"
"""How the marks of `landing` begin: a name that holds one comes out of the response."""


def login_without_field(seen: Seen) -> Iterator[Finding]:
    """Report fields of `authResponse` that the login of this action can never give, each once a template."""
    login = seen.contract.login
    given = only_fields(login, seen.settings.emulation) if login else None
    if given is None:
        return
    for name, part in parts_of(seen).items():
        asked = [use for use in references_of(seen, part) if use.root == _ROOT and use.path]
        first = {use.path[0]: use for use in reversed(asked) if use.path[0] not in given}
        for field, use in first.items() if name != SUCCESS else ():
            silent = _is_silent(use, field)
            yield finding(
                seen,
                "template/login-without-field",
                _words(name, field, seen.contract.login_id, given, silent=silent),
                spot(part, use.offset, f"{_ROOT}.{field}"),
                severity=Severity.WARNING if silent else Severity.ERROR,
                hint=nearest(field, given, "Let the login's success template give it."),
                reproduce={"template": part.text, "variable": f"{_ROOT}.{field}"},
            )


def only_fields(login: Action, emulation: Emulation) -> frozenset[str] | None:
    """Name the fields that a login can give; None: nothing proves that it gives no others.

    Proof is a closed success schema, or a success template that is one object with its names written out.
    """
    closed, written = _declared(login.output.document), _written(login, emulation)
    if closed is None or written is None:
        return written if closed is None else closed
    return closed & written


def _declared(schema: Json) -> frozenset[str] | None:
    if not isinstance(schema, dict) or schema.get("additionalProperties") is not False:
        return None
    properties = schema.get("properties", {})
    return (
        frozenset(properties) if isinstance(properties, dict) and "patternProperties" not in schema else None
    )


def _written(login: Action, emulation: Emulation) -> frozenset[str] | None:
    success = login.response.success
    try:
        template = parse(success.text if success else DEFAULT_SUCCESS, engine=emulation.velocity)
    except VelocityError:
        return None
    if login.leaves_open("success_template") or any(directives(template)):
        return None
    found = land(template, login.response.translation_map, ())
    output = found.outputs[0] if found else None
    if not isinstance(output, dict) or any(_MARK in name for name in output):
        return None
    return frozenset(output)


def _is_silent(use: Reference, field: str) -> bool:
    return use.quiet or use.in_condition or f"{_ROOT}.{field}" in use.guards


def _words(name: str, field: str, login: str, given: frozenset[str], *, silent: bool) -> str:
    listed = ", ".join(f"`{one}`" for one in sorted(given)) or "nothing"
    then = "so it is always empty" if silent else "so every run that gets there fails"
    return f"{name} asks the login for `{field}`, and {login} only gives {listed}: {then}"
