"""Inputs that code gets far with."""

from gc_contracts.model.contract import ActionExample
from gc_contracts.model.schema import Schema
from gc_contracts.vary.inputs import inputs
from gc_contracts.vary.usable import MOST, others, usable

SCHEMA = Schema(
    "input",
    {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "base": {"type": "string", "default": "https://a.example/v1"},
        },
        "required": ["id"],
    },
    "draft-04",
)


def test_defaults_and_urls_of_examples_stand_in_the_benign_input():
    """Code puts a base URL before all it does."""
    declared = usable(inputs(SCHEMA), ())
    shown = usable(inputs(SCHEMA), (ActionExample({"id": "1", "base": "https://b.example"}),))

    assert declared.base == {"id": "aaaa", "base": "https://a.example/v1"}
    assert shown.base == {"id": "aaaa", "base": "https://b.example"}


def test_examples_come_first_then_words_that_were_compared_with_then_forms():
    """What the contract refuses is never proposed."""
    found = usable(inputs(SCHEMA), ())
    examples = (ActionExample({"id": "1"}), ActionExample({"base": "no id"}))

    proposed = list(others(found, examples, [("/id", "gold")]))

    assert proposed[:2] == [{"id": "1"}, {"id": "gold", "base": "https://a.example/v1"}]
    assert all("id" in given for given in proposed)
    assert len(proposed) <= MOST
