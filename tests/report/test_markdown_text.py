"""Any text at all, in Markdown: a reader sees it as it is, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gc_contracts.report.finding import clean
from gc_contracts.report.markdown_text import code, fence, inline
from rendered import Tree, addresses

PIECES = st.sampled_from(
    [
        *"\\`*_{}[]()<>#+-.!|~&;:@$^=/\"' \n\t0a1é",
        "GH-1",
        "www.",
        "https://",
        "<b>",
        "&lt;",
        "1.",
        "```",
        "](",
    ]
)
TEXTS = st.lists(PIECES, max_size=24).map("".join) | st.text(max_size=40)


@given(TEXTS)
@settings(deadline=None)
def test_any_text_within_a_line_is_read_back(text):
    """In a paragraph, in a list, in a cell and in a summary: those elements, that text, no link."""
    shown, named = inline(text), code(text)
    page = (
        f"- {shown} {named}\n\nx {named}\n\n| a |\n|---|\n| {shown} {named} |\n\n"
        f"<details><summary>{shown} {named}</summary>\n\ny {shown}\n\n</details>\n"
    )

    tree = Tree(page)
    assert [
        tag for tag in tree.skeleton if tag in {"ul", "li", "p", "table", "td", "details", "summary"}
    ] == [*("ul", "li", "p", "table", "td", "details", "summary", "p")]
    assert (tree.linked, addresses(page)) == ([], [])
    assert tree.text.count(_flat(text)) >= 2


@given(TEXTS)
@settings(deadline=None)
def test_a_paragraph_that_begins_with_any_text_is_one(text):
    """It is no list, heading, quote, rule or table."""
    shown = inline(text)

    assert Tree(f"{shown}\n\nend\n").skeleton == ["p"] * (2 if shown.strip() else 1)


@given(TEXTS)
@settings(deadline=None)
def test_any_block_is_read_back_line_by_line(text):
    """Nothing inside ends its fence."""
    tree = Tree(f"{fence(text)}\n\nend\n")

    assert tree.elements == ["pre", "code", "p"]
    assert tree.text == "".join(f"{clean(line)}\n" for line in text.splitlines() or [""]) + "\nend\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`a` and `b`", "<code>a</code> and <code>b</code>"),
        ("`a", "&#96;a"),
        ("a `b` c `d", "a <code>b</code> c &#96;d"),
        ("``", ""),
        ("snake_case _em_ __x__", "snake_case &#95;em&#95; &#95;&#95;x&#95;&#95;"),
        ("a:b c: d", "a<span>:</span>b c: d"),
        ("x" * 700, "x" * 599 + "…"),
    ],
    ids=["two", "open", "open-later", "nothing", "underscores", "colons", "long"],
)
def test_backticks_are_code_and_the_rest_stays_readable(text, shown):
    """Our messages write names so."""
    assert inline(text) == shown


def _flat(text: str) -> str:
    """Give what is to be seen of a text as code."""
    return clean(" ".join(text.split()))
