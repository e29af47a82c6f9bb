"""No secret is shown: neither a credential nor what somebody wrote into the export itself."""

import json

import pytest

from gc_contracts.model.finding import Finding, Severity
from gc_contracts.run.mask import Mask
from gc_contracts.source import Source
from harness import Project

SECRETS = ("QUERYSECRET11", "HEADSECRET222", "BODYSECRET333", "USERSECRET444")


def _export(secrets: tuple[str, ...]) -> str:
    query, head, body, user = secrets
    request = {
        "requestUrlTemplate": f"https://me:{user}@x.example.com/a?api_key={query}&id=${{input.id}}",
        "requestType": "POST",
        "headers": {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {head}",
            "X-Id": "${input.id}",
        },
        "requestTemplate": f'{{"clientSecret": "{body}", "id": "${{input.id}}", "n": $!{{input.n}}}}',
    }
    properties = {"id": {"type": "string"}, "n": {"type": "integer"}}
    return json.dumps(
        {
            "name": "Secrets",
            "integrationType": "custom-rest-actions",
            "actionType": "custom",
            "config": {
                "request": request,
                "response": {"translationMap": {}, "successTemplate": "${rawResult}"},
            },
            "contract": {
                "input": {"inputSchema": {"type": "object", "required": ["id"], "properties": properties}},
                "output": {"successSchema": {"type": "object"}},
            },
        }
    )


def test_a_secret_in_an_export_reaches_no_output(tmp_path):
    """Neither terminal nor report nor JUnit file, though the findings quote URL, body and line."""
    project = Project({"contracts/a.json": _export(SECRETS)}, tmp_path)

    run = project.run("--gc-contracts", "-vv", "--junitxml=junit.xml")

    shown = run.text + json.dumps(run.report) + "".join(run.changed.values())
    assert {found["check"] for found in run.report["findings"]} >= {"request/injection", "request/not-json"}
    assert [secret for secret in SECRETS if secret in shown] == []


@pytest.mark.parametrize("size", [8, 5])
def test_a_piece_of_a_cut_secret_is_hidden_too(size):
    """A long step or line is cut with an ellipsis, maybe in the middle of a value."""
    secret = "abcdefghij"
    found = Finding(
        "a/b",
        Severity.ERROR,
        "c",
        "m",
        Source("c"),
        steps=(f"sent {secret[:size]}…",),
        excerpt=(f"1 | …{secret[-size:]} rest", f"2 | text {secret[:size]}"),
    )

    hidden = Mask.of({}, [secret]).finding(found)

    assert hidden.steps == (f"sent {'*' * size}…",)
    assert hidden.excerpt == (f"1 | …{'*' * size} rest", f"2 | text {'*' * size}")
