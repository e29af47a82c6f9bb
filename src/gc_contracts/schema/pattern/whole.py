"""Where a match may lie in a text: what stands before and after it, and whether both ends are bound."""

from gc_contracts.schema.pattern.charset import ALL
from gc_contracts.schema.pattern.tree import (
    EMPTY,
    Alternate,
    Anchor,
    BackReference,
    Boundary,
    Concat,
    Group,
    Look,
    Node,
    Repeat,
    concat,
    walk,
)

PAD = Repeat(ALL, 0, None)
"""What may stand around a match that is not bound."""
_STARTS = ("start",)
_ENDS = ("end", "last")


def bound(node: Node, *, left: bool) -> bool:
    """Tell whether every match begins (or ends) where the text does."""
    if isinstance(node, Anchor):
        return node.kind in (_STARTS if left else _ENDS)
    if isinstance(node, Concat):
        return _bound_parts(node.parts if left else node.parts[::-1], left=left)
    if isinstance(node, Alternate):
        return all(bound(branch, left=left) for branch in node.branches)
    if isinstance(node, Look):
        return node.ahead is left and not node.negate and bound(node.node, left=left)
    return (isinstance(node, Group) or (isinstance(node, Repeat) and node.min > 0)) and bound(
        node.node, left=left
    )


def _bound_parts(parts: tuple[Node, ...], *, left: bool) -> bool:
    for part in parts:
        if bound(part, left=left):
            return True
        if not _zero_width(part):
            return False
    return False


def _zero_width(node: Node) -> bool:
    if isinstance(node, Anchor | Look | Boundary):
        return True
    if isinstance(node, Group | Repeat):
        return _zero_width(node.node)
    return isinstance(node, Concat) and all(map(_zero_width, node.parts))


def whole(node: Node) -> Node:
    """Rewrite a searching pattern as one for the whole text; anchors that do their work disappear."""
    return _padded(_padded(node, left=True), left=False)


def _padded(node: Node, *, left: bool) -> Node:
    if isinstance(node, Anchor) and node.kind in (_STARTS if left else _ENDS):
        return EMPTY
    if isinstance(node, Alternate):
        return Alternate(tuple(_padded(branch, left=left) for branch in node.branches))
    if isinstance(node, Group) and _holds_anchor(node):
        return Group(_padded(node.node, left=left), node.number, node.name, node.atomic)
    if isinstance(node, Concat) and node.parts:
        return _padded_parts(node.parts, left=left)
    return concat(PAD, node) if left else concat(node, PAD)


def _padded_parts(parts: tuple[Node, ...], *, left: bool) -> Node:
    order = range(len(parts)) if left else range(len(parts) - 1, -1, -1)
    edge = next((at for at in order if not _passable(parts[at])), order[-1])
    inner = _padded(parts[edge], left=left)
    return concat(*parts[:edge], inner, *parts[edge + 1 :])


def _passable(node: Node) -> bool:
    return isinstance(node, Look | Boundary)


def _holds_anchor(node: Node) -> bool:
    return any(isinstance(inner, Anchor) for inner in walk(node))


def plain(node: Node) -> bool:
    """Tell whether a whole pattern is regular: every text built from it matches, with no second look."""
    odd = (Anchor, Look, Boundary, BackReference)
    return not any(isinstance(n, odd) or _never_gives_back(n) for n in walk(node))


def _never_gives_back(node: Node) -> bool:
    return (isinstance(node, Group) and node.atomic) or (isinstance(node, Repeat) and node.possessive)
