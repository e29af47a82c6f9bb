"""What may come back to code of which nobody knows what it reads: cases made of a response it can use."""

from collections.abc import Iterator
from dataclasses import replace

from gc_contracts._json import Json
from gc_contracts.model.case import ActionCase
from gc_contracts.model.contract import ActionExample
from gc_contracts.model.finding import Evidence
from gc_contracts.model.interaction import Reply
from gc_contracts.vary.faults import fault_cases
from gc_contracts.vary.recorded import NOTHING, Recorded
from gc_contracts.vary.replies import distinct
from gc_contracts.vary.responses import grown_cases

UNLIKELY = frozenset({"json-null", "empty-array"})
"""Among the faults, JSON that is whole: a service that gives such has been seen by nobody."""
MOST_REQUESTS = 3
"""How many requests of one call get faults of their own."""


def answer_cases(
    given: Json,
    usual: Reply,
    document: Json,
    sends: int,
    examples: tuple[ActionExample, ...],
    recorded: Recorded = NOTHING,
) -> tuple[ActionCase, ...]:
    """Derive what may come back.

    Args:
        given: an input that the code gets far with.
        usual: a reply that it can use; nobody has shown it.
        document: the JSON of that reply; null where it is none.
        sends: how many requests a call makes; all but the first get faults of their own too.
        examples: declared runs, whose responses are grown too.
        recorded: what came back of old.
    """
    cases = [*_grown(given, usual, document, examples, recorded), *_faults(given, document)]
    for number in range(2, min(sends, MOST_REQUESTS) + 1):
        cases += _later(number, usual, _faults(given, document))
    return tuple(distinct(cases))


def _grown(
    given: Json, usual: Reply, document: Json, examples: tuple[ActionExample, ...], recorded: Recorded
) -> Iterator[ActionCase]:
    for case in grown_cases(document, given, examples, recorded):
        is_usual = case.variation == "normal" and document is None
        is_shown = case.id.startswith(("declared-", "recorded/"))
        if document is None and case.evidence is Evidence.SPECULATION and not is_shown:
            continue
        yield replace(case, reply=usual) if is_usual else case


def _faults(given: Json, document: Json) -> Iterator[ActionCase]:
    for case in fault_cases(given, document):
        evidence = Evidence.SPECULATION if case.id in UNLIKELY else case.evidence
        yield replace(case, id=f"fault/{case.id}", evidence=evidence)


def _later(number: int, usual: Reply, cases: Iterator[ActionCase]) -> Iterator[ActionCase]:
    """Let the requests before be answered as usual."""
    for case in cases:
        words = f"{case.variation} for request {number}"
        before = (usual,) * (number - 1)
        yield replace(case, id=f"request-{number}/{case.id}", variation=words, before=before)
