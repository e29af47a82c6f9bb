"""Request templates with one to three uses of an input, and where which escape is missing.

Each row was written down before it was run: the reference that a finding points to, and the fix it names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gc_contracts._json import Json
from sound_actions import BODY, HEADERS, INPUTS, SOUND, URL, VISIT, changed

SITE = "https://visits.example.com/v1"
REST = '"guests": ${input.guests}, "note": "$!esc.jsonString($!{input.note})"#if("$!{input.hours}" != ""), "hours": ${input.hours}#end}'
CHANNEL = "$esc.uriEncode(${input.channel})"
FORM = "&guests=${input.guests}&note=$!esc.urlFormEncode($!{input.note})&hours=$!{input.hours}"
XML_REST = "<n>${input.guests}</n><note>$!esc.xml($!{input.note})</note><h>$!{input.hours}</h></visit>"
PLAIN = {"type": "string", "pattern": "^[A-Za-z0-9-]+$"}


@dataclass(frozen=True)
class Row:
    """An action, and what is to be found: pointer, template text that begins at the place, part of the fix."""

    name: str
    change: Mapping[str, Json]
    found: tuple[tuple[str, str, str], ...] = ()
    base: Json = field(default_factory=lambda: VISIT)
    alone: bool = True
    """Nothing else is wrong with it, so that another reader can follow its reproducer."""


def _url(path: str) -> dict[str, Json]:
    """A URL that uses the channel in some way, and the customer safely."""
    return {URL: f"{SITE}/{path}", f"{INPUTS}/customerId": PLAIN, f"{HEADERS}/X-Id": "${input.customerId}"}


def _body(text: str) -> dict[str, Json]:
    return {BODY: f"{{{text}, {REST}"}


def _form(text: str) -> dict[str, Json]:
    return {BODY: text + FORM}


def _xml(text: str) -> dict[str, Json]:
    return {BODY: f"<visit>{text}{XML_REST}"}


QUERY = [
    Row("two bare uses, path and query", _url("${input.channel}/x?c=${input.channel}"), (
        (URL, "${input.channel}/x", "Write $esc.uriEncode(${input.channel})"),
        (URL, '${input.channel}"', "Write $esc.uriEncode(${input.channel})"),
    )),
    Row("path escaped, query not", _url(f"{CHANNEL}/x?c=${{input.channel}}"), (
        (URL, '${input.channel}"', "Write $esc.uriEncode(${input.channel})"),
    )),
    Row("query escaped, path not", _url(f"${{input.channel}}/x?c={CHANNEL}"), (
        (URL, "${input.channel}/x", "Write $esc.uriEncode(${input.channel})"),
    )),
    Row("three uses, the middle one escaped", _url(f"${{input.channel}}/x?c={CHANNEL}&d=${{input.channel}}"), (
        (URL, "${input.channel}/x", "Write $esc.uriEncode(${input.channel})"),
        (URL, '${input.channel}"', "Write $esc.uriEncode(${input.channel})"),
    )),
    Row("form escape in a path, right in the query", _url("$esc.url(${input.channel})/x?c=$esc.url(${input.channel})"), (
        (URL, "${input.channel})/x", "`$esc.url` writes a blank as `+`, which stays a plus in a path: write $esc.uriEncode"),
    )),
    Row("JSON escape in a query", _url("x?c=$esc.jsonString(${input.channel})"), (
        (URL, "${input.channel})", "`$esc.jsonString` is not for a query: write $esc.uriEncode(${input.channel}) instead"),
    )),
    Row("JSON escape in a path of a narrow input", {**_url("$esc.jsonString(${input.channel})"), f"{INPUTS}/channel": {"type": "string", "pattern": '^[a-z"]+$'}}, (
        (URL, "${input.channel})", "`$esc.jsonString` is not for a path: write $esc.uriEncode(${input.channel}) instead"),
    )),
    Row("HTML escape in a query", _url("x?c=$esc.html(${input.channel})"), (
        (URL, "${input.channel})", "`$esc.html` is not for a query"),
    )),
    Row("escaped twice in a query", _url("x?c=$esc.uriEncode($esc.uriEncode(${input.channel}))"), (
        (URL, "${input.channel})", "Escape it once, for this place: $esc.uriEncode(${input.channel})"),
    )),
    Row("escaped twice by two tools", _url("$esc.uriEncode($esc.url(${input.channel}))"), (
        (URL, "${input.channel})", "Escape it once"),
    )),
    Row("escape around the literal", _url('x?$esc.uriEncode("c=${input.channel}")'), (
        (URL, "${input.channel}", "Escape the value only"),
    )),
    Row("variable used twice, once escaped", _url("#set($c = ${input.channel})$c/x?c=$esc.uriEncode($c)"), (
        (URL, "$c/x", "Write $esc.uriEncode(${c})"),
    )),
    Row("variable in path and query", _url("#set($c = ${input.channel})$c/x?c=$c"), (
        (URL, "$c/x", "Write $esc.uriEncode(${c})"), (URL, '$c"', "Write $esc.uriEncode(${c})"),
    )),
    Row("variable of a literal", _url('#set($c = "k-${input.channel}")x?c=$c'), (
        (URL, '$c"', "Write $esc.uriEncode(${c})"),
    )),
    Row("variable of a variable", _url("#set($a = ${input.channel})#set($b = $a)x?c=$b"), (
        (URL, '$b"', "Write $esc.uriEncode(${b})"),
    )),
    Row("replaced blanks only, in a path", _url("${input.channel.replace(' ', '%20')}/x"), (
        (URL, "${input.channel.replace", "Replacing some characters leaves the others: write $esc.uriEncode"),
    )),
    Row("joined by concat", _url("x?c=${input.channel.concat('-a')}"), (
        (URL, "${input.channel.concat", "Write $esc.uriEncode(${input.channel})"),
    )),
    Row("argument of concat", _url("x?c=${input.customerId.concat(${input.channel})}"), (
        (URL, "${input.channel})", "Write $esc.uriEncode(${input.channel})"),
    )),
    Row("upper case in a host", _url("x?c=1") | {URL: "https://${input.channel.toUpperCase()}.example.com/x"}, (
        (URL, "${input.channel.toUpper", "Narrow input `channel`"),
    )),
    Row("inside an if", _url('x#if("$!{input.channel}" != "")?c=${input.channel}#end'), (
        (URL, "${input.channel}#end", "Write $esc.uriEncode"),
    )),
    Row("in both branches, one escaped", _url('x?#if("$!{input.channel}" != "aaaa")c=${input.channel}#{else}d=$esc.uriEncode(${input.channel})#end'), (
        (URL, "${input.channel}#{else}", "Write $esc.uriEncode"),
    )),
    Row("whole input in a query", _url("x?c=$esc.uriEncode(${input.channel})&all=${input.rawRequest}"), (
        (URL, "${input.rawRequest}", "Write $esc.uriEncode(${input.rawRequest})"),
    )),
    Row("unanchored pattern, twice", {**_url("${input.channel}?c=${input.channel}"), f"{INPUTS}/channel": {"type": "string", "pattern": "[a-z]{2}"}}, (
        (URL, "${input.channel}?", "Write"), (URL, '${input.channel}"', "Write"),
    )),
    Row("one character", {**_url("x?c=${input.channel}"), f"{INPUTS}/channel": {"type": "string", "maxLength": 1, "minLength": 1}}, (
        (URL, '${input.channel}"', "Write"),
    )),
    Row("OData filter", _url("x?$filter=name eq '$esc.uriEncode(${input.channel})'".replace(" ", "%20").replace("$f", "${esc.d}f")), (
        (URL, "${input.channel})'", "$esc.uriEncode($esc.sql(${input.channel}))"),
    )),
]  # fmt: skip

BODIES = [
    Row("JSON text twice, both bare", _body('"a": "${input.reason}", "b": "x ${input.reason}"'), (
        (BODY, '${input.reason}\\", \\"b', 'Write "$esc.jsonString(${input.reason})" with the quotes around it'),
        (BODY, '${input.reason}\\", \\"guests', 'Write "$esc.jsonString(${input.reason})" with the quotes around it'),
    )),
    Row("JSON text twice, one escaped", _body('"a": "$esc.jsonString(${input.reason})", "b": "${input.reason}"'), (
        (BODY, '${input.reason}\\", \\"guests', 'Write "$esc.jsonString(${input.reason})"'),
    )),
    Row("JSON member name and value", _body('"${input.reason}": "${input.reason}"'), (
        (BODY, '${input.reason}\\": ', 'Write "$esc.jsonString(${input.reason})"'),
        (BODY, '${input.reason}\\", \\"guests', 'Write "$esc.jsonString(${input.reason})"'),
    )),
    Row("URL escape in a JSON text", _body('"a": "$esc.url(${input.reason})"'), (
        (BODY, "${input.reason})", '`$esc.url` is not for a JSON text: write "$esc.jsonString(${input.reason})"'),
    )),
    Row("XML escape in a JSON text", _body('"a": "$esc.xml(${input.reason})"'), (
        (BODY, "${input.reason})", "`$esc.xml` is not for a JSON text"),
    )),
    Row("JSON escaped twice beside once", _body('"a": "$esc.jsonString($esc.jsonString(${input.reason}))", "b": "$esc.jsonString(${input.reason})"'), (
        (BODY, "${input.reason}))", "Escape it once"),
    )),
    Row("quotes replaced only", _body('"a": "${input.reason.replace(\'"\', \'\')}"'), (
        (BODY, "${input.reason.replace", "Replacing some characters leaves the others"),
    )),
    Row("variable in JSON", {BODY: f'#set($r = ${{input.reason}}){{"a": "$r", "b": "$esc.jsonString($r)", {REST}'}, (
        (BODY, '$r\\", \\"b', 'Write "$esc.jsonString(${r})"'),
    )),
    Row("variable escaped where it is set", {BODY: f'#set($r = $esc.jsonString(${{input.reason}})){{"a": "$r", "b": "${{input.reason}}", {REST}'}, (
        (BODY, '${input.reason}\\", \\"guests', 'Write "$esc.jsonString(${input.reason})"'),
    )),
    Row("two inputs in one text", _body('"a": "${input.reason} $esc.jsonString(${input.channel})", "c": "${input.channel}"'), (
        (BODY, "${input.reason} ", 'Write "$esc.jsonString(${input.reason})"'),
        (BODY, '${input.channel}\\", \\"guests', 'Write "$esc.jsonString(${input.channel})"'),
    )),
    Row("GraphQL text in JSON", _body('"query": "query { visit(reason: \\"$esc.jsonString(${input.reason})\\") { id } }"'), (
        (BODY, "${input.reason})", "Send it in `variables`"),
    )),
    Row("SOQL text in JSON", _body('"q": "SELECT Id FROM Visit WHERE Reason = \'$esc.jsonString(${input.reason})\'"'), (
        (BODY, "${input.reason})", "Escape it for SQL first"),
    )),
    Row("JSON inside JSON, escaped once", _body('"m": "{\\"r\\": \\"$esc.jsonString(${input.reason})\\"}"'), (
        (BODY, "${input.reason})", "jsonString"),
    )),
    Row("form field twice", _form("a=${input.reason}&b=$esc.urlFormEncode(${input.reason})"), (
        (BODY, "${input.reason}&b", "Write $esc.urlFormEncode(${input.reason})"),
    ), SOUND["form"]),
    Row("two form fields, both bare", _form("a=${input.reason}&b=${input.reason}"), (
        (BODY, "${input.reason}&b", "Write $esc.urlFormEncode(${input.reason})"),
        (BODY, "${input.reason}&guests", "Write $esc.urlFormEncode(${input.reason})"),
    ), SOUND["form"]),
    Row("JSON escape in a form", _form("a=$esc.jsonString(${input.reason})"), (
        (BODY, "${input.reason})", "`$esc.jsonString` is not for a form: write $esc.urlFormEncode(${input.reason})"),
    ), SOUND["form"]),
    Row("whole input in a form", _form("r=$esc.url(${input.reason})&all=${input.rawRequest}"), (
        (BODY, "${input.rawRequest}", "Write $esc.urlFormEncode(${input.rawRequest})"),
    ), SOUND["form"]),
    Row("XML text and attribute", _xml('<r a="${input.reason}">${input.reason}</r>'), (
        (BODY, '${input.reason}\\">', "Write $esc.xml(${input.reason})"),
        (BODY, "${input.reason}</r>", "Write $esc.xml(${input.reason})"),
    ), SOUND["XML"]),
    Row("XML text escaped, attribute not", _xml('<r a="${input.reason}">$esc.xml(${input.reason})</r>'), (
        (BODY, '${input.reason}\\">', "Write $esc.xml(${input.reason})"),
    ), SOUND["XML"]),
    Row("JSON escape in XML", _xml("<r>$esc.jsonString(${input.reason})</r>"), (
        (BODY, "${input.reason})", "`$esc.jsonString` is not for XML: write $esc.xml(${input.reason})"),
    ), SOUND["XML"]),
    Row("header twice", {f"{HEADERS}/X-A": "${input.reason} and ${input.reason}"}, (
        (f"{HEADERS}/X-A", "${input.reason} and", "Narrow input `reason`"),
        (f"{HEADERS}/X-A", '${input.reason}"', "Narrow input `reason`"),
    )),
    Row("header and body", {f"{HEADERS}/X-A": "${input.reason}", **_body('"a": "${input.reason}"')}, (
        (f"{HEADERS}/X-A", "${input.reason}", "Narrow input `reason`"),
        (BODY, "${input.reason}", 'Write "$esc.jsonString(${input.reason})"'),
    )),
    Row("bare and quoted", _body('"a": ${input.reason}, "b": "${input.reason}"'), (
        (BODY, '${input.reason}\\", \\"guests', 'Write "$esc.jsonString(${input.reason})"'),
    ), alone=False),
]  # fmt: skip

INJECTED = [*QUERY, *BODIES]

SOUND_ROWS = [
    Row("path and query, both escaped", _url(f"{CHANNEL}/x?c={CHANNEL}")),
    Row("form escape in a query", _url("x?c=$esc.url(${input.channel})&d=$esc.urlFormEncode(${input.channel})")),
    Row("variable, escaped at each use", _url("#set($c = ${input.channel})$esc.uriEncode($c)/x?c=$esc.uriEncode($c)")),
    Row("variable, escaped where it is set", _url("#set($c = $esc.uriEncode(${input.channel}))$c/x?c=$c")),
    Row("condition only", _url('x?vip=#if(${input.channel} == "vip")yes#{else}no#end')),
    Row("condition by a method", _url('x?vip=#if(${input.channel.contains("&")})yes#{else}no#end')),
    Row("guarded by a method", _url('x#if(!${input.channel.matches("^[a-z]+$")})#{else}?c=${input.channel}#end')),
    Row("condition decides on a parameter", _url("x#if(${input.channel.length()} > 4)?long=1#end")),
    Row("upper case, then escaped", _url("$esc.uriEncode(${input.channel.toUpperCase()})?c=$esc.uriEncode(${input.channel.trim()})")),
    Row("length only", _url("x?n=${input.channel.length()}")),
    Row("encoded in Base64 and escaped", _url('x?c=$esc.uriEncode($encoding.base64("${input.channel}"))')),
    Row("anchored pattern, twice", {**_url("${input.channel}?c=${input.channel}"), f"{INPUTS}/channel": PLAIN}),
    Row("enum, twice", {**_url("${input.channel}?c=${input.channel}"), f"{INPUTS}/channel": {"type": "string", "enum": ["web", "phone"]}}),
    Row("one letter", {**_url("x?c=${input.channel}"), f"{INPUTS}/channel": {"type": "string", "pattern": "^[a-z]$", "maxLength": 1}}),
    Row("numbers everywhere", {**_url("${input.guests}/x?n=${input.guests}&m=$math.add(${input.guests}, 1)&c=" + CHANNEL), f"{HEADERS}/X-N": "${input.guests}"}),
    Row("boolean", {**_url("${input.flag}/x?f=${input.flag}&c=" + CHANNEL), f"{INPUTS}/flag": {"type": "boolean"}, "/contract/input/inputSchema/required": ["customerId", "channel", "priority", "reason", "guests", "flag"]}),
    Row("number in quotes in JSON", _body('"a": "${input.guests}", "b": "$esc.jsonString(${input.reason})"')),
    Row("JSON text and name, both escaped", _body('"$esc.jsonString(${input.reason})": "$esc.jsonEncode(${input.reason})"')),
    Row("joined, then escaped", _body('"a": "$esc.jsonString("re: ${input.reason}")"')),
    Row("GraphQL by variables", _body('"query": "query ($r: String) { visit(reason: ${esc.d}r) { id } }", "variables": {"r": "$esc.jsonString(${input.reason})"}'.replace("($r", "(${esc.d}r"))),
    Row("GraphQL escaped for both", _body('"query": "query { visit(reason: \\"$esc.jsonString($esc.jsonString(${input.reason}))\\") { id } }"')),
    Row("SOQL with doubled apostrophes", _body('"q": "SELECT Id FROM Visit WHERE Reason = \'$esc.jsonString($esc.sql(${input.reason}))\'"')),
    Row("whole input as a JSON value", _body('"all": ${input.rawRequest}')),
    Row("whole input as JSON text", _body('"all": "$esc.jsonString(${input.rawRequest})"')),
    Row("whole input in a query, escaped", _url(f"x?c={CHANNEL}&all=$esc.uriEncode(${{input.rawRequest}})")),
    Row("link in a JSON text", _body('"a": "see https://example.com/?q=$esc.uriEncode(${input.reason})"')),
    Row("form, twice escaped fields", _form("a=$esc.url(${input.reason})&b=$esc.uriEncode(${input.reason})"), base=SOUND["form"]),
    Row("XML text and attribute, escaped", _xml('<r a="$esc.xml(${input.reason})">$esc.xml(${input.reason})</r>'), base=SOUND["XML"]),
    Row("text that looks like a query", _body('"a": "select \'$esc.jsonString(${input.reason})\' {x}"')),
]  # fmt: skip


def document(row: Row) -> Json:
    """Give the export of a row."""
    return changed(row.base, row.change)
