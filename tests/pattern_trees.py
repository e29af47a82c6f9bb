"""Patterns that Hypothesis grows as trees: every node that a data schema could hold."""

from hypothesis import strategies as st

from gc_contracts.schema.pattern.charset import ALL, DIGIT, NEWLINE, SPACE, WORD, of_ranges, of_text
from gc_contracts.schema.pattern.tree import Alternate, Anchor, Concat, Group, Literal, Look, Node, Repeat

SETS = (
    DIGIT,
    WORD,
    ~SPACE,
    of_ranges([(97, 122)]),
    of_ranges([(65, 90), (48, 57)]),
    ~NEWLINE,
    ~of_text("@ "),
    ALL,
    of_ranges([(0x1F600, 0x1F64F)]),
)


def leaves() -> st.SearchStrategy[Node]:
    return st.one_of(st.text(alphabet="ab0-.@é", min_size=1, max_size=3).map(Literal), st.sampled_from(SETS))


def inner(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    counts = st.sampled_from([(0, 1), (0, None), (1, None), (2, 2), (1, 3), (0, 4), (3, None)])
    repeats = st.builds(lambda node, count: Repeat(Group(node), *count), children, counts)
    sequences = st.lists(children, max_size=3).map(lambda parts: Group(Concat(tuple(parts))))
    choices = st.lists(children, min_size=2, max_size=3).map(lambda found: Group(Alternate(tuple(found))))
    return st.one_of(repeats, sequences, choices)


def trees() -> st.SearchStrategy[Node]:
    """Grow a body, bound at both ends, at one or at none, at times with a look ahead."""
    bodies = st.recursive(leaves(), inner, max_leaves=6)
    starts: st.SearchStrategy[tuple[Node, ...]] = st.sampled_from([(), (Anchor("start"),)])
    ends: st.SearchStrategy[tuple[Node, ...]] = st.sampled_from([(), (Anchor("end"),)])
    looks: st.SearchStrategy[tuple[Node, ...]] = st.one_of(
        st.just(()), leaves().map(lambda leaf: (Look(leaf, ahead=True, negate=True),))
    )
    return st.builds(lambda s, look, body, e: Concat((*s, *look, body, *e)), starts, looks, bodies, ends)
