"""The engine against the golden table: every case of the real engines, by group and generation."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from gc_contracts.velocity import VelocityError, render
from shared import REASON, SHARED

_TABLE = SHARED / "conformance" / "velocity.jsonl" if SHARED else None
_ENGINES: Mapping[str, tuple[str, bool]] = {
    "v17": ("1.7", True),
    "v24": ("2", False),
    "v24_hyphen": ("2", True),
}
_KNOWN: Mapping[tuple[str, str], str] = {}
"""Cases we answer differently on purpose, by id and engine, with the reason: none."""
_PLACE = re.compile(r"\[line (\d+), column (\d+)\]")
_PARSER_WORDS = ("Encountered", "Lexical error")


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    if _TABLE is None or not _TABLE.is_file():
        return ()
    return tuple(json.loads(line) for line in _TABLE.read_text("ascii").splitlines())


def _cases() -> list[tuple[str, str]]:
    return sorted({(row["group"], engine) for row in _rows() for engine in _ENGINES if engine in row})


def _answer(row: Mapping[str, Any], engine: str) -> dict[str, str]:
    generation, hyphens = _ENGINES[engine]
    try:
        return {"output": render(row["template"], row["context"], row["strict"], generation, hyphens=hyphens)}
    except VelocityError as error:
        return {"error": error.message}


def _comparable(answer: Mapping[str, str]) -> object:
    """Of messages that name a generated parser's tokens only kind and place count."""
    first = answer.get("error", "").split("\n")[0]
    if first.startswith(_PARSER_WORDS):
        return first.split(" ")[0], _PLACE.findall(first)[-1]
    return answer.get("output", first)


def _differences(group: str, engine: str) -> list[str]:
    rows = [row for row in _rows() if row["group"] == group and engine in row]
    return [
        f"{row['id']}: {row['template']!r} gives {answer}, not {row[engine]}"
        for row in rows
        if (row["id"], engine) not in _KNOWN
        and _comparable(answer := _answer(row, engine)) != _comparable(row[engine])
    ]


@pytest.mark.skipif(not _rows(), reason=REASON)
@pytest.mark.parametrize(("group", "engine"), _cases())
def test_every_case_of_the_group_is_answered_as_the_engine_answers_it(group, engine):
    """Output to the character, messages to the letter, parse errors by kind and place."""
    assert _differences(group, engine) == []
