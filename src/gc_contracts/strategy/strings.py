"""Texts of a place: lengths in code points, patterns and formats by construction."""

from collections.abc import Iterator
from itertools import islice

from hypothesis import strategies as st

from gc_contracts.schema.boundary.texts import limit
from gc_contracts.schema.effective import Node
from gc_contracts.schema.pattern import Pattern
from gc_contracts.schema.pattern.build import Builder
from gc_contracts.schema.pattern.examples import builder_for
from gc_contracts.strategy.conflict import conflict
from gc_contracts.strategy.draws import TEXT, Draw, Drawn, below, texts
from gc_contracts.strategy.formats import direct, format_pattern, pool

_LISTED = 64
"""Texts listed where a place asks for more than one thing at once."""
_LENGTHS = 24


def strings(node: Node) -> st.SearchStrategy[str]:
    """Draw texts that a node takes.

    One pattern or format is followed by its tree. Where a place asks for more than a tree can tell (two
    patterns, look-arounds, back references), a drawn text that does not fit is replaced by one out of a list
    of texts that do.

    Raises: SchemaError: none was found.
    """
    low, high = limit(node, "minLength", "maxLength")
    if high is not None and low > high:
        raise conflict(node, "minLength", "maxLength")
    patterns = _patterns(node)
    formats = [name for name in _formats(node) if format_pattern(name) is not None]
    if not patterns and not formats:
        return texts(TEXT, low, high)
    first = _of_format(node, formats[0], low, high) if formats else _by_tree(node, patterns[0], low, high)
    if len(patterns) + len(formats) == 1 and (formats or patterns[0].plain):
        return first
    return _checked(node, first, patterns, formats, low, high)


def _of_format(node: Node, name: str, low: int, high: int | None) -> st.SearchStrategy[str]:
    short, pattern = direct(name), format_pattern(name)
    if short and low <= short.shortest and (high is None or short.longest <= high):
        return short.texts
    return _by_tree(node, pattern, low, high) if pattern else texts(TEXT, low, high)


def _patterns(node: Node) -> list[Pattern]:
    found = (node.root.pattern(text) for text in dict.fromkeys(rule.value for rule in node.named("pattern")))
    return [pattern for pattern in found if pattern is not None]


def _formats(node: Node) -> list[str]:
    return list(dict.fromkeys(rule.value for rule in node.named("format") if isinstance(rule.value, str)))


def _by_tree(node: Node, pattern: Pattern, low: int, high: int | None) -> st.SearchStrategy[str]:
    builder = builder_for(pattern.whole, low, high)
    if builder is None:
        raise conflict(node, "pattern" if node.named("pattern") else "format", _length_of(pattern, high))
    return _built(builder, low)


def _length_of(pattern: Pattern, high: int | None) -> str:
    """Name the length that is in the way: the upper one if the pattern's shortest text is too long."""
    shortest = builder_for(pattern.whole, 0, None)
    least = shortest.allowed(0, shortest.sizes.limit)[:1] if shortest else []
    return "maxLength" if high is not None and (not least or least[0] > high) else "minLength"


def _built(builder: Builder, low: int) -> st.SearchStrategy[str]:
    allowed = builder.allowed(low, builder.sizes.limit)
    sizes = [*allowed[:_LENGTHS], *allowed[_LENGTHS:][-1:]]
    kept: dict[object, st.SearchStrategy[str]] = {}

    @st.composite
    def text(draw: Draw[str]) -> str:
        chooser = Drawn(draw, kept)  # type: ignore[arg-type]
        size = sizes[chooser.branch(len(sizes))] if len(sizes) > 1 else sizes[0]
        return builder.build(size, chooser)

    return text()


def _checked(
    node: Node,
    first: st.SearchStrategy[str],
    patterns: list[Pattern],
    formats: list[str],
    low: int,
    high: int | None,
) -> st.SearchStrategy[str]:
    """Draw from the first strategy, or from a list of fitting texts where the rest refuses what was drawn."""
    wanted = [*patterns, *filter(None, map(format_pattern, formats[1:]))]
    sources = [pool(formats[0], low, high)] if formats else [p.examples(low, high) for p in patterns]
    found = (text for source in sources for text in source if _fits(text, wanted, low, high))
    listed = list(islice(dict.fromkeys(found), _LISTED))
    if not listed:
        second = "format" if formats else "pattern" if len(patterns) > 1 else "minLength"
        raise conflict(node, "pattern", second)
    spare = below(len(listed)).map(listed.__getitem__)

    @st.composite
    def text(draw: Draw[str]) -> str:
        drawn = draw(first)
        return drawn if _fits(drawn, wanted, low, high) else draw(spare)

    return text()


def _fits(text: str, patterns: list[Pattern], low: int, high: int | None) -> bool:
    return low <= len(text) <= (len(text) if high is None else high) and all(_searched(patterns, text))


def _searched(patterns: list[Pattern], text: str) -> Iterator[bool]:
    for pattern in patterns:
        try:
            yield pattern.search(text)
        except TimeoutError:
            yield False
