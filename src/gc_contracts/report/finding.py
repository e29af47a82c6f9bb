"""One finding as people read it: what, where, the smallest reproducer, the steps, how to mend, how to rerun.

At most 25 lines, whatever the finding holds: each part has its share and says what it left out.
"""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gc_contracts._json import Json, dumps
from gc_contracts.model.finding import Finding, Severity

STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


class Line(NamedTuple):
    """A line of text and the colour it may have: a markup name of pytest's terminal writer, or none."""

    text: str
    style: str = ""


def block(finding: Finding, rerun: str = "", width: int = 100) -> list[Line]:
    """Write a finding in full, in at most 25 lines: 1 + 1 + 4 + 2 + 5 + 9 + 2 + 1."""
    head = Line(f"{finding.severity} {finding.check}", STYLES[finding.severity])
    place = f"  {finding.source}" + (f"  ({finding.source.pointer})" if finding.source.pointer else "")
    lines = [head, Line(place)]
    lines += wrapped(finding.message, "  ", width, 4)
    lines += [Line(f"  {line}") for line in finding.excerpt[:2]]
    lines += _reproducer(finding.reproduce, width)
    lines += _steps(finding.steps, width)
    lines += wrapped(finding.hint, "  mend: ", width, 2)
    lines += [Line(f"  rerun: {rerun}")] if rerun else []
    return [Line(clean(line.text), line.style) for line in lines]


def brief(finding: Finding, width: int = 100) -> list[Line]:
    """Write a finding in one line, or two where the message is long; for a reader who knows the contract."""
    text = f"{_place(finding):<7} {finding.check} {finding.severity}: {' '.join(finding.message.split())}"
    lines = textwrap.wrap(clean(text), width, subsequent_indent=" " * 8, break_on_hyphens=False)
    shown = [*lines[:1], *(cut(line, width - 2) + " …" for line in lines[1:2])] if len(lines) > 2 else lines
    return [Line(line, STYLES[finding.severity]) for line in shown]


def _place(finding: Finding) -> str:
    """Tell line and column; the file too where it is another than the contract's own."""
    source = finding.source
    if source.file == finding.contract:
        return str(source).removeprefix(source.file).lstrip(":") or "file"
    folder = finding.contract.rpartition("/")[0]
    return str(source).removeprefix(f"{folder}/")


def cut(text: str, width: int) -> str:
    """Shorten a text to `width` characters, with an ellipsis where something is missing."""
    return text if len(text) <= width else text[: max(width - 1, 0)] + "…"


def cut_path(path: str, width: int) -> str:
    """Shorten a path at its beginning, since its end tells more."""
    return path if len(path) <= width else "…" + path[len(path) - width + 1 :]


def clean(text: str) -> str:
    r"""Escape what a terminal would obey or cannot show.

    >>> print(clean("a\x1b[31m"))
    a\x1b[31m
    """
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(letter: str) -> str:
    return letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")


def wrapped(text: str, prefix: str, width: int, limit: int) -> list[Line]:
    """Break a text into at most `limit` lines: the first after `prefix`, the others indented alike."""
    if not text:
        return []
    paragraphs = (
        textwrap.wrap(part, width - len(prefix), break_on_hyphens=False) or [""] for part in text.split("\n")
    )
    lines = [line for paragraph in paragraphs for line in paragraph]
    shown = lines[:limit]
    if len(lines) > limit:
        shown[-1] = cut(shown[-1], width - len(prefix) - 2) + " …"
    return [Line((prefix if number == 0 else " " * len(prefix)) + line) for number, line in enumerate(shown)]


def _reproducer(reproduce: Mapping[str, Json], width: int) -> list[Line]:
    lines = [line for name, value in reproduce.items() for line in _value(name, value, width)]
    if len(lines) <= 5:
        return lines
    return [*lines[:4], Line("    … in full: --gc-report FILE.json")]


def _value(name: str, value: Json, width: int) -> Iterator[Line]:
    text = f"{name}: {_json(value)}"
    step = max(width - 4, 20)
    for start in range(0, min(len(text), step * 6), step):
        yield Line(("  " if start == 0 else "    ") + text[start : start + step])


def _json(value: Json) -> str:
    try:
        return dumps(value)
    except (TypeError, ValueError):
        return repr(value)


def _steps(steps: Iterable[str], width: int) -> list[Line]:
    lines = [Line(cut(f"    {step}", width)) for step in steps]
    if len(lines) > 8:
        lines = [Line("    …"), *lines[-7:]]
    return [Line("  steps:"), *lines] if lines else []
