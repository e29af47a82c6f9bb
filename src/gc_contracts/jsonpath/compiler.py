"""Path text → Expression: one reader per kind of token, tried in the engine's order.

The engine is lenient in odd places (whatever single character follows a bracket at the very end is dropped)
and strict in others (a blank in a plain name); both follow from reading the way it reads.
Source: recorded: `conformance/jsonpath.jsonl`, Jayway JsonPath 2.10.0.
"""

from gc_contracts.errors import InvalidPath
from gc_contracts.java.units import join_units, split_units
from gc_contracts.jsonpath.arguments import read_arguments
from gc_contracts.jsonpath.conditions import read_condition
from gc_contracts.jsonpath.cursor import Cursor
from gc_contracts.jsonpath.faults import Mistake, Syntax
from gc_contracts.jsonpath.quoting import unescape
from gc_contracts.jsonpath.ranges import read_positions
from gc_contracts.jsonpath.tokens import (
    Argument,
    Call,
    Expression,
    Filter,
    Keys,
    PathArgument,
    Scan,
    Token,
    Wildcard,
)

MAX_LENGTH = 20_000


def compile_text(text: str) -> Expression:
    """Compile a path; raises InvalidPath with what is wrong and where."""
    try:
        return read_path(text)
    except (Syntax, Mistake) as fault:
        raise InvalidPath(str(fault), text) from None
    except RecursionError:
        raise InvalidPath("the path nests too deep", text) from None


def read_path(text: str) -> Expression:
    """Compile a path; raises Syntax or Mistake, which filters tell apart."""
    if not text or len(text) > MAX_LENGTH:
        raise Mistake(f"a path has 1 to {MAX_LENGTH} characters")
    text = split_units(text)
    cursor = Cursor(text)
    cursor.trim()
    if cursor.at(0) not in "$@":
        cursor = Cursor("$." + text)
        cursor.trim()
    if cursor.at(cursor.end) == ".":
        raise Syntax("a path must not end with a dot")
    return _read_expression(cursor)


def read_inner(text: str) -> Expression:
    """Compile a path inside a filter, where any fault is one that can be recovered from."""
    try:
        return read_path(text)
    except Mistake as fault:
        raise Syntax(str(fault)) from None


def read_argument(text: str) -> Expression:
    """Compile a path given as an argument: nothing is trimmed and it needs its `$` or `@`."""
    return _read_expression(Cursor(text))


def _read_expression(cursor: Cursor) -> Expression:
    while cursor.inside() and cursor.current() in " \t\r\n":
        cursor.position += 1
    root = cursor.current()
    if root not in "$@":
        raise Syntax("a path must start with $ or @")
    tokens: list[Token] = []
    if not cursor.at_tail():
        cursor.position += 1
        if cursor.current() not in ".[":
            raise Syntax(f"expected . or [ at position {cursor.position}")
        _read_tokens(cursor, tokens)
    return Expression(_turn_around(tuple(tokens)), root == "$", join_units(cursor.text[: cursor.end + 1]))


def _read_tokens(cursor: Cursor, tokens: list[Token]) -> None:
    while True:
        char = cursor.current()
        if char == ".":
            _read_dot(cursor, tokens)
            continue
        if char == "[":
            tokens.append(_read_bracket(cursor))
        elif char == "*":
            tokens.append(_read_star(cursor))
        else:
            tokens.append(_read_name(cursor))
        if cursor.at_tail():
            return


def _turn_around(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`$..x.f()` is `f` applied to the path `$..x`: all hits at once, on the whole document."""
    if len(tokens) < 2 or not isinstance(tokens[0], Scan) or not isinstance(tokens[-1], Call):
        return tokens
    first = next(index for index, token in enumerate(tokens) if isinstance(token, Call))
    call = tokens[first]
    if not isinstance(call, Call):
        return tokens
    inner = Expression(tokens[:first], from_root=True, text="$")
    return (Call(call.name, (PathArgument(inner),), turned=True), *tokens[first + 1 :])


def _read_dot(cursor: Cursor, tokens: list[Token]) -> None:
    if cursor.inside(cursor.position + 1) and cursor.at(cursor.position + 1) == ".":
        tokens.append(Scan())
        cursor.position += 2
    elif not cursor.inside(cursor.position + 1):
        raise Syntax("a path must not end with a dot")
    else:
        cursor.position += 1
    if cursor.current() == ".":
        raise Syntax(f"a dot too many at position {cursor.position}")


def _read_star(cursor: Cursor) -> Token:
    cursor.position += 1
    return Wildcard()


def _read_bracket(cursor: Cursor) -> Token:
    for reader in (_read_quoted, read_positions, _read_bracket_star, _read_filter):
        token = reader(cursor)
        if token is not None:
            return token
    raise Syntax(f"expected ?, ', 0-9 or * after the bracket at position {cursor.position}")


def _read_bracket_star(cursor: Cursor) -> Token | None:
    star = cursor.next_significant(cursor.position)
    if not cursor.inside(star) or cursor.at(star) != "*":
        return None
    if cursor.next_significant_char(star) != "]":
        raise Syntax(f"expected ] after * at position {star + 1}")
    cursor.position = cursor.next_significant(star) + 1
    return Wildcard()


def _read_filter(cursor: Cursor) -> Token | None:
    question = cursor.find_significant(cursor.position, "?")
    if question == -1:
        return None
    opening = cursor.find_significant(question, "(")
    if opening == -1:
        return None
    closing = cursor.find_closing(opening, "()", patterns=True)
    if closing == -1:
        return None
    end = cursor.next_significant(closing)
    if not cursor.inside(end) or cursor.at(end) != "]":
        return None
    condition = read_condition(cursor.text[cursor.position : end + 1], read_inner)
    cursor.position = end + 1
    return Filter(condition)


def _read_quoted(cursor: Cursor) -> Token | None:
    quote = cursor.next_significant_char(cursor.position)
    if quote not in "'\"":
        return None
    names, last_quote = _quoted_names(cursor, quote)
    end = cursor.find_significant(last_quote, "]")
    if end == -1:
        raise Syntax("the name has no closing ]")
    cursor.position = end + 1
    if not names:
        raise Syntax("no name between the brackets")
    return Keys(tuple(names))


def _quoted_names(cursor: Cursor, quote: str) -> tuple[list[str], int]:
    names: list[str] = []
    index, start, last_quote = cursor.position + 1, -1, 0
    escaped = comma = False
    while cursor.inside(index):
        char = cursor.at(index)
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == quote and start >= 0:
            names.append(_closed_name(cursor, start, index))
            start, last_quote = -1, index
        elif char == quote:
            start, comma = index + 1, False
        elif char in ",]" and start < 0:
            if comma:
                raise Syntax(f"an empty name at position {index}")
            if char == "]":
                break
            comma = True
        index += 1
    if start >= 0:
        raise Syntax(f"the name has no closing {quote}")
    return names, last_quote


def _closed_name(cursor: Cursor, start: int, end: int) -> str:
    if cursor.next_significant_char(end) not in "],":
        raise Syntax(f"expected a comma or ] at position {end}")
    return unescape(cursor.text[start:end])


def _read_name(cursor: Cursor) -> Token:
    start = cursor.position
    if cursor.current() == " ":
        raise Syntax(f"unexpected blank at position {start}")
    end = start
    while cursor.inside(end) and cursor.at(end) not in " .[(":
        end += 1
    name = cursor.text[start : min(end, cursor.end + 1)]
    if cursor.inside(end) and cursor.at(end) == " ":
        raise Syntax(f"a name with blanks needs brackets: ['…'], at position {start}")
    if not cursor.inside(end) or cursor.at(end) != "(":
        cursor.position = end
        return Keys((join_units(name),))
    return Call(name, _read_call(cursor, name, end))


def _read_call(cursor: Cursor, name: str, opening: int) -> tuple[Argument, ...]:
    if not _closes(cursor, opening):
        raise Syntax(f"the arguments of {name} are not closed")
    cursor.position = opening + 1
    if cursor.current() == ")":
        # The bracket stays unread: only as the last character of the path does it do no harm.
        return ()
    return read_arguments(cursor, name, read_argument)


def _closes(cursor: Cursor, opening: int) -> bool:
    depth = 1
    for index in range(opening + 1, cursor.end + 1):
        depth += (cursor.text[index] == "(") - (cursor.text[index] == ")")
        if depth == 0:
            return True
    return False
