"""The run's own credentials are taken out wherever they stand, however they are written."""

import pytest

from gc_contracts.redact.hiding import redactor
from spelt_secrets import PLACES, SECRET, SPELLINGS, shown

SEEN = {name: spell(SECRET) for name, spell in SPELLINGS.items()}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_credential_is_found_in_every_place_and_spelling(spelling, place):
    """What is left holds it in none of its spellings, and the second look agrees."""
    hiding = redactor({"clientSecret": SECRET})

    left = hiding.interaction(PLACES[place](SEEN[spelling]))

    assert [name for name, text in SEEN.items() if text in shown(left)] == []
    assert "redacted" in shown(left)
    assert hiding.leaks(shown(left)) == ()


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_second_look_finds_by_itself_what_the_first_would_take(spelling):
    """It undoes encodings instead of writing them, and does not repeat the secret."""
    told = redactor({"clientSecret": SECRET}).leaks(f'note: "{SEEN[spelling]}"\n')

    assert told
    assert "clientSecret" in told[0]
    assert [name for name, text in SEEN.items() if text in "".join(told)] == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("dummy", "a dummy value"),
        ("https://login.example.com", "see https://login.example.com/a"),
        ("abc", "abcdef abc"),
        ("mypurecloud.com", "api.mypurecloud.com"),
        ("Zq81", "AZq81B"),
    ],
)
def test_a_credential_that_any_text_may_hold_is_not_looked_for(value, text):
    """A dummy, a login's address, a few letters: taking them out would spoil the recording."""
    each = PLACES["text"](text)

    assert redactor({"name": value}).interaction(each) == each


def test_a_short_credential_is_found_where_it_stands_alone():
    """Between others than letters and digits."""
    left = redactor({"pin": "Zq81"}).interaction(PLACES["text"]("the Zq81 and AZq81B"))

    assert left.reply.body == b"see the <redacted:pin:1> and AZq81B.\n"


def test_another_case_or_order_of_letters_is_another_text():
    """Decided: neither is looked for."""
    each = PLACES["text"]("SUMMER-2026-ROSE and esor-6202-remmus")

    assert redactor({"key": "summer-2026-rose"}).interaction(each) == each
