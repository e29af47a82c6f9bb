"""The scanner of Velocity 2.4.1, which tells blanks and line ends apart so that directives can swallow them.

The engine puts an invisible character (U+001C) behind the template, so that a last `$` or `#` is text; so
do we.

Source: recorded: the reference table.
"""

from gc_contracts.velocity.lexer import Lexer, Rules, Token
from gc_contracts.velocity.lexer_actions import (
    ACTIONS,
    give_back_letter,
    pop_state,
    split_range,
)
from gc_contracts.velocity.rules_v2 import RULES

END_MARK = "\x1c"
_PRE_REFERENCES = frozenset({"PRE_REFERENCE", "PRE_OLD_REFERENCE"})
_PRE = _PRE_REFERENCES | {"PRE_DIRECTIVE"}
_MODIFIERS = frozenset({"REFMODIFIER", "OLD_REFMODIFIER"})
_STARTS = _PRE_REFERENCES | {"REFERENCE"}


def _open(lexer: Lexer, state: str) -> None:
    """Go to a state; the states right after `$` and `#` are left for good, not remembered."""
    if lexer.state not in _PRE:
        lexer.push()
    lexer.state = state


def _dollar(lexer: Lexer, _: Token) -> None:
    if not lexer.in_comment:
        if lexer.state in _STARTS:
            lexer.pop()
        _open(lexer, "PRE_OLD_REFERENCE" if lexer.hyphens else "PRE_REFERENCE")


def _hash(lexer: Lexer, _: Token) -> None:
    if lexer.in_comment:
        return
    if lexer.state in _STARTS | _MODIFIERS:
        lexer.pop()
    if lexer.state == "REFMOD3":
        lexer.state = "DEFAULT"
    _open(lexer, "PRE_DIRECTIVE")


def _textblock_start(lexer: Lexer, _: Token) -> None:
    if not lexer.in_comment:
        lexer.in_comment = True
        _open(lexer, "IN_TEXTBLOCK")


def _formal_start(lexer: Lexer, _: Token) -> None:
    if not lexer.in_comment:
        lexer.pos -= 1
        lexer.in_comment = True
        _open(lexer, "IN_FORMAL_COMMENT")


def _multi_start(lexer: Lexer, _: Token) -> None:
    if not lexer.in_comment:
        lexer.in_comment = True
        _open(lexer, "IN_MULTI_LINE_COMMENT")


def _line_comment(lexer: Lexer, _: Token) -> None:
    if not lexer.in_comment:
        if lexer.state in _STARTS:
            lexer.pop()
        lexer.in_comment = True
        lexer.push()
        lexer.state = "IN_SINGLE_LINE_COMMENT"


def _leave_comment(lexer: Lexer, _: Token) -> None:
    lexer.in_comment = False
    lexer.pop()
    if lexer.state in {"REFERENCE", "REFMOD3"}:
        lexer.pop()


def _leave_textblock(lexer: Lexer, _: Token) -> None:
    lexer.in_comment = False
    lexer.pop()


def _pipe(lexer: Lexer, _: Token) -> None:
    if lexer.curly == 1:
        lexer.state = "ALT_VAL"
    else:
        lexer.pop()


def _left_curly(lexer: Lexer, _: Token) -> None:
    lexer.curly += 1


def _right_curly(lexer: Lexer, _: Token) -> None:
    lexer.curly -= 1
    if lexer.state == "ALT_VAL" and lexer.curly == 0:
        lexer.pop()


def _rcurly(lexer: Lexer, _: Token) -> None:
    while lexer.curly == 0 and lexer.state != "DEFAULT":
        lexer.pop()
    if lexer.state not in {"DEFAULT", "DIRECTIVE", "REFMOD2"}:
        lexer.pop()


def _lparen(lexer: Lexer, _: Token) -> None:
    if not lexer.in_comment:
        lexer.lparen += 1
    if lexer.state in _MODIFIERS:
        lexer.state = "REFMOD2"


def _end_arguments(lexer: Lexer, _: Token) -> None:
    lexer.state = "REFMOD3"


def _newline(lexer: Lexer, _: Token) -> None:
    lexer.in_set = False


def _integer(lexer: Lexer, token: Token) -> None:
    split_range(lexer, token)
    if lexer.lparen == 0 and not lexer.in_set and lexer.state not in {"REFMOD2", "REFINDEX", "ALT_VAL"}:
        lexer.pop()


def _float(lexer: Lexer, _: Token) -> None:
    if lexer.lparen == 0 and not lexer.in_set and lexer.state not in {"REFMOD2", "ALT_VAL"}:
        lexer.pop()


def _identifier(lexer: Lexer, _: Token) -> None:
    if lexer.state in _PRE_REFERENCES:
        lexer.state = "REFERENCE"


def _dot(lexer: Lexer, token: Token) -> None:
    give_back_letter(lexer, token)
    lexer.state = "OLD_REFMODIFIER" if lexer.hyphens else "REFMODIFIER"


class LexerV2(Lexer):
    """The scanner of 2.4.1."""

    RULES = Rules(RULES)
    ACTIONS = {  # noqa: RUF012 - declared as a ClassVar mapping in the base class
        **ACTIONS,
        "LONE_SYMBOL": pop_state,
        "LOGICAL_OR_2": pop_state,
        "PIPE": _pipe,
        "LEFT_CURLEY": _left_curly,
        "RIGHT_CURLEY": _right_curly,
        "LPAREN": _lparen,
        "REFMOD2_RPAREN": _end_arguments,
        "DOLLAR": _dollar,
        "DOLLARBANG": _dollar,
        "TEXTBLOCK_START": _textblock_start,
        "FORMAL_START": _formal_start,
        "MULTI_START": _multi_start,
        "HASH": _hash,
        "SINGLE_LINE_COMMENT_START": _line_comment,
        "SINGLE_LINE_COMMENT": _leave_comment,
        "FORMAL_COMMENT": _leave_comment,
        "MULTI_LINE_COMMENT": _leave_comment,
        "TEXTBLOCK": _leave_textblock,
        "NEWLINE": _newline,
        "SUFFIX": pop_state,
        "INTEGER_LITERAL": _integer,
        "FLOATING_POINT_LITERAL": _float,
        "IDENTIFIER": _identifier,
        "DOT": _dot,
        "LCURLY": _left_curly,
        "RCURLY": _rcurly,
    }
