"""Java's numbers: their kinds, their text, and what becomes of one kind in another. Every row was run on Java 17."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gc_contracts.java.numbers import (
    BigInteger,
    Float,
    Long,
    decimal,
    is_number,
    number_class,
    number_text,
    to_double,
    to_float,
    to_integer,
)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-7, "-7"),
        (10**30, "1" + "0" * 30),
        (2.0, "2.0"),
        (-0.0, "-0.0"),
        (0.001, "0.001"),
        (0.0001, "1.0E-4"),
        (9999999.0, "9999999.0"),
        (12345678.9, "1.23456789E7"),
        (2e23, "1.9999999999999998E23"),
        (2.26797932753915e17, "2.26797932753915008E17"),
        (4.289305879150052e18, "4.2893058791500518E18"),
        (5e-324, "4.9E-324"),
        (1.7976931348623157e308, "1.7976931348623157E308"),
        (2.0**60, "1.15292150460684698E18"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        (math.nan, "NaN"),
        (Float(0.1), "0.1"),
        (Float(1.0108582414516224e16), "1.01085824E16"),
        (Float(-80904466726912.0), "-8.0904467E13"),
        (Float(-7.4249523790800455e25), "-7.4249523E25"),
        (Decimal("1E+400"), "1E+400"),
        (Decimal("0.10000000000000000001"), "0.10000000000000000001"),
        (Decimal("0.0000001"), "1E-7"),
        (Decimal("0.000000"), "0.000000"),
    ],
)
def test_a_number_is_written_as_java_writes_it(number, text):
    """Binary numbers always have a point, big and small ones an exponent; exact decimals keep their digits."""
    assert number_text(number) == text


@given(st.floats(allow_nan=False))
def test_what_is_written_is_the_number_again(value):
    """Java may write a digit more than needed, never one that leads to another number."""
    assert float(number_text(value)) == value


def test_a_whole_number_of_thousands_of_digits_is_written():
    """Python by itself refuses to."""
    assert number_text(10**5000) == "1" + "0" * 5000


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (2**31 - 1, "Integer"),
        (2**31, "Long"),
        (2**63, "BigInteger"),
        (Long(1), "Long"),
        (BigInteger(1), "BigInteger"),
        (1.0, "Double"),
        (Float(1.0), "Float"),
        (Decimal(1), "BigDecimal"),
    ],
)
def test_a_number_has_the_class_its_size_asks_for(number, kind):
    """Unless it is marked as wider."""
    assert number_class(number) == kind


def test_a_boolean_is_no_number():
    """It is one in Python."""
    assert [is_number(value) for value in (True, 1, 1.0, Decimal(1), "1", None)] == [
        False,
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.50", Decimal("1.50")),
        ("+1e2", Decimal("1E+2")),
        (".5", Decimal("0.5")),
        ("-0", Decimal(0)),
        (" 1", None),
        ("1_000", None),
        ("NaN", None),
        ("1e99999999999", None),
        ("", None),
    ],
)
def test_a_decimal_is_read_where_java_reads_it(text, value):
    """Python would take more."""
    assert decimal(text) == value


@pytest.mark.parametrize(
    ("value", "as_int", "as_long"),
    [
        (2.9, 2, 2),
        (-2.9, -2, -2),
        (math.nan, 0, 0),
        (1e20, 2**31 - 1, 2**63 - 1),
        (-math.inf, -(2**31), -(2**63)),
        (2**31, -(2**31), 2**31),
        (2**64 + 5, 5, 5),
        (Decimal("-7.9"), -7, -7),
        (Decimal("1E+30"), 1073741824, 5076944270305263616),
        (Decimal("1E+1000000000"), 0, 0),
    ],
)
def test_a_number_is_cut_as_java_cuts_it(value, as_int, as_long):
    """Whole numbers and decimals wrap around; doubles stop at the ends."""
    assert (to_integer(value), to_integer(value, 64)) == (as_int, as_long)


def test_what_is_too_large_becomes_infinite():
    """In either width."""
    assert (to_double(10**400), to_double(-(10**400)), to_float(1e300)) == (math.inf, -math.inf, math.inf)
