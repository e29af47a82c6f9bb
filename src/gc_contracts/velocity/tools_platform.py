"""The tools only the platform has: `$encoding`, `$successTemplateUtils`, `$urlTool` and two more.

Source: assumed, from the documented names and their use in exported actions: base64 is UTF-8, standard
alphabet, padded, one line; firstFromArray gives the first element of a JSON array as compact JSON text,
numbers in Java's form, the default where there is none. The signatures of `moveKeysIntoArrayOfObjects` and
`optionalQueryParam` are not published: what they do here is a guess, so a template that calls them is not
to be judged by it.
"""

import base64
from decimal import Decimal
from typing import Any

from gc_contracts._json import loads
from gc_contracts.java.numbers import number_text
from gc_contracts.velocity.objects import shown, text
from gc_contracts.velocity.overloads import method
from gc_contracts.velocity.tools import Tool, on_text
from gc_contracts.velocity.tools_esc import form_encoded, json_escaped

_SOSL_RESERVED = frozenset("?&|!{}[]()^~*:\\\"'+-")


def _base64(value: str) -> str:
    return base64.b64encode(value.encode("utf-8", "replace")).decode("ascii")


def json_text(value: Any) -> str:
    """Write compact JSON with numbers in Java's form."""
    if isinstance(value, dict):
        return "{" + ",".join(f'"{json_escaped(key)}":{json_text(item)}' for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(json_text, value)) + "]"
    if isinstance(value, str):
        return f'"{json_escaped(value)}"'
    if isinstance(value, bool) or value is None:
        return shown(value)
    return number_text(value) if isinstance(value, int | float | Decimal) else shown(value)


def _first_from_array(_: Any, value: Any, default: Any = None) -> str | None:
    otherwise = None if default is None else text(default)
    if value is None:
        return None
    try:
        array = loads(text(value) or "")
    except ValueError:
        return otherwise
    return json_text(array[0]) if isinstance(array, list) and array else otherwise


def _move_keys(_: Any, value: Any, key_name: Any = "key") -> str | None:
    """Turn `{"a": {…}}` into `[{"key": "a", …}]`: a guess."""
    try:
        document = loads(shown(value))
    except ValueError:
        return None
    if not isinstance(document, dict):
        return None
    name = shown(key_name)
    rows = [
        {name: key, **(item if isinstance(item, dict) else {"value": item})} for key, item in document.items()
    ]
    return json_text(rows)


def _optional_parameter(_: Any, name: Any, value: Any) -> str:
    """Write `name=value` where there is a value, else nothing: a guess."""
    written = None if value is None else text(value)
    return f"{form_encoded(shown(name))}={form_encoded(written)}" if written else ""


def _sosl_escaped(value: str) -> str:
    return "".join("\\" + char if char in _SOSL_RESERVED else char for char in value)


def _phone_filter(_: Any, value: Any, fields: Any = None) -> str | None:
    """Compare each field with a phone number, joined by `or`: a guess."""
    if value is None:
        return None
    names = [shown(item) for item in fields] if isinstance(fields, list) else ["telephone1"]
    return " or ".join(f"{name} eq '{shown(value)}'" for name in names)


ENCODING = Tool("com.genesys.EncodingTool", {"base64": on_text(_base64)})
SUCCESS = Tool(
    "com.genesys.SuccessTemplateUtils",
    {
        "firstFromArray": (method("Object", _first_from_array), method("Object Object", _first_from_array)),
        "moveKeysIntoArrayOfObjects": (method("Object", _move_keys), method("Object Object", _move_keys)),
    },
)
URL = Tool("com.genesys.UrlTool", {"optionalQueryParam": (method("Object Object", _optional_parameter),)})
SALESFORCE = Tool("com.genesys.SalesforceTool", {"escReserved": on_text(_sosl_escaped)})
DYNAMICS = Tool(
    "com.genesys.DynamicsTool",
    {"phoneNumberFilter": (method("Object", _phone_filter), method("Object Object", _phone_filter))},
)
