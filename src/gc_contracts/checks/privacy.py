"""Secrets in files that are committed: in a recording, in an export, in contract.yaml.

A finding names the place and never shows the value: no excerpt, no reproducer.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from gc_contracts.checks.make import Declared, Spot, finding
from gc_contracts.model.action import Part
from gc_contracts.model.check import Seen
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.redact.names import Place
from gc_contracts.redact.rules import rules
from gc_contracts.redact.sights import Sight, sights, sights_in, sights_in_template

_IN_CASSETTE = (
    "Take it out of the file and of the repository's history, change the secret where it is in use, and "
    "record anew: a recording that we write holds a placeholder there."
)
_IN_TEMPLATE = "Put it into the integration's credentials and name it here: ${credentials.NAME}."
_IN_CONTRACT = "A dummy is enough offline; live runs read the value from the environment: ${env:NAME}."
_WORDS = re.compile(r"[a-z]+(?:[-_ .][a-z]+)*")
"""A credential of small letters alone is a person's stand-in."""


def secret_in_cassette(seen: Seen) -> Iterator[Finding]:
    """Report secrets in the recordings of a contract, once a place."""
    for cassette in seen.contract.cassettes:
        document = cassette.document
        if document is None:
            continue
        for sight in _first(sights(document.data, rules(seen.settings.redact))):
            message = f"the recording `{cassette.name}` holds a secret at {sight.pointer}: {sight.what}"
            told = finding(
                seen,
                "privacy/secret-in-cassette",
                message,
                Spot("", subject=f"{cassette.name}{sight.pointer}"),
                hint=_IN_CASSETTE,
            )
            yield replace(told, source=document.locate(sight.pointer), excerpt=())


def secret_in_template(seen: Seen) -> Iterator[Finding]:
    """Report secrets written into an action's templates and defaults, or contract.yaml's credentials."""
    for part, sight in _written(seen):
        offset = part.text.find(sight.secret)
        message = f"the export itself holds a secret: {sight.what} stands in {part.pointer}"
        yield _told(seen, message, Spot(part.pointer, part, offset, sight.what), _IN_TEMPLATE)
    for name, value in seen.contract.expectations.credentials.items():
        real = not _WORDS.fullmatch(value)
        for sight in _first(sights_in(value, f"/credentials/{name}", (name, Place.FIELD))) if real else ():
            message = f"contract.yaml holds a secret: the credential `{name}` looks like a real one"
            yield _told(seen, message, Declared(sight.pointer), _IN_CONTRACT)


def _told(seen: Seen, message: str, at: Spot, hint: str) -> Finding:
    told = finding(seen, "privacy/secret-in-template", message, at, severity=Severity.WARNING, hint=hint)
    return replace(told, excerpt=())


def _written(seen: Seen) -> Iterator[tuple[Part, Sight]]:
    request, response = seen.contract.action.request, seen.contract.action.response
    for name, part in request.headers.items():
        for sight in _first(sights_in(part.text, part.pointer, (name, Place.HEADER))):
            yield part, sight
    own = (request.url, request.body, response.success)
    texts = (*own, *response.translation_map.values(), *response.defaults.values())
    for part in (text for text in texts if text is not None):
        for sight in sights_in_template(part.text, part.pointer):
            yield part, sight


def _first(found: Iterator[Sight]) -> Iterator[Sight]:
    """Tell each place once: a Basic header holds a pair and its halves."""
    places: set[str] = set()
    for sight in found:
        if sight.pointer not in places:
            places.add(sight.pointer)
            yield sight
