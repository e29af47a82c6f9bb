"""Other people's text in Markdown that GitHub renders: shown as it is, obeyed never.

One spelling serves Markdown and the HTML within it: a sign that either would read is a numeric reference.
What GitHub looks for in the finished text (names, numbers of issues, formulas, emoji) is parted by `<span>`,
as its own documentation does with a dollar sign.
"""

import re

from gc_contracts.report.finding import clean, cut

LONGEST = 600
"""Characters of a text within a line."""
_BLOCK = 3_000
"""Characters of a block."""
_READ = (
    r"[&<>*~\[\]\\|`]|(?<![A-Za-z0-9_])_+|_+(?![A-Za-z0-9_])"  # markup
    r"|:(?=//)|(?<=[Ww]{3})\."  # addresses
    r"|^[-+=]|^\d{1,9}[.)]"  # lists and headings
)
"""What Markdown or HTML reads."""
_LATER = r"[@#$]|(?<=[Gg][Hh])-(?=\d)"
"""What GitHub looks for in the finished text; in code too, for not every reader knows it by its tag."""
_CODE = re.compile(f"(?P<later>{_LATER})|{_READ}")
_PLAIN = re.compile(rf"(?P<later>{_LATER}|:(?=[\w+-]))|{_READ}")
_TICKS = re.compile(r"`+")


def inline(text: str, longest: int = LONGEST) -> str:
    """Write a text within a line; what stands between backticks is code.

    >>> inline("`a|b` is *not* for @octocat.")
    '<code>a&#124;b</code> is &#42;not&#42; for <span>@</span>octocat.'
    """
    parts = _flat(text, longest).split("`")
    if len(parts) % 2 == 0:  # the last backtick has no partner
        parts[-2:] = ["`".join(parts[-2:])]
    shown = (_coded(part) if number % 2 else _PLAIN.sub(_shown, part) for number, part in enumerate(parts))
    return "".join(shown)


def code(text: str, longest: int = LONGEST) -> str:
    """Write a name within a line as code.

    >>> code("a_b/<c>.json")
    '<code>a_b/&#60;c&#62;.json</code>'
    """
    return _coded(_flat(text, longest))


def fence(text: str, language: str = "text") -> str:
    """Write a block as it is, in a fence that nothing inside can end."""
    inside = "\n".join(clean(line) for line in cut(text, _BLOCK).splitlines())
    ticks = "`" * (max([2, *map(len, _TICKS.findall(inside))]) + 1)
    return f"{ticks}{language}\n{inside}\n{ticks}"


def _flat(text: str, longest: int) -> str:
    return clean(cut(" ".join(text.split()), longest))


def _coded(text: str) -> str:
    return f"<code>{_CODE.sub(_shown, text)}</code>" if text else ""


def _shown(match: re.Match[str]) -> str:
    if match["later"]:
        return f"<span>{match.group()}</span>"
    return "".join(f"&#{ord(letter)};" for letter in match.group())
