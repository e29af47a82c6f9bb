"""Defects of many kinds, each one change of a sound action, with what is to be found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gc_contracts._json import Json
from sound_actions import (
    BODY,
    DEFAULTS,
    GONE,
    HEADERS,
    INPUTS,
    METHOD,
    OUTPUT,
    OUTPUTS,
    PATHS,
    SOUND,
    SUCCESS,
    TEXT,
    URL,
    VISIT,
)

IN_PATH = "https://visits.example.com/v1/customers/{}/visits?channel=$esc.uriEncode(${{input.channel}})"
IN_QUERY = "https://visits.example.com/v1/customers/$esc.uriEncode(${{input.customerId}})/visits?{}"
REASON = '{{"reason": {}, "guests": ${{input.guests}}, "note": "$!esc.jsonString($!{{input.note}})"'
REASON += '#if("$!{{input.hours}}" != ""), "hours": ${{input.hours}}#end}}'
REST = '"state": ${state}, "seats": ${seats}, "names": ${names}, "first": '
REST += '${successTemplateUtils.firstFromArray("${first}", "$esc.quote$esc.quote")}}'


@dataclass(frozen=True)
class Plant:
    """One defect: what is changed, and what must be found: (check, severity, pointer), nothing else."""

    name: str
    check: str
    at: str
    change: Mapping[str, Json]
    severity: str = "error"
    base: Json = field(default_factory=lambda: VISIT)
    further: tuple[tuple[str, str, str], ...] = ()
    """What comes along because it is a defect of its own."""


REQUEST = [
    Plant("path without escape", "request/injection", URL, {URL: IN_PATH.format("${input.customerId}")}),
    Plant(
        "form encoding in a path",
        "request/injection",
        URL,
        {URL: IN_PATH.format("$esc.url(${input.customerId})")},
    ),
    Plant(
        "blanks only replaced",
        "request/injection",
        URL,
        {URL: IN_PATH.format("${input.customerId.replace(' ', '%20')}")},
    ),
    Plant(
        "escaped twice",
        "request/injection",
        URL,
        {URL: IN_PATH.format("$esc.uriEncode($esc.uriEncode(${input.customerId}))")},
    ),
    Plant(
        "query without escape", "request/injection", URL, {URL: IN_QUERY.format("channel=${input.channel}")}
    ),
    Plant(
        "second use without escape",
        "request/injection",
        URL,
        {URL: IN_QUERY.format("a=$esc.uriEncode(${input.channel})&b=${input.channel}")},
    ),
    Plant(
        "plus in a query",
        "request/injection",
        URL,
        {
            URL: IN_QUERY.format("channel=${input.channel}"),
            f"{INPUTS}/channel": {"type": "string", "pattern": "^\\+?[0-9]+$"},
        },
    ),
    Plant(
        "blank in a path",
        "request/injection",
        URL,
        {
            URL: IN_PATH.format("${input.customerId}"),
            f"{INPUTS}/customerId": {"type": "string", "pattern": "^[A-Za-z0-9 ]+$"},
        },
    ),
    Plant(
        "pattern bound at one end",
        "request/injection",
        URL,
        {
            URL: IN_PATH.format("${input.customerId}"),
            f"{INPUTS}/customerId": {"type": "string", "pattern": "^[A-Z0-9]{3}"},
        },
    ),
    Plant(
        "host from an input",
        "request/injection",
        URL,
        {URL: "https://${input.channel}.example.com/v1/$esc.uriEncode(${input.customerId})"},
    ),
    Plant("JSON without escape", "request/injection", BODY, {BODY: REASON.format('"${input.reason}"')}),
    Plant(
        "JSON escaped for HTML",
        "request/injection",
        BODY,
        {BODY: REASON.format('"$esc.html(${input.reason})"')},
    ),
    Plant(
        "JSON member name without escape",
        "request/injection",
        BODY,
        {BODY: REASON.format('{"${input.reason}": 1}')},
    ),
    Plant(
        "JSON escaped twice",
        "request/injection",
        BODY,
        {BODY: REASON.format('"$esc.jsonString($esc.jsonString(${input.reason}))"')},
    ),
    Plant(
        "form without escape",
        "request/injection",
        BODY,
        {
            BODY: "reason=${input.reason}&guests=${input.guests}&note=$!esc.urlFormEncode($!{input.note})&hours=$!{input.hours}"
        },
        base=SOUND["form"],
    ),
    Plant(
        "form in JSON escapes",
        "request/injection",
        BODY,
        {
            BODY: "reason=$esc.jsonString(${input.reason})&guests=${input.guests}&note=$!esc.urlFormEncode($!{input.note})&hours=$!{input.hours}"
        },
        base=SOUND["form"],
    ),
    Plant(
        "header with free text",
        "request/injection",
        f"{HEADERS}/X-Reason",
        {f"{HEADERS}/X-Reason": "${input.reason}"},
    ),
    Plant(
        "text without quotes",
        "request/not-json",
        BODY,
        {BODY: REASON.format("$esc.jsonString(${input.reason})")},
    ),
    Plant(
        "number that may be absent",
        "request/not-json",
        BODY,
        {
            BODY: '{"reason": "$esc.jsonString(${input.reason})", "guests": ${input.guests}, "note": "$!esc.jsonString($!{input.note})", "hours": $!{input.hours}}'
        },
    ),
    Plant(
        "comma before an optional member",
        "request/not-json",
        BODY,
        {
            BODY: '{"reason": "$esc.jsonString(${input.reason})", "guests": ${input.guests}, "note": "$!esc.jsonString($!{input.note})",#if("$!{input.hours}" != "") "hours": ${input.hours}#end}'
        },
    ),
    Plant(
        "body that is no JSON",
        "request/not-json",
        BODY,
        {BODY: REASON.format('"$esc.jsonString(${input.reason})",')},
    ),
    Plant(
        "form body called JSON",
        "request/not-json",
        BODY,
        {f"{HEADERS}/Content-Type": "application/json"},
        base=SOUND["form"],
    ),
    Plant(
        "no scheme",
        "request/invalid-url",
        URL,
        {URL: "visits.example.com/v1/$esc.uriEncode(${input.customerId})?c=$esc.uriEncode(${input.channel})"},
    ),
    Plant(
        "path only",
        "request/invalid-url",
        URL,
        {URL: "/v1/visits/$esc.uriEncode(${input.customerId})?c=$esc.uriEncode(${input.channel})"},
    ),
    Plant(
        "blank in the URL",
        "request/invalid-url",
        URL,
        {URL: IN_QUERY.format("kind=new visit&c=$esc.uriEncode(${input.channel})")},
    ),
    Plant(
        "line break in the URL",
        "request/invalid-url",
        URL,
        {URL: IN_QUERY.format("kind=new\n&c=$esc.uriEncode(${input.channel})")},
    ),
    Plant(
        "path without a slash",
        "request/invalid-url",
        URL,
        {URL: "api/v2/visits/$esc.uriEncode(${input.customerId})?c=$esc.uriEncode(${input.channel})"},
        base=SOUND["genesys cloud"],
    ),
    Plant(
        "header name with a blank",
        "request/invalid-header",
        f"{HEADERS}/X Kind",
        {f"{HEADERS}/X Kind": "visit"},
    ),
    Plant(
        "header with a line break",
        "request/invalid-header",
        f"{HEADERS}/X-Kind",
        {f"{HEADERS}/X-Kind": "visit\nX-Other: 1"},
    ),
    Plant("Accept: XML", "request/invalid-header", f"{HEADERS}/Accept", {f"{HEADERS}/Accept": "text/xml"}),
    Plant(
        "escaped reference",
        "request/unresolved-reference",
        f"{HEADERS}/X-Kind",
        {f"{HEADERS}/X-Kind": "\\${input.priority}"},
    ),
    Plant(
        "reference without a dollar",
        "request/unresolved-reference",
        BODY,
        {BODY: REASON.format('"{input.reason}"')},
    ),
]

REQUEST += [
    Plant(
        "enum with a blank",
        "request/injection",
        URL,
        {
            URL: IN_QUERY.format("channel=${input.channel}"),
            f"{INPUTS}/channel": {"type": "string", "enum": ["on hold"]},
        },
    ),
    Plant(
        "enum with a separator",
        "request/injection",
        URL,
        {
            URL: IN_QUERY.format("channel=${input.channel}"),
            f"{INPUTS}/channel": {"type": "string", "enum": ["R&D", "web"]},
        },
    ),
    Plant(
        "enum with quotes",
        "request/not-json",
        BODY,
        {BODY: REASON.format('"${input.reason}"'), f"{INPUTS}/reason": {"type": "string", "enum": ['a "b"']}},
    ),
    Plant(
        "misspelt tool",
        "template/render-failure",
        BODY,
        {BODY: REASON.format('"$esc.jsonStrin(${input.reason})"')},
    ),
]

TEMPLATE = [
    Plant(
        "unclosed reference",
        "template/syntax",
        BODY,
        {BODY: REASON.format('"$esc.jsonString(${input.reason)"')},
    ),
    Plant(
        "unclosed if",
        "template/syntax",
        BODY,
        {
            BODY: '{"reason": "$esc.jsonString(${input.reason})", "guests": ${input.guests}#if("$!{input.note}" != ""), "note": "$esc.jsonString(${input.note})", "hours": 1}'
        },
    ),
    Plant(
        "misspelt input",
        "template/undefined-variable",
        URL,
        {URL: IN_PATH.format("$esc.uriEncode(${input.custmerId})")},
    ),
    Plant(
        "input in another case",
        "template/undefined-variable",
        URL,
        {URL: IN_PATH.format("$esc.uriEncode(${input.customerID})")},
    ),
    Plant(
        "root in another case",
        "template/undefined-variable",
        URL,
        {URL: IN_PATH.format("$esc.uriEncode(${Input.customerId})")},
    ),
    Plant(
        "unknown root",
        "template/undefined-variable",
        BODY,
        {BODY: REASON.format('"$esc.jsonString(${input.reason})", "by": "$agent.name"')},
    ),
    Plant(
        "unknown root, quiet",
        "template/undefined-variable",
        BODY,
        {BODY: REASON.format('"$esc.jsonString(${input.reason})", "by": "$!agent"')},
    ),
    Plant(
        "input that is never declared, quiet",
        "template/undefined-variable",
        BODY,
        {BODY: REASON.format('"$esc.jsonString(${input.reason})", "by": "$!{input.agent}"')},
        severity="warning",
    ),
    Plant(
        "misspelt map key",
        "template/undefined-variable",
        SUCCESS,
        {SUCCESS: '{"visitId": ${visitID}, ' + REST},
    ),
    Plant(
        "map key that is not there",
        "template/undefined-variable",
        SUCCESS,
        {f"{PATHS}/visitId": GONE, f"{DEFAULTS}/visitId": GONE},
    ),
    Plant("path missing for a default", "template/undefined-variable", SUCCESS, {f"{PATHS}/visitId": GONE}),
    Plant(
        "optional input without a guard",
        "template/unguarded-optional",
        BODY,
        {
            BODY: '{"reason": "$esc.jsonString(${input.reason})", "guests": ${input.guests}, "note": "$esc.jsonString(${input.note})"#if("$!{input.hours}" != ""), "hours": ${input.hours}#end}'
        },
    ),
    Plant(
        "input that became optional",
        "template/unguarded-optional",
        URL,
        {"/contract/input/inputSchema/required": ["customerId", "priority", "reason", "guests"]},
    ),
    Plant(
        "too short a text",
        "template/render-failure",
        BODY,
        {BODY: REASON.format('"$esc.jsonString($input.reason.substring(0, 3))"')},
    ),
    Plant(
        "foreach",
        "template/unsupported-directive",
        BODY,
        {
            BODY: REASON.format(
                '"$esc.jsonString(${input.reason})", "list": [#foreach($i in [1..2])$i#if($foreach.hasNext),#end#end]'
            )
        },
        severity="warning",
    ),
    Plant(
        "set",
        "template/unsupported-directive",
        BODY,
        {BODY: "#set($kind = 1)" + REASON.format('"$esc.jsonString(${input.reason})", "kind": $kind')},
        severity="warning",
    ),
    Plant(
        "unused input",
        "template/unused-input",
        f"{INPUTS}/colour",
        {f"{INPUTS}/colour": TEXT},
        severity="warning",
    ),
    Plant(
        "body of a GET",
        "template/unused-input",
        f"{INPUTS}/note",
        {
            METHOD: "GET",
            HEADERS: {},
            URL: IN_PATH.format("$esc.uriEncode(${input.customerId})")
            + "&reason=$esc.uriEncode(${input.reason})&n=${input.guests}&p=${input.priority}&h=$!{input.hours}",
        },
        severity="warning",
    ),
    Plant(
        "unused mapping",
        "template/unused-mapping",
        f"{PATHS}/author",
        {f"{PATHS}/author": "$.visit.author"},
        severity="warning",
    ),
    Plant(
        "unused mapping with a default",
        "template/unused-mapping",
        f"{PATHS}/author",
        {f"{PATHS}/author": "$.visit.author", f"{DEFAULTS}/author": '""'},
        severity="warning",
    ),
]

RESPONSE = [
    Plant("path with a blank", "mapping/invalid-path", f"{PATHS}/seats", {f"{PATHS}/seats": "$.free seats"}),
    Plant(
        "path without a root",
        "mapping/indefinite-to-scalar",
        f"{PATHS}/seats",
        {f"{PATHS}/seats": ".visit.seats"},
    ),
    Plant(
        "bare word as default",
        "mapping/default-not-json",
        f"{DEFAULTS}/state",
        {f"{DEFAULTS}/state": "unknown"},
    ),
    Plant(
        "default of another type",
        "output/schema-mismatch",
        f"{DEFAULTS}/seats",
        {f"{DEFAULTS}/seats": '"none"'},
    ),
    Plant("null as default", "output/schema-mismatch", f"{DEFAULTS}/seats", {f"{DEFAULTS}/seats": "null"}),
    Plant(
        "default without a path",
        "mapping/default-without-path",
        f"{DEFAULTS}/author",
        {f"{DEFAULTS}/author": '""'},
        severity="warning",
    ),
    Plant(
        "default missing",
        "mapping/missing-default",
        f"{PATHS}/seats",
        {f"{DEFAULTS}/seats": GONE},
        severity="warning",
    ),
    Plant(
        "list where one is wanted",
        "mapping/indefinite-to-scalar",
        f"{PATHS}/visitId",
        {f"{PATHS}/visitId": "$.visits[*].id"},
    ),
    Plant(
        "deep scan where one is wanted",
        "mapping/indefinite-to-scalar",
        f"{PATHS}/visitId",
        {f"{PATHS}/visitId": "$..id"},
    ),
    Plant(
        "index after a filter",
        "mapping/never-found",
        f"{PATHS}/first",
        {f"{PATHS}/first": "$.guests[?(@.lead == true)][0].name"},
        severity="warning",
    ),
    Plant(
        "index after a filter, one wanted",
        "mapping/never-found",
        f"{PATHS}/visitId",
        {f"{PATHS}/visitId": "$.visits[?(@.open == true)][0].id"},
    ),
    Plant(
        "maximum as an integer",
        "output/schema-mismatch",
        f"{PATHS}/seats",
        {f"{PATHS}/seats": "$.seats.max()"},
        further=(("mapping/invalid-path", "warning", f"{PATHS}/seats"),),
    ),
    Plant("quotes around a text", "output/not-json", SUCCESS, {SUCCESS: '{"visitId": "${visitId}", ' + REST}),
    Plant(
        "comma at the end",
        "output/not-json",
        SUCCESS,
        {SUCCESS: '{"visitId": ${visitId}, ' + REST[:-1] + ",}"},
    ),
    Plant("no dollar", "output/not-json", SUCCESS, {SUCCESS: "{rawResult}", PATHS: {}, DEFAULTS: {}}),
    Plant(
        "fixed value of another type",
        "output/schema-mismatch",
        SUCCESS,
        {SUCCESS: '{"visitId": 7, ' + REST, f"{PATHS}/visitId": GONE, f"{DEFAULTS}/visitId": GONE},
    ),
    Plant(
        "list for a text",
        "output/schema-mismatch",
        f"{DEFAULTS}/names",
        {f"{OUTPUTS}/names": TEXT, f"{PATHS}/names": "$.names"},
    ),
    Plant(
        "required output never written",
        "output/never-produced",
        f"{OUTPUTS}/price",
        {f"{OUTPUTS}/price": {"type": "number"}, f"{OUTPUT}/required": ["visitId", "price"]},
    ),
    Plant(
        "optional output never written",
        "output/never-produced",
        f"{OUTPUTS}/price",
        {f"{OUTPUTS}/price": {"type": "number"}},
        severity="warning",
    ),
    Plant(
        "closed contract",
        "output/undeclared",
        SUCCESS,
        {SUCCESS: '{"ok": true, "visitId": ${visitId}, ' + REST},
    ),
    Plant(
        "open contract",
        "output/undeclared",
        SUCCESS,
        {SUCCESS: '{"ok": true, "visitId": ${visitId}, ' + REST, f"{OUTPUT}/additionalProperties": True},
        severity="warning",
    ),
    Plant(
        "output property in another case",
        "output/undeclared",
        SUCCESS,
        {SUCCESS: '{"VisitId": ${visitId}, ' + REST, f"{OUTPUT}/required": GONE},
    ),
]

CONTRACT = [
    Plant(
        "no type of ours",
        "contract/invalid-schema",
        f"{INPUTS}/reason/type",
        {f"{INPUTS}/reason": {"type": "text"}},
    ),
    Plant(
        "object input",
        "contract/input-type",
        f"{INPUTS}/reason/type",
        {f"{INPUTS}/reason": {"type": "object"}},
    ),
    Plant(
        "array input",
        "contract/input-type",
        f"{INPUTS}/reason/type",
        {f"{INPUTS}/reason": {"type": "array", "items": TEXT}},
    ),
    Plant(
        "reserved name",
        "contract/reserved-name",
        f"{INPUTS}/orgId",
        {
            f"{INPUTS}/orgId": TEXT,
            BODY: REASON.format(
                '"$esc.jsonString(${input.reason})", "o": "$!esc.jsonString($!{input.orgId})"'
            ),
        },
        severity="warning",
    ),
    Plant(
        "input name with a blank",
        "contract/input-name",
        f"{INPUTS}/last name",
        {f"{INPUTS}/last name": TEXT},
        severity="warning",
    ),
    Plant(
        "reference",
        "contract/ref-unsupported",
        f"{INPUTS}/reason/$ref",
        {
            f"{INPUTS}/reason": {"$ref": "#/definitions/text"},
            "/contract/input/inputSchema/definitions": {"text": TEXT},
        },
    ),
    Plant(
        "array in an array",
        "contract/nested-array",
        f"{OUTPUTS}/names/items",
        {
            f"{OUTPUTS}/names": {"type": "array", "items": {"type": "array", "items": TEXT}},
            f"{PATHS}/names": "$.names",
        },
        severity="warning",
    ),
    Plant(
        "two outputs of one flat name",
        "contract/flatten-conflict",
        f"{OUTPUTS}/visit/properties/id",
        {
            f"{OUTPUTS}/visit.id": TEXT,
            f"{OUTPUTS}/visit": {"type": "object", "properties": {"id": TEXT}},
            SUCCESS: '{"visit.id": ${visitId}, "visit": {"id": ${visitId}}, "visitId": ${visitId}, ' + REST,
        },
        severity="warning",
    ),
]

RESPONSE += [
    Plant(
        "fallback of another type",
        "output/schema-mismatch",
        f"{PATHS}/first",
        {SUCCESS: '{"visitId": ${visitId}, ' + REST.replace("$esc.quote$esc.quote", "0")},
    ),
    Plant(
        "fallback that is no JSON",
        "output/not-json",
        SUCCESS,
        {SUCCESS: '{"visitId": ${visitId}, ' + REST.replace("$esc.quote$esc.quote", "none")},
    ),
    Plant(
        "comma missing",
        "output/not-json",
        SUCCESS,
        {SUCCESS: '{"visitId": ${visitId} ' + REST},
    ),
    Plant(
        "outputs exchanged",
        "output/schema-mismatch",
        f"{DEFAULTS}/seats",
        {
            SUCCESS: ('{"visitId": ${visitId}, ' + REST)
            .replace("${seats}", "${state}")
            .replace("${visitId}", "${seats}"),
            f"{PATHS}/visitId": GONE,
            f"{DEFAULTS}/visitId": GONE,
        },
        further=(("output/schema-mismatch", "error", f"{DEFAULTS}/state"),),
    ),
    Plant(
        "first of a list that may be empty",
        "mapping/missing-default",
        f"{PATHS}/first",
        {
            SUCCESS: '{"visitId": ${visitId}, ' + REST.replace(', "$esc.quote$esc.quote"', ""),
            f"{OUTPUTS}/first": {"type": ["string", "null"]},
        },
        severity="warning",
    ),
    Plant(
        "null as the default of a list",
        "output/schema-mismatch",
        f"{DEFAULTS}/names",
        {f"{DEFAULTS}/names": "null"},
    ),
    Plant(
        "several defaults missing",
        "mapping/missing-default",
        f"{PATHS}/seats",
        {f"{DEFAULTS}/seats": GONE, f"{DEFAULTS}/state": GONE},
        severity="warning",
        further=(("mapping/missing-default", "warning", f"{PATHS}/state"),),
    ),
    Plant(
        "a method that texts do not have",
        "template/render-failure",
        SUCCESS,
        {SUCCESS: '{"visitId": ${visitId.nothing()}, ' + REST},
    ),
    Plant(
        "required output in another case",
        "output/never-produced",
        f"{OUTPUTS}/visitId",
        {SUCCESS: '{"VisitId": ${visitId}, ' + REST},
    ),
    Plant(
        "unknown function in a path",
        "mapping/invalid-path",
        f"{PATHS}/seats",
        {f"{PATHS}/seats": "$.seats.count()"},
    ),
    Plant(
        "URL that never resolves",
        "template/undefined-variable",
        URL,
        {URL: IN_PATH.format("$esc.uriEncode(${input.customerId})$agent.id"), f"{DEFAULTS}/state": "unknown"},
        further=(("mapping/default-not-json", "error", f"{DEFAULTS}/state"),),
    ),
    Plant(
        "URL that never resolves, and a body",
        "template/undefined-variable",
        URL,
        {
            URL: IN_PATH.format("$esc.uriEncode(${input.customerId})$agent.id"),
            BODY: REASON.format('"${input.reason}"'),
        },
        further=(("request/injection", "error", BODY),),
    ),
]

PLANTED = [*REQUEST, *TEMPLATE, *RESPONSE, *CONTRACT]
