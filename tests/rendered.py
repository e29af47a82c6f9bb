"""Markdown as its readers see it: rendered by a library, its HTML read into a tree that must be sound."""

import re
from html.parser import HTMLParser

import pytest

_VOID = {"br"}
_SEEN_LATER = re.compile(r"@\w|#\d|\bGH-\d|\w@\w|:[\w+-]+:|\$\S")
"""What GitHub would make a link, a picture or a formula of in a finished text."""
_ADDRESS = re.compile(r"https?://|www\.|ftp://|mailto:")
"""What it makes a link of in the source."""
_FENCED = re.compile(r"^(`{3,})[a-z]+\n.*?\n\1$", re.DOTALL | re.MULTILINE)


class Tree(HTMLParser):
    """The elements of a page in order, and its texts, each with the elements around it."""

    def __init__(self, markdown: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.texts: list[tuple[str, tuple[str, ...]]] = []
        self._open: list[str] = []
        self.feed(_html(markdown))
        self.close()
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag, attrs):
        """Go into an element; none has attributes but a block of code its language, a cell its side."""
        assert all(name in {"class", "style"} and "script" not in value for name, value in attrs), (
            tag,
            attrs,
        )
        self.elements.append(tag)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        """Come out of the element that was opened last."""
        assert self._open.pop() == tag

    def handle_data(self, data):
        """Keep a text."""
        self.texts.append((data, tuple(self._open)))

    def handle_comment(self, data):
        """Refuse what can hide a text."""
        pytest.fail(f"a comment: {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment

    @property
    def skeleton(self) -> list[str]:
        """The elements, but for those within a line."""
        return [tag for tag in self.elements if tag not in {"code", "span"}]

    @property
    def text(self) -> str:
        """All texts, one after the other."""
        return "".join(data for data, _ in self.texts)

    @property
    def linked(self) -> list[str]:
        """Texts in which GitHub would see something of its own."""
        return [
            data
            for data, around in self.texts
            if _SEEN_LATER.search(data) and not {"code", "pre"}.intersection(around)
        ]


def addresses(markdown: str) -> list[str]:
    """Give what GitHub would take for addresses, outside of fences."""
    return _ADDRESS.findall(_FENCED.sub("", markdown))


def _html(markdown: str) -> str:
    library = pytest.importorskip("markdown_it", reason="markdown-it-py renders what these tests look at")
    reader = library.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    html: str = reader.render(markdown)
    return html
