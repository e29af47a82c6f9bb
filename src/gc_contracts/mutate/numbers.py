"""Bounds made wrong: by one step, by their own edge, or by what they measure."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gc_contracts._json import Json, is_number
from gc_contracts.mutate.model import Change

COUNTS = frozenset(
    {
        *("minLength", "maxLength", "minItems", "maxItems"),
        *("minProperties", "maxProperties", "minContains", "maxContains"),
    }
)
BOUNDS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})
LONGEST = 10_000
"""Longest text that is made to show how a length is measured."""
ASCII = r"[\x00-\x7f]"
Node = Mapping[str, Json]


def counts(node: Node, keyword: str) -> Iterator[Change]:
    """Move a count by one, both ways; lengths are measured wrongly too."""
    if not is_number(node[keyword]):
        return
    value = int(node[keyword])
    for moved in (value - 1, value + 1):
        if moved >= 0:
            yield _set(node, keyword, moved)
    if keyword == "maxLength" or (keyword == "minLength" and value > 0):
        yield from _lengths(node, keyword, value)


def _lengths(node: Node, keyword: str, bound: int) -> Iterator[Change]:
    least = keyword == "minLength"
    for name, words, letters, wild, growth in (
        ("gc:lengthInUtf16", "in UTF-16 units", ASCII, "😀", 2),
        ("gc:lengthInBytes", "in bytes", ASCII, "é", 4),
        ("gc:lengthTrimmed", "of the trimmed text", r"\S", " ", 1),
        ("gc:lengthOfLetters", "without combining marks", ASCII, "e\u0301", 1),
    ):
        if (bound if least else 1 - bound) == 1 and name != "gc:lengthTrimmed":
            continue  # no text is empty in one measure only
        grows = least and name in {"gc:lengthInUtf16", "gc:lengthInBytes"}
        short = () if least and not grows else ({keyword: bound if least else bound // growth},)
        wrong = _instead(node, keyword, name, {keyword: bound})
        calm = ({"pattern": f"^{letters}*$"}, *short)
        yield Change(keyword, words, wrong, calm, letters, wild=_around(wild, bound))


def _around(wild: str, bound: int) -> tuple[str, ...]:
    """Texts of telling characters whose lengths lie about a bound, read either way."""
    counts = {bound - 1, bound, bound + 1, (bound + 1) // len(wild.encode())}
    fitting = [count for count in sorted(counts) if 0 < count <= LONGEST]
    return (*(wild * count for count in fitting), *("a" * (count - 1) + wild for count in fitting))


def bounds(node: Node, keyword: str, draft: str) -> Iterator[Change]:
    """Move a bound by one step, and let its own value in or out; a misreading cuts decimals off first."""
    value = node[keyword]
    if not is_number(value):
        return
    step = _step(value)
    for moved in (value - step, value + step):
        yield _set(node, keyword, moved)
    yield from _edge(node, keyword, draft)
    if (
        not keyword.startswith("exclusive")
        and node.get(_exclusive(keyword)) is not True
        and _cuts(keyword, value)
    ):
        calm = ({"anyOf": [{"not": {"type": "number"}}, {"type": "integer"}]},)
        sign = -0.5 if keyword == "minimum" else 0.5
        wrong = _instead(node, keyword, "gc:boundCut", {keyword: value})
        yield Change(keyword, "with decimals cut off first", wrong, calm, wild=(value + sign,))


def _cuts(keyword: str, value: float) -> bool:
    """Tell whether some number is over a bound only until its decimals are cut off."""
    return value != int(value) or (value <= 0 if keyword == "minimum" else value >= 0)


def _edge(node: Node, keyword: str, draft: str) -> Iterator[Change]:
    """The bound itself: in or out."""
    if keyword.startswith("exclusive"):
        plain = keyword.removeprefix("exclusive").lower()
        yield Change(keyword, "inclusive", _instead(node, keyword, plain, node[keyword]))
        return
    name = _exclusive(keyword)
    if draft != "draft-04":
        yield Change(keyword, "exclusive", _instead(node, keyword, name, node[keyword]))
    elif node.get(name) is not True:
        yield Change(keyword, "exclusive", {**node, name: True})
    else:
        yield Change(name, "inclusive", {**node, name: False})


def multiples(node: Node, keyword: str) -> Iterator[Change]:
    """Double and halve a divisor."""
    value = node[keyword]
    if is_number(value) and value > 0:
        yield _set(node, keyword, value * 2)
        half = value // 2 if isinstance(value, int) and value % 2 == 0 else value / 2
        yield _set(node, keyword, half)


def _set(node: Node, keyword: str, value: Json) -> Change:
    return Change(keyword, f"{node[keyword]} → {value}", {**node, keyword: value})


def _instead(node: Node, keyword: str, name: str, value: Json) -> Json:
    return {**{word: item for word, item in node.items() if word != keyword}, name: value}


def _exclusive(keyword: str) -> str:
    return "exclusive" + keyword.capitalize()


def _step(value: float) -> int | float:
    """One for whole numbers, else one in the last digit that is written."""
    if isinstance(value, int) or value.is_integer():
        return 1
    exponent = Decimal(repr(value)).as_tuple().exponent
    return float(Decimal(1).scaleb(int(exponent)))
