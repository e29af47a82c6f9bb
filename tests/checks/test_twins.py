"""Drift between an export and its resource: what differs in behaviour is told, and nothing else is."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from gc_contracts._json import Json, join, replace
from gc_contracts.model.finding import Finding
from gc_contracts.pipeline import verify
from gc_contracts.settings import Settings
from subject_files import EXPORT, write

AT = "/resource/genesyscloud_integration_action/a"
REQUEST, RESPONSE = "/config/request", "/config/response"


def resource(export: Json) -> Json:
    """Write an export as a resource, as the generators do."""
    request, response = (export["config"][side] for side in ("request", "response"))
    sides = {
        "config_request": {
            "request_url_template": request["requestUrlTemplate"],
            "request_type": request["requestType"],
            "request_template": request["requestTemplate"],
            "headers": request["headers"],
        },
        "config_response": {
            "translation_map": response["translationMap"],
            "translation_map_defaults": response["translationMapDefaults"],
            "success_template": response["successTemplate"],
        },
    }
    contracts = {
        "contract_input": json.dumps(export["contract"]["input"]["inputSchema"]),
        "contract_output": json.dumps(export["contract"]["output"]["successSchema"]),
    }
    escaped = json.loads(json.dumps(sides).replace("${", "$${"))
    body = {"name": export["name"], **escaped, **contracts}
    return {"resource": {"genesyscloud_integration_action": {"a": body}}}


def drift(root: Path, export: Json, twin: Json) -> list[Finding]:
    """Run both files of one folder."""
    write(root, {"c/export.json": export, "c/a.tf.json": twin})
    found = verify([root / "c"], Settings(select=("contract/drift",)))
    return [finding for result in found for finding in result.findings]


def changed(pointer: str, value: Json) -> Json:
    """Give the export with one value changed."""
    return replace(deepcopy(EXPORT), pointer, value)


@pytest.mark.parametrize(
    ("export", "part", "pointer"),
    [
        (
            changed(f"{REQUEST}/requestUrlTemplate", "https://b.com/"),
            "URL template",
            "config_request/request_url_template",
        ),
        (changed(f"{REQUEST}/requestType", "PUT"), "method", "config_request/request_type"),
        (
            changed(f"{REQUEST}/requestTemplate", '{"id":"x"}'),
            "request template",
            "config_request/request_template",
        ),
        (
            changed(f"{REQUEST}/headers", {"Accept": "text/json"}),
            "header `Accept`",
            "config_request/headers/Accept",
        ),
        (changed(f"{REQUEST}/headers", {}), "header `Accept`", "config_request/headers/Accept"),
        (
            changed(f"{REQUEST}/headers", {"accept": "application/json", "X": "1"}),
            "header `X`",
            "config_request",
        ),
        (
            changed(f"{RESPONSE}/translationMap", {"name": "$.n"}),
            "path of `name`",
            "config_response/translation_map/name",
        ),
        (
            changed(f"{RESPONSE}/translationMapDefaults", {"name": '""'}),
            "default of `name`",
            "config_response/translation_map_defaults/name",
        ),
        (
            changed(f"{RESPONSE}/successTemplate", '{"name": ${name}, "a": 1}'),
            "success template",
            "config_response/success_template",
        ),
        (changed("/contract/input/inputSchema/required", []), "input contract", "contract_input/required"),
        (
            changed("/contract/output/successSchema/properties/name/type", "integer"),
            "output contract",
            "contract_output/properties/name/type",
        ),
    ],
    ids=lambda value: value.replace("`", "") if isinstance(value, str) and "/" not in value else "",
)
def test_each_part_that_differs_is_one_finding_on_the_resource(export, part, pointer, tmp_path: Path):
    """With its place on both sides."""
    found = drift(tmp_path, export, resource(EXPORT))

    assert [(each.severity.value, each.contract[-9:], each.source.pointer) for each in found] == [
        ("warning", "a.tf.json", f"{AT}/{pointer}")
    ]
    assert found[0].message.startswith(f"the {part} is not that of the same action in ")
    assert found[0].reproduce["place"].partition(":")[0].endswith("c/export.json")


@pytest.mark.parametrize(
    "export",
    [
        EXPORT,
        changed("/name", "Get User - Exported 2024-01-02 @ 3:04"),
        changed(f"{REQUEST}/requestType", "post"),
        changed(f"{REQUEST}/requestTemplate", '{ "id":\r\n "${input.userId}" }'),
        changed(f"{REQUEST}/headers", {"accept": "application/json"}),
        changed(f"{RESPONSE}/translationMapDefaults", {"name": ' "nobody" '}),
        changed(f"{RESPONSE}/successTemplate", '{"name":${name}}'),
        changed(
            "/contract/input/inputSchema",
            {
                "$schema": "http://json-schema.org/draft-04/schema#",
                "title": "In",
                "required": ["userId"],
                "properties": {"userId": {"description": "Who", "type": "string"}},
                "type": "object",
                "additionalProperties": True,
            },
        ),
        changed("/secure", True) | {"config": {**EXPORT["config"], "timeoutSeconds": 9}},
    ],
    ids=[
        "nothing",
        "name",
        "case",
        "space",
        "header case",
        "default",
        "template",
        "schema words",
        "settings",
    ],
)
def test_what_changes_nothing_is_no_drift(export, tmp_path: Path):
    """Order, white space in JSON, words for readers, and what one of the files does not say."""
    assert drift(tmp_path, export, resource(EXPORT)) == []


def test_what_terraform_fills_in_is_not_compared(tmp_path: Path):
    """Nobody knows what will stand there."""
    twin = resource(EXPORT)
    url = join(AT, "config_request", "request_url_template")
    twin = replace(twin, url, "https://${var.host}/users/$${input.userId}")
    twin = replace(twin, join(AT, "config_request", "headers"), "${var.headers}")

    assert drift(tmp_path, EXPORT, twin) == []


def test_a_secret_of_the_other_file_is_hidden(tmp_path: Path):
    """A finding quotes both files."""
    export = changed(f"{REQUEST}/headers", {"Accept": "application/json", "X-Api-Key": "abcdef123456"})

    (found,) = drift(tmp_path, export, resource(EXPORT))

    assert found.reproduce == {
        "part": "header `X-Api-Key`",
        "here": None,
        "twin": "*****",
        "place": found.reproduce["place"],
    }
    assert "abcdef" not in found.message
