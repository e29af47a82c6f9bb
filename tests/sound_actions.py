"""Sound actions of several kinds, and the way tests break one of them in one place.

Each is escaped, guarded and given defaults, so that nothing above a note may be found.
"""

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path

from gc_contracts._json import Json, get, remove, replace, split
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.pipeline import verify
from gc_contracts.settings import Settings

GONE = object()
"""In a change: take the member away."""

URL = "/config/request/requestUrlTemplate"
METHOD = "/config/request/requestType"
HEADERS = "/config/request/headers"
BODY = "/config/request/requestTemplate"
PATHS = "/config/response/translationMap"
DEFAULTS = "/config/response/translationMapDefaults"
SUCCESS = "/config/response/successTemplate"
INPUTS = "/contract/input/inputSchema/properties"
OUTPUT = "/contract/output/successSchema"
OUTPUTS = f"{OUTPUT}/properties"

TEXT: Json = {"type": "string"}

VISIT: Json = {
    "name": "Book visit",
    "integrationType": "custom-rest-actions",
    "actionType": "custom",
    "config": {
        "request": {
            "requestUrlTemplate": "https://visits.example.com/v1/customers/$esc.uriEncode(${input.customerId})"
            "/visits?channel=$esc.uriEncode(${input.channel})",
            "requestType": "POST",
            "headers": {"Content-Type": "application/json", "X-Priority": "${input.priority}"},
            "requestTemplate": '{"reason": "$esc.jsonString(${input.reason})", "guests": ${input.guests}'
            '#if("$!{input.note}" != ""), "note": "$esc.jsonString(${input.note})"#end'
            '#if("$!{input.hours}" != ""), "hours": ${input.hours}#end}',
        },
        "response": {
            "translationMap": {
                "visitId": "$.visit.id",
                "state": "$.visit.status",
                "seats": "$.visit.seats",
                "names": "$.guests[*].name",
                "first": "$.guests[?(@.lead == true)].name",
            },
            "translationMapDefaults": {
                "visitId": '""',
                "state": '"unknown"',
                "seats": "0",
                "names": "[]",
                "first": "[]",
            },
            "successTemplate": '{"visitId": ${visitId}, "state": ${state}, "seats": ${seats}, "names": ${names}, '
            '"first": ${successTemplateUtils.firstFromArray("${first}", "$esc.quote$esc.quote")}}',
        },
    },
    "contract": {
        "input": {
            "inputSchema": {
                "type": "object",
                "required": ["customerId", "channel", "priority", "reason", "guests"],
                "properties": {
                    "customerId": {"type": "string", "minLength": 1},
                    "channel": TEXT,
                    "priority": {"type": "string", "enum": ["low", "high"]},
                    "reason": TEXT,
                    "guests": {"type": "integer"},
                    "note": TEXT,
                    "hours": {"type": "number"},
                },
            }
        },
        "output": {
            "successSchema": {
                "type": "object",
                "required": ["visitId"],
                "properties": {
                    "visitId": TEXT,
                    "state": TEXT,
                    "seats": {"type": "integer"},
                    "names": {"type": "array", "items": TEXT},
                    "first": TEXT,
                },
                "additionalProperties": False,
            }
        },
    },
    "secure": False,
}
"""A web service: values in path, query, header and JSON body, each escaped, guarded or listed."""


def changed(document: Json, change: Mapping[str, Json]) -> Json:
    """Set, add or take away members of an export, by pointer."""
    for pointer, value in change.items():
        parent, _, _ = pointer.rpartition("/")
        if value is GONE:
            document = remove(document, pointer)
        else:
            document = replace(document, parent, {**get(document, parent), split(pointer)[-1]: value})
    return deepcopy(document)


def findings(document: Json, folder: Path, expectations: str = "") -> tuple[Finding, ...]:
    """Run the whole suite over one export, and over what a team expects of it."""
    home = folder / "one"
    home.mkdir(exist_ok=True)
    (home / "subject.json").write_text(json.dumps(document), encoding="utf-8")
    if expectations:
        (home / "contract.yaml").write_text(expectations, encoding="utf-8")
    return verify([folder], Settings(examples=5)).findings


def told(found: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    """Say of each finding above a note which check found it, how grave it is, and where it stands."""
    kept = (item for item in found if item.severity is not Severity.NOTE)
    return sorted((item.check, str(item.severity), item.source.pointer) for item in kept)


SOUND: Mapping[str, Json] = {
    "escaped": VISIT,
    "narrow contract": changed(
        VISIT,
        {
            URL: "https://visits.example.com/v1/customers/${input.customerId}/visits?channel=${input.channel}",
            f"{INPUTS}/customerId": {"type": "string", "pattern": "^[A-Z0-9]{3,12}$"},
            f"{INPUTS}/channel": {"type": "string", "enum": ["phone", "web"]},
            BODY: '{"reason": "${input.reason}", "guests": ${input.guests}}',
            f"{INPUTS}/reason": {"type": "string", "pattern": "^[a-z ]*$"},
            f"{INPUTS}/note": GONE,
            f"{INPUTS}/hours": GONE,
        },
    ),
    "form": changed(
        VISIT,
        {
            f"{HEADERS}/Content-Type": "application/x-www-form-urlencoded",
            BODY: "reason=$esc.urlFormEncode(${input.reason})&guests=${input.guests}"
            "&note=$!esc.urlFormEncode($!{input.note})&hours=$!{input.hours}",
        },
    ),
    "get with query": changed(
        VISIT,
        {
            METHOD: "GET",
            BODY: "",
            HEADERS: {},
            URL: "https://visits.example.com/v1/visits?customer=$esc.uriEncode(${input.customerId})"
            "&channel=$esc.uriEncode(${input.channel})&priority=${input.priority}&n=${input.guests}"
            '#if("$!{input.note}" != "")&note=$esc.urlFormEncode(${input.note})#end'
            '#if("$!{input.hours}" != "")&hours=${input.hours}#end&reason=$esc.uriEncode(${input.reason})',
        },
    ),
    "genesys cloud": changed(
        VISIT,
        {
            "/integrationType": "purecloud-data-actions",
            URL: "/api/v2/visits/$esc.uriEncode(${input.customerId})?channel=$esc.uriEncode(${input.channel})",
        },
    ),
    "lambda": changed(
        VISIT,
        {
            "/integrationType": "aws-lambda-data-actions",
            URL: "arn:aws:lambda:eu-west-1:123456789012:function:visits",
            HEADERS: {},
            BODY: '{"id": "$esc.jsonEncode(${input.customerId})", "channel": "$esc.jsonEncode(${input.channel})", '
            '"priority": "${input.priority}", "reason": "$esc.jsonEncode(${input.reason})", '
            '"guests": ${input.guests}, "note": "$!esc.jsonEncode($!{input.note})"'
            '#if("$!{input.hours}" != ""), "hours": ${input.hours}#end}',
        },
    ),
    "bare words in quotes": changed(
        VISIT,
        {
            f"{DEFAULTS}/state": "unknown",
            f"{DEFAULTS}/visitId": "",
            SUCCESS: '{"visitId": "$esc.jsonString(${visitId})", "state": "$esc.jsonString(${state})", '
            '"seats": ${seats}}',
            f"{PATHS}/names": GONE,
            f"{DEFAULTS}/names": GONE,
            f"{OUTPUTS}/names": GONE,
            f"{PATHS}/first": GONE,
            f"{DEFAULTS}/first": GONE,
            f"{OUTPUTS}/first": GONE,
        },
    ),
    "constant by a default": changed(VISIT, {f"{PATHS}/state": "$.NULL"}),
    "rules on values": changed(
        VISIT,
        {
            f"{OUTPUTS}/state": {"type": "string", "not": {"enum": ["text"]}},
            f"{OUTPUTS}/visitId": {"type": "string", "pattern": "^([A-Z]{2}-[0-9]{4})?$"},
            f"{OUTPUTS}/seats": {"type": "integer", "minimum": 0, "maximum": 9, "multipleOf": 3},
            f"{OUTPUTS}/first": {"anyOf": [{"type": "null"}, {"type": "string", "maxLength": 8}]},
        },
    ),
    "XML": changed(
        VISIT,
        {
            f"{HEADERS}/Content-Type": "text/xml",
            BODY: "<visit><reason>$esc.xml(${input.reason})</reason><n>${input.guests}</n>"
            "<note>$!esc.xml($!{input.note})</note><h>$!{input.hours}</h></visit>",
        },
    ),
    "JSON inside JSON and inside a query": changed(
        VISIT,
        {
            URL: "https://visits.example.com/v1/visits?c=$esc.uriEncode(${input.channel})&where="
            "%7B%22id%22%3A%22$esc.uriEncode($esc.jsonString(${input.customerId}))%22%7D",
            BODY: '{"message": "{\\"reason\\": \\"$esc.jsonString($esc.jsonString(${input.reason}))\\"}", '
            '"link": "https://example.com/?q=$esc.uriEncode(${input.reason})", "guests": ${input.guests}, '
            '"note": "$!esc.jsonString($!{input.note})", "hours": "$!{input.hours}"}',
        },
    ),
    "base URL and whole query from inputs": changed(
        VISIT,
        {
            URL: "${input.customerId}/v1/visits?${input.channel}",
            f"{INPUTS}/customerId": {"type": "string", "pattern": "^https://[a-z]+[.]example[.]com$"},
        },
    ),
    "reworked on purpose": changed(
        VISIT,
        {
            URL: "https://visits.example.com/v1/customers/$esc.uriEncode(${input.customerId.toUpperCase()})"
            "/visits?channel=$esc.uriEncode(${input.channel.trim()})",
            f"{HEADERS}/X-Key": '$encoding.base64("${input.reason}")',
        },
    ),
    "whole input": changed(
        VISIT, {URL: "https://visits.example.com/v1/visits", HEADERS: {}, BODY: "${input.rawRequest}"}
    ),
    "credentials": changed(
        VISIT,
        {
            URL: "${credentials.baseUrl}/customers/$esc.uriEncode(${input.customerId})?channel="
            "$esc.uriEncode(${input.channel})",
            f"{HEADERS}/Authorization": 'Basic $encoding.base64("${credentials.user}:${credentials.password}")',
        },
    ),
}
"""By kind; each in its own way sound."""
