"""Family `template/`: what templates refer to, against what there is to refer to.

These are read off the tree, and report only what every run that gets there would show.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gc_contracts.action.definition import SUCCESS
from gc_contracts.checks.make import finding, spot
from gc_contracts.checks.near import nearest
from gc_contracts.checks.parts import offset_of, parsed, parts_of
from gc_contracts.checks.undefined import ELSEWHERE, Undefined, undefined
from gc_contracts.errors import VelocityError
from gc_contracts.model.action import Part
from gc_contracts.model.check import Seen
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.velocity import parse
from gc_contracts.velocity.analysis import Directive, directives

_KNOWN_DIRECTIVES = frozenset({"if", "else", "elseif", "end"})


def syntax(seen: Seen) -> Iterator[Finding]:
    """Report templates that do not parse."""
    for name, part in parts_of(seen).items():
        try:
            parse(part.text, engine=seen.settings.emulation.velocity)
        except VelocityError as error:
            at = spot(part, offset_of(part.text, error.line, error.column))
            words = f"{name} does not parse: {error.message}"
            yield finding(seen, "template/syntax", words, at, reproduce={"template": part.text})


@dataclass(frozen=True, slots=True)
class _Words:
    message: str
    severity: Severity
    hint: str


def undefined_variable(seen: Seen) -> Iterator[Finding]:
    """Report references to names that never have a value, each once a template."""
    for name, part in parts_of(seen).items():
        first = {item.name: item for item in reversed(undefined(seen, name, part))}
        for item in first.values():
            words = _input_words(name, item) if item.is_input else _root_words(seen, name, item)
            yield finding(
                seen,
                "template/undefined-variable",
                words.message,
                spot(part, item.use.offset, item.name),
                severity=words.severity,
                hint=words.hint,
                reproduce={"template": part.text, "variable": item.name},
            )


def _input_words(name: str, item: Undefined) -> _Words:
    wanted = item.use.path[0]
    silent = item.use.quiet or item.use.in_condition or item.name in item.use.guards
    message = f"{name} refers to input `{wanted}`, which the input contract does not declare"
    message += ", so it is always empty" if silent else ", so every run that gets there fails"
    severity = Severity.WARNING if silent else Severity.ERROR
    return _Words(
        message, severity, nearest(wanted, item.known, "Declare the input, or remove the reference.")
    )


def _root_words(seen: Seen, name: str, item: Undefined) -> _Words:
    root, response = item.use.root, seen.contract.action.response
    if name == SUCCESS and root in response.defaults and root not in response.translation_map:
        hint = "The default of this name is not used: give the translation map a path for it."
    else:
        hint = nearest(
            root, item.known, "Add it to the translation map." if name == SUCCESS else "Remove it."
        )
    if name == SUCCESS and root in ELSEWHERE:
        message = f"`${root}` belongs to the request; nobody has shown that {name} can read it"
        return _Words(message, Severity.NOTE, hint)
    if item.use.in_condition and not item.use.path and not item.use.quoted:
        return _Words(f"`${root}` is set nowhere, so this condition never holds", Severity.WARNING, hint)
    message = f"`${root}` is set nowhere, so {name} fails whenever it is resolved"
    return _Words(message, Severity.ERROR, hint)


def unsupported_directive(seen: Seen) -> Iterator[Finding]:
    """Report directives that no known action uses, `#foreach` first.

    Source: recorded: a practitioner found `#foreach` disabled; of 422 real templates none uses others.
    """
    for name, part in parts_of(seen).items():
        template = parsed(seen, part)
        used = directives(template) if template else ()
        first = {directive.name: directive for directive in reversed(used)}
        for word, directive in first.items():
            if word not in _KNOWN_DIRECTIVES:
                yield _unsupported(seen, name, part, directive)


def _unsupported(seen: Seen, name: str, part: Part, directive: Directive) -> Finding:
    return finding(
        seen,
        "template/unsupported-directive",
        f"{name} uses #{directive.name}; only #if, #elseif and #else are known to run",
        spot(part, directive.offset, directive.name),
        severity=Severity.WARNING,
        hint="Move the logic into the service or a function, or write it with #if.",
        reproduce={"template": part.text},
    )
