"""Rules about what a value may be made wrong: its type, its members, and what counts as given."""

from collections.abc import Iterator, Mapping

from gc_contracts._json import Json, dumps
from gc_contracts.mutate.model import Change
from gc_contracts.schema.wording import clip

Node = Mapping[str, Json]
_OTHERS = ("null", "boolean", "number", "string", "array", "object")


def types(node: Node, keyword: str, draft: str) -> Iterator[Change]:
    """Add a type, take one away, and mistake one for another."""
    names = _names(node[keyword])
    for name in _OTHERS:
        if name not in names:
            yield Change(keyword, f"or {name}", {**node, keyword: [*names, name]})
    if len(names) > 1:
        for name in names:
            left = [other for other in names if other != name]
            yield Change(keyword, f"without {name}", {**node, keyword: left})
    if "number" in names and "integer" not in names:
        whole = ["integer" if name == "number" else name for name in names]
        yield Change(keyword, "number → integer", {**node, keyword: whole})
    yield from _mistaken(node, keyword, names, draft)


def _mistaken(node: Node, keyword: str, names: list[str], draft: str) -> Iterator[Change]:
    rest = _without(node, keyword)
    if not {"integer", "number"} & {*names} or "string" in names:
        return
    text = {**rest, "gc:typeOrTextEarly" if draft == "draft-04" else "gc:typeOrText": names}
    yield Change(
        keyword,
        "a text that reads as a number counts as one",
        text,
        ({"not": {"type": "string"}},),
        wild=("1",),
    )
    if "number" not in names and draft == "draft-04":
        calm = ({"anyOf": [{"not": {"type": "number"}}, {"type": "integer"}]},)
        whole = {**rest, "gc:typeOrWhole": names}
        yield Change(keyword, "1.0 counts as an integer", whole, calm, wild=(1.0,))


def enums(node: Node, keyword: str) -> Iterator[Change]:
    """Drop each member, add a near one, and compare loosely."""
    members = node[keyword]
    if not isinstance(members, list) or not members:
        return
    if len(members) > 1:
        for at, member in enumerate(members):
            left = [*members[:at], *members[at + 1 :]]
            yield Change(keyword, f"without {_short(member)}", {**node, keyword: left})
    added = next((member.swapcase() for member in members if isinstance(member, str)), "")
    if added and added not in members:
        yield Change(keyword, f"with {_short(added)}", {**node, keyword: [*members, added]})
    yield from _compared(node, keyword, members)


def constants(node: Node, keyword: str) -> Iterator[Change]:
    """Compare a constant loosely."""
    yield from _compared(node, keyword, [node[keyword]])


def _compared(node: Node, keyword: str, members: list[Json]) -> Iterator[Change]:
    texts = [member for member in members if isinstance(member, str)]
    yield from _texts(node, keyword, members, texts) if texts else ()
    plain = [member for member in members if member is None or isinstance(member, bool | int | float)]
    rest = _without(node, keyword)
    if plain:
        texts = [str(member) for member in plain]
        wrong = {**rest, "gc:enumWritten": members}
        yield Change(keyword, "compared as text", wrong, ({"type": "null"},), wild=tuple(texts))
    if any(member in {0, 1} for member in plain):
        wrong = {**rest, "gc:enumPython": members}
        calm: tuple[Json, ...] = ({"not": {"type": ["boolean", "number"]}},)
        yield Change(keyword, "true counts as 1", wrong, calm, wild=(True, False, 0, 1))


def _texts(node: Node, keyword: str, members: list[Json], texts: list[str]) -> Iterator[Change]:
    rest, calm = _without(node, keyword), ({"not": {"type": "string"}},)
    blank = [f" {text}" for text in texts] + [f"{text} " for text in texts]
    for name, words, wild in (
        ("gc:enumIgnoringCase", "ignoring case", [text.swapcase() for text in texts]),
        ("gc:enumTrimmed", "with blanks trimmed", blank),
        ("gc:enumBeginning", "by its beginning", [text[:-1] for text in texts]),
    ):
        if any(text not in texts for text in wild):
            yield Change(keyword, words, {**rest, name: members}, calm, wild=tuple(wild))


def required(node: Node, keyword: str) -> Iterator[Change]:
    """Drop each name, ask for one more, and take an empty value for none."""
    names = node[keyword]
    if not isinstance(names, list):
        return
    for name in names:
        left = [other for other in names if other != name]
        shorter = {**node, keyword: left} if left else _without(node, keyword)
        yield Change(keyword, f"without {name}", shorter)
    properties = node.get("properties")
    for name in properties if isinstance(properties, dict) else ():
        if name not in names:
            yield Change(keyword, f"with {name}", {**node, keyword: [*names, name]})
    yield from _absent(node, keyword, names)


def _absent(node: Node, keyword: str, names: list[str]) -> Iterator[Change]:
    nothing: list[Json] = [None]
    for words, word, empty in (
        ("null counts as absent", "gc:requiredGiven", nothing),
        ("an empty value counts as absent", "gc:requiredFilled", [*nothing, False, 0, "", [], {}]),
    ):
        for name in names:
            left = [other for other in names if other != name]
            kept = {**node, keyword: left} if left else _without(node, keyword)
            calm: tuple[Json, ...] = ({"properties": {name: {"not": {"enum": empty}}}},)
            yield Change(
                keyword,
                f"{name}: {words}",
                {**kept, word: [name]},
                calm,
                members=tuple((name, one) for one in empty),
            )


def _names(value: Json) -> list[str]:
    return [value] if isinstance(value, str) else list(value if isinstance(value, list) else ())


def _without(node: Node, keyword: str) -> dict[str, Json]:
    return {word: item for word, item in node.items() if word != keyword}


def _short(value: Json) -> str:
    return clip(dumps(value), 30)
