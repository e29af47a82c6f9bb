"""The output as Architect gets it."""

import pytest

from gc_contracts.action.flatten import flatten

TEXT = {"type": "string"}
ROWS = {"type": "array", "items": {"type": "object", "properties": {"id": TEXT, "n": {"type": "integer"}}}}


@pytest.mark.parametrize(
    ("schema", "output", "expected"),
    [
        pytest.param({"properties": {"a": TEXT}}, {"a": "x", "b": 1}, {"a": "x"}, id="declared-only"),
        pytest.param({"properties": {"a": TEXT}}, {}, {}, id="absent"),
        pytest.param(
            {"properties": {"a": {"properties": {"b": {"properties": {"c": TEXT}}}}}},
            {"a": {"b": {"c": "x"}}},
            {"a.b.c": "x"},
            id="nested",
        ),
        pytest.param(
            {"properties": {"r": ROWS}},
            {"r": [{"id": "1", "n": 1}, {"id": "2"}]},
            {"r.id": ["1", "2"], "r.n": [1, None]},
            id="rows-stay-side-by-side",
        ),
        pytest.param({"properties": {"r": ROWS}}, {"r": []}, {"r.id": [], "r.n": []}, id="no-rows"),
        pytest.param(ROWS, [{"id": "1", "n": 1}], {"id": ["1"], "n": [1]}, id="top-level-rows"),
        pytest.param(
            {"properties": {"s": {"type": "array", "items": TEXT}}}, {"s": ["a"]}, {"s": ["a"]}, id="scalars"
        ),
        pytest.param(
            {"properties": {"r": {"items": {"properties": {"s": {"type": "array", "items": TEXT}}}}}},
            {"r": [{"s": ["a", "b"]}, {"s": ["c"]}]},
            {"r.s": ["a", "b", "c"]},
            id="lists-in-rows",
        ),
        pytest.param({"properties": {"o": {"type": "object"}}}, {"o": {"a": 1}}, {}, id="untyped-object"),
        pytest.param(
            {"properties": {"m": {"type": "array", "items": {"type": "array"}}}},
            {"m": [[1]]},
            {},
            id="matrix",
        ),
        pytest.param(True, {"a": 1}, {}, id="boolean-schema"),
    ],
)
def test_an_output_becomes_one_level_of_names(schema, output, expected):
    """Dots join names, arrays of objects become parallel lists, undeclared and untyped things vanish."""
    assert flatten(output, schema) == expected
