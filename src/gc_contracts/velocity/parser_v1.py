"""Tokens → tree by the grammar of Velocity 1.7.

Source: recorded: the reference table; settled by running the engine where the table is silent.
"""

from dataclasses import replace

from gc_contracts.velocity.directives_v1 import DirectiveParserV1
from gc_contracts.velocity.expressions import PARAMETER, PLAIN
from gc_contracts.velocity.nodes import Branch, If, Node, Reference, Set
from gc_contracts.velocity.reference_parser import REFERENCE

_TEXT = frozenset(
    [
        "LPAREN",
        "RPAREN",
        "ESCAPE",
        "TEXT",
        "STRING_LITERAL",
        "INTEGER_LITERAL",
        "FLOATING_POINT_LITERAL",
        "DOT",
        "LCURLY",
        "RCURLY",
        "EMPTY_INDEX",
    ]
)
_COMMENTS = frozenset({"SINGLE_LINE_COMMENT_START", "MULTI_LINE_COMMENT", "FORMAL_COMMENT"})
_STATEMENT = (
    _TEXT
    | _COMMENTS
    | frozenset(
        [
            "TEXTBLOCK",
            "SET_DIRECTIVE",
            "ESCAPE_DIRECTIVE",
            "DOUBLE_ESCAPE",
            "IF",
            "WORD",
            "BRACKETED_WORD",
            "IDENTIFIER",
        ]
    )
)


class ParserV1(DirectiveParserV1):
    """The parser of 1.7."""

    def inner_text(self, text: str) -> tuple[str, bool]:
        """Put a blank behind the text, so that a last `$` is text; not behind a line comment."""
        return (text, False) if "##" in text else (text + " ", True)

    def argument(self) -> Node:
        """Read an argument: a literal or a reference, no expression."""
        return self.parameter()

    def index_value(self) -> Node:
        """Read an index: a text, integer, boolean or reference."""
        self.blanks()
        if self.stream.kind() not in {"STRING_LITERAL", "INTEGER_LITERAL", "TRUE", "FALSE", *REFERENCE}:
            raise self.stream.unexpected("a text", "an integer", "a reference")
        node = self.value()
        self.blanks()
        return node

    def alternate(self) -> Node | None:
        """1.7 has no alternate values."""
        return None

    def map_has_entries(self) -> bool:
        """Look two tokens ahead, as the engine does."""
        first = self.stream.kind()
        if first not in (*PARAMETER, "WHITESPACE"):
            return False
        second = self.stream.kind(2)
        if first == "WHITESPACE":
            return second in PARAMETER
        if first == "IDENTIFIER":
            return second in {"INDEX_LBRACKET", "DOT", "WHITESPACE", "COLON"}
        if first in PLAIN:
            return second in {"WHITESPACE", "COLON"}
        return self.opens(first, second)

    def unary(self) -> Node:
        """Read a value, with `!` before it or not."""
        stream = self.stream
        operand = (*PARAMETER, "LPAREN", "LOGICAL_NOT", "WHITESPACE")
        if stream.kind() == "WHITESPACE" and stream.kind(2) == "LOGICAL_NOT":
            self.blanks()
        elif stream.kind() != "LOGICAL_NOT" or stream.kind(2) not in operand:
            return self.primary()
        stream.take("LOGICAL_NOT")
        return self.signed("!", self.unary)

    def statements(self) -> list[Node]:
        """Read statements up to what can be none."""
        nodes: list[Node] = []
        while True:
            kind = self.stream.kind()
            if kind not in _STATEMENT:
                return nodes
            nodes.append(self._statement(kind))

    def _statement(self, kind: str) -> Node:
        if kind == "IF":
            return self._if()
        if kind == "IDENTIFIER" or (kind == "LCURLY" and self.stream.kind(2) == "IDENTIFIER"):
            self.stream.peek(2)
            return self.reference()
        if kind in _TEXT:
            return self.text(self.stream.take(kind))
        if kind in _COMMENTS:
            return self.comment()
        return self._other(kind)

    def _other(self, kind: str) -> Node:
        if kind == "TEXTBLOCK":
            return self.textblock()
        if kind == "SET_DIRECTIVE":
            return self._set()
        if kind == "ESCAPE_DIRECTIVE":
            return self.escaped_directive()
        return self.escape() if kind == "DOUBLE_ESCAPE" else self.directive()

    def _if(self) -> If:
        stream = self.stream
        start, spot = stream.index, stream.spot()
        self.if_depth += 1
        branches = [self._branch("if", "IF")]
        while stream.kind() == "ELSEIF":
            branches.append(self._branch("elseif", "ELSEIF"))
        if stream.kind() == "ELSE":
            place = stream.spot()
            stream.take("ELSE")
            branches.append(Branch(spot=place, name="else", condition=None, block=self.block()))
        stream.take("END")
        self.if_depth -= 1
        return If(spot=spot, literal=stream.literal(start), branches=tuple(branches))

    def _branch(self, name: str, kind: str) -> Branch:
        stream = self.stream
        spot = stream.spot()
        stream.take(kind)
        self.blanks()
        stream.take("LPAREN")
        condition = self.expression()
        stream.take("RPAREN")
        return Branch(spot=spot, name=name, condition=condition, block=self.block())

    def _set(self) -> Set:
        stream = self.stream
        start, spot = stream.index, stream.spot()
        stream.take("SET_DIRECTIVE")
        self.blanks()
        left = self._target()
        self.blanks()
        stream.take("EQUALS")
        right = self.expression()
        stream.take("RPAREN")
        stream.lexer.in_set = False
        return Set(spot=spot, literal=stream.literal(start), left=left, right=right)

    def _target(self) -> Reference:
        """Read what is set: a bare name loses its first character, whatever that is."""
        if self.stream.kind() not in REFERENCE:
            raise self.stream.unexpected("a reference")
        first = self.stream.peek()
        left = self.reference()
        image = first.image if first.clean is None else first.clean
        return left if left.steps else replace(left, root=image[1:])
