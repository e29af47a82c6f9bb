"""`$esc`: the stock EscapeTool, and what the platform adds to it.

The stock methods differ a little between the generations: 1.7 came with Tools 2.0, which writes characters
beyond ASCII as entities; 2.4.1 with Tools 3.1, which leaves them.

Source: recorded (stock): reference table, group esc-stock; assumed (jsonString, jsonEncode, jsonDecode,
urlFormEncode, uriEncode): the platform documents the names, not the exact output.
"""

import re
from html.entities import codepoint2name
from urllib.parse import quote, quote_plus, unquote_plus

from gc_contracts.java.errors import JavaError
from gc_contracts.java.units import join_units, split_units
from gc_contracts.velocity.overloads import Methods
from gc_contracts.velocity.tools import Tool, constants, on_text

_JAVA = "org.apache.velocity.tools.generic.EscapeTool"
_CHARACTERS = {
    "Dollar": "$",
    "D": "$",
    "Hash": "#",
    "H": "#",
    "Backslash": "\\",
    "B": "\\",
    "Quote": '"',
    "Q": '"',
    "SingleQuote": "'",
    "S": "'",
    "Exclamation": "!",
    "E": "!",
    "Newline": "\n",
    "N": "\n",
    "Key": "esc",
}
_CONTROLS = {"\b": "\\b", "\n": "\\n", "\t": "\\t", "\f": "\\f", "\r": "\\r"}
_JSON = {'"': '\\"', "\\": "\\\\", **_CONTROLS}
_JSON_BACK = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_JSON_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_XML = {'"': "&quot;", "&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&apos;"}


def esc_tool(engine: str) -> Tool:
    """Build the tool for a generation."""
    return Tool(_JAVA, _METHODS_V2 if engine == "2" else _METHODS_V1)


def form_encoded(text: str) -> str:
    """Encode for a form: space is `+`, and of the marks `*-._` stay."""
    return quote_plus(_encodable(text), safe="*").replace("~", "%7E")


def percent_encoded(text: str) -> str:
    """Encode for a path or query: all but letters, digits and `-._~`."""
    return quote(_encodable(text), safe="")


def _encodable(text: str) -> str:
    """Replace lone surrogates, as Java's encoder does."""
    return text.encode("utf-8", "replace").decode("utf-8")


def json_escaped(text: str) -> str:
    """Escape what JSON does not allow inside quotes, and no more."""
    return "".join(_JSON.get(char) or (f"\\u{ord(char):04x}" if char < " " else char) for char in text)


def json_unescaped(text: str) -> str:
    """Undo `json_escaped`; what is no valid escape stays."""
    return join_units(
        _JSON_ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else _JSON_BACK[found[2]], text)
    )


def _java_escaped(text: str, also: str = "") -> str:
    return "".join(_java_char(char, also) for char in split_units(text))


def _java_char(char: str, also: str) -> str:
    if char in _CONTROLS:
        return _CONTROLS[char]
    if char in '"\\' or char in also:
        return "\\" + char
    return char if " " <= char <= "\x7f" else f"\\u{ord(char):04X}"


def _html_v1(text: str) -> str:
    return "".join(_html_char(char, numbered=True) for char in split_units(text))


def _html_v2(text: str) -> str:
    return "".join(_html_char(char, numbered=False) for char in text)


def _html_char(char: str, *, numbered: bool) -> str:
    name = codepoint2name.get(ord(char))
    if name is not None:
        return f"&{name};"
    return f"&#{ord(char)};" if numbered and char > "\x7f" else char


def _xml_v1(text: str) -> str:
    return "".join(
        _XML.get(char) or (f"&#{ord(char)};" if char > "\x7f" else char) for char in split_units(text)
    )


def _xml_v2(text: str) -> str:
    return "".join(_XML.get(char, char) for char in text)


def _velocity(text: str) -> str:
    return text.replace("$", "${esc.d}").replace("#", "${esc.h}")


def _property_escaped(text: str, special: str) -> str:
    escapes = {key: value for key, value in _CONTROLS.items() if key != "\b"}
    return "".join(
        escapes.get(char)
        or ("\\" if char in special else "") + (char if " " <= char <= "~" else f"\\u{ord(char):04x}")
        for char in split_units(text)
    )


def _property_value(text: str) -> str:
    start = "\\ " if text.startswith(" ") else ""
    return start + _property_escaped(text[1:] if start else text, "\\#!=:")


def _unicode(text: str) -> str:
    digits = text.removeprefix("\\u")
    if not re.fullmatch(r"[+-]?[0-9a-fA-F]{1,8}", digits):
        raise JavaError("java.lang.NumberFormatException", f'For input string: "{digits}" under radix 16')
    code = int(digits, 16)
    if not 0 <= code <= 0x10FFFF:
        shown = f"{code & 0xFFFFFFFF:X}"
        raise JavaError("java.lang.IllegalArgumentException", f"Not a valid Unicode code point: 0x{shown}")
    return chr(code)


def _sql(text: str) -> str:
    return text.replace("'", "''")


_SHARED: Methods = {
    **constants(_CHARACTERS),
    "url": on_text(form_encoded),
    "java": on_text(_java_escaped),
    "javascript": on_text(lambda text: _java_escaped(text, "'/")),
    "sql": on_text(_sql),
    "velocity": on_text(_velocity),
    "propertyKey": on_text(lambda text: _property_escaped(text, "\\#!=: ")),
    "propertyValue": on_text(_property_value),
    "unicode": on_text(_unicode),
    "jsonString": on_text(json_escaped),
    "jsonEncode": on_text(json_escaped),
    "jsonDecode": on_text(json_unescaped),
    "urlFormEncode": on_text(form_encoded),
    "uriEncode": on_text(percent_encoded),
}
_METHODS_V1: Methods = {**_SHARED, "html": on_text(_html_v1), "xml": on_text(_xml_v1)}
_METHODS_V2: Methods = {
    **_SHARED,
    "html": on_text(_html_v2),
    "xml": on_text(_xml_v2),
    "unurl": on_text(unquote_plus),
}
