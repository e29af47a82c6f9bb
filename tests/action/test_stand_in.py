"""Harmless parts in place of broken ones."""

import pytest

from gc_contracts.action.execute import execute
from gc_contracts.action.stand_in import REQUEST_SIDE, RESPONSE_SIDE, instead_of, stand_in
from gc_contracts.model.interaction import Request
from gc_contracts.transport.respond import respond
from little import little_action

BROKEN = little_action(
    url="$nowhere",
    headers={"X": "$nowhere", "Y": "1"},
    body="$nowhere",
    success="$nowhere",
    given={"required": ["a"]},
    output={"type": "string"},
)


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ("requestUrlTemplate", {"requestUrlTemplate": "https://example.com/"}),
        ("requestTemplate", {"requestTemplate": "{}"}),
        ("headers.X", {"headers.X": "text"}),
        ("inputSchema", {}),
        ("successTemplate", dict(RESPONSE_SIDE)),
        ("a map key", dict(RESPONSE_SIDE)),
    ],
)
def test_each_part_has_a_stand_in_but_the_input_schema(part, instead):
    """Which inputs are allowed cannot be replaced: it is what request cases are made of."""
    assert dict(instead_of(part)) == instead


def test_a_request_goes_out_with_the_broken_parts_replaced():
    """Its other parts stay as they are."""
    instead = {"requestUrlTemplate": "https://example.com/", "headers.X": "text", "requestTemplate": "{}"}

    run = execute(stand_in(BROKEN, instead), {"a": "1"}, respond(200, json={}))

    assert run.request == Request("POST", "https://example.com/", (("X", "text"), ("Y", "1")), "{}")


def test_both_sides_together_run_whatever_the_input():
    """Nothing of the action is left but its name and kind."""
    run = execute(stand_in(BROKEN, {**REQUEST_SIDE, **RESPONSE_SIDE}), {}, respond(200, json={"b": 1}))

    assert (run.ok, run.output) == (True, {"b": 1})
