"""Rules that the scanners of both generations share, in runs: among equals the first rule wins.

Source: recorded: the reference table.
"""

from gc_contracts.velocity.lexer import Rule, rule

EOL = r"(?:\r\n|\n|\r)"
_EXPONENT = r"[eE][+-]?[0-9]+"

COMMENT_ENDS = (
    rule("SINGLE_LINE_COMMENT", "IN_SINGLE_LINE_COMMENT", EOL),
    rule("FORMAL_COMMENT", "IN_FORMAL_COMMENT", r"\*#"),
    rule("MULTI_LINE_COMMENT", "IN_MULTI_LINE_COMMENT", r"\*#"),
    rule("TEXTBLOCK", "IN_TEXTBLOCK", r"\]\]#"),
)


def argument_marks(states: str) -> tuple[Rule, ...]:
    """Make the rules of lists, maps and ranges."""
    return (
        rule("LBRACKET", states, r"\["),
        rule("RBRACKET", states, r"\]"),
        rule("COMMA", states, r","),
        rule("DOUBLEDOT", states, r"\.\."),
        rule("COLON", states, r":"),
        rule("LEFT_CURLEY", states, r"\{"),
        rule("RIGHT_CURLEY", states, r"\}"),
    )


def operators(states: str) -> tuple[Rule, ...]:
    """Make the rules of arithmetic, comparison and logic, as signs and as words."""
    return (
        rule("MINUS", states, r"-"),
        rule("PLUS", states, r"\+"),
        rule("MULTIPLY", states, r"\*"),
        rule("DIVIDE", states, r"/"),
        rule("MODULUS", states, r"%"),
        rule("LOGICAL_AND", states, r"&&|and"),
        rule("LOGICAL_OR", states, r"\|\||or"),
        rule("LOGICAL_LT", states, r"<|lt"),
        rule("LOGICAL_LE", states, r"<=|le"),
        rule("LOGICAL_GT", states, r">|gt"),
        rule("LOGICAL_GE", states, r">=|ge"),
        rule("LOGICAL_EQUALS", states, r"==|eq"),
        rule("LOGICAL_NOT_EQUALS", states, r"!=|ne"),
        rule("LOGICAL_NOT", states, r"!|not"),
        rule("EQUALS", states, r"="),
    )


def numbers_and_words(states: str, word: str, bracketed_word: str) -> tuple[Rule, ...]:
    """Make the rules of numbers, which exist in these states, and of bare words."""
    return (
        rule("INTEGER_LITERAL", states, r"-?[0-9]+(?:\.\.)?"),
        rule(
            "FLOATING_POINT_LITERAL",
            states,
            rf"-?[0-9]+\.[0-9]*(?:{_EXPONENT})?|-?\.[0-9]+(?:{_EXPONENT})?|-?[0-9]+{_EXPONENT}",
        ),
        rule("WORD", "PRE_DIRECTIVE DIRECTIVE", word),
        rule("BRACKETED_WORD", "PRE_DIRECTIVE DIRECTIVE", bracketed_word),
    )
