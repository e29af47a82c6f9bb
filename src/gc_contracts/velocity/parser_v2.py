"""Tokens → tree by the grammar of Velocity 2.4.1.

A directive alone on its line takes the blanks before it and the line end behind it along, so every
statement says whether a new line begins after it.

Source: recorded: the reference table.
"""

from dataclasses import replace

from gc_contracts.velocity.directives_v2 import ENDS, WORDS, DirectiveParserV2
from gc_contracts.velocity.expressions import PARAMETER
from gc_contracts.velocity.lexer import EOF
from gc_contracts.velocity.lexer_v2 import END_MARK, LexerV2
from gc_contracts.velocity.nodes import (
    Branch,
    Expression,
    If,
    Node,
    Reference,
    Set,
)
from gc_contracts.velocity.reference_parser import REFERENCE

_COMMENTS = ("SINGLE_LINE_COMMENT_START", "MULTI_LINE_COMMENT", "FORMAL_COMMENT")
_TEXT = frozenset(
    [
        "DOT",
        "RPAREN",
        "LPAREN",
        "INTEGER_LITERAL",
        "FLOATING_POINT_LITERAL",
        "STRING_LITERAL",
        "ESCAPE",
        "LCURLY",
        "RCURLY",
        "EMPTY_INDEX",
        "PIPE",
        "WHITESPACE",
    ]
)
_LINES = frozenset({"TEXT", "NEWLINE", "SUFFIX"})
_IF_ENDS = ("ELSEIF", "ELSE", "END")


class ParserV2(DirectiveParserV2):
    """The parser of 2.4.1."""

    LEXER = LexerV2
    BLANKS = ("WHITESPACE", "NEWLINE")
    ARGUMENT = (*PARAMETER, "WHITESPACE", "NEWLINE", "LOGICAL_NOT", "MINUS", "LPAREN")

    def inner_text(self, text: str) -> tuple[str, bool]:
        """Put the engine's mark behind the text."""
        return text + END_MARK, False

    def argument(self) -> Node:
        """Read an argument: any expression."""
        return self.expression()

    def index_value(self) -> Node:
        """Read an index: any expression."""
        self.blanks()
        node = self.expression()
        self.blanks()
        return node

    def alternate(self) -> Node | None:
        """Read `|value`."""
        if self.stream.kind() != "PIPE":
            return None
        self.stream.take("PIPE")
        return self.expression()

    def map_has_entries(self) -> bool:
        """Try to read a key and a colon."""
        return self.attempt(self._key)

    def _key(self) -> None:
        self.parameter()
        self.stream.take("COLON")

    def unary(self) -> Node:
        """Read a value, with `!` or `-` before it or not."""
        self.blanks()
        kind = self.stream.kind()
        if kind == "LOGICAL_NOT":
            self.stream.take(kind)
            return self.signed("!", self.unary)
        if kind == "MINUS":
            self.stream.take(kind)
            return self.signed("-", self.primary)
        return self.primary()

    def statements(self) -> list[Node]:
        """Read statements up to the end of the text."""
        return self.statements_until((EOF,), new_line=True)[0]

    def statements_until(self, ends: tuple[str, ...], *, new_line: bool) -> tuple[list[Node], bool]:
        """Read statements up to one of these ends."""
        nodes: list[Node] = []
        while not self._at(ends, new_line=new_line):
            new_line = self._statement(nodes, new_line=new_line)
        return nodes, new_line

    def _at(self, kinds: tuple[str, ...], *, new_line: bool) -> bool:
        """Look whether one of these comes next, alone on its line or not."""
        kind = self.stream.kind()
        return kind in kinds or (new_line and kind == "WHITESPACE" and self.stream.kind(2) in kinds)

    def _statement(self, nodes: list[Node], *, new_line: bool) -> bool:
        """Read one statement; tell whether a new line begins after it."""
        if self._at(("IF",), new_line=new_line):
            return self._if(nodes, new_line=new_line)
        kind = self.stream.kind()
        if kind == "IDENTIFIER" or (kind == "LCURLY" and self.stream.kind(2) == "IDENTIFIER"):
            nodes.append(self.reference())
            return False
        if kind in _COMMENTS:
            nodes.append(self.comment())
            return kind == "SINGLE_LINE_COMMENT_START"
        if self._at(("SET_DIRECTIVE",), new_line=new_line):
            return self._set(nodes, new_line=new_line)
        if self._at(WORDS, new_line=new_line):
            return self.directive(nodes, new_line=new_line)
        return self._text(nodes, kind, new_line=new_line)

    def _text(self, nodes: list[Node], kind: str, *, new_line: bool) -> bool:
        stream = self.stream
        if kind in {"TEXTBLOCK", "ESCAPE_DIRECTIVE", "DOUBLE_ESCAPE"}:
            reads = {"TEXTBLOCK": self.textblock, "ESCAPE_DIRECTIVE": self.escaped_directive}
            nodes.append(reads.get(kind, self.escape)())
            return False
        if kind in _TEXT or kind in _LINES:
            nodes.append(self.text(stream.take(kind)))
            return kind in _LINES
        if kind == "INLINE_TEXT":
            nodes.append(self.text(stream.take(kind)))
            if stream.kind() != "TEXT":
                return False
            nodes.append(self.text(stream.take("TEXT")))
            return True
        return self._mark(nodes, kind, new_line=new_line)

    def _mark(self, nodes: list[Node], kind: str, *, new_line: bool) -> bool:
        """Read what the invisible end mark has become a part of."""
        stream = self.stream
        if kind == "LONE_SYMBOL":
            text = self.text(stream.take(kind))
            nodes.append(replace(text, text=text.text[:-1], literal=text.literal[:-1]))
            return False
        if kind == "ZERO_WIDTH":
            token = stream.take(kind)
            if stream.kind() == EOF:
                return new_line
            nodes.append(self.text(token))
            return False
        if kind == "LOGICAL_OR_2":
            nodes.append(self.text(stream.take(kind)))
            return new_line
        raise stream.unexpected()

    def _if(self, nodes: list[Node], *, new_line: bool) -> bool:
        stream = self.stream
        start, spot, began = stream.index, stream.spot(), new_line
        prefix = self.prefix()
        before = self.swallowed(stream.peek().image)
        self.if_depth += 1
        branches: list[Branch] = []
        branch, new_line = self._branch("if", new_line=new_line)
        branches.append(branch)
        while stream.kind() == "ELSEIF":
            branch, new_line = self._branch("elseif", new_line=new_line)
            branches.append(branch)
        if stream.kind() == "ELSE":
            place = stream.spot(stream.take("ELSE"))
            block, new_line = self.block_of_line(ENDS, new_line=new_line)
            branches.append(Branch(spot=place, name="else", condition=None, block=block))
        stream.take("END")
        self.if_depth -= 1
        postfix = self.line_end() if began else None
        nodes.append(
            If(
                spot=spot,
                literal=stream.literal(start),
                branches=tuple(branches),
                before=prefix + before if before else "",
                after=postfix or "" if before else "",
            )
        )
        return postfix is not None

    def _branch(self, name: str, *, new_line: bool) -> tuple[Branch, bool]:
        stream = self.stream
        spot = stream.spot(stream.take("IF", "ELSEIF"))
        self.blanks()
        stream.take("LPAREN")
        condition: Expression = self.expression()
        stream.take("RPAREN")
        block, new_line = self.block_of_line(_IF_ENDS, new_line=new_line)
        return Branch(spot=spot, name=name, condition=condition, block=block), new_line

    def _set(self, nodes: list[Node], *, new_line: bool) -> bool:
        stream = self.stream
        start, spot = stream.index, stream.spot()
        prefix = self.prefix()
        before = self.swallowed(stream.take("SET_DIRECTIVE").image)
        self.blanks()
        left = self._target()
        self.blanks()
        stream.take("EQUALS")
        right = self.expression()
        stream.take("RPAREN")
        stream.lexer.in_set = False
        postfix = self.line_end() if new_line else None
        nodes.append(
            Set(
                spot=spot,
                literal=stream.literal(start),
                left=left,
                right=right,
                before=prefix + before if before else "",
                after=postfix or "" if before else "",
            )
        )
        return postfix is not None

    def _target(self) -> Reference:
        if self.stream.kind() not in REFERENCE:
            raise self.stream.unexpected("a reference")
        return self.reference()
