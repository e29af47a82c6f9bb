"""Tokens → references: `$x.y(…)[…]` in all spellings; the base of everything the parser reads.

What stands in parentheses and brackets differs between the generations and is left to `parser_v1`,
`parser_v2`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import ClassVar

from gc_contracts.errors import VelocityError, VelocityLimitError
from gc_contracts.velocity.lexer import LexicalError
from gc_contracts.velocity.nodes import Index, Method, Node, Property, Reference, Step
from gc_contracts.velocity.positions import Spot
from gc_contracts.velocity.roots import Root, read_root
from gc_contracts.velocity.stream import TokenStream

REFERENCE = ("IDENTIFIER", "LCURLY")


class ReferenceParser(ABC):
    """Reads references; keeps what is only known to be wrong once the whole text has parsed."""

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
    def alternate(self) -> Node | None:
        """Read the alternate value of a reference in braces, where the generation has it."""

    def blanks(self) -> None:
        """Pass over blanks."""
        self.stream.skip(*self.BLANKS)

    def late_error(self, message: str, line: int = 0, column: int = 0) -> None:
        """Keep an error the engine raises when it prepares the tree."""
        if not self.trying:
            self.late.append(VelocityError(message, line, column))

    def place(self, spot: Spot) -> str:
        """Write a place as the engine does."""
        return spot.named(self.name)

    def error_at(self, message: str, spot: Spot) -> VelocityError:
        """Build an error that ends in its place."""
        return VelocityError(f"{message} at {self.place(spot)}", *spot.line_column)

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
