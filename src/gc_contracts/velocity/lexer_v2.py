"""Scanner rules of Velocity 2.4.1, which tells blanks and line ends apart so that directives can swallow them.

The engine puts an invisible character (U+001C) behind the template, so that a last `$` or `#` is text; so do we.

Source: recorded: the reference table.
"""

from gc_contracts.velocity.lexer import MORE, SKIP, SPECIAL, Lexer, Token, compile_rules, rule

END_MARK = "\x1c"
_EOL = r"(?:\r\n|\n|\r)"
_PRE_REFERENCES = frozenset({"PRE_REFERENCE", "PRE_OLD_REFERENCE"})
_PRE = _PRE_REFERENCES | {"PRE_DIRECTIVE"}
_MODIFIERS = frozenset({"REFMODIFIER", "OLD_REFMODIFIER"})
_STARTS = _PRE_REFERENCES | {"REFERENCE"}
_EVERY = (
    "REFERENCE REFMODIFIER OLD_REFMODIFIER REFMOD3 REFINDEX DIRECTIVE REFMOD2 DEFAULT ALT_VAL IN_TEXTBLOCK"
    " IN_MULTI_LINE_COMMENT IN_FORMAL_COMMENT IN_SINGLE_LINE_COMMENT PRE_DIRECTIVE PRE_REFERENCE PRE_OLD_REFERENCE"
)
_COMMENTS = "IN_SINGLE_LINE_COMMENT IN_FORMAL_COMMENT IN_MULTI_LINE_COMMENT"
_PATH = "REFERENCE REFMODIFIER OLD_REFMODIFIER REFMOD3"
_ARGUMENTS = "DIRECTIVE REFMOD2 ALT_VAL"
_VALUES = "DIRECTIVE REFMOD2 REFINDEX ALT_VAL"
_NUMBERS = "PRE_DIRECTIVE DIRECTIVE REFMOD2 REFINDEX ALT_VAL"
_EXPONENT = r"[eE][+-]?[0-9]+"
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
    rule("LBRACKET", _ARGUMENTS, r"\["),
    rule("RBRACKET", _ARGUMENTS, r"\]"),
    rule("COMMA", _ARGUMENTS, r","),
    rule("DOUBLEDOT", _ARGUMENTS, r"\.\."),
    rule("COLON", _ARGUMENTS, r":"),
    rule("LEFT_CURLEY", _ARGUMENTS, r"\{"),
    rule("RIGHT_CURLEY", _ARGUMENTS, r"\}"),
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
    rule("SINGLE_LINE_COMMENT", "IN_SINGLE_LINE_COMMENT", _EOL),
    rule("FORMAL_COMMENT", "IN_FORMAL_COMMENT", r"\*#"),
    rule("MULTI_LINE_COMMENT", "IN_MULTI_LINE_COMMENT", r"\*#"),
    rule("TEXTBLOCK", "IN_TEXTBLOCK", r"\]\]#"),
    # Many characters at once where the engine takes one: the outcome is the same.
    rule("COMMENT_CHAR", _COMMENTS, r"[^*$#\\\r\n\x1c]+|.", SKIP),
    rule("TEXTBLOCK_CHAR", "IN_TEXTBLOCK", r"[^\]$#\\\x1c]+|[^\x1c]", MORE),
    rule("WHITESPACE", f"DEFAULT {_VALUES}", r"[ \t]+"),
    rule("NEWLINE", f"DEFAULT {_VALUES}", _EOL),
    rule("SUFFIX", "PRE_DIRECTIVE PRE_REFERENCE PRE_OLD_REFERENCE", rf"[ \t]*{_EOL}"),
    rule(
        "STRING_LITERAL",
        _VALUES,
        r"\"[^\"\x1c]*(?:\"\"[^\"\x1c]*)*\"|'[^'\x1c]*(?:''[^'\x1c]*)*'",
    ),
    rule("TRUE", f"REFERENCE REFMODIFIER OLD_REFMODIFIER {_VALUES}", r"true"),
    rule("FALSE", f"REFERENCE REFMODIFIER OLD_REFMODIFIER {_VALUES}", r"false"),
    rule("MINUS", _VALUES, r"-"),
    rule("PLUS", _VALUES, r"\+"),
    rule("MULTIPLY", _VALUES, r"\*"),
    rule("DIVIDE", _VALUES, r"/"),
    rule("MODULUS", _VALUES, r"%"),
    rule("LOGICAL_AND", _VALUES, r"&&|and"),
    rule("LOGICAL_OR", _VALUES, r"\|\||or"),
    rule("LOGICAL_LT", _VALUES, r"<|lt"),
    rule("LOGICAL_LE", _VALUES, r"<=|le"),
    rule("LOGICAL_GT", _VALUES, r">|gt"),
    rule("LOGICAL_GE", _VALUES, r">=|ge"),
    rule("LOGICAL_EQUALS", _VALUES, r"==|eq"),
    rule("LOGICAL_NOT_EQUALS", _VALUES, r"!=|ne"),
    rule("LOGICAL_NOT", _VALUES, r"!|not"),
    rule("EQUALS", _VALUES, r"="),
    rule("END", "PRE_DIRECTIVE", r"end|\{end\}"),
    rule("IF", "PRE_DIRECTIVE", r"if|\{if\}"),
    rule("ELSEIF", "PRE_DIRECTIVE", r"elseif|\{elseif\}"),
    rule("ELSE", "PRE_DIRECTIVE", r"else|\{else\}"),
    rule("INTEGER_LITERAL", _NUMBERS, r"-?[0-9]+(?:\.\.)?"),
    rule(
        "FLOATING_POINT_LITERAL",
        _NUMBERS,
        rf"-?[0-9]+\.[0-9]*(?:{_EXPONENT})?|-?\.[0-9]+(?:{_EXPONENT})?|-?[0-9]+{_EXPONENT}",
    ),
    rule("WORD", "PRE_DIRECTIVE DIRECTIVE", WORD),
    rule("BRACKETED_WORD", "PRE_DIRECTIVE DIRECTIVE", BRACKETED_WORD),
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
        rf"(?=[ \t]*[^ \t$#\\\r\n\x1c]){_BLANK_LINE_SAFE}+{_EOL}(?:{_BLANK_LINE_SAFE}*{_EOL})*",
    ),
    rule("INLINE_TEXT", "DEFAULT", rf"{_BLANK_LINE_SAFE}+"),
    rule("EMPTY_INDEX", "DEFAULT PRE_REFERENCE PRE_OLD_REFERENCE", r"\$\[|\$!\[|\$\\!\[|\$\."),
)


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


def _open_index(lexer: Lexer, _: Token) -> None:
    lexer.push()
    lexer.state = "REFINDEX"


def _pop(lexer: Lexer, _: Token) -> None:
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


def _rparen(lexer: Lexer, _: Token) -> None:
    lexer.close_parenthesis()


def _end_arguments(lexer: Lexer, _: Token) -> None:
    lexer.state = "REFMOD3"


def _set(lexer: Lexer, _: Token) -> None:
    if not lexer.in_comment:
        lexer.push()
        lexer.in_set = True
        lexer.state = "DIRECTIVE"
        lexer.lparen += 1


def _newline(lexer: Lexer, _: Token) -> None:
    lexer.in_set = False


def _string(lexer: Lexer, _: Token) -> None:
    if lexer.state == "DIRECTIVE" and not lexer.in_set and lexer.lparen == 0:
        lexer.pop()


def _integer(lexer: Lexer, token: Token) -> None:
    if token.image.endswith(".."):
        lexer.pos -= 2
        token.end -= 2
        token.image = token.image[:-2]
    if lexer.lparen == 0 and not lexer.in_set and lexer.state not in {"REFMOD2", "REFINDEX", "ALT_VAL"}:
        lexer.pop()


def _float(lexer: Lexer, _: Token) -> None:
    if lexer.lparen == 0 and not lexer.in_set and lexer.state not in {"REFMOD2", "ALT_VAL"}:
        lexer.pop()


def _to_directive(lexer: Lexer, _: Token) -> None:
    lexer.state = "DIRECTIVE"


def _identifier(lexer: Lexer, _: Token) -> None:
    if lexer.state in _PRE_REFERENCES:
        lexer.state = "REFERENCE"


def _dot(lexer: Lexer, token: Token) -> None:
    lexer.pos -= 1
    token.end -= 1
    token.image = "."
    lexer.state = "OLD_REFMODIFIER" if lexer.hyphens else "REFMODIFIER"


def _terminator(lexer: Lexer, _: Token) -> None:
    lexer.pos -= 1
    lexer.pop()


class LexerV2(Lexer):
    """The scanner of 2.4.1."""

    RULES = compile_rules(RULES)
    ACTIONS = {  # noqa: RUF012 - declared as a ClassVar mapping in the base class
        "LONE_SYMBOL": _pop,
        "INDEX_LBRACKET": _open_index,
        "LOGICAL_OR_2": _pop,
        "PIPE": _pipe,
        "INDEX_RBRACKET": _pop,
        "LEFT_CURLEY": _left_curly,
        "RIGHT_CURLEY": _right_curly,
        "LPAREN": _lparen,
        "RPAREN": _rparen,
        "REFMOD2_RPAREN": _end_arguments,
        "SET_DIRECTIVE": _set,
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
        "SUFFIX": _pop,
        "STRING_LITERAL": _string,
        "END": _pop,
        "ELSE": _pop,
        "IF": _to_directive,
        "ELSEIF": _to_directive,
        "INTEGER_LITERAL": _integer,
        "FLOATING_POINT_LITERAL": _float,
        "IDENTIFIER": _identifier,
        "DOT": _dot,
        "LCURLY": _left_curly,
        "RCURLY": _rcurly,
        "REFERENCE_TERMINATOR": _terminator,
        "DIRECTIVE_TERMINATOR": _terminator,
    }
