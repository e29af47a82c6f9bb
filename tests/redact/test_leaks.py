"""The second look over the finished text: what it refuses, what it lets through, how long it takes."""

import json
import textwrap
import time
from base64 import b64encode

import pytest

from gc_contracts.model.recording import Cassette, RecordedRun
from gc_contracts.redact.hiding import redactor
from spelt_secrets import answer, request

SECRET = "Summer-2026-Rose"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"a: 1\nb: {SECRET}\n", ("the secret of `key`, line 2",)),
        (f'text: "long {SECRET[:6]}\\\n  {SECRET[6:]}"\n', ("the secret of `key`, folded over lines",)),
        (
            "base64: " + "\n  ".join(textwrap.wrap(b64encode(b"\x00\x01 " * 20 + SECRET.encode()).decode(), 60)) + "\n",
            ("the secret of `key`, in Base64 or hex",),
        ),
        ("headers:\n  x-api-key: k9-Zq81-mm\n", ("a value beside `x-api-key`, line 2",)),
        ('text: \'{"password": "Zq81-mmPx"}\'\n', ("a value beside `password`, line 1",)),
        ("a: 1\nkey: AKIAQ3EGWJ7ZB2K5N4TX\n", ("what looks like a aws access key, line 2",)),
    ],
)  # fmt: skip
def test_a_secret_in_the_finished_text_is_named_by_kind_and_line(text, told):
    """In words that do not repeat it."""
    assert redactor({"key": SECRET}).leaks(text)[: len(told)] == told


@pytest.mark.parametrize(
    "text",
    [
        "headers:\n  x-api-key: <redacted:x_api_key:1>\n  authorization: Bearer <redacted:authorization:2>\n",
        "query: {token: <redacted:token:1>}\n",
        "json: {password: null, token_type: bearer, otp: 2147400001}\n",
        "text: |\n  password: Zq81-mmPx as a sentence in a page\n  token: Zq81-mmPx\n",
        "credentials: {apiKey: dummy}\npassword: ${credentials.password}\n",
        "authorization:\n  roles: [admin]\n",
    ],
)
def test_a_text_without_secrets_passes(text):
    """Placeholders, references, dummies and other people's prose are none."""
    assert redactor({"key": SECRET}).leaks(text) == ()


def test_a_secret_learnt_late_is_taken_out_of_earlier_interactions():
    """A whole cassette is redacted with what all of it tells."""
    whole = Cassette("a", (answer(f"see {SECRET}", "text/plain"), answer(json.dumps({"password": SECRET}))))

    left = redactor({}).cassette(whole)

    assert [each.reply.body for each in left.interactions] == [
        b"see <redacted:password:1>",
        b'{"password": "<redacted:password:1>"}',
    ]


def test_a_run_is_redacted_with_its_interactions():
    """Input and output of the action hold what went through them; types stay."""
    run = RecordedRun({"apiKey": "k1", "pin": {"otp": 123456}, "note": f"see {SECRET}"}, output=[{"n": 1}])

    left = redactor({"key": SECRET}).cassette(Cassette("a", (), run=run)).run

    assert left == RecordedRun(
        {"apiKey": "<redacted:api_key:1>", "pin": {"otp": 2147400002}, "note": "see <redacted:key:3>"},
        output=[{"n": 1}],
    )


BODIES = {
    "json": json.dumps(
        [{"id": i, "url": f"https://x.example.com/{i}?a=b", "q": 'x\n"y"'} for i in range(14_000)]
    ),
    "quotes": '"' * 1_000_000,
    "open": "{" * 1_000_000,
    "equals": "password=" * 110_000,
    "marks": "eyJ" * 330_000,
    "at": "://a:" * 200_000 + "@",
    "angles": "<a b=" * 200_000,
    "escapes": "%41\\u0041&#65;" * 70_000,
    "base64": b64encode(bytes(range(256)) * 2900).decode(),
    "pem": "-----BEGIN PRIVATE KEY-----" * 37_000,
    "letters": "a" * 1_000_000,
}


@pytest.mark.parametrize("name", BODIES)
def test_a_megabyte_takes_about_a_second(name):
    """Linear, whatever stands in it; the bound is wide, for busy machines."""
    hiding = redactor({"key": SECRET, "other": "Zq81-mmPx+k/9"})
    before = time.process_time()

    left = hiding.interaction(request(method="POST", body=BODIES[name]))
    hiding.leaks(left.request.body)

    assert time.process_time() - before < 8
