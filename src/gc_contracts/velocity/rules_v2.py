"""Which tokens exist in which state of the scanner of Velocity 2.4.1.

Source: recorded: the reference table.
"""

from gc_contracts.velocity.lexer import MORE, SKIP, SPECIAL, rule
from gc_contracts.velocity.rules import COMMENT_ENDS, EOL, argument_marks, numbers_and_words, operators

_EVERY = (
    "REFERENCE REFMODIFIER OLD_REFMODIFIER REFMOD3 REFINDEX DIRECTIVE REFMOD2 DEFAULT ALT_VAL IN_TEXTBLOCK"
    " IN_MULTI_LINE_COMMENT IN_FORMAL_COMMENT IN_SINGLE_LINE_COMMENT PRE_DIRECTIVE PRE_REFERENCE"
    " PRE_OLD_REFERENCE"
)
_COMMENTS = "IN_SINGLE_LINE_COMMENT IN_FORMAL_COMMENT IN_MULTI_LINE_COMMENT"
_PATH = "REFERENCE REFMODIFIER OLD_REFMODIFIER REFMOD3"
_ARGUMENTS = "DIRECTIVE REFMOD2 ALT_VAL"
_VALUES = "DIRECTIVE REFMOD2 REFINDEX ALT_VAL"
_NUMBERS = "PRE_DIRECTIVE DIRECTIVE REFMOD2 REFINDEX ALT_VAL"
WORD = r"[a-zA-Z_@][a-zA-Z0-9_]*"
BRACKETED_WORD = r"\{[a-zA-Z_@][a-zA-Z0-9_]*\}"
_BLANK_LINE_SAFE = r"[^$#\\\r\n\x1c]"

RULES = (
    rule("LONE_SYMBOL", "PRE_DIRECTIVE PRE_REFERENCE PRE_OLD_REFERENCE", r"\x1c"),
    rule(
        "ZERO_WIDTH",
        f"{_PATH} REFINDEX DIRECTIVE REFMOD2 DEFAULT IN_FORMAL_COMMENT IN_SINGLE_LINE_COMMENT",
        r"\x1c",
    ),
    rule("INDEX_LBRACKET", _PATH, r"\["),
    rule("LOGICAL_OR_2", _PATH, r"\|\|"),
    rule("PIPE", _PATH, r"\|"),
    rule("INDEX_RBRACKET", "REFINDEX", r"\]"),
    *argument_marks(_ARGUMENTS),
    rule("LPAREN", "DIRECTIVE REFMODIFIER OLD_REFMODIFIER", r"\("),
    rule("RPAREN", "DIRECTIVE", r"\)"),
    rule("REFMOD2_RPAREN", "REFMOD2", r"\)"),
    rule("ESCAPE_DIRECTIVE", "DEFAULT", rf"(?:\\\\)*\\#(?:{WORD}|{BRACKETED_WORD})"),
    rule(
        "SET_DIRECTIVE",
        f"DEFAULT PRE_REFERENCE PRE_OLD_REFERENCE REFMOD2 {_PATH}",
        r"(?:#set|#\{set\})[ \t]*\(",
    ),
    rule("DOLLAR", _EVERY, r"\\*\$", MORE),
    rule("DOLLARBANG", _EVERY, r"\\*\$\\*!", MORE),
    rule("TEXTBLOCK_START", _EVERY, r"#\[\[", MORE),
    rule("FORMAL_START", _EVERY, r"#\*\*[^#\x1c]", MORE),
    rule("MULTI_START", _EVERY, r"#\*", MORE),
    rule("HASH", _EVERY, r"#", MORE),
    rule(
        "SINGLE_LINE_COMMENT_START",
        f"DEFAULT PRE_DIRECTIVE DIRECTIVE PRE_REFERENCE PRE_OLD_REFERENCE REFMOD2 {_PATH}",
        r"##",
    ),
    *COMMENT_ENDS,
    # Many characters at once where the engine takes one: the outcome is the same.
    rule("COMMENT_CHAR", _COMMENTS, r"[^*$#\\\r\n\x1c]+|.", SKIP),
    rule("TEXTBLOCK_CHAR", "IN_TEXTBLOCK", r"[^\]$#\\\x1c]+|[^\x1c]", MORE),
    rule("WHITESPACE", f"DEFAULT {_VALUES}", r"[ \t]+"),
    rule("NEWLINE", f"DEFAULT {_VALUES}", EOL),
    rule("SUFFIX", "PRE_DIRECTIVE PRE_REFERENCE PRE_OLD_REFERENCE", rf"[ \t]*{EOL}"),
    rule(
        "STRING_LITERAL",
        _VALUES,
        r"\"[^\"\x1c]*(?:\"\"[^\"\x1c]*)*\"|'[^'\x1c]*(?:''[^'\x1c]*)*'",
    ),
    rule("TRUE", f"REFERENCE REFMODIFIER OLD_REFMODIFIER {_VALUES}", r"true"),
    rule("FALSE", f"REFERENCE REFMODIFIER OLD_REFMODIFIER {_VALUES}", r"false"),
    *operators(_VALUES),
    rule("END", "PRE_DIRECTIVE", r"end|\{end\}"),
    rule("IF", "PRE_DIRECTIVE", r"if|\{if\}"),
    rule("ELSEIF", "PRE_DIRECTIVE", r"elseif|\{elseif\}"),
    rule("ELSE", "PRE_DIRECTIVE", r"else|\{else\}"),
    *numbers_and_words(_NUMBERS, WORD, BRACKETED_WORD),
    rule("IDENTIFIER", "PRE_REFERENCE REFMODIFIER REFMOD2", r"[a-zA-Z_][a-zA-Z0-9_]*"),
    rule("IDENTIFIER", "PRE_OLD_REFERENCE OLD_REFMODIFIER", r"[a-zA-Z_][a-zA-Z0-9_-]*"),
    rule("DOT", f"REFMOD2 {_PATH}", r"\.[a-zA-Z_]"),
    rule("LCURLY", f"PRE_REFERENCE PRE_OLD_REFERENCE {_PATH}", r"\{"),
    rule("RCURLY", f"PRE_REFERENCE PRE_OLD_REFERENCE {_PATH}", r"\}"),
    rule("REFERENCE_TERMINATOR", f"PRE_REFERENCE PRE_OLD_REFERENCE {_PATH}", r".", SPECIAL),
    rule("DIRECTIVE_TERMINATOR", "PRE_DIRECTIVE", r".", SPECIAL),
    rule("DOUBLE_ESCAPE", "DEFAULT", r"\\\\"),
    rule("ESCAPE", "DEFAULT", r"\\"),
    rule(
        "TEXT",
        "DEFAULT",
        rf"(?=[ \t]*[^ \t$#\\\r\n\x1c]){_BLANK_LINE_SAFE}+{EOL}(?:{_BLANK_LINE_SAFE}*{EOL})*",
    ),
    rule("INLINE_TEXT", "DEFAULT", rf"{_BLANK_LINE_SAFE}+"),
    rule("EMPTY_INDEX", "DEFAULT PRE_REFERENCE PRE_OLD_REFERENCE", r"\$\[|\$!\[|\$\\!\[|\$\."),
)
