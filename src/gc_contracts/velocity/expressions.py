"""Tokens → values: literals, references and operators, as both generations share them.

What differs (blanks, what an argument may be, `!` and `-`) is left to `parser_v1` and `parser_v2`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from gc_contracts.errors import VelocityError, VelocityLimitError
from gc_contracts.velocity.lexer import LexicalError, Token
from gc_contracts.velocity.literals import BadEscape, unquote
from gc_contracts.velocity.nodes import (
    Binary,
    Block,
    Constant,
    Expression,
    Index,
    Interpolated,
    ListLiteral,
    MapLiteral,
    Method,
    Node,
    Property,
    Range,
    Reference,
    Step,
    Unary,
)
from gc_contracts.velocity.numbers import parse_float, parse_integer
from gc_contracts.velocity.positions import Spot
from gc_contracts.velocity.roots import Root, read_root
from gc_contracts.velocity.stream import TokenStream

_LEVELS: tuple[dict[str, str], ...] = (
    {"LOGICAL_OR": "||", "LOGICAL_OR_2": "||"},
    {"LOGICAL_AND": "&&"},
    {"LOGICAL_EQUALS": "==", "LOGICAL_NOT_EQUALS": "!="},
    {"LOGICAL_LT": "<", "LOGICAL_GT": ">", "LOGICAL_LE": "<=", "LOGICAL_GE": ">="},
    {"PLUS": "+", "MINUS": "-"},
    {"MULTIPLY": "*", "DIVIDE": "/", "MODULUS": "%"},
)
_LONGEST_CHAIN = 200
REFERENCE = ("IDENTIFIER", "LCURLY")
PLAIN = ("STRING_LITERAL", "INTEGER_LITERAL", "FLOATING_POINT_LITERAL", "TRUE", "FALSE")
PARAMETER = (*PLAIN, *REFERENCE, "LBRACKET", "LEFT_CURLEY")


class ExpressionParser(ABC):
    """Reads values; keeps what is only known to be wrong once the whole text has parsed."""

    BLANKS: ClassVar[tuple[str, ...]]
    ARGUMENT: ClassVar[tuple[str, ...]]
    """What the first argument of a method may begin with."""

    def __init__(self, stream: TokenStream, name: str) -> None:
        self.stream, self.name = stream, name
        self.if_depth = 0
        self.trying = False
        self.late: list[VelocityError] = []
        """Errors the engine finds after parsing, in order."""
        self._ranges: dict[int, bool] = {}

    @abstractmethod
    def argument(self) -> Node:
        """Read an argument of a method."""

    @abstractmethod
    def index_value(self) -> Node:
        """Read what stands between `[` and `]` of a reference."""

    @abstractmethod
    def unary(self) -> Node:
        """Read a value with the signs before it."""

    @abstractmethod
    def alternate(self) -> Node | None:
        """Read the alternate value of a reference in braces, where the generation has it."""

    @abstractmethod
    def interpolate(self, text: str, spot: Spot) -> tuple[Block, bool]:
        """Parse the text of a string literal."""

    @abstractmethod
    def map_has_entries(self) -> bool:
        """Look whether a map literal holds entries."""

    def blanks(self) -> None:
        """Pass over blanks."""
        self.stream.skip(*self.BLANKS)

    def late_error(self, message: str, line: int = 0, column: int = 0) -> None:
        """Keep an error the engine raises when it prepares the tree."""
        if not self.trying:
            self.late.append(VelocityError(message, line, column))

    def place(self, spot: Spot) -> str:
        """Write a place as the engine does."""
        line, column = spot.line_column
        return f"{self.name}[line {line}, column {column}]"

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

    def _binary(self, level: int) -> Node:
        if level == len(_LEVELS):
            return self.unary()
        operators, left, length = _LEVELS[level], self._binary(level + 1), 0
        while self.stream.kind() in operators:
            operator = operators[self.stream.take(*operators).kind]
            start, spot = self.stream.index, self.stream.spot()
            right = self._binary(level + 1)
            if level < 2:
                left, right = self.tolerated(left), self.tolerated(right)
            literal = self.stream.literal(start)
            left = Binary(spot=spot, literal=literal, operator=operator, left=left, right=right)
            length += 1
            if length > _LONGEST_CHAIN:
                raise VelocityLimitError(
                    f"More than {_LONGEST_CHAIN} operators at {self.place(spot)}", *spot.line_column
                )
        return left

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
        except BadEscape as error:
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

    def attempt(self, read: Callable[[], object]) -> bool:
        """Look whether something can be read from here, without taking it."""
        stream, before, trying = self.stream, self.stream.index, self.trying
        depth = stream.depth
        self.trying = True
        try:
            read()
        except (LexicalError, VelocityLimitError):
            raise
        except VelocityError:
            return False
        finally:
            stream.index, stream.depth, self.trying = before, depth, trying
        return True

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

    def reference(self) -> Reference:
        """Read a reference, in braces or not."""
        stream = self.stream
        start, spot = stream.index, stream.spot()
        first, braces, alternate = stream.take(*REFERENCE), False, None
        if first.kind == "LCURLY":
            braces = True
            stream.take("IDENTIFIER")
        root = read_root(first, stream.last())
        with stream.nested():
            steps = self._steps()
            if braces:
                alternate = self.alternate()
                stream.take("RCURLY", "RIGHT_CURLEY")
        return self._reference(root, tuple(steps), alternate, spot, start)

    def _reference(
        self, root: Root, steps: tuple[Step, ...], alternate: Node | None, spot: Spot, start: int
    ) -> Reference:
        stream = self.stream
        literal = stream.literal(start)
        shift = len(root.before) + spot.positions.text[spot.offset + len(root.before) :].find("$")
        return Reference(
            spot=spot,
            literal=literal,
            root=root.name,
            steps=steps,
            dollar=Spot(spot.positions, spot.offset + max(shift, 0)),
            end=Spot(spot.positions, stream.last().end - 1),
            quiet=root.quiet,
            escaped=root.escaped,
            escapes=root.escapes,
            before=root.before,
            unset=literal if root.unset is None else root.unset,
            runt=root.runt,
            computable=root.computable,
            alternate=alternate,
        )

    def _steps(self) -> list[Step]:
        steps: list[Step] = list(self._indexes())
        while self.stream.kind() == "DOT" and self.stream.kind(2) == "IDENTIFIER":
            self.stream.take("DOT")
            steps.append(self._method() if self._method_ahead() else self._property())
            steps.extend(self._indexes())
        return steps

    def _indexes(self) -> list[Step]:
        found: list[Step] = []
        while self.stream.kind() == "INDEX_LBRACKET":
            spot = self.stream.spot()
            self.stream.take("INDEX_LBRACKET")
            value = self.index_value()
            self.stream.take("INDEX_RBRACKET")
            found.append(Index(spot=spot, literal="[", value=value))
        return found

    def _property(self) -> Property:
        spot, token = self.stream.spot(), self.stream.take("IDENTIFIER")
        return Property(spot=spot, literal=token.image, name=token.image)

    def _method_ahead(self) -> bool:
        return self.stream.kind(2) == "LPAREN" and self.stream.kind(3) in (*self.ARGUMENT, "REFMOD2_RPAREN")

    def _method(self) -> Method:
        stream = self.stream
        spot, name = stream.spot(), stream.take("IDENTIFIER").image
        stream.take("LPAREN")
        arguments: list[Node] = []
        if stream.kind() in self.ARGUMENT:
            arguments.append(self.argument())
            while stream.kind() == "COMMA":
                stream.take("COMMA")
                arguments.append(self.argument())
        stream.take("REFMOD2_RPAREN")
        return Method(spot=spot, literal=name, name=name, arguments=tuple(arguments))
