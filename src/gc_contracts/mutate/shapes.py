"""Rules about members and elements made wrong: opened, closed, forgotten, or looked at in part."""

from collections.abc import Iterator, Mapping

from gc_contracts._json import Json
from gc_contracts.mutate.model import Change

Node = Mapping[str, Json]


def properties(node: Node, keyword: str) -> Iterator[Change]:
    """Forget each declared member; let a member that is null pass for one that is absent."""
    held = node[keyword]
    if not isinstance(held, dict):
        return
    for name, schema in held.items():
        left = {other: item for other, item in held.items() if other != name}
        yield Change(keyword, f"without {name}", {**node, keyword: left})
        if keyword == "properties" and isinstance(schema, dict) and "$ref" not in schema:
            null = {"anyOf": [{"type": "null"}, schema]}
            wrong = {**node, keyword: {**held, name: null}}
            members = ((name, None),) if keyword == "properties" else ()
            yield Change(keyword, f"{name}: null counts as absent", wrong, members=members)


def closing(node: Node, keyword: str) -> Iterator[Change]:
    """Close what is open; opening what is closed is the rule dropped."""
    if node[keyword] is not False:
        yield Change(keyword, "closed", {**node, keyword: False})
    elif keyword == "additionalProperties" and "patternProperties" not in node:
        names = list(node.get("properties", {}))
        calm = ({"type": ["null", "boolean", "number", "string", "array"]},)
        members = tuple((name.swapcase(), None) for name in names)
        rest = {word: item for word, item in node.items() if word != keyword}
        wrong = {**rest, "gc:namesIgnoringCase": names}
        yield Change(keyword, "with names read ignoring case", wrong, calm, members=members)


def closed(node: Node) -> Iterator[Change]:
    """Close an object or an array that says nothing about what is more."""
    if "properties" in node and not {"additionalProperties", "unevaluatedProperties"} & node.keys():
        yield Change("", "additionalProperties closed", {**node, "additionalProperties": False})
    if isinstance(node.get("items"), list) and "additionalItems" not in node:
        yield Change("", "additionalItems closed", {**node, "additionalItems": False})
    if node.get("type") == "array" and "uniqueItems" not in node:
        yield Change("", "uniqueItems added", {**node, "uniqueItems": True})


def items(node: Node, keyword: str, draft: str) -> Iterator[Change]:
    """Look at the first element only; empty each part of a tuple."""
    value = node[keyword]
    if isinstance(value, list):
        for at, _ in enumerate(value):
            emptied = [*value[:at], {}, *value[at + 1 :]]
            yield Change(keyword, f"element {at} emptied", {**node, keyword: emptied})
    elif isinstance(value, dict) and "prefixItems" not in node:
        word = "prefixItems" if draft == "2020-12" else "items"
        rest = {name: item for name, item in node.items() if name not in {keyword, "additionalItems"}}
        yield Change(keyword, "only the first element looked at", {**rest, word: [value]})


def unique(node: Node, keyword: str, draft: str) -> Iterator[Change]:
    """Compare elements as texts, as written, or as Python does."""
    if node[keyword] is not True:
        return
    rest = {word: item for word, item in node.items() if word != keyword}
    calm_texts = [{"items": {"type": name}} for name in ("string", "boolean")]
    calm_texts += [{"items": {"type": "integer"}}] if draft == "draft-04" else []
    written = ["string", "boolean", "null"] + (["integer"] if draft == "draft-04" else [])
    for name, words, calm, wild in (
        ("gc:uniqueTexts", "elements compared as text", {"anyOf": calm_texts}, [1, "1"]),
        ("gc:uniqueWritten", "elements compared as written", {"items": {"type": written}}, [1, 1.0]),
        (
            "gc:uniquePython",
            "true counts as 1 among the elements",
            {"items": {"not": {"type": ["boolean", "array", "object"]}}},
            [1, True],
        ),
    ):
        not_array = {"type": ["null", "boolean", "number", "string", "object"]}
        agree = {"anyOf": [not_array, calm]}
        yield Change(keyword, words, {**rest, name: True}, (agree,), wild=(wild,))


def dependencies(node: Node, keyword: str) -> Iterator[Change]:
    """Forget each dependency, and each name it asks for."""
    held = node[keyword]
    if not isinstance(held, dict):
        return
    for name, asked in held.items():
        left = {other: item for other, item in held.items() if other != name}
        yield Change(keyword, f"without that of {name}", {**node, keyword: left})
        if isinstance(asked, list) and len(asked) > 1:
            for one in asked:
                fewer = {**held, name: [other for other in asked if other != one]}
                yield Change(keyword, f"{name} without {one}", {**node, keyword: fewer})


def alternatives(node: Node, keyword: str) -> Iterator[Change]:
    """Drop each alternative, and count those that hold otherwise."""
    branches = node[keyword]
    if not isinstance(branches, list):
        return
    if len(branches) > 1:
        for at, _ in enumerate(branches):
            left = [*branches[:at], *branches[at + 1 :]]
            yield Change(keyword, f"without alternative {at}", {**node, keyword: left})
    for other in ("anyOf", "oneOf", "allOf"):
        taken = other == keyword or other in node or len(branches) < 2 or keyword == "allOf"
        if not taken:
            rest = {word: item for word, item in node.items() if word != keyword}
            yield Change(keyword, f"read as {other}", {**rest, other: branches})
