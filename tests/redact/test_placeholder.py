"""Placeholders: what they stand for, how they are numbered."""

import pytest

from gc_contracts.model.recording import Cassette
from gc_contracts.redact.hiding import redactor
from gc_contracts.redact.placeholder import is_number, matches, pieces_of
from spelt_secrets import answer, request

MARK = "<redacted:token:1>"


@pytest.mark.parametrize(
    ("recorded", "actual", "does"),
    [
        (MARK, "anything at all", True),
        (MARK, "", False),
        (MARK, MARK, True),
        (MARK, "<redacted:token:2>", True),
        (f"Bearer {MARK}", "Bearer abc", True),
        (f"Bearer {MARK}", "Basic abc", False),
        (f"Bearer {MARK}", "Bearer ", False),
        (f"a={MARK}; b={MARK}", "a=1; b=2", True),
        (f"a={MARK}; b={MARK}", "a=1; c=2", False),
        (f"{MARK}.{MARK}", "a.b.c", True),
        ("a=%3Credacted%3Atoken%3A1%3E&b=1", "a=x%2Fy&b=1", True),
        ("a=%3Credacted%3Atoken%3A1%3E&b=1", "a=x&b=2", False),
        ("<p>&lt;redacted:token:1&gt;</p>", "<p>x</p>", True),
        ("same", "same", True),
        ("same", "other", False),
        (2147400001, 77, True),
        (2147400001, 7.5, True),
        (2147400001, "77", False),
        (2147400001, True, False),
        (5, 5, True),
        (5, True, False),
        (None, None, True),
    ],
)
def test_a_placeholder_matches_whatever_stood_there(recorded, actual, does):
    """Any text but none, inside a longer one too; a number any number."""
    assert matches(recorded, actual) is does


def test_a_long_text_with_many_placeholders_is_matched_in_no_time():
    """Piece after piece, without going back: no text can make it slow."""
    recorded = "a".join([MARK] * 300)

    assert matches(recorded, "a" * 20_000 + "b") is True
    assert matches(recorded + "c", "a" * 20_000 + "b") is False


def test_a_recorded_text_falls_into_the_pieces_that_must_be_there():
    """For showing where an actual text departs from it."""
    assert pieces_of(f"Bearer {MARK}, x=%3Credacted%3Aa%3A2%3E!") == ["Bearer ", ", x=", "!"]


def test_numbering_goes_on_after_an_existing_cassette():
    """In URL, header and body, numbers included."""
    existing = Cassette(
        "a",
        (
            request(url="https://x.example.com/?a=%3Credacted%3Aa%3A4%3E"),
            answer('{"password": "<redacted:password:7>", "otp": 2147400009}'),
        ),
    )

    left = redactor({}, None, existing).interaction(answer('{"token": "abc"}'))

    assert left.reply.body == b'{"token": "<redacted:token:10>"}'


@pytest.mark.parametrize(
    ("value", "does"), [(2147400000, False), (2147400001, True), (2147483648, False), (True, False)]
)
def test_a_number_is_a_placeholder_in_a_range_that_fits_32_bits(value, does):
    """A contract's integer stays one."""
    assert is_number(value) is does


def test_the_length_of_a_secret_is_not_told():
    """A long and a short one leave the same."""
    left = [redactor({}).interaction(answer(f'{{"token": "{"k9" * size}"}}')).reply.body for size in (3, 300)]

    assert left[0] == left[1]
