"""Plans for recorded runs: each cassette that keeps a run is one case, answered by the cassette itself."""

from collections.abc import Iterator

from gc_contracts.model.case import ActionCase, CaseKind, Plan
from gc_contracts.model.contract import Contract
from gc_contracts.model.finding import Evidence
from gc_contracts.model.interaction import Response
from gc_contracts.vary.replies import slug

NOBODY = Response(204)
"""Stands as the reply of a case that its cassette answers."""
REPLAY = "replay"
"""The variation of a recorded run."""
NO_CODE = "not verified: the recorded runs; the code that they ran is not here"


def plan(contract: Contract) -> Plan:
    """Derive the recorded runs of an action."""
    if contract.action.form == "field-list" and not (contract.expectations.handler or contract.action.code):
        return Plan(contract.id, CaseKind.REPLAY, skip=NO_CODE)
    return Plan(contract.id, CaseKind.REPLAY, tuple(_cases(contract)))


def _cases(contract: Contract) -> Iterator[ActionCase]:
    for cassette in contract.cassettes:
        if cassette.run is not None:
            yield ActionCase(
                f"{REPLAY}/{slug(cassette.name)}",
                cassette.run.input,
                NOBODY,
                Evidence.RECORDED,
                variation=REPLAY,
                cassette=cassette,
            )
