"""Whether two schemas take the same records: proved, or not known."""

import pytest

from gc_contracts.model.schema import Schema
from gc_contracts.schema.containment import Extent
from gc_contracts.schema.validate import compile as compile_schema


def extent(document, **rest):
    return Extent.of(Schema("s", document, "draft-07", **rest))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ({"type": "integer", "minimum": 0, "multipleOf": 1}, {"type": "integer", "minimum": 0}, True),
        ({"enum": ["a", "b"], "maxLength": 5}, {"enum": ["b", "a"]}, True),
        ({"maxLength": 5}, {"maxLength": 6}, False),
        ({"required": ["a"]}, {}, False),
    ],
    ids=["multiple", "enum", "length", "required"],
)
def test_schemas_that_take_the_same_are_proved_so(left, right, same):
    """In both directions."""
    assert (extent(left).same(extent(right)), extent(right).same(extent(left))) == (same, same)


def test_a_size_limit_tells_two_schemas_apart():
    """It stands in no document."""
    assert extent({}, max_bytes=10).same(extent({}, max_bytes=11)) is False


def test_what_one_takes_and_the_other_refuses_is_a_schema_of_its_own():
    """One for each direction that is not empty."""
    left, right = {"type": "string", "maxLength": 5}, {"type": "string", "maxLength": 6}

    found = list(extent(left).differences(extent(right)))

    assert [compile_schema(one).is_valid("abcdef") for one in found] == [True]


def test_schemas_with_too_many_alternatives_are_not_reduced():
    """Nothing is proved about them, and no time is lost."""
    wide = {"allOf": [{"anyOf": [{"minimum": a}, {"maximum": a}]} for a in range(20)]}

    assert (
        extent(wide).form,
        extent(wide).same(extent(wide)),
        list(extent(wide).differences(extent({}))),
    ) == (
        None,
        False,
        [],
    )
