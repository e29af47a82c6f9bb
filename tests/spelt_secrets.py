"""How a secret may be written, and where: what the tests of redaction plant."""

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from html import escape
from urllib.parse import quote, quote_plus

from gc_contracts.model.interaction import Fault, Request, Response
from gc_contracts.model.recording import Interaction

SECRET = 'Gx7/q"9+Zt é&m=2'
"""Has what every escape treats specially."""


def _b64(text: str) -> str:
    return b64encode(text.encode()).decode()


SPELLINGS: dict[str, Callable[[str], str]] = {
    "raw": str,
    "percent": lambda text: quote(text, safe=""),
    "percent-small": lambda text: quote(text, safe="").replace("%2F", "%2f").replace("%2B", "%2b"),
    "percent-plus": quote_plus,
    "percent-all": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "percent-twice": lambda text: quote(quote(text, safe=""), safe=""),
    "json": lambda text: json.dumps(text)[1:-1],
    "json-slash": lambda text: json.dumps(text)[1:-1].replace("/", "\\/"),
    "json-all": lambda text: "".join(f"\\u{ord(char):04x}" for char in text),
    "json-twice": lambda text: json.dumps(json.dumps(text))[3:-3],
    "html": escape,
    "html-number": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "html-hex": lambda text: "".join(f"&#x{ord(char):X};" for char in text),
    "hex": lambda text: text.encode().hex(),
    "hex-large": lambda text: text.encode().hex().upper(),
    "base64": _b64,
    "base64-after-1": lambda text: _b64("u" + text),
    "base64-after-2": lambda text: _b64("us" + text + "tail"),
    "base64-url": lambda text: urlsafe_b64encode(text.encode()).decode(),
    "base64-bare": lambda text: _b64(text).rstrip("="),
    "base64-pair": lambda text: _b64(f"client:{text}"),
    "base64-json": lambda text: _b64(json.dumps({"a": text})),
    "base64-json-wide": lambda text: _b64(json.dumps({"a": text}, ensure_ascii=False)),
    "base64-percent": lambda text: _b64(f"secret={quote_plus(text)}&x=1"),
    "base64-twice": lambda text: _b64(_b64(text)),
    "percent-base64": lambda text: quote(_b64(text), safe=""),
    "json-base64": lambda text: json.dumps(_b64("ab" + text))[1:-1].replace("/", "\\/"),
}


def request(**parts: object) -> Interaction:
    """Build an interaction around a request."""
    given = {"method": "GET", "url": "https://api.example.com/users/1"} | parts
    return Interaction(Request(**given), Response(204))  # type: ignore[arg-type]


def answer(body: str | bytes, kind: str = "application/json", **headers: str) -> Interaction:
    """Build an interaction around a response."""
    lines = (("content-type", kind),) if kind else ()
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogateescape")
    asked = Request("GET", "https://api.example.com/users/1")
    return Interaction(asked, Response(200, (*lines, *headers.items()), raw))


def shown(each: Interaction) -> str:
    """Write all of an interaction, as a file would hold it."""
    lines = [each.request.url, *(f"{name}: {value}" for name, value in each.request.headers)]
    lines.append(each.request.body or "")
    if not isinstance(each.reply, Fault):
        lines += [f"{name}: {value}" for name, value in each.reply.headers]
        lines.append(each.reply.body.decode("utf-8", "surrogateescape"))
    return "\n".join(lines)


PLACES: dict[str, Callable[[str], Interaction]] = {
    "url-path": lambda text: request(url=f"https://api.example.com/a/{quote(text, safe='%')}/b"),
    "query": lambda text: request(url=f"https://api.example.com/a?x=1&note={quote(text, safe='%')}"),
    "fragment": lambda text: request(url=f"https://api.example.com/a#{quote(text, safe='%')}"),
    "header": lambda text: request(headers=(("X-Note", f"see {text}."),)),
    "form": lambda text: request(
        headers=(("Content-Type", "application/x-www-form-urlencoded"),), body=f"a=b&note={quote_plus(text)}"
    ),
    "json": lambda text: answer(json.dumps({"note": f"see {text}.", "n": 1})),
    "json-key": lambda text: answer(json.dumps({text: 1})),
    "json-inside": lambda text: answer(json.dumps({"inner": json.dumps({"note": text})})),
    "xml": lambda text: answer(f"<a><note>{escape(text)}</note></a>", "text/xml"),
    "text": lambda text: answer(f"see {text}.\n", "text/plain"),
    "binary": lambda text: answer(b"\x89PNG\xff\xfe " + text.encode() + b" \x00\x80", "image/png"),
    "multipart": lambda text: request(
        headers=(("Content-Type", "multipart/form-data; boundary=B"),),
        body=f'--B\r\nContent-Disposition: form-data; name="note"\r\n\r\n{text}\r\n--B--\r\n',
    ),
    "reply-header": lambda text: answer("{}", location=f"https://x.example.com/?n={quote(text, safe='%')}"),
}
