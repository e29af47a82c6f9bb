"""Which tokens exist in which state of the scanner of Velocity 1.7.

Source: recorded: the reference table; settled by running the engine where the table is silent.
"""

from gc_contracts.velocity.lexer import MORE, SKIP, SPECIAL, rule
from gc_contracts.velocity.rules import COMMENT_ENDS, EOL, argument_marks, numbers_and_words, operators

_EVERY = (
    "REFERENCE REFMODIFIER REFINDEX DIRECTIVE REFMOD2 DEFAULT IN_TEXTBLOCK IN_MULTI_LINE_COMMENT"
    " IN_FORMAL_COMMENT IN_SINGLE_LINE_COMMENT PRE_DIRECTIVE"
)
_COMMENTS = "IN_SINGLE_LINE_COMMENT IN_FORMAL_COMMENT IN_MULTI_LINE_COMMENT"
_ARGUMENTS = "DIRECTIVE REFMOD2"
_NUMBERS = "PRE_DIRECTIVE DIRECTIVE REFMOD2 REFINDEX"
WORD = r"[a-zA-Z_@][a-zA-Z0-9_@]*"
BRACKETED_WORD = r"\{[a-zA-Z_][a-zA-Z0-9_@]*\}"

RULES = (
    rule("INDEX_LBRACKET", "REFERENCE REFMODIFIER", r"\["),
    rule("INDEX_RBRACKET", "REFINDEX", r"\]"),
    *argument_marks(_ARGUMENTS),
    rule("LPAREN", "DIRECTIVE REFMODIFIER", r"\("),
    rule("RPAREN", "DIRECTIVE", rf"\)(?:[ \t]*{EOL})?"),
    rule("REFMOD2_RPAREN", "REFMOD2", r"\)"),
    rule("ESCAPE_DIRECTIVE", "DEFAULT", rf"(?:\\\\)*\\#(?:{WORD}|{BRACKETED_WORD})"),
    rule("SET_DIRECTIVE", "DEFAULT REFERENCE REFMODIFIER REFMOD2", r"[ \t]*(?:#set|#\{set\}) *\("),
    rule("DOLLAR", _EVERY, r"\\*\$", MORE),
    rule("DOLLARBANG", _EVERY, r"\\*\$\\*!", MORE),
    rule("TEXTBLOCK_START", _EVERY, r"#\[\[", MORE),
    rule("FORMAL_START", _EVERY, r"#\*\*[^#]", MORE),
    rule("MULTI_START", _EVERY, r"#\*", MORE),
    rule("HASH", _EVERY, r"#", MORE),
    rule("SINGLE_LINE_COMMENT_START", "REFERENCE DIRECTIVE DEFAULT PRE_DIRECTIVE", r"##"),
    rule("DOUBLE_ESCAPE", "DEFAULT", r"\\\\"),
    rule("ESCAPE", "DEFAULT", r"\\"),
    rule("TEXT", "DEFAULT", r"[^$#\\]+"),
    *COMMENT_ENDS,
    # Many characters at once where the engine takes one: the outcome is the same.
    rule("COMMENT_CHAR", _COMMENTS, r"[^*$#\\\r\n]+|.", SKIP),
    rule("TEXTBLOCK_CHAR", "IN_TEXTBLOCK", r"[^\]$#\\]+|.", MORE),
    rule("WHITESPACE", "DIRECTIVE REFMOD2 REFINDEX", r"[ \t\n\r]+"),
    rule(
        "STRING_LITERAL",
        "DIRECTIVE REFMOD2 REFINDEX",
        r"\"[^\"]*(?:\"\"[^\"]*)*\"|'[^']*(?:''[^']*)*'",
    ),
    rule("TRUE", "REFERENCE DIRECTIVE REFMODIFIER REFMOD2 REFINDEX", r"true"),
    rule("FALSE", "REFERENCE DIRECTIVE REFMODIFIER REFMOD2 REFINDEX", r"false"),
    *operators("DIRECTIVE"),
    rule("END", "PRE_DIRECTIVE", rf"(?:end|\{{end\}})(?:[ \t]*{EOL})?"),
    rule("IF", "PRE_DIRECTIVE", r"if|\{if\}"),
    rule("ELSEIF", "PRE_DIRECTIVE", r"elseif|\{elseif\}"),
    rule("ELSE", "PRE_DIRECTIVE", rf"(?:else|\{{else\}})(?:[ \t]*{EOL})?"),
    *numbers_and_words(_NUMBERS, WORD, BRACKETED_WORD),
    rule("IDENTIFIER", "REFERENCE REFMODIFIER REFMOD2", r"[a-zA-Z_][a-zA-Z0-9_-]*"),
    rule("DOT", "REFERENCE REFMODIFIER REFMOD2", r"\.[a-zA-Z]"),
    rule("LCURLY", "REFERENCE REFMODIFIER", r"\{"),
    rule("RCURLY", "REFERENCE REFMODIFIER", r"\}"),
    rule("REFERENCE_TERMINATOR", "REFERENCE REFMODIFIER", r".", SPECIAL),
    rule("DIRECTIVE_TERMINATOR", "PRE_DIRECTIVE", r".", SPECIAL),
    rule("EMPTY_INDEX", "DEFAULT REFERENCE", r"\$\[|\$!\[|\$\\!\[|\$\."),
)
