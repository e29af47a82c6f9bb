"""The scanner of Velocity 1.7: how its tokens move it from state to state.

Source: recorded: the reference table; settled by running the engine where the table is silent.
"""

from gc_contracts.velocity.lexer import Lexer, Rules, Token
from gc_contracts.velocity.lexer_actions import (
    ACTIONS,
    give_back_letter,
    pop_state,
    split_range,
)
from gc_contracts.velocity.rules_v1 import RULES


def _dollar(lexer: Lexer, _: Token) -> None:
    if not lexer.in_comment:
        if lexer.state == "REFERENCE":
            lexer.pop()
        lexer.push()
        lexer.state = "REFERENCE"


def _hash(lexer: Lexer, _: Token) -> None:
    if not lexer.in_comment:
        if lexer.state in {"REFERENCE", "REFMODIFIER"}:
            lexer.pop()
        lexer.push()
        lexer.state = "PRE_DIRECTIVE"


def _enter_comment(lexer: Lexer, state: str) -> None:
    lexer.in_comment = True
    lexer.push()
    lexer.state = state


def _textblock_start(lexer: Lexer, _: Token) -> None:
    if not lexer.in_comment:
        _enter_comment(lexer, "IN_TEXTBLOCK")


def _formal_start(lexer: Lexer, _: Token) -> None:
    if not lexer.in_comment:
        lexer.pos -= 1
        _enter_comment(lexer, "IN_FORMAL_COMMENT")


def _multi_start(lexer: Lexer, _: Token) -> None:
    if not lexer.in_comment:
        _enter_comment(lexer, "IN_MULTI_LINE_COMMENT")


def _line_comment(lexer: Lexer, _: Token) -> None:
    if not lexer.in_comment:
        if lexer.state == "REFERENCE":
            lexer.pop()
        _enter_comment(lexer, "IN_SINGLE_LINE_COMMENT")


def _leave_comment(lexer: Lexer, _: Token) -> None:
    lexer.in_comment = False
    lexer.pop()


def _lparen(lexer: Lexer, _: Token) -> None:
    if not lexer.in_comment:
        lexer.lparen += 1
    if lexer.state == "REFMODIFIER":
        lexer.state = "REFMOD2"


def _end_arguments(lexer: Lexer, _: Token) -> None:
    lexer.state = "REFERENCE"


def _integer(lexer: Lexer, token: Token) -> None:
    split_range(lexer, token)
    if lexer.lparen == 0 and not lexer.in_set and lexer.state not in {"REFMOD2", "REFINDEX"}:
        lexer.pop()


def _float(lexer: Lexer, _: Token) -> None:
    if lexer.lparen == 0 and not lexer.in_set and lexer.state != "REFMOD2":
        lexer.pop()


def _dot(lexer: Lexer, token: Token) -> None:
    give_back_letter(lexer, token)
    lexer.state = "REFMODIFIER"


class LexerV1(Lexer):
    """The scanner of 1.7."""

    RULES = Rules(RULES)
    ACTIONS = {  # noqa: RUF012 - declared as a ClassVar mapping in the base class
        **ACTIONS,
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
        "TEXTBLOCK": _leave_comment,
        "INTEGER_LITERAL": _integer,
        "FLOATING_POINT_LITERAL": _float,
        "DOT": _dot,
        "RCURLY": pop_state,
    }
