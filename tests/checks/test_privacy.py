"""Secrets in committed files are named by place, and never shown."""

import json

import pytest

from gc_contracts import load_all
from gc_contracts.checks.privacy import secret_in_template
from gc_contracts.model.case import CaseKind, Plan
from gc_contracts.model.check import Seen
from gc_contracts.model.contract import Kind
from gc_contracts.redact.rules import rules
from gc_contracts.redact.sights import sights
from gc_contracts.settings import Settings
from harness import Project
from shared import SHARED

PLAN = Plan("x", CaseKind.STATIC, ())


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"headers": {"authorization": "Bearer k9Qm-27xZpL"}}, [("/headers/authorization", "the value of `authorization`")]),
        ({"url": "https://x.example.com/?api_key=k9Qm-27xZpL"}, [("/url", "the value of `api_key`")]),
        ({"query": {"sig": "k9Qm-27xZpL"}}, [("/query/sig", "the value of `sig`")]),
        ({"json": {"a": [{"clientSecret": "k9Qm-27xZpL"}]}}, [("/json/a/0/clientSecret", "the value of `clientSecret`")]),
        ({"base64": "eyJwYXNzd29yZCI6ICJrOVFtLTI3eFpwTCJ9"}, [("/base64", "the value of `password`")]),
        ({"text": "see AKIAQ3EGWJ7ZB2K5N4TX"}, [("/text", "what looks like a aws access key")]),
        ({"headers": {"authorization": "Bearer <redacted:authorization:1>"}}, []),
        ({"json": {"password": "dummy", "token_type": "bearer", "token": "${credentials.t}"}}, []),
    ],
)  # fmt: skip
def test_a_secret_in_a_file_is_told_by_its_pointer(data, told):
    """In words that do not repeat it."""
    assert [(sight.pointer, sight.what) for sight in sights(data)] == told


def test_a_rule_of_the_team_silences_a_name():
    """`keep:` holds for findings too."""
    assert (
        list(
            sights(
                {"json": {"tokenType": "k9Qm-27xZpL", "token": "k9Qm-27xZpL"}}, rules(["keep: field token"])
            )
        )
        == []
    )


@pytest.mark.parametrize(
    "value", ["dummy", "changeme", "<your key>", "{{apiKey}}", "${credentials.k}", "xxxxxx", "YOUR_API_KEY"]
)
def test_a_stand_in_in_an_export_is_no_secret(value, tmp_path):
    """Nobody has to hide what is none."""
    found = _findings({"X-Api-Key": value}, tmp_path)

    assert found == []


def test_a_secret_in_an_export_is_told_where_it_stands_and_not_shown(tmp_path):
    """Neither message nor report nor excerpt repeats it."""
    found = _findings({"Authorization": "Bearer k9Qm-27xZpL"}, tmp_path)

    assert [(each["check"], each["severity"], each["source"]["pointer"]) for each in found] == [
        ("privacy/secret-in-template", "warning", "/config/request/headers/Authorization")
    ]
    assert "k9Qm" not in json.dumps(found)


def _findings(headers, root):
    export = {
        "name": "A",
        "integrationType": "custom-rest-actions",
        "actionType": "custom",
        "config": {
            "request": {
                "requestUrlTemplate": "https://x.example.com",
                "requestType": "GET",
                "headers": headers,
            },
            "response": {"successTemplate": "${rawResult}"},
        },
        "contract": {
            "input": {"inputSchema": {"type": "object", "properties": {}}},
            "output": {"successSchema": {"type": "object"}},
        },
    }
    run = Project({"contracts/a.json": export}, root).run("--gc-contracts", "--gc-select=privacy/*")
    return run.report["findings"]


@pytest.mark.skipif(SHARED is None, reason="the corpus of real exports is not here")
def test_no_real_export_gives_a_false_alarm():
    """Their authors' placeholders are told as such."""
    contracts = [each for each in load_all(SHARED / "corpus") if each.kind is Kind.ACTION]

    found = [one for each in contracts for one in secret_in_template(Seen(each, PLAN, (), Settings()))]

    assert found == []
    assert len(contracts) > 60
