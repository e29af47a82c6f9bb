"""YAML as data: 1.2 core scalars, text keys, no magic, every place known."""

import pytest

from gc_contracts.errors import LoadError
from gc_contracts.load.flaw import MAX_DEPTH, Flaw
from gc_contracts.load.yaml_text import compose, scan_yaml
from gc_contracts.source import Source


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("+7", 7),
        ("1e3", 1000.0),
        ("1E2", 100.0),
        (".5", 0.5),
        ("12:30:45", "12:30:45"),
        ("2026-01-31", "2026-01-31"),
        ("1_000", "1_000"),
        ("'1'", "1"),
        ('"\\u00e9\\n"', "é\n"),
        ("|-\n  a\n   b", "a\n b"),
        (">-\n  a\n  b", "a b"),
    ],
)
def test_scalars_are_those_of_yaml_1_2(text, value):
    """`no` is a text, `1e3` a number, a date a text."""
    data = compose(f"v: {text}\n", "a.yaml").data

    assert repr(data) == repr({"v": value})


def test_keys_are_texts_as_written():
    """JSON has no other keys."""
    data = compose("200: a\nno: b\nnull: c\n? 1.50\n: d\n'': e\n", "a.yaml").data

    assert data == {"200": "a", "no": "b", "null": "c", "1.50": "d", "": "e"}


def test_an_alias_stands_for_its_value():
    """Few aliases are welcome; their place is where the value is written."""
    composed = compose("a: &x {b: 1}\nc: [*x, *x]\n", "a.yaml")

    assert composed.data == {"a": {"b": 1}, "c": [{"b": 1}, {"b": 1}]}
    assert composed.places.find("/c/1/b") == (1, 11)


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        (
            "a: 1\nb: !!python/object:os.system x\n",
            Flaw("the tag `!!python/object:os.system` is not read", 2, 4, "write the value without a tag"),
        ),
        ("a: {<<: {b: 1}}\n", Flaw("the merge key `<<` is not read", 1, 5, "write the members out")),
        (
            "a: 1\nb: 2\na: 3\n",
            Flaw("the key `a` stands here again, after line 1", 3, 1, "remove one of them"),
        ),
        ("a: .inf\n", Flaw(".inf is no number JSON can hold", 1, 4, "put it in quotes, or write null")),
        ("a: 1e999\n", Flaw("1e999 is no number JSON can hold", 1, 4, "put it in quotes, or write null")),
    ],
)
def test_what_data_may_not_hold_is_a_flaw(text, flaw):
    """Such a file can be read, and is no contract."""
    assert compose(text, "a.yaml").flaws == (flaw,)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: 1\n\tb: 2\n", (2, 1), "a tab stands in the indentation; indent by spaces"),
        ("a: @x\n", (1, 4), "a tab or a reserved character begins a value; indent by spaces, or quote it"),
        ("a: b: c\n", (1, 5), "a colon inside a text; quote the text, or mend the indentation"),
        ("a: [1, 2\nb: 3\n", (2, 2), "a comma or a closing bracket is missing"),
        ("a: 'x\n", (2, 1), "the text ends inside a quoted value"),
        ("a: 1\n b: 2\n", (2, 3), "a colon inside a text; quote the text, or mend the indentation"),
        (
            "a:\n  - 1\n c: 2\n",
            (3, 2),
            "the indentation does not fit the lines before, or a quote is not closed",
        ),
        (
            "a: !has(b) || c\n",
            (1, 13),
            "`!has(b)` is a tag to YAML, for it begins with `!`; put the whole value in quotes",
        ),
        (
            "a: 'b == 'c''\n",
            (1, 11),
            "text follows the quote that ends the value; quote the whole value, the other way than inside",
        ),
        (
            '- a: "b" == c\n',
            (1, 10),
            "text follows the quote that ends the value; quote the whole value, the other way than inside",
        ),
        ('a: "\\d"\n', (1, 5), "a backslash stands alone in double quotes; write two, or use single quotes"),
        ("a: *x\n", (1, 4), "the alias `*x` has no anchor `&x` before it"),
        ("a: &x [1, *x]\n", (1, 11), "the alias `*x` stands inside its own anchor; that never ends"),
        ("a: 1\n---\nb: 2\n", (2, 1), "a second document begins here; a file holds one"),
        ("? [a]\n: 1\n", (1, 3), "a list or a mapping cannot be a key; keys are texts"),
        ("a: \x01\n", (1, 4), "a character that YAML does not allow stands here"),
    ],
)
def test_an_error_names_the_place_and_what_would_be_right(text, place, message):
    """Line, column and a sentence, for each way YAML is broken."""
    with pytest.raises(LoadError) as caught:
        compose(text, "a.yaml")

    assert (caught.value.source, caught.value.message) == (Source("a.yaml", *place), message)


def bomb(levels):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        pytest.param("[" * 200_000, "the file nests more than 200 levels", id="brackets"),
        pytest.param("- " * 200_000, "the file nests more than 200 levels", id="dashes"),
        pytest.param("{a: " * 50_000, "the file nests more than 200 levels", id="mappings"),
        pytest.param(bomb(9), "the aliases stand for more than 100,000 values", id="bomb"),
        pytest.param(
            "a0: &a0 [1]\n" + "\n".join(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, MAX_DEPTH + 5)),
            "the file nests more than 200 levels",
            id="depth by aliases",
        ),
    ],
)
def test_a_hostile_file_is_refused(text, start):
    """Neither depth nor aliases can stop the process."""
    with pytest.raises(LoadError) as caught:
        compose(text, "a.yaml")

    assert caught.value.message.startswith(start)


PLACES = """\
plain: one word
single: 'it''s x'
double: "a\\tb\\u00e9c"
block: |
  first
    second

  last
folded: >-
  one two
  three
quoted: "one
  two \\n three"
list:
  - {a: [x, y]}
indented: |2
    kept
"""


@pytest.mark.parametrize(
    ("pointer", "offset", "place"),
    [
        ("/plain", -1, (1, 8)),
        ("/plain", 4, (1, 12)),
        ("/single", 4, (2, 15)),
        ("/double", 2, (3, 13)),
        ("/double", 4, (3, 20)),
        ("/block", 0, (5, 3)),
        ("/block", 8, (6, 5)),
        ("/block", 16, (8, 3)),
        ("/folded", 4, (10, 7)),
        ("/folded", 8, (11, 3)),
        ("/quoted", 4, (13, 3)),
        ("/quoted", 10, (13, 10)),
        ("/list/0/a/1", -1, (15, 13)),
        ("/list/0", 3, (15, 5)),
        ("/indented", 2, (17, 5)),
        ("/nowhere/x", 5, (1, 1)),
    ],
)
def test_values_and_their_characters_have_places(pointer, offset, place):
    """Exact in one-line scalars and literal blocks, by words in folded ones."""
    assert scan_yaml(PLACES).find(pointer, offset) == place


def test_keys_have_places():
    """An unknown key is shown at its name."""
    assert scan_yaml(PLACES).key("/list/0/a") == (15, 6)
