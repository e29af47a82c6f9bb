"""What a rule that fails on a record is told to change."""

import pytest

from gc_contracts.rules.blame import blame
from gc_contracts.rules.parser import parse


@pytest.mark.parametrize(
    ("text", "record", "hint"),
    [
        ("record.net > '5'", {"net": 1}, "Compare it with an integer."),
        ("5 <= record.net", {"net": "1"}, "Compare it with a text."),
        (
            "record.a > record.b",
            {"a": 1, "b": "x"},
            "Let the schema give the field one `type`, or ask first, `type(…) == …`.",
        ),
        ("record.a > 1", {"a": None}, "The schema lets it be null: ask first, `… != null && …`."),
    ],
    ids=["text-written", "number-written", "fields", "null"],
)
def test_where_types_meet_what_the_rule_writes_is_changed(text, record, hint):
    """Two fields leave that to the schema; null is asked for first."""
    told = blame(parse(text), text, record)

    assert told is not None
    assert told.hint == hint
