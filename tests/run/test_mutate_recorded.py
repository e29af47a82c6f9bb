"""Recordings are cases of the suite too: with one, more of an action broken on purpose is noticed."""

from dataclasses import replace

from gc_contracts.checks.builtin import builtin
from gc_contracts.derive import derive
from gc_contracts.model.recording import RecordedRun
from gc_contracts.run.mutate_actions import Bench, action_mutation
from gc_contracts.settings import Settings
from little import little_action, little_contract
from recordings import answered, cassette

ACTION = little_action(
    method="GET", paths={"name": "$.name"}, defaults={"name": '""'}, success='{"name": ${name}}'
)


def survivors(*cassettes):
    """Break the action in every way, and list what nobody notices."""
    contract = replace(little_contract(ACTION), cassettes=cassettes)
    bench = Bench.of(contract, builtin().checks, Settings(), derive)
    return [one.change for one in action_mutation(bench).survivors]


def test_a_recorded_run_notices_a_path_that_finds_nothing_any_more():
    """A default hides it from all other cases."""
    kept = cassette(answered({"name": "Ann"}, method="GET"), run=RecordedRun({}, "success", {"name": "Ann"}))

    assert "mapping name: $.name → $.nameX" in survivors()
    assert "mapping name: $.name → $.nameX" not in survivors(kept)
