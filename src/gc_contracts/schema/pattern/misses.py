"""Near misses: texts that just fail to match, built by bending one place of the tree or of an example."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice

from gc_contracts.schema.pattern.charset import ALL, CharSet, of_text
from gc_contracts.schema.pattern.examples import Fixed, builder_for, distinct, some_lengths
from gc_contracts.schema.pattern.tree import (
    Alternate,
    Concat,
    Group,
    Literal,
    Node,
    Repeat,
    concat,
)

_PLACES = 24
_GIVEN = 48
_FILLERS = "a0A !-_.é中😀\n\t\"'{"


def misses(
    tree: Node,
    models: Callable[[int, int | None], Iterator[str]],
    matches: Callable[[str], bool],
    min_length: int,
    max_length: int | None,
) -> Iterator[str]:
    """Yield different texts within the lengths that do not match, the nearest misses first."""
    shapes = (text for bent in islice(_bent(tree), _PLACES) for text in _built(bent, min_length, max_length))
    near = (text for model in islice(models(0, max_length), 6) for text in _edited(model))
    found = distinct(chain(shapes, near, _fillers(min_length, max_length)))
    kept = (
        text for text in found if min_length <= len(text) <= (len(text) if max_length is None else max_length)
    )
    yield from islice((text for text in kept if not matches(text)), _GIVEN)


def _built(tree: Node, min_length: int, max_length: int | None) -> Iterator[str]:
    builder = builder_for(tree, min_length, max_length)
    if builder is None:
        return
    for size in some_lengths(builder.allowed(min_length, builder.sizes.limit))[:2]:
        yield builder.build(size, Fixed())


def _bent(node: Node) -> Iterator[Node]:
    """Yield the tree with one place bent: another character, one turn fewer or more."""
    if isinstance(node, CharSet):
        yield from map(of_text, (~node).sample(3))
    elif isinstance(node, Literal):
        yield from _bent_text(node.text)
    elif isinstance(node, Repeat):
        yield from _bent_repeat(node)
    elif isinstance(node, Concat):
        yield from _bent_parts(node.parts)
    elif isinstance(node, Alternate):
        yield from (bent for branch in node.branches for bent in islice(_bent(branch), 4))
    elif isinstance(node, Group):
        yield from (replace(node, node=bent) for bent in _bent(node.node))


def _bent_text(text: str) -> Iterator[Node]:
    if text.swapcase() != text:
        yield Literal(text.swapcase())
    for at in sorted({0, len(text) - 1}):
        other = "0" if text[at] != "0" else "a"
        yield Literal(text[:at] + other + text[at + 1 :])
    if len(text) > 1:
        yield Literal(text[:-1])


def _bent_repeat(node: Repeat) -> Iterator[Node]:
    if node.min > 0:
        yield replace(node, min=node.min - 1, max=node.min - 1)
    if node.max is not None:
        yield replace(node, min=node.max + 1, max=node.max + 1)
    if node.node == ALL:
        return
    for bent in islice(_bent(node.node), 3):
        rest = replace(node, min=max(node.min - 1, 0), max=None if node.max is None else max(node.max - 1, 0))
        yield concat(bent, rest)
        yield concat(rest, bent)


def _bent_parts(parts: tuple[Node, ...]) -> Iterator[Node]:
    """Bend one part after the other, the outer ones first."""
    order = sorted(range(len(parts)), key=lambda at: (min(at, len(parts) - 1 - at), at))
    for at in order:
        for bent in islice(_bent(parts[at]), 6):
            yield concat(*parts[:at], bent, *parts[at + 1 :])


def _edited(model: str) -> Iterator[str]:
    """Yield what slips into a field by hand: a line end, a blank, another case, one character lost."""
    yield model + "\n"
    yield from ("", model[1:], model[:-1])
    yield from (model + extra for extra in "!0a ")
    yield from (extra + model for extra in "!0a \n")
    yield from ("!" + model[1:], model[:-1] + "!", "é" + model[1:])
    yield from (model.swapcase(), model.upper(), model.lower())
    yield from (
        model + model,
        model + "\n" + model,
        model[: len(model) // 2] + " " + model[len(model) // 2 :],
    )


def _fillers(min_length: int, max_length: int | None) -> Iterator[str]:
    sizes = {max(min_length, 1), min_length, min(max_length or min_length + 8, min_length + 64)}
    for size in sorted(sizes):
        yield from (filler * size for filler in _FILLERS)
