"""What both generations' scanners do when they have found a token."""

from collections.abc import Callable, Mapping

from gc_contracts.velocity.lexer import Lexer, Token


def open_index(lexer: Lexer, _: Token) -> None:
    """Enter the brackets of an index."""
    lexer.push()
    lexer.state = "REFINDEX"


def pop_state(lexer: Lexer, _: Token) -> None:
    """Go back one state."""
    lexer.pop()


def close_parenthesis(lexer: Lexer, _: Token) -> None:
    """Leave the state whose parentheses are closed."""
    lexer.close_parenthesis()


def open_set(lexer: Lexer, _: Token) -> None:
    """Enter the parentheses of #set."""
    if not lexer.in_comment:
        lexer.push()
        lexer.in_set = True
        lexer.state = "DIRECTIVE"
        lexer.lparen += 1


def end_string(lexer: Lexer, _: Token) -> None:
    """Leave the arguments of a directive that has none."""
    if lexer.state == "DIRECTIVE" and not lexer.in_set and lexer.lparen == 0:
        lexer.pop()


def to_directive(lexer: Lexer, _: Token) -> None:
    """Enter the arguments of a directive."""
    lexer.state = "DIRECTIVE"


def give_back(lexer: Lexer, _: Token) -> None:
    """Give back a character that ends a reference or directive."""
    lexer.pos -= 1
    lexer.pop()


def split_range(lexer: Lexer, token: Token) -> None:
    """Give back the `..` of a range that was read along with its first number."""
    if token.image.endswith(".."):
        lexer.pos -= 2
        token.end -= 2
        token.image = token.image[:-2]


def give_back_letter(lexer: Lexer, token: Token) -> None:
    """Give back the letter that was only read to know a property's dot from a full stop."""
    lexer.pos -= 1
    token.end -= 1
    token.image = "."


ACTIONS: Mapping[str, Callable[[Lexer, Token], None]] = {
    "INDEX_LBRACKET": open_index,
    "INDEX_RBRACKET": pop_state,
    "RPAREN": close_parenthesis,
    "SET_DIRECTIVE": open_set,
    "STRING_LITERAL": end_string,
    "END": pop_state,
    "ELSE": pop_state,
    "IF": to_directive,
    "ELSEIF": to_directive,
    "REFERENCE_TERMINATOR": give_back,
    "DIRECTIVE_TERMINATOR": give_back,
}
"""By the kind of token; each generation adds its own."""
