"""Where `$ref` leads inside one document: pointers, anchors and embedded identifiers, never the network."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin

from gc_contracts._json import Json, get, join

_DATA = frozenset({"enum", "const", "default", "examples"})
"""Keywords whose values are data: what looks like an identifier there is none."""


@dataclass(frozen=True, slots=True)
class References:
    """The identifiers of one document: full URI to pointer, and the base URI below each embedded one."""

    document: Json
    targets: Mapping[str, str]
    bases: Mapping[str, str]

    def resolve(self, reference: str, pointer: str) -> str | None:
        """Tell the pointer that `reference`, standing at `pointer`, leads to; None: outside or nowhere."""
        base, fragment = urldefrag(urljoin(self.base(pointer), reference))
        start = self.targets.get(base, None if base else "")
        if start is None:
            return None
        if not fragment or fragment.startswith("/"):
            return self._existing(start + unquote(fragment))
        return self.targets.get(f"{base}#{fragment}")

    def base(self, pointer: str) -> str:
        """Give the base URI in force at a pointer."""
        while pointer not in self.bases and pointer:
            pointer = pointer.rpartition("/")[0]
        return self.bases.get(pointer, "")

    def _existing(self, pointer: str) -> str | None:
        try:
            get(self.document, pointer)
        except KeyError:
            return None
        return pointer


def references(document: Json, draft: str) -> References:
    """Index a document's identifiers (`id` in draft-04, `$id`, `$anchor`, `$dynamicAnchor` later)."""
    word = "id" if draft == "draft-04" else "$id"
    targets: dict[str, str] = {"": ""}
    bases: dict[str, str] = {}
    for pointer, schema, base in _schemas(document, "", "", word):
        name = _text(schema, word)
        own = urljoin(base, name) if name else base
        plain = urldefrag(own).url if name else base
        if plain != base:
            bases[pointer] = plain
            targets.setdefault(plain, pointer)
        targets.setdefault(own, pointer)
        for anchor in ("$anchor", "$dynamicAnchor"):
            if _text(schema, anchor):
                targets.setdefault(f"{plain}#{_text(schema, anchor)}", pointer)
    return References(document, targets, bases)


def _schemas(
    value: Json, pointer: str, base: str, word: str
) -> Iterator[tuple[str, Mapping[str, Json], str]]:
    if isinstance(value, Mapping):
        yield pointer, value, base
        name = _text(value, word)
        inner = urldefrag(urljoin(base, name)).url if name else base
        for key, item in value.items():
            if key not in _DATA:
                yield from _schemas(item, join(pointer, key), inner, word)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _schemas(item, join(pointer, index), base, word)


def _text(schema: Mapping[str, Json], keyword: str) -> str:
    value = schema.get(keyword)
    return value if isinstance(value, str) else ""
