"""What `concat` makes of a value that is no text: Java's `toString`.

Objects come in Java's own form, `{a=1}`; arrays as JSON with more escapes than JSON asks for, also where they
hold objects.
Source: recorded: json-smart 2.6, Java 17.
"""

import json
import math
import re

from gc_contracts._json import Json
from gc_contracts.java.numbers import number_text

_UNICODE = re.compile(r"(?<!\\)(?:\\\\)*\\u[0-9a-f]{4}")
_ESCAPED = re.compile(r"[/\x00-\x1f\x7f-\x9f\u2000-\u20ff]")


def java_text(value: Json) -> str:
    """Write a value as Java does when it joins it to a text.

    >>> java_text({"a": [1, "b"], "c": None})
    '{a=[1,"b"], c=null}'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}={java_text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(java_text, value)) + "]"
    return _smart_json(value)


def _smart_json(value: Json) -> str:
    if isinstance(value, str):
        escaped = json.dumps(value, ensure_ascii=False)
        return _ESCAPED.sub(_escape, _UNICODE.sub(lambda found: found[0].upper().replace("U", "u"), escaped))
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{_smart_json(key)}:{_smart_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_nested, value)) + "]"
    return number_text(value)


def _nested(value: Json) -> str:
    # Inside of JSON there is no infinity; alone it has a name.
    return "null" if isinstance(value, float) and math.isinf(value) else _smart_json(value)


def _escape(found: re.Match[str]) -> str:
    return "\\/" if found[0] == "/" else f"\\u{ord(found[0]):04X}"
