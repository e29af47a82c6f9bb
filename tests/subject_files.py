"""One small sound file of each dialect, as data; tests break copies of them."""

import json
from pathlib import Path

INPUT = {"type": "object", "properties": {"userId": {"type": "string"}}, "required": ["userId"]}
OUTPUT = {"type": "object", "properties": {"name": {"type": "string"}}}
EXPORT = {
    "name": "Get User",
    "integrationType": "custom-rest-actions",
    "actionType": "custom",
    "config": {
        "request": {
            "requestUrlTemplate": "https://api.example.com/users/${input.userId}",
            "requestType": "POST",
            "headers": {"Accept": "application/json"},
            "requestTemplate": '{"id": "${input.userId}"}',
        },
        "response": {
            "translationMap": {"name": "$.name"},
            "translationMapDefaults": {"name": '"nobody"'},
            "successTemplate": '{"name": ${name}}',
        },
    },
    "contract": {"input": {"inputSchema": INPUT}, "output": {"successSchema": OUTPUT}},
    "secure": False,
}
API = {
    "id": "custom_-_1",
    "name": "Get User",
    "integrationId": "i-1",
    "category": "Web",
    "version": 3,
    "selfUri": "/api/v2/integrations/actions/custom_-_1",
    "config": {**EXPORT["config"], "timeoutSeconds": 7},
    "contract": EXPORT["contract"],
    "secure": True,
}
CX = {
    "name": "Get User",
    "integration_id": "${genesyscloud_integration.web.id}",
    "config_timeout_seconds": 20,
    "contract_input": json.dumps(INPUT),
    "contract_output": OUTPUT,
    "config_request": {
        "request_url_template": "https://api.example.com/users/$${input.userId}?n=$${input.userId}",
        "request_type": "GET",
        "headers": {"X-Id": "$${input.userId}"},
    },
    "config_response": {
        "translation_map": {"name": "$.name"},
        "translation_map_defaults": {"name": '"nobody"'},
        "success_template": '{"name": $${name}}',
    },
}
FIELD_LIST = {
    "name": "FetchUser",
    "inputs": [
        {"name": "userId", "type": "string", "required": True, "description": "Who"},
        {"name": "limit", "type": "integer", "defaultValue": 5},
    ],
    "outputs": [{"name": "fullName", "type": "string"}, {"name": "status", "type": "number"}],
    "execution": {"type": "python", "version": "3.9", "code": "def execute(inputs):\n    return {}\n"},
}
DOCUMENT = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "title": "Claim",
    "required": ["policy_text"],
    "properties": {"policy_text": {"allOf": [{"$ref": "#/definitions/text"}], "maxLength": 50}},
}
DATA_SCHEMA = {"name": "Claim", "version": 1, "enabled": True, "jsonSchema": DOCUMENT}
UPDATE = {"version": 2, "enabled": True, "jsonSchema": DOCUMENT}
RULES = {
    "name": "Routing",
    "enabled": True,
    "jsonSchema": {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "properties": {"queue": {"allOf": [{"$ref": "#/definitions/businessRulesQueue"}], "title": "queue"}},
    },
}
TABLE_SCHEMA = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "type": "object",
    "properties": {
        "key": {"$id": "/properties/key", "type": "string", "title": "Day", "displayOrder": 0},
        "open": {"$id": "/properties/open", "type": "boolean", "default": False, "displayOrder": 1},
    },
    "required": ["key"],
    "additionalProperties": False,
}
TABLE = {"id": "t-1", "name": "Hours", "description": "", "schema": TABLE_SCHEMA}
TABLE_ROWS = {
    "name": "Hours",
    "properties": [
        {"name": "key", "type": "string", "title": "Day"},
        {"name": "open", "type": "boolean", "title": "Open", "default": "true"},
        {"name": "slots", "type": "integer", "title": "Slots", "default": "5"},
    ],
}
FIELDS = {
    "fields": [
        {"name": "status", "type": "string", "required": True, "pattern": "active|inactive"},
        {"name": "email", "type": "string", "pattern": "", "min_length": 0, "max_length": None},
        {"name": "code", "type": "string", "min_length": 2, "max_length": 8},
        {"name": "owner", "type": "string", "referential_schema_id": "user", "referential_field_name": "id"},
        {"name": "tags", "type": "array"},
    ]
}
BARE = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Point",
    "type": "object",
    "properties": {"x": {"type": "number"}},
}

SUBJECTS = {
    "export": EXPORT,
    "api": API,
    "cx-as-code": CX,
    "field-list": FIELD_LIST,
    "data-schema": DATA_SCHEMA,
    "schema-request": DOCUMENT,
    "schema-request-update": UPDATE,
    "businessrules-schema": RULES,
    "datatable": TABLE,
    "datatable-bare": TABLE_SCHEMA,
    "datatable-terraform": TABLE_ROWS,
    "fields": FIELDS,
    "fields-entity": {"entity": FIELDS},
    "json-schema": BARE,
}


def write(folder: Path, files: dict[str, object]) -> Path:
    """Write files below a folder: text and bytes as they are, all else as JSON; gives the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content, indent=2, ensure_ascii=False)
            path.write_text(text, encoding="utf-8", newline="")
    return folder
