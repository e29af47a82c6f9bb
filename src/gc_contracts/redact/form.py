"""Secrets in URLs, forms and multipart bodies, by the names of their parameters."""

import re
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from gc_contracts.redact.eye import Eye
from gc_contracts.redact.json_text import hide_in_json
from gc_contracts.redact.names import Place, Telling, plain
from gc_contracts.redact.text import hide_in, hide_known

_GRANT = frozenset({"granttype", "redirecturi", "codeverifier", "state", "clientid"})
"""Parameters beside which `code` is that of OAuth."""
_PART = re.compile(
    r"(Content-Disposition:[^\r\n]*?\bname=\"?([^\"\r\n;]*)\"?([^\r\n]*)\r?\n(?:[^\r\n]+\r?\n)*\r?\n)(.*?)(?=\r?\n--)",
    re.IGNORECASE | re.DOTALL,
)
_URL = re.compile(r"(?P<head>[^?#]*)(?P<query>\?[^#]*)?(?P<fragment>#.*)?", re.DOTALL)
_USER = re.compile(r"\A([A-Za-z][\w+.-]*://)([^/?#@]*)@")


def hide_in_form(text: str, eye: Eye, places: tuple[Place, ...] = (Place.QUERY, Place.FIELD)) -> str:
    """Give `a=b&c=d` without its secrets; a placeholder is percent-encoded, as a form's library writes it."""
    pieces = re.split(r"([&;])", hide_known(text, eye, quote_plus))
    oauth = any(plain(piece.partition("=")[0]) in _GRANT for piece in pieces)
    return "".join(_parameter(piece, eye, places, oauth=oauth) for piece in pieces)


def _parameter(piece: str, eye: Eye, places: tuple[Place, ...], *, oauth: bool) -> str:
    head, equals, tail = piece.partition("=")
    name, value = unquote_plus(head), unquote_plus(tail)
    if not tail:
        return piece
    is_code = oauth and name.lower() == "code" and eye.telling(name, Place.QUERY) is not Telling.NO
    if any(eye.is_secret(name, value, place) for place in places) or (is_code and not eye.is_nothing(value)):
        return f"{head}{equals}{eye.value(name, value, quote_plus)}"
    opened = hide_in_json(value, eye) if value.lstrip()[:1] in {"{", "["} else value
    opened = hide_in(opened, eye)
    return piece if opened == value else f"{head}{equals}{quote_plus(opened)}"


def hide_in_url(url: str, eye: Eye) -> str:
    """Give a URL without secrets in its user, path, query and fragment."""
    found = _URL.fullmatch(hide_known(url, eye, quote_plus))
    if not found:
        return hide_in(url, eye)
    query, fragment = found["query"] or "", found["fragment"] or ""
    return _head(found["head"], eye) + _rest(query, eye) + _rest(fragment, eye)


def _rest(text: str, eye: Eye) -> str:
    if "=" not in text:
        return text[:1] + _segment(text[1:], eye)
    head, mark, query = text.partition("?") if text[:1] == "#" and "?" in text else ("", text[:1], text[1:])
    return head + mark + hide_in_form(query, eye, (Place.QUERY,))


def _head(text: str, eye: Eye) -> str:
    user = _USER.match(text)
    if user:
        name, colon, password = user[2].partition(":")
        if colon:
            password = _userinfo("password", password, eye)
        else:
            name = _userinfo("user", name, eye)
        text = f"{user[1]}{name}{colon}{password}@{text[user.end() :]}"
    return "/".join(_segment(piece, eye) for piece in text.split("/"))


def _userinfo(name: str, text: str, eye: Eye) -> str:
    value = unquote(text)
    return text if eye.is_nothing(value) else quote(eye.hide(name, value), safe="")


def _segment(text: str, eye: Eye) -> str:
    """Hide secrets in a piece of a path; one that holds none stays as it is written."""
    value = unquote(text)
    hidden = hide_in(value, eye)
    return text if hidden == value else quote(hidden, safe="@:,;=+$!*'()~{}")


def hide_in_multipart(text: str, eye: Eye) -> str:
    """Give a multipart body without the secrets that its parts' names tell of."""
    return _PART.sub(lambda found: _part(found, eye), text)


def _part(found: re.Match[str], eye: Eye) -> str:
    head, name, rest, content = found[1], found[2], found[3], found[4]
    if "filename" not in rest.lower() and eye.is_secret(name, content.strip()):
        return head + eye.value(name, content)
    return head + hide_in_json(content, eye) if content.lstrip()[:1] in {"{", "["} else found[0]
