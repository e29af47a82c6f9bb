"""What a team adds to the tables and takes from them."""

from dataclasses import replace

import pytest

from gc_contracts.errors import SettingsError
from gc_contracts.redact.hiding import redactor
from gc_contracts.redact.rules import rules
from spelt_secrets import answer, request


@pytest.mark.parametrize(
    ("lines", "body", "left"),
    [
        (["field: ssn"], '{"SSN": "1-2"}', '{"SSN": "<redacted:ssn:1>"}'),
        (["field: customer*"], '{"customer_no": "1-2"}', '{"customer_no": "<redacted:customer_no:1>"}'),
        ([r"pattern: CUST-\d{8}"], '{"a": "see CUST-12345678"}', '{"a": "see <redacted:pattern:1>"}'),
        ([r"pattern: id=(\d+)"], '{"a": "id=77"}', '{"a": "id=<redacted:pattern:1>"}'),
        ([r"pattern: 1"], '{"token": "abc"}', '{"token": "<redacted:token:2>"}'),
        (["keep: field token"], '{"token": "abc"}', '{"token": "abc"}'),
        (["keep: field password*"], '{"password_reset": "x", "passwordHash": "y"}', '{"password_reset": "x", "passwordHash": "y"}'),
        (["field: n"], '{"n": 5}', '{"n": 2147400001}'),
    ],
)  # fmt: skip
def test_a_rule_says_what_else_is_secret_or_is_not(lines, body, left):
    """By field or pattern; a kept name is kept in its place only."""
    hiding = redactor({}, rules(lines))

    changed = hiding.interaction(answer(body)).reply.body.decode()

    assert changed == left
    assert hiding.leaks(changed) == ()


def test_headers_and_queries_have_their_own_rules():
    """A name may tell in one place and not in another."""
    own = rules(["header: X-Tenant", "query: tenant", "keep: header X-Session-Token"])
    each = request(
        url="https://x.example.com/?tenant=a1&x-tenant=b",
        headers=(("x-tenant", "a1"), ("x-session-token", "t")),
    )

    left = redactor({}, own).interaction(each).request

    assert left.url == "https://x.example.com/?tenant=%3Credacted%3Atenant%3A1%3E&x-tenant=b"
    assert left.headers == (("x-tenant", "<redacted:tenant:1>"), ("x-session-token", "t"))


@pytest.mark.parametrize("line", ["ssn", "field:", "keep: ssn", "colour: red", "pattern: (", "pattern:"])
def test_a_line_that_is_no_rule_is_refused_in_words(line):
    """It says what a rule looks like, or what is wrong with the pattern."""
    with pytest.raises(SettingsError, match=r"gc_redact: "):
        rules([line])


def test_a_function_may_change_an_interaction_before_all_else():
    """What it gives is redacted as any other."""
    own = rules(
        [lambda each: replace(each, request=replace(each.request, url="https://x.example.com/?token=t"))]
    )

    left = redactor({}, own).interaction(request(url="https://secret.example.com/"))

    assert left.request.url == "https://x.example.com/?token=%3Credacted%3Atoken%3A1%3E"


def _breaks(each):
    raise ValueError(f"cannot read {each.request.url}")


@pytest.mark.parametrize(
    ("edit", "words"), [(_breaks, "_breaks raised ValueError"), (lambda each: None, "NoneType")]
)
def test_a_function_that_breaks_ends_the_recording_without_repeating_what_it_saw(edit, words):
    """Its own words may hold the secret, and so may its cause."""
    with pytest.raises(SettingsError) as raised:
        redactor({}, rules([edit])).interaction(request(url="https://x.example.com/?k=s3cret"))

    assert words in str(raised.value)
    assert "s3cret" not in str(raised.value)
    assert raised.value.__cause__ is None
