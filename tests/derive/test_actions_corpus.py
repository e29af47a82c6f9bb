"""Real exports: every derived case runs through, and the plans stay small."""

from pathlib import Path

import pytest

from gc_contracts.action.execute import Executor
from gc_contracts.derive import derive, kinds
from gc_contracts.load import load_all
from gc_contracts.model.case import ActionCase
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.model.execution import Execution
from gc_contracts.settings import Settings
from gc_contracts.transport.respond import answer
from shared import REASON, SHARED

FOLDERS = ("corpus/data-actions", "corpus/data-actions-derived")
MOST = 65
"""Cases an input, mapped leaf or fault list may cost."""


def corpus() -> list[Contract]:
    """All actions of the reference material."""
    if SHARED is None:
        return []
    paths = [SHARED / folder for folder in FOLDERS]
    return [contract for contract in load_all(paths, Path(SHARED)).contracts if contract.kind is Kind.ACTION]


def cases_of(contract: Contract) -> list[ActionCase]:
    """All derived cases of an action."""
    plans = [derive(contract, kind, Settings()) for kind in kinds(contract)]
    return [case for made in plans for case in made.cases]


@pytest.mark.skipif(SHARED is None, reason=REASON)
@pytest.mark.parametrize("contract", corpus(), ids=lambda contract: Path(contract.id).name[:40])
def test_every_case_of_a_real_action_runs(contract):
    """No input, response or fault that we derive makes a run raise."""
    executor = Executor(contract.action)
    cases = cases_of(contract)

    runs = [executor.run(case.input, answer(case.reply)) for case in cases]

    assert all(isinstance(run, Execution) and run.steps for run in runs)
    names = contract.action.input.document.get("properties", {})
    leaves = len(contract.action.response.translation_map) + 40
    assert len(cases) <= MOST * len(names) + 8 * leaves + 40


@pytest.mark.skipif(SHARED is None, reason=REASON)
def test_the_corpus_is_there():
    """An empty folder must not look like success."""
    assert len(corpus()) > 70
