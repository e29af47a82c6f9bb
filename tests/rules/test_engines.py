"""Three engines, one table: cel-cpp judges, our own confirms, a third is asked so that a switch stays cheap."""

import pytest

from gc_contracts.rules.cel import Compiled, Erred, engine
from gc_contracts.rules.evaluate import evaluate
from gc_contracts.rules.parser import parse
from gc_contracts.rules.void import ERROR, UNKNOWN
from rule_table import OTHERWISE, RECORD, ROWS, UNSURE

ENGINE = engine()
OTHERS = [
    {},
    dict.fromkeys(RECORD),
    {name: str(value) for name, value in RECORD.items()},
    {name: [value] for name, value in RECORD.items()},
    {name: {"city": value, "qty": 1} for name, value in RECORD.items()},
    dict.fromkeys(RECORD, 1.5),
    {**RECORD, "count": -7, "price": 3, "tags": [], "flag": False, "status": "", "lines": [{}]},
    {**RECORD, "count": 9223372036854775807, "numbers": [1, "a", None], "address": {}, "first": -1},
    {**RECORD, "starts": "2024-06-30T12:00:00.5+02:00", "ends": "yesterday", "status": "Active\n"},
]
"""The same names with other things in them."""


def _first(text: str, record: object) -> str:
    assert ENGINE is not None
    compiled = ENGINE.compile(text)
    assert isinstance(compiled, Compiled), compiled
    return _word(compiled.ask(ENGINE.bind(record)))


def _word(answer: object) -> str:
    if answer is ERROR or isinstance(answer, Erred):
        return "error"
    return "unknown" if answer is UNKNOWN else str(answer).lower()


needs_library = pytest.mark.skipif(ENGINE is None, reason="the extra `rules` is not installed")


def test_the_table_is_as_long_as_it_was():
    """A row lost is a row untested."""
    assert len(ROWS) == 364
    assert len(dict(ROWS)) == len(ROWS)


@needs_library
@pytest.mark.parametrize(("text", "word"), ROWS)
def test_the_first_engine_says_what_the_table_says(text, word):
    """What this version of cel-cpp means by each expression is written down here."""
    assert _first(text, RECORD) == word


@pytest.mark.parametrize(("text", "word"), ROWS)
def test_the_second_engine_says_the_same_or_that_it_cannot_tell(text, word):
    """It shares no code with the first; where it is not sure it says so."""
    assert _word(evaluate(parse(text), RECORD)) == ("unknown" if text in UNSURE else word)


@needs_library
@pytest.mark.parametrize("record", OTHERS, ids=range(len(OTHERS)))
def test_the_engines_agree_on_records_with_other_things_in_them(record):
    """Most of these are errors, which is where evaluators differ."""
    words = {text: (_first(text, record), _word(evaluate(parse(text), record))) for text, _ in ROWS}

    assert {text: both for text, both in words.items() if both[1] not in {both[0], "unknown"}} == {}


@pytest.mark.parametrize(("text", "word"), ROWS)
def test_a_third_engine_differs_only_where_it_is_known_to(text, word):
    """Each difference has its reason in the table."""
    cel = pytest.importorskip("cel", reason="common-expression-language is not installed")

    try:
        answer = cel.evaluate(text, {"record": RECORD})
    except Exception:  # noqa: BLE001 - it raises whatever it likes
        answer = None
    third = str(answer).lower() if isinstance(answer, bool) else "error"

    assert (third != word) is (text in OTHERWISE)
