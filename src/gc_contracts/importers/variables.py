"""Variables of a collection: `{{name}}` in any text, `:name` as a segment of a path."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from gc_contracts._json import Json
from gc_contracts.importers import parts
from gc_contracts.importers.model import Hints, SkippedError

_NAMED = re.compile(r"\{\{([^{}]*)\}\}")
_ROUNDS = 5
"""How often a variable's value may name another."""
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Variables:
    """What the collection and its folders define; the inner one wins."""

    known: Mapping[str, str] = field(default_factory=dict)

    def with_those_of(self, data: Json) -> "Variables":
        """Give these and a folder's own."""
        found = {
            parts.words(each.get("key") or each.get("id")): parts.words(each.get("value"))
            for each in map(parts.members, parts.elements(data))
            if not each.get("disabled") and parts.words(each.get("value"))
        }
        return Variables({**self.known, **found})

    def filled(self, text: str) -> str:
        """Put values in; a name without one stays as it stands."""
        for _ in range(_ROUNDS):
            if "{{" not in text or len(text) > _LONGEST:
                break
            text = _NAMED.sub(lambda found: self.known.get(found[1].strip(), found[0]), text)
        return text

    def open_in(self, text: str) -> list[str]:
        """Name what has no value."""
        return [found[1].strip() for found in _NAMED.finditer(text)]

    def address(self, data: Json, hints: Hints) -> str:
        """Give a request's URL; `:name` and an open `{{name}}` as a whole segment become `{name}`.

        Raises:
            SkippedError: it has no host, and none was said.
        """
        parted = parts.members(data)
        raw = data if isinstance(data, str) else parts.words(parted.get("raw")) or _joined(parted)
        before, _, query = self.filled(raw).partition("#")[0].partition("?")
        scheme, mark, rest = before.partition("://")
        host, _, path = (rest if mark else before).partition("/")
        written = "/".join(map(_segment, path.split("/")))
        base = f"{scheme}://{host}" if mark and host and "{{" not in host else self._host(host, mark, hints)
        return parts.queried(f"{base}/{written}", self._query(parted, query))

    def _host(self, host: str, mark: str, hints: Hints) -> str:
        if hints.url:
            return hints.url.rstrip("/")
        if host and not mark and "{{" not in host:
            return f"http://{host}"
        what = f"host `{host.rpartition('@')[2][:40]}`" if host else "URL without a host"
        raise SkippedError(what, "the collection does not tell it; say it: --url https://api.example.com")

    def _query(self, parted: dict[str, Json], written: str) -> Json:
        listed = parts.elements(parted.get("query"))
        if not listed:
            return written
        on = [each for each in map(parts.members, listed) if not each.get("disabled")]
        return [
            {
                "name": self.filled(parts.words(each.get("key"))),
                "value": self.filled(parts.words(each.get("value"))),
            }
            for each in on
        ]


def _joined(data: dict[str, Json]) -> str:
    """Put a URL together that is only there in pieces."""
    host, path = (_pieces(data.get(name), link) for name, link in (("host", "."), ("path", "/")))
    kind = parts.words(data.get("protocol")) or "http"
    port = f":{parts.words(data.get('port'))}" if data.get("port") else ""
    return f"{host}{port}/{path}" if "{{" in host else f"{kind}://{host}{port}/{path}"


def _pieces(data: Json, link: str) -> str:
    if not isinstance(data, list):
        return parts.words(data)
    return link.join(
        parts.words(parts.first(each, "value") if isinstance(each, dict) else each) for each in data
    )


def _segment(text: str) -> str:
    """Write a segment: a variable as a template, literal braces encoded."""
    whole = _NAMED.fullmatch(text)
    name = whole[1].strip() if whole else text[1:] if text.startswith(":") else ""
    if name:
        return f"{{{re.sub(r'[^A-Za-z0-9_]', '_', name)}}}"
    return text if "{{" in text else text.replace("{", "%7B").replace("}", "%7D")
