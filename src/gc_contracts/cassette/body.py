"""Bodies as a cassette shows them: JSON as YAML values, forms by field, text as text, all else in base64.

A body is shown as JSON only where YAML keeps every number and name of it, so that reading gives an equal one.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode

from gc_contracts._json import Json, dumps

FORM = "application/x-www-form-urlencoded"
DEEPEST = 100
"""Levels of a value that is shown as YAML; reading takes some more, for what stands around it."""
MOST_DIGITS = 4_000
"""Digits of a whole number that reading takes."""
_HALF = re.compile("[\ud800-\udfff]")


class _LossyError(ValueError):
    """YAML would not keep this JSON as it is written."""


def shown(body: bytes, media: str) -> dict[str, Json]:
    """Give the one member that shows a body; none for no body.

    Args:
        body: the bytes, decoded from their transfer.
        media: the content type; forms are told by it.
    """
    if not body:
        return {}
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": b64encode(body).decode()}
    fields = grouped(text) if media.partition(";")[0].strip().lower() == FORM else None
    if fields:
        return {"form": fields}
    try:
        return {"json": _kept(text)}
    except (ValueError, RecursionError):
        return {"text": text}


def unshown(member: Mapping[str, Json]) -> bytes:
    """Give the bytes of what `shown` gave.

    Raises:
        ValueError: the base64 is none.
    """
    if "json" in member:
        return dumps(member["json"]).encode()
    if "form" in member:
        return joined(member["form"]).encode()
    if "text" in member:
        return str(member["text"]).encode("utf-8", "surrogatepass")
    return b64decode(member.get("base64", ""), validate=True)


def grouped(text: str) -> dict[str, Json] | None:
    """Give a query or a form by name, a list where a name comes several times; None: it is not kept so."""
    found = collected(parse_qsl(text, keep_blank_values=True))
    return found if found and "" not in found and joined(found) == text else None


def collected(pairs: Iterable[tuple[str, str]]) -> dict[str, Json]:
    """Give pairs by name, a list where a name comes several times."""
    found: dict[str, Json] = {}
    for name, value in pairs:
        before = found.get(name, [])
        found[name] = [*(before if isinstance(before, list) else [before]), value] if name in found else value
    return found


def joined(fields: Mapping[str, Json]) -> str:
    """Write a query or a form.

    >>> joined({"a": ["1", "2"], "b": "x y"})
    'a=1&a=2&b=x+y'
    """
    return urlencode(fields, doseq=True)


def fits(value: Json) -> bool:
    r"""Tell if YAML can hold a value: no half of a surrogate pair, no endless nesting or number.

    >>> fits({"a": ["b"]}), fits({"a": "\ud800"})
    (True, False)
    """
    try:
        text = dumps(value)
    except (ValueError, RecursionError):
        return False
    return not _HALF.search(text) and _depth(value) <= DEEPEST


def _depth(value: Json) -> int:
    if not isinstance(value, dict | list):
        return 0
    inner = value.values() if isinstance(value, dict) else value
    return 1 + max(map(_depth, inner), default=0)


def _kept(text: str) -> Json:
    made = json.loads(
        text, parse_float=_float, parse_int=_int, parse_constant=_refused, object_pairs_hook=_object
    )
    if not fits(made):
        raise _LossyError("no file can hold it")
    return made


def _float(text: str) -> float:
    if dumps(float(text)) != text:
        raise _LossyError(text)
    return float(text)


def _int(text: str) -> int:
    if len(text) > MOST_DIGITS or str(int(text)) != text:
        raise _LossyError(text)
    return int(text)


def _refused(name: str) -> Json:
    raise _LossyError(name)


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _LossyError("a name comes twice")
    return made
