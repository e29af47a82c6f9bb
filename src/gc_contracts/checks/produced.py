"""What the success template writes, side by side with what the output contract declares."""

from collections.abc import Iterator

from gc_contracts._json import Json, join, loads
from gc_contracts.action.landing import Landing
from gc_contracts.checks.landing import land
from gc_contracts.checks.make import Spot, finding, spot
from gc_contracts.checks.near import alike, nearest
from gc_contracts.model.action import Action
from gc_contracts.model.check import Seen
from gc_contracts.model.finding import Finding, Severity


def never_produced(seen: Seen) -> Iterator[Finding]:
    """Report declared outputs that no response can bring out."""
    schema = seen.contract.action.output
    written = [name for _, name, _ in _extras(seen)]
    for pointer, name, required in absent(seen):
        if alike(name, written) and not required:
            continue  # written under a wrong name: `undeclared` tells
        words = f"`{name}` is declared, and the success template never writes it"
        words += ", though the contract requires it: every run fails" if required else ""
        yield finding(
            seen,
            "output/never-produced",
            words,
            Spot(schema.place(pointer)),
            severity=Severity.ERROR if required else Severity.WARNING,
            hint=nearest(name, written, "Write it in the success template, or remove it from the contract."),
            reproduce={"successTemplate": _success_text(seen.contract.action)},
        )


def undeclared(seen: Seen) -> Iterator[Finding]:
    """Report members that the success template writes and the contract does not have."""
    action = seen.contract.action
    missed = [(name, required) for _, name, required in absent(seen)]
    for pointer, name, closed in _extras(seen):
        if alike(name, [other for other, required in missed if required]):
            continue  # a required output under a wrong name: `never-produced` tells
        words = f"the success template writes `{name}`, which the output contract does not declare"
        words += " and does not allow: every run fails" if closed else "; no flow can read it"
        yield finding(
            seen,
            "output/undeclared",
            words,
            _spot(action, name, join(pointer, name)),
            severity=Severity.ERROR if closed else Severity.WARNING,
            hint=nearest(
                name, [other for other, _ in missed], "Declare it, or leave it out of the template."
            ),
            reproduce={"successTemplate": _success_text(action)},
        )


def _extras(seen: Seen) -> tuple[tuple[str, str, bool], ...]:
    landing = land(seen)
    document = seen.contract.action.output.document
    return tuple(_extra(document, landing.outputs, landing, "")) if landing else ()


def absent(seen: Seen) -> tuple[tuple[str, str, bool], ...]:
    """List declared places that neither marks nor any run fill, as (schema pointer, name, required)."""
    landing = land(seen)
    if landing is None or not any(run.execution.rendered for run in seen.actions):
        return ()  # where no run gets that far, what stops it is the defect
    runs = [text for run in seen.actions if (text := _read(run.execution.rendered)) is not None]
    return tuple(_missing(seen.contract.action.output.document, (*landing.outputs, *runs), landing, ""))


def _missing(
    node: Json, values: tuple[Json, ...], landing: Landing, pointer: str
) -> Iterator[tuple[str, str, bool]]:
    """Walk contract and outputs side by side; stop where a value came whole out of the response."""
    if not isinstance(node, dict) or any(landing.is_value(value) for value in values):
        return
    if isinstance(node.get("items"), dict):
        elements = tuple(item for value in values if isinstance(value, list) for item in value)
        if elements:
            yield from _missing(node["items"], elements, landing, f"{pointer}/items")
    objects = [value for value in values if isinstance(value, dict)]
    declared = node.get("properties")
    if not isinstance(declared, dict) or not objects:
        return
    listed = node.get("required")
    required = listed if isinstance(listed, list) else []
    for name, child in declared.items():
        inner = tuple(value[name] for value in objects if name in value)
        at = join(pointer, "properties", name)
        if inner:
            yield from _missing(child, inner, landing, at)
        else:
            yield at, name, name in required


def _extra(
    node: Json, values: tuple[Json, ...], landing: Landing, pointer: str
) -> Iterator[tuple[str, str, bool]]:
    """Yield (output pointer, name, closed) for members that the template writes and nobody declared."""
    declared = node.get("properties") if isinstance(node, dict) else None
    if not isinstance(declared, dict) or not declared or node.get("patternProperties"):
        return
    closed = node.get("additionalProperties") is False
    objects = [value for value in values if isinstance(value, dict)]
    for name in dict.fromkeys(name for value in objects for name in value):
        inner = tuple(value[name] for value in objects if name in value)
        if name in declared:
            yield from _extra(declared[name], inner, landing, join(pointer, name))
        else:
            yield pointer, name, closed


def _read(text: str) -> Json:
    try:
        return loads(text)
    except ValueError:
        return None


def _success_text(action: Action) -> str:
    return action.response.success.text if action.response.success else ""


def _spot(action: Action, name: str, subject: str) -> Spot:
    success = action.response.success
    return spot(success, success.text.find(f'"{name}"'), subject) if success else Spot("", subject=subject)
