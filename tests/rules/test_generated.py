"""Rules nobody would write: the engines agree on them, and no text breaks the parser."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from gc_contracts.errors import RuleError
from gc_contracts.rules.cel import Compiled, Erred, engine
from gc_contracts.rules.evaluate import evaluate
from gc_contracts.rules.flaws import Flaw
from gc_contracts.rules.nodes import Node, walk
from gc_contracts.rules.parser import parse
from gc_contracts.rules.void import ERROR, UNKNOWN
from rule_texts import FILLED, OPEN_TREES, RECORDS, SENSIBLE, TREES, write

ENGINE = engine()
_SIGNS = st.text(st.sampled_from(list("record.ab'\"\\`()[]{}?:!=<>&|+-*/%,.1 e0xu\n😀é")), max_size=30)


def _read(text: str) -> Node | None:
    try:
        return parse(text)
    except RuleError as error:
        refused = error
    assert 0 <= refused.offset <= len(text)
    return None


def _agree(tree: Node, record: object) -> None:
    """Where our own engine is sure, it says what cel-cpp says."""
    text = write(tree)
    own = evaluate(parse(text), record)
    compiled = ENGINE.compile(text) if ENGINE else None
    if isinstance(compiled, Compiled) and own is not UNKNOWN:
        answer = compiled.ask(ENGINE.bind(record))
        assert ("error" if isinstance(answer, Erred) else answer) == ("error" if own is ERROR else own)


@settings(max_examples=200, deadline=None)
@given(SENSIBLE, FILLED)
def test_the_engines_agree_on_rules_as_people_write_them(tree, record):
    """Conditions over fields that are mostly there, and mostly of the right type."""
    _agree(tree, record)


@settings(max_examples=200, deadline=None)
@given(TREES, RECORDS)
def test_the_engines_agree_on_any_rule_and_record(tree, record):
    """Nonsense too: most of it is an error, and the same one."""
    _agree(tree, record)


@settings(max_examples=200, deadline=None)
@given(OPEN_TREES)
def test_a_tree_that_is_written_and_read_is_the_same(tree):
    """Precedence, escapes and macros survive; places are where the text says."""
    text = write(tree)

    found = parse(text)

    assert found == tree
    assert all(0 <= node.start <= node.end <= len(text) for node in walk(found))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40) | _SIGNS)
@example("'")
@example("1" * 5000)
@example("(" * 5000)
@example("!" * 5000 + "a")
@example("a" + ".a" * 5000)
@example("a" + "+a" * 5000)
@example("a" + "&&a" * 5000)
@example("\ud800")
@example("'\ud800'")
@example("\0")
def test_no_text_breaks_the_parser_or_the_library(text):
    """A rule is a user's text: it is read, or it is a flaw with a place in it."""
    _read(text)
    compiled = ENGINE.compile(text) if ENGINE else None

    if isinstance(compiled, Flaw):
        assert 0 <= compiled.offset <= len(text)
        assert compiled.message
