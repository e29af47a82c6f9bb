"""Whatever an action holds, its items are planned, and what is planned runs."""

import re

from hypothesis import given, settings

from gc_contracts.action.execute import Executor
from gc_contracts.derive import derive, kinds
from gc_contracts.settings import Settings
from gc_contracts.transport.respond import answer
from little import little_contract
from little_any import actions


@settings(max_examples=60, deadline=None)
@given(action=actions)
def test_planning_never_raises(action):
    """A plan has cases or a reason for having none; the cases can be run, and their ids are fit to be typed."""
    contract = little_contract(action)
    executor = Executor(action)

    plans = [derive(contract, kind, Settings()) for kind in kinds(contract)]

    cases = [case for found in plans[1:] for case in found.cases[:30]]
    assert all(bool(found.cases) != bool(found.skip) for found in plans[1:])
    assert all(re.fullmatch(r"[a-z0-9./_-]+", case.id) for case in cases)
    assert all(executor.run(case.input, answer(case.reply)).steps for case in cases)
