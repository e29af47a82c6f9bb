"""Real actions, recorded as they run today: replayed at once they give no finding, and no error they had not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gc_contracts.action.execute import Executor
from gc_contracts.checks.builtin import builtin
from gc_contracts.derive import derive
from gc_contracts.load import load_all
from gc_contracts.model.case import ActionCase, CaseKind
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.model.finding import Severity
from gc_contracts.model.interaction import Request, Response
from gc_contracts.model.recording import Cassette, Interaction, RecordedRun
from gc_contracts.run import run
from gc_contracts.settings import Settings
from gc_contracts.transport.respond import answer
from shared import REASON, SHARED

SETTINGS = Settings(examples=1)


def _actions() -> Iterator[Contract]:
    assert SHARED is not None
    for contract in load_all([SHARED / "corpus" / "data-actions"], Path.cwd()).contracts:
        if (
            contract.kind is Kind.ACTION
            and contract.action.request.url
            and contract.action.form != "field-list"
        ):
            yield contract


def _recorded(contract: Contract) -> Contract | None:
    """Record the plainest run of an action; None where it does not go through."""
    plan = derive(contract, CaseKind.RESPONSE, SETTINGS)
    case = next((each for each in plan.cases if each.id == "normal"), None)
    if not isinstance(case, ActionCase):
        return None
    sent: list[Request] = []

    def send(request: Request) -> Response:
        sent.append(request)
        return answer(case.reply)(request)

    shown = Executor(contract.action).run(case.input, send)
    if not sent or not shown.ok:
        return None
    kept = Interaction(sent[-1], case.reply, "2026-01-31T12:00:00Z", pointer="/interactions/0")
    ran = RecordedRun(case.input, "success", shown.output)
    return replace(contract, cassettes=(Cassette("found", (kept,), run=ran),))


def _errors(contract: Contract, kind: CaseKind) -> set[tuple[str, str]]:
    result = run(contract, derive(contract, kind, SETTINGS), builtin().checks, SETTINGS, derive)
    return {(one.check, one.place) for one in result.findings if one.severity is Severity.ERROR}


@pytest.mark.skipif(SHARED is None, reason=REASON)
def test_a_recording_of_today_is_replayed_without_a_finding():
    """Over exports that other people wrote."""
    made = [found for contract in _actions() if (found := _recorded(contract)) is not None]

    told = {each.id: _errors(each, CaseKind.REPLAY) for each in made}

    assert {name: errors for name, errors in told.items() if errors} == {}
    assert len(made) > 20


@pytest.mark.skipif(SHARED is None, reason=REASON)
def test_a_recording_that_goes_through_proves_nothing_against_an_action():
    """With it and without it the same errors are found."""
    made = [found for contract in _actions() if (found := _recorded(contract)) is not None]

    news = {
        each.id: _errors(each, CaseKind.RESPONSE) - _errors(replace(each, cassettes=()), CaseKind.RESPONSE)
        for each in made
    }

    assert {name: errors for name, errors in news.items() if errors} == {}
