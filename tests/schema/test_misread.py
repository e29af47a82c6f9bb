"""Keywords that stand for usual mistakes: each takes or refuses what the right keyword does not."""

import pytest

from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.misread import MISREAD, accepts

ROWS = [
    ("gc:lengthInUtf16", {"maxLength": 1}, "a", "😀"),
    ("gc:lengthInBytes", {"minLength": 2}, "é", "a"),
    ("gc:lengthTrimmed", {"maxLength": 1}, " a ", "ab"),
    ("gc:lengthOfLetters", {"maxLength": 1}, "e\u0301", "ab"),
    ("gc:boundCut", {"minimum": 0}, -0.5, -1),
    ("gc:uniqueTexts", True, [1, 2], [1, "1"]),
    ("gc:uniqueWritten", True, [1, 1.0], [1, 1]),
    ("gc:uniquePython", True, [1, 2], [1, True]),
    ("gc:requiredGiven", ["a"], {"a": 0}, {"a": None}),
    ("gc:requiredFilled", ["a"], {"a": 1}, {"a": 0}),
    ("gc:namesIgnoringCase", ["a"], {"A": 1}, {"b": 1}),
    ("gc:typeOrText", ["integer"], "12", "twelve"),
    ("gc:typeOrTextEarly", ["integer"], 1, 1.0),
    ("gc:typeOrWhole", ["integer"], 1.0, 1.5),
    ("gc:enumIgnoringCase", ["a"], "A", "b"),
    ("gc:enumTrimmed", ["a"], "a ", "b"),
    ("gc:enumBeginning", ["ab"], "a", "b"),
    ("gc:enumWritten", [1], "1", "2"),
    ("gc:enumPython", [1], True, False),
]


@pytest.mark.parametrize(("keyword", "value", "taken", "refused"), ROWS, ids=[row[0][3:] for row in ROWS])
def test_a_misreading_stands_at_one_place_like_any_keyword(keyword, value, taken, refused):
    """Below a property, judged by the engine itself."""
    takes = accepts(Schema("s", {"properties": {"x": {keyword: value}}}, "draft-04"))

    assert (takes({"x": taken}), takes({"x": refused}), takes({})) == (True, False, True)


def test_every_misreading_has_its_row():
    """Whoever adds one says here what it takes and refuses."""
    assert sorted(MISREAD) == sorted(row[0] for row in ROWS)


SPOKEN = [row[:2] for row in ROWS if not row[0].startswith(("gc:enum", "gc:type", "gc:bound"))]


@pytest.mark.parametrize(("name", "value"), SPOKEN, ids=[row[0][3:] for row in SPOKEN])
def test_a_misreading_says_nothing_of_values_its_keyword_does_not_speak_about(name, value):
    """A misread length refuses no number."""
    takes = accepts(Schema("s", {name: value}, "draft-04"))

    assert (takes(12), takes(None)) == (True, True)


def test_a_pattern_of_java_is_respelt_here_too():
    r"""`\Q…\E` is no ECMA-262, and read as Java does."""
    takes = accepts(Schema("s", {"pattern": r"^\Qa.b\E$"}, "draft-04"))

    assert (takes("a.b"), takes("axb")) == (True, False)


def test_what_is_no_schema_is_refused():
    """With the error that compiling it gives."""
    with pytest.raises(SchemaError):
        accepts(Schema("s", {"type": "nothing"}, "draft-04"))
