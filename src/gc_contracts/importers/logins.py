"""What a collection itself keeps as secret: its logins, and its variables with telling names.

Rule: such a value is looked for in everything that is imported, in places too whose name tells nothing.
"""

from collections.abc import Iterator, Mapping

from gc_contracts._json import Json
from gc_contracts.importers.gathering import listed, mapping, pairs, text
from gc_contracts.redact.names import Place, Telling, telling


def logins(holder: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """Yield the secrets of a collection, a folder or a request, with names for them; not of what is in it."""
    for kind, fields in mapping(holder.get("auth")).items():
        for name, value in pairs(fields, "key"):
            if _tells(name) and _is_value(value):
                yield f"{kind}_{name}", value
    for _, each in listed(holder.get("variable"), ""):
        variable = mapping(each)
        name, value = text(variable.get("key")), text(variable.get("value"))
        if (variable.get("type") == "secret" or _tells(name)) and _is_value(value):
            yield name or "variable", value


def _tells(name: str) -> bool:
    """Whether a name is that of a secret; `value` is, in a login by key."""
    return name == "value" or telling(name, Place.FIELD) is Telling.STRONG


def _is_value(value: str) -> bool:
    return bool(value) and "{{" not in value
