"""One finding in Markdown: whole and folded, or in one line."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from gc_contracts._json import Json
from gc_contracts.report.markdown_text import code, fence, inline

_MESSAGE = 2_000
"""Characters of a message where a finding is shown whole."""
_TITLE = 120
_BRIEF = 300


def whole(found: Mapping[str, Any]) -> str:
    """Write all that is known, folded: the title says what and where."""
    title = f"{found['severity']} {code(found['check'])} {code(place(found['source']))}"
    opening = f"<details><summary>{title}: {inline(found['message'], _TITLE)}</summary>"
    message = [inline(found["message"], _MESSAGE)] if len(found["message"]) > _TITLE else []
    return "\n\n".join((opening, *message, *_parts(found), "</details>"))


def brief(found: Mapping[str, Any]) -> str:
    """Write it in one line of a list."""
    said = inline(found["message"], _BRIEF)
    return f"- {code(found['check'])} {code(place(found['source']))}: {said}"


def waived(found: Mapping[str, Any]) -> str:
    """Write one that is accepted: why, by whom and until when."""
    waiver = found["waiver"]
    owner, until = inline(waiver["owner"], _TITLE), inline(waiver["until"], _TITLE)
    return f"{brief(found)}<br>{inline(waiver['reason'], _BRIEF)} ({owner}, until {until})"


def place(source: Mapping[str, Any]) -> str:
    """Name a place as editors do: `file:line:column`, as far as it is known."""
    numbers = [source["line"], source["column"]] if source["line"] else []
    return ":".join([source["file"], *(str(number) for number in numbers if number)])


def _parts(found: Mapping[str, Any]) -> Iterator[str]:
    if "excerpt" in found:
        yield fence("\n".join(found["excerpt"]))
    if found["reproduce"]:
        yield "Smallest reproducer:"
        yield fence(_json(found["reproduce"]), "json")
    if "steps" in found:
        yield "Steps:"
        yield fence("\n".join(found["steps"]))
    if "hint" in found:
        yield f"Mend: {inline(found['hint'])}"
    if "rerun" in found:
        yield "See it again:"
        yield fence(found["rerun"], "sh")


def _json(value: Json) -> str:
    """Write data in one line where it fits."""
    line = json.dumps(value, ensure_ascii=False)
    return line if len(line) <= _TITLE else json.dumps(value, ensure_ascii=False, indent=2)
