"""Secrets that their look tells, wherever they stand, and what looks alike and is none."""

import pytest

from gc_contracts.redact.hiding import redactor
from spelt_secrets import answer

A36 = "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA2bC4"
HEX = "9f8e7d6c5b4a39281706f5e4d3c2b1a0"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
PEM = f"-----BEGIN RSA PRIVATE KEY-----\nMIIEow{A36}{A36}\n{A36}{A36}\n-----END RSA PRIVATE KEY-----"
ROWS = {
    "jwt": JWT,
    "private_key": PEM,
    "aws_access_key": "AKIA" + "Q3EGWJ7ZB2K5N4TX",
    "google_api_key": "AIza" + A36[:35],
    "google_client_secret": "GOCSPX-" + A36[:28],
    "google_token": "ya29." + A36,
    "azure_client_secret": "aB3" + "8Q~" + A36[:31],
    "github_token": "ghp_" + A36,
    "gitlab_token": "glpat-" + A36[:20],
    "slack_token": "xoxb-" + "123456789012-" + A36[:24],
    "stripe_key": "sk_live_" + A36[:24],
    "twilio_key": "SK" + HEX,
    "sendgrid_key": "SG." + A36[:22] + "." + A36 + A36[:7],
    "openai_key": "sk-proj-" + A36,
    "npm_token": "npm_" + A36,
    "vault_token": "hvs." + A36,
    "telegram_token": "123456789:AA" + A36[:33],
}
HARMLESS = [
    "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
    "2026-11-25T21:40:00.000Z",
    "https://api.example.com/v2/users/me?expand=authorization",
    "Bearer ${credentials.token}",
    "Bearer authentication-is-required",
    "Basic authorization",
    "sk-navigation-item-with-a-long-name",
    HEX,
    HEX * 2,
    f'W/"{HEX}"',
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ",
    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
    "AKIAIOSFODNN7EXAMPLE",
    "eyJhbGciOiJIUzI1NiJ9",
    "The password is asked for at login; token: required.",
    "https://x.example.com:8080/a@b",
]


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("frame", ["{}", "see {}, please", '{{"note": "{}"}}', "<a>{}</a>", "x=1&y={}"])
def test_a_secret_is_told_by_its_look(name, frame):
    """Alone, in a sentence, in JSON, XML, a form: with a placeholder of its kind in its place."""
    text = frame.format(ROWS[name].replace("\n", "\\n") if '"' in frame else ROWS[name])
    hiding = redactor({})

    left = hiding.interaction(answer(text, "")).reply.body.decode()

    assert ROWS[name] not in left
    assert f"redacted:{name}:1" in left.replace("%3A", ":")
    assert hiding.leaks(left) == ()
    assert redactor({}).leaks(text)


@pytest.mark.parametrize("text", HARMLESS)
@pytest.mark.parametrize("frame", ["{}", "see {}, please", '{{"note": "{}"}}'])
def test_what_only_looks_alike_stays(text, frame):
    """Ids, dates, URLs, references, digests, certificates: a false alarm destroys a recording."""
    each = answer(frame.format(text), "")

    assert redactor({}).interaction(each) == each
    assert redactor({}).leaks(frame.format(text)) == ()
