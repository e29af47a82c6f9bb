"""What is declared and never used: inputs that are not sent, mapped values that reach no output."""

import re
from collections.abc import Iterator

from gc_contracts._json import join
from gc_contracts.action.definition import SUCCESS
from gc_contracts.checks.contract import is_input_name
from gc_contracts.checks.make import finding, spot
from gc_contracts.checks.near import alike
from gc_contracts.checks.parts import inputs_of, parsed, parts_of, references_of
from gc_contracts.checks.undefined import wanted_in_vain
from gc_contracts.model.action import Part
from gc_contracts.model.check import Seen
from gc_contracts.model.contract import Kind
from gc_contracts.model.finding import Finding, Severity


def unused_input(seen: Seen) -> Iterator[Finding]:
    """Report declared inputs that no resolved template sends.

    One that a template asks for under a wrong name or form, or that none can ask for, has its own finding.
    """
    used = _used_inputs(seen)
    if used is None:
        return
    in_vain = wanted_in_vain(seen)
    for name in inputs_of(seen.contract.action):
        if not (name in used or alike(name, in_vain) or _written(seen, name) or not is_input_name(name)):
            yield _unused(seen, name)


def _unused(seen: Seen, name: str) -> Finding:
    action = seen.contract.action
    pointer = action.input.place(join("/properties", name))
    unsent = not action.sends_body and action.request.body is not None
    why = f" (a {action.request.method} sends no body)" if unsent else ""
    return finding(
        seen,
        "template/unused-input",
        f"input `{name}` is declared, and no template uses it{why}",
        spot(Part(name, pointer)),
        severity=Severity.WARNING,
        hint="Use it in the URL, a header or the body; or remove it from the contract.",
        reproduce={"input": name},
    )


def _used_inputs(seen: Seen) -> frozenset[str] | None:
    """The inputs that reach the request; None where all do, or where it cannot be told."""
    parts = [part for name, part in parts_of(seen).items() if name != SUCCESS]
    if not parts or any(parsed(seen, part) is None for part in parts):
        return None
    if seen.contract.action.leaves_open("config_request"):
        return None
    if seen.contract.action.sends_body and seen.contract.action.request.body is None:
        return None  # the body defaults to the whole input
    uses = [
        use for part in parts for use in references_of(seen, part) if use.root == "input" and not use.escaped
    ]
    if any(use.path[:1] in {(), ("rawRequest",)} for use in uses):
        return None
    return frozenset(use.path[0] for use in uses)


def _written(seen: Seen, name: str) -> bool:
    """Whether a template that is sent holds the input's name in a form that the engine does not read."""
    word = re.compile(rf"\binput\.{re.escape(name)}(?![\w-])")
    return any(word.search(part.text) for title, part in parts_of(seen).items() if title != SUCCESS)


def unused_mapping(seen: Seen) -> Iterator[Finding]:
    """Report translation map entries that the success template never uses."""
    if seen.contract.kind is not Kind.ACTION:
        return
    response = seen.contract.action.response
    if response.success is None and seen.contract.action.form == "api":
        return  # the API keeps the text elsewhere: `file/incomplete` tells how to get it
    if seen.contract.action.leaves_open("success_template"):
        return
    if response.success and parsed(seen, response.success) is None:
        return
    used = {use.root for use in references_of(seen, response.success)} if response.success else set()
    in_vain = wanted_in_vain(seen)
    for key, part in response.translation_map.items():
        if key not in used and not alike(key, in_vain):
            yield finding(
                seen,
                "template/unused-mapping",
                f"`{key}` is extracted from the response, and the success template never uses it",
                spot(part),
                severity=Severity.WARNING,
                hint=f"Use ${{{key}}} in the success template, or remove the entry.",
                reproduce={"translationMap": {key: part.text}},
            )
