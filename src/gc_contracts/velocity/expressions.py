"""Tokens → values: literals, references and operators, as both generations share them.

What differs (blanks, what an argument may be, `!` and `-`) is left to `parser_v1` and `parser_v2`.
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace

from gc_contracts.errors import VelocityLimitError
from gc_contracts.velocity.arithmetic import parse_float, parse_integer
from gc_contracts.velocity.lexer import Token
from gc_contracts.velocity.literals import BadEscapeError, unquote
from gc_contracts.velocity.nodes import (
    Binary,
    Block,
    Constant,
    Expression,
    Interpolated,
    ListLiteral,
    MapLiteral,
    Node,
    Range,
    Reference,
    Unary,
)
from gc_contracts.velocity.positions import Spot
from gc_contracts.velocity.reference_parser import REFERENCE, ReferenceParser

_OPERATORS: Mapping[str, tuple[int, str]] = {
    "LOGICAL_OR": (0, "||"),
    "LOGICAL_OR_2": (0, "||"),
    "LOGICAL_AND": (1, "&&"),
    "LOGICAL_EQUALS": (2, "=="),
    "LOGICAL_NOT_EQUALS": (2, "!="),
    "LOGICAL_LT": (3, "<"),
    "LOGICAL_GT": (3, ">"),
    "LOGICAL_LE": (3, "<="),
    "LOGICAL_GE": (3, ">="),
    "PLUS": (4, "+"),
    "MINUS": (4, "-"),
    "MULTIPLY": (5, "*"),
    "DIVIDE": (5, "/"),
    "MODULUS": (5, "%"),
}
"""Operators by token: how tightly they bind, and what they are."""
_LONGEST_CHAIN = 100
PLAIN = ("STRING_LITERAL", "INTEGER_LITERAL", "FLOATING_POINT_LITERAL", "TRUE", "FALSE")
PARAMETER = (*PLAIN, *REFERENCE, "LBRACKET", "LEFT_CURLEY")


class ExpressionParser(ReferenceParser):
    """Reads values and operators."""

    @abstractmethod
    def unary(self) -> Node:
        """Read a value with the signs before it."""

    @abstractmethod
    def interpolate(self, text: str, spot: Spot) -> tuple[Block, bool]:
        """Parse the text of a string literal."""

    @abstractmethod
    def map_has_entries(self) -> bool:
        """Look whether a map literal holds entries."""

    def expression(self) -> Expression:
        """Read a whole expression."""
        stream = self.stream
        start, spot = stream.index, stream.spot()
        with stream.nested():
            operand = self.tolerated(self._binary(0))
        return Expression(spot=spot, literal=stream.literal(start), operand=operand)

    def tolerated(self, node: Node) -> Node:
        """Allow a bare name below an #if to be undefined."""
        if self.if_depth and isinstance(node, Reference) and not node.steps and node.alternate is None:
            return replace(node, tolerant=True)
        return node

    def _binary(self, lowest: int) -> Node:
        """Read operators that bind at least as tightly as `lowest`."""
        left, length = self.unary(), 0
        while (found := _OPERATORS.get(self.stream.kind())) is not None and found[0] >= lowest:
            left = self._operation(left, *found)
            length += 1
            if length > _LONGEST_CHAIN:
                place = self.place(left.spot)
                raise VelocityLimitError(
                    f"More than {_LONGEST_CHAIN} operators at {place}", *left.spot.line_column
                )
        return left

    def _operation(self, left: Node, level: int, operator: str) -> Binary:
        stream = self.stream
        stream.take(stream.kind())
        start, spot = stream.index, stream.spot()
        right = self._binary(level + 1)
        if operator in {"||", "&&"}:
            left, right = self.tolerated(left), self.tolerated(right)
        return Binary(spot=spot, literal=stream.literal(start), operator=operator, left=left, right=right)

    def signed(self, operator: str, read: Callable[[], Node]) -> Node:
        """Read what follows a sign."""
        start, spot = self.stream.index, self.stream.spot()
        with self.stream.nested():
            operand = read()
        operand = self.tolerated(operand) if operator == "!" else operand
        return Unary(spot=spot, literal=self.stream.literal(start), operator=operator, operand=operand)

    def primary(self) -> Node:
        """Read a value or a parenthesis, with the blanks around it."""
        self.blanks()
        if self.stream.kind() == "LPAREN":
            self.stream.take("LPAREN")
            node: Node = self.expression()
            self.stream.take("RPAREN")
        else:
            node = self.value()
        self.blanks()
        return node

    def parameter(self) -> Node:
        """Read a literal or reference, with the blanks around it."""
        self.blanks()
        node = self.value()
        self.blanks()
        return node

    def value(self) -> Node:
        """Read a literal or reference."""
        kind = self.stream.kind()
        if kind == "LBRACKET":
            return self.range_or_list()
        if kind in PLAIN:
            return self.plain()
        if kind == "LEFT_CURLEY":
            return self.map_literal()
        if kind in REFERENCE:
            return self.reference()
        raise self.stream.unexpected("a value")

    def plain(self) -> Node:
        """Read a text, number or boolean."""
        spot, token = self.stream.spot(), self.stream.take(*PLAIN)
        literal = self.stream.literal(self.stream.index - 1)
        if token.kind == "STRING_LITERAL":
            return self._string(token.image, spot, literal)
        if token.kind in {"TRUE", "FALSE"}:
            return Constant(spot=spot, literal=literal, value=token.kind == "TRUE")
        return Constant(spot=spot, literal=literal, value=self._number(token, spot))

    def _number(self, token: Token, spot: Spot) -> int | float:
        """Read a number; one with a lone `#` swallowed in front is an error when the tree is prepared."""
        try:
            return parse_integer(token.image) if token.kind == "INTEGER_LITERAL" else parse_float(token.image)
        except ValueError:
            self.late_error(f'For input string: "{token.image}"', *spot.line_column)
            return 0

    def _string(self, image: str, spot: Spot, literal: str) -> Node:
        if self.trying:
            return Constant(spot=spot, literal=literal, value="")
        try:
            quoted = unquote(image, spot)
        except BadEscapeError as error:
            self.late_error(str(error), *spot.line_column)
            return Constant(spot=spot, literal=literal, value="")
        if image[0] == '"' and ("$" in image or "#" in image):
            body, cut = self.interpolate(image, spot)
            return Interpolated(spot=spot, literal=literal, body=body, cut=cut)
        return Constant(spot=spot, literal=literal, value=quoted.text)

    def range_or_list(self) -> Node:
        """Read `[a..b]` or `[a, b]`."""
        if self._range_ahead():
            return self._range()
        stream = self.stream
        start, spot = stream.index, stream.spot()
        stream.take("LBRACKET")
        items: list[Node] = []
        with stream.nested():
            if stream.kind() in (*PARAMETER, *self.BLANKS):
                items.append(self.parameter())
                while stream.kind() == "COMMA":
                    stream.take("COMMA")
                    items.append(self.parameter())
        stream.take("RBRACKET")
        return ListLiteral(spot=spot, literal=stream.literal(start), items=tuple(items))

    def _range_ahead(self) -> bool:
        start = self.stream.index
        if start not in self._ranges:
            self._ranges[start] = self.attempt(self._range_start)
        return self._ranges[start]

    def _range_start(self) -> Node:
        self.stream.take("LBRACKET")
        first = self._range_end()
        self.stream.take("DOUBLEDOT")
        return first

    def _range_end(self) -> Node:
        self.blanks()
        if self.stream.kind() not in (*REFERENCE, "INTEGER_LITERAL"):
            raise self.stream.unexpected("a reference", "an integer")
        node = self.value()
        self.blanks()
        return node

    def _range(self) -> Node:
        start, spot = self.stream.index, self.stream.spot()
        first = self._range_start()
        last = self._range_end()
        self.stream.take("RBRACKET")
        return Range(spot=spot, literal=self.stream.literal(start), first=first, last=last)

    def map_literal(self) -> Node:
        """Read `{key: value, …}`."""
        stream = self.stream
        start, spot = stream.index, stream.spot()
        stream.take("LEFT_CURLEY")
        items: list[tuple[Node, Node]] = []
        with stream.nested():
            if self.map_has_entries():
                items.append(self._entry())
                while stream.kind() == "COMMA":
                    stream.take("COMMA")
                    items.append(self._entry())
            else:
                self.blanks()
        stream.take("RIGHT_CURLEY", "RCURLY")
        return MapLiteral(spot=spot, literal=stream.literal(start), items=tuple(items))

    def _entry(self) -> tuple[Node, Node]:
        key = self.parameter()
        self.stream.take("COLON")
        return key, self.parameter()
