"""For any interaction with secrets planted anywhere: none is left, nothing else changes, equal stays equal."""

import json
import re
from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote, quote_plus

from hypothesis import given, settings
from hypothesis import strategies as st

from gc_contracts.redact.hiding import redactor
from gc_contracts.redact.values import is_credential
from spelt_secrets import PLACES, SPELLINGS, answer, shown

SECRETS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=["Cc", "Cs"]),
    min_size=8,
    max_size=40,
).filter(lambda text: is_credential(text) and len(set(text)) > 4 and text == text.strip())
WORDS = st.text("abcdefghij ", min_size=1, max_size=12)
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**40), 2**40)
    | WORDS
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def _usual(secret: str) -> list[str]:
    """Write a secret in the ways that `grep` is asked for."""
    raw = secret.encode()
    forms = [secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]]
    return [*forms, b64encode(raw).decode().rstrip("="), urlsafe_b64encode(raw).decode().rstrip("=")]


@given(SECRETS, st.sampled_from(sorted(SPELLINGS)), st.sampled_from(sorted(PLACES)))
@settings(max_examples=150, deadline=None)
def test_no_spelling_of_a_credential_is_left(secret, spelling, place):
    """In any place; the second look agrees, and redacting once more changes nothing."""
    hiding = redactor({"clientSecret": secret})

    left = hiding.interaction(PLACES[place](SPELLINGS[spelling](secret)))

    assert [form for form in _usual(secret) if form in shown(left)] == []
    assert hiding.leaks(shown(left)) == ()
    assert hiding.interaction(left) == left
    assert redactor({"clientSecret": secret}).interaction(left) == left


@given(PLAIN, st.sampled_from(["", "application/json", "text/plain"]))
@settings(max_examples=80, deadline=None)
def test_what_holds_no_secret_stays_byte_for_byte(value, kind):
    """However it is written."""
    each = answer(json.dumps(value, indent=1), kind)

    assert redactor({"clientSecret": "Gx7-q99+Zt"}).interaction(each) == each


@given(PLAIN, SECRETS)
@settings(max_examples=80, deadline=None)
def test_beside_a_secret_all_else_stays(value, secret):
    """Only the member that its name tells of is replaced."""
    body = {"before": value, "access_token": secret, "after": [value]}

    left = redactor({}).interaction(answer(json.dumps(body)))

    expected = body | {"access_token": "<redacted:access_token:1>"}
    assert json.loads(left.reply.body) == expected


@given(st.lists(SECRETS, min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_equal_secrets_have_equal_placeholders_and_others_have_others(secrets):
    """So matching works on what is left."""
    each = answer(json.dumps([{"password": secret} for secret in secrets]))

    left = json.loads(redactor({}).interaction(each).reply.body)

    marks = [one["password"] for one in left]
    assert all(re.fullmatch(r"<redacted:password:\d+>", mark) for mark in marks)
    assert [marks.index(mark) for mark in marks] == [secrets.index(secret) for secret in secrets]


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_redacted_to_a_fixpoint(text):
    """Whatever stands in a body, redacting twice is redacting once; nothing raises."""
    each = answer(text, "")

    once = redactor({}).interaction(each)

    assert redactor({}).interaction(once) == once
