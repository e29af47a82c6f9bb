"""Secrets told by their look, wherever they stand: keys that carry their maker's mark, JWTs, private keys.

Only forms that nothing else has: a false alarm destroys a recording. A row is tried only where its mark is
in the text, so a text without secrets costs one search a row.
"""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gc_contracts.redact.values import is_dummy, is_random


@dataclass(frozen=True, slots=True)
class Look:
    """One form that a secret can have."""

    name: str
    marks: tuple[str, ...]
    """Texts of which one must be there, or the form is not tried."""
    form: re.Pattern[str]
    """The secret is its group 1, or all of it."""
    proof: Callable[[str], bool]


def _is_real(text: str) -> bool:
    return not is_dummy(text)


def _row(name: str, marks: str, form: str, proof: Callable[[str], bool] | None = None) -> Look:
    bounded = re.compile(rf"(?<![A-Za-z0-9_])(?:{form})(?![A-Za-z0-9_])")
    return Look(name, tuple(marks.split()), bounded, proof or _is_real)


def _is_jwt(text: str) -> bool:
    head = text.partition(".")[0]
    try:
        header = json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except (ValueError, RecursionError):
        return False
    return isinstance(header, dict) and ("alg" in header or "enc" in header)


_PEM = re.compile(
    r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"
    r"(?:[^-\"<]|-(?!----))*(?:-----END [A-Z0-9 ]+-----)?"
)
LOOKS: tuple[Look, ...] = (
    Look("private_key", ("PRIVATE KEY",), _PEM, lambda text: len(text) > 80),
    Look("jwt", ("eyJ",), re.compile(r"(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){1,3}"), _is_jwt),
    _row("aws_access_key", "AKIA ASIA ABIA ACCA", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}"),
    _row("google_api_key", "AIza", r"AIza[\w-]{35}"),
    _row("google_token", "ya29.", r"ya29\.[\w.-]{20,}"),
    _row("google_client_secret", "GOCSPX-", r"GOCSPX-[\w-]{28}"),
    _row("azure_client_secret", "Q~", r"[\w.~-]{3}\dQ~[\w.~-]{31,34}"),
    _row("azure_key", "==", r"[A-Za-z0-9+/]{86}=="),
    _row("github_token", "ghp_ gho_ ghu_ ghs_ ghr_", r"gh[pousr]_[A-Za-z0-9]{36,}"),
    _row("github_token", "github_pat_", r"github_pat_[A-Za-z0-9_]{22,}"),
    _row(
        "gitlab_token", "glpat- gldt- glrt- glcbt- glptt- glsoat-", r"gl(?:pat|dt|rt|cbt|ptt|soat)-[\w-]{20,}"
    ),
    _row("slack_token", "xox", r"xox[abeoprs]-[\w-]{10,}"),
    _row("slack_token", "xapp-", r"xapp-\d-[\w-]{10,}"),
    _row("slack_webhook", "hooks.slack.com", r"(?<=hooks\.slack\.com/services/)T\w{8,}/B\w{8,}/\w{20,}"),
    _row("stripe_key", "sk_live_ sk_test_ rk_live_ rk_test_", r"[sr]k_(?:live|test)_[A-Za-z0-9]{16,}"),
    _row("webhook_secret", "whsec_", r"whsec_[A-Za-z0-9+/=]{24,}"),
    _row("twilio_key", "SK", r"SK[0-9a-f]{32}"),
    _row("sendgrid_key", "SG.", r"SG\.[\w-]{16,32}\.[\w-]{16,64}"),
    _row("mailgun_key", "key-", r"key-[0-9a-f]{32}"),
    _row("mailchimp_key", "-us", r"[0-9a-f]{32}-us\d{1,2}"),
    _row("openai_key", "sk-", r"sk-(?:(?:proj|svcacct|admin|ant)-)?[\w-]{20,}", is_random),
    _row("npm_token", "npm_", r"npm_[A-Za-z0-9]{36}"),
    _row("pypi_token", "pypi-", r"pypi-[\w-]{50,}"),
    _row("digitalocean_token", "_v1_", r"do[opr]_v1_[0-9a-f]{64}"),
    _row("shopify_token", "shp", r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),
    _row("square_token", "sq0", r"sq0[a-z]{3}-[\w-]{22,}"),
    _row("facebook_token", "EAA", r"EAA[A-Za-z0-9]{60,}"),
    _row("telegram_token", ":AA", r"\d{8,10}:AA[\w-]{33}"),
    _row("vault_token", "hvs. hvb. hvr.", r"hv[sbr]\.[\w-]{24,}"),
    _row("databricks_token", "dapi", r"dapi[0-9a-f]{32}"),
    _row("huggingface_token", "hf_", r"hf_[A-Za-z0-9]{34}"),
    _row("atlassian_token", "ATATT3", r"ATATT3[\w=-]{50,}"),
    _row("salesforce_session", "00D", r"00D[A-Za-z0-9]{12,15}![\w.]{40,}"),
    _row("postman_key", "PMAK-", r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    _row("newrelic_key", "NRAK-", r"NRAK-[A-Z0-9]{27}"),
    _row("grafana_token", "glsa_", r"glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}"),
    _row("age_key", "AGE-SECRET-KEY-1", r"AGE-SECRET-KEY-1[0-9A-Z]{58}"),
    _row("docker_token", "dckr_pat_", r"dckr_pat_[\w-]{27}"),
    _row("bearer", "earer BEARER", r"(?i:bearer)(?: |%20|\+)+([\w.~+/=-]{16,4096})", is_random),
    _row(
        "basic",
        "asic BASIC",
        r"(?i:basic)(?: |%20|\+)+([\w+/=-]{12,4096})",
        lambda text: ":" in pair_of(text),
    ),
)


def pair_of(token: str) -> str:
    """Read the `user:password` of a Basic header; empty where the token is none."""
    try:
        padded = token.rstrip("=").replace("+", "-").replace("/", "_")
        text = urlsafe_b64decode(padded + "=" * (-len(padded) % 4)).decode("utf-8")
    except ValueError:
        return ""
    return text if text.isprintable() else ""


def looks(text: str) -> Iterator[tuple[Look, int, int]]:
    """Yield what looks like a secret: the row, and where it begins and ends."""
    for look in LOOKS:
        if any(mark in text for mark in look.marks):
            for found in look.form.finditer(text):
                group = 1 if look.form.groups else 0
                if look.proof(found[group]):
                    yield look, found.start(group), found.end(group)
