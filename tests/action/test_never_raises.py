"""Whatever an action, an input and a response hold, a run ends as an Execution."""

from hypothesis import example, given, settings

from gc_contracts.action.execute import execute
from gc_contracts.model.execution import Execution
from gc_contracts.model.interaction import Response
from gc_contracts.transport.respond import answer
from little import little_action
from little_any import actions, replies, values


@settings(max_examples=400, deadline=None)
@given(action=actions, inputs=values, reply=replies)
@example(little_action(), {"a": "\ud800"}, Response(200, (), b'"\\ud800"'))
@example(little_action(success="${a}", paths={"a": "$"}), {}, Response(200, (), b"1e400"))
@example(little_action(output={"type": "integer"}), {}, Response(200, (), b"1e400"))
@example(little_action(), {"a": 10**400}, Response(200, (), b"9" * 400))
@example(little_action(), {1: "a"}, Response(200))
def test_a_run_never_raises(action, inputs, reply):
    """Failures and limits are outcomes; only a broken `Send` raises."""
    execution = execute(action, inputs, answer(reply), flatten=True)

    assert isinstance(execution, Execution)
    assert execution.steps
    assert all(step.ok for step in execution.steps[:-1])
