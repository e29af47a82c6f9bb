"""Files for small projects: a schema, an action, and checks whose findings a test decides.

The demo checks look at the static item only, so that a test of the plug-in needs no engine: the title of a
schema says what is found, `error`, `warning`, `note` or `crash`.
"""

from gc_contracts._json import Json

CONFTEST = '''
import gc_contracts as gc


@gc.check("demo/title", gc.CaseKind.STATIC)
def title(seen):
    """The first word of a schema's title is the severity of what is found."""
    if seen.contract.kind != "schema":
        return
    word = seen.contract.schema.source.get("title", "").partition(" ")[0]
    if word == "crash":
        raise LookupError("the demo is over")
    if word:
        place = seen.contract.locate("/title")
        excerpt = tuple(seen.contract.document.excerpt(place))
        text = f"the title says {word}"
        yield gc.Finding("demo/title", gc.Severity(word), seen.contract.id, text, place, "/title",
                         {"record": {"a": 1}}, "take the title away", excerpt, ("ok   1. Look",))


@gc.check("demo/silent", gc.CaseKind.STATIC)
def silent(seen):
    """Finds nothing."""
    yield from ()


def pytest_gc_checks():
    return [title, silent]
'''
STATIC = ("--gc-contracts", "-k", "static", "--gc-select", "demo/*")


def schema(title: str = "") -> Json:
    """Give a bare JSON Schema that is sound, but for what its title says."""
    document = {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "properties": {"a": {"type": "string", "maxLength": 5}},
        "required": ["a"],
        "additionalProperties": False,
    }
    return {"title": title, **document} if title else document


def action() -> Json:
    """Give a sound export of a Data Action."""
    return {
        "name": "Find user",
        "integrationType": "custom-rest-actions",
        "actionType": "custom",
        "config": {
            "request": {
                "requestUrlTemplate": "https://example.com/users/$esc.uriEncode(${input.userId})",
                "requestType": "GET",
                "headers": {},
                "requestTemplate": "",
            },
            "response": {
                "translationMap": {"name": "$.name"},
                "translationMapDefaults": {"name": '""'},
                "successTemplate": '{"name": ${name}}',
            },
        },
        "contract": {
            "input": {
                "inputSchema": {
                    "type": "object",
                    "properties": {"userId": {"type": "string"}},
                    "required": ["userId"],
                }
            },
            "output": {
                "successSchema": {
                    "type": "object",
                    "properties": {"name": {"type": "string"}},
                    "additionalProperties": False,
                }
            },
        },
        "secure": False,
    }
