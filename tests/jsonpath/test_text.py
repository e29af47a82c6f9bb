"""Numbers and text on their way in and out."""

from decimal import Decimal

import pytest

from gc_contracts import jsonpath


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (-7, "-7"),
        (12345678.9, "1.23456789E7"),
        (2e23, "1.9999999999999998E23"),
        (float("inf"), "Infinity"),
        (Decimal("0.10000000000000000001"), "0.10000000000000000001"),
    ],
)
def test_numbers_are_written_as_java_writes_them(number, text):
    """Doubles always have a point, big and small ones an exponent; exact decimals keep their digits."""
    assert jsonpath.text(number) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("1.10", "1.1"),
        ("1e3", "1000.0"),
        ("1e400", "Infinity"),
        ("12345678901234567890", "12345678901234567890"),
        ("0.1234567890123456789", "0.1234567890123456789"),
        ("123456789.125000000", "123456789.125000000"),
        ("-0.00000000000000000000", "0E-20"),
        ("1.7976931348623157e308", "1.7976931348623157E+308"),
        ('{"a":1,"a":2}', '{"a":2}'),
    ],
)
def test_documents_keep_the_numbers_the_engine_would_hold(source, text):
    """Long numbers stay exact, others become doubles; the last of two equal names wins."""
    assert jsonpath.text(jsonpath.loads(source)) == text


@pytest.mark.parametrize("source", ["", "NaN", "{'a':1}", "[1,]", "[" * 100_000, "1.0e9999999999999999999"])
def test_documents_are_strict_json(source):
    """The engine's own parser takes more; a contract should not depend on it."""
    with pytest.raises(ValueError):
        jsonpath.loads(source)


def test_values_are_written_compactly_with_few_escapes():
    """Only what JSON demands is escaped; names keep their order."""
    value = {"b": ['"\\/', "\n\t\x01\x7f", "é€😀\u2028"], "a": [True, False, None, {}, []]}

    written = jsonpath.text(value)

    assert written == '{"b":["\\"\\\\/","\\n\\t\\u0001\x7f","é€😀\u2028"],"a":[true,false,null,{},[]]}'
