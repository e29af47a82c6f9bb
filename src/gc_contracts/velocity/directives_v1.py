"""The directives of Velocity 1.7 other than #if and #set: arguments, blocks, and what is checked of them.

Source: recorded: reference table, groups parse-errors, directives; settled by running the engine.
"""

from gc_contracts.velocity.expressions import PARAMETER
from gc_contracts.velocity.lexer_v1 import LexerV1
from gc_contracts.velocity.nodes import Block, Constant, Directive, Interpolated, Node, Reference
from gc_contracts.velocity.positions import Spot
from gc_contracts.velocity.statements import StatementParser, joined

_ARGUMENT = (*PARAMETER, "WORD")
_AFTER_BRACKET = frozenset((*PARAMETER, "WHITESPACE", "RBRACKET"))
_AFTER_CURLY = frozenset((*PARAMETER, "WHITESPACE", "RIGHT_CURLEY", "RCURLY"))
_MACRO_NAME = "First argument to #macro() must be  macro name"
_NO_CHILDREN = 'Cannot load from object array because "this.children" is null'


class DirectiveParserV1(StatementParser):
    """Reads directives."""

    LEXER = LexerV1
    BLANKS = ("WHITESPACE",)
    ARGUMENT = (*PARAMETER, "WHITESPACE")
    DIRECTIVES = {  # noqa: RUF012 - declared as a ClassVar mapping in the base class
        "foreach": True,
        "macro": True,
        "literal": True,
        "define": True,
        "include": False,
        "parse": False,
        "evaluate": False,
        "break": False,
        "stop": False,
    }

    def blanks(self) -> None:
        """Pass over one token of blanks; a second one, behind a lone `#`, is an error."""
        if self.stream.kind() == "WHITESPACE":
            self.stream.take("WHITESPACE")

    def opens(self, first: str, second: str) -> bool:
        """Look whether a list, map or `${` can go on with this token."""
        allowed = {
            "LCURLY": frozenset({"IDENTIFIER"}),
            "LBRACKET": _AFTER_BRACKET,
            "LEFT_CURLEY": _AFTER_CURLY,
        }
        return second in allowed.get(first, frozenset())

    def block(self) -> Block:
        """Read statements one level deeper."""
        spot, start = self.stream.spot(), self.stream.index
        with self.stream.nested():
            body = self.statements()
        return Block(spot=spot, literal=self.stream.literal(start), body=joined(body))

    def directive(self) -> Directive:
        """Read a directive with its arguments and block."""
        stream = self.stream
        start, spot = stream.index, stream.spot()
        token = stream.take("WORD", "BRACKETED_WORD")
        name = token.image[2:-1] if token.kind == "BRACKETED_WORD" else token.image[1:]
        stream.lexer.state = "DIRECTIVE"
        if not self.left_parenthesis_ahead():
            return self._bare(name, start, spot)
        after = stream.spot()
        arguments = self._arguments(name, token.image, after)
        block = None
        if self.DIRECTIVES.get(name, name.startswith("@")):
            block = self.block()
            stream.take("END")
        node = self._made(name, tuple(arguments), block, start, spot)
        if name == "macro":
            self._define_macro(node, after)
        self._prepare(node)
        return node

    def _made(
        self, name: str, arguments: tuple[Node, ...], block: Block | None, start: int, spot: Spot
    ) -> Directive:
        stream = self.stream
        last = stream.last().image
        return Directive(
            spot=spot,
            literal=stream.literal(start),
            name=name,
            arguments=arguments,
            block=block,
            called=last.startswith((")", "#end")),
            source=stream.images(start),
        )

    def _bare(self, name: str, start: int, spot: Spot) -> Directive:
        """Make a directive without parentheses."""
        if name == "macro":
            raise self.error_at("A macro declaration requires at least a name argument", spot)
        self.stream.lexer.pop()
        node = self._made(name, (), None, start, spot)
        self._prepare(node)
        return node

    def _arguments(self, name: str, image: str, after: Spot) -> list[Node]:
        stream = self.stream
        self.blanks()
        stream.take("LPAREN")
        arguments: list[Node] = []
        with stream.nested():
            while self._argument_ahead():
                self.blanks()
                if stream.kind() == "COMMA":
                    stream.take("COMMA")
                    self.blanks()
                arguments.append(self.word_or_value())
                self._check(name, image, arguments, after)
        self.blanks()
        stream.take("RPAREN")
        return arguments

    def _argument_ahead(self) -> bool:
        first = self.stream.kind()
        if first in _ARGUMENT and first not in {"LCURLY", "LBRACKET", "LEFT_CURLEY"}:
            return True
        if first not in {"LCURLY", "LBRACKET", "LEFT_CURLEY", "WHITESPACE", "COMMA"}:
            return False
        second = self.stream.kind(2)
        if first == "WHITESPACE":
            return second in _ARGUMENT or second == "COMMA"
        return second in (*_ARGUMENT, "WHITESPACE") if first == "COMMA" else self.opens(first, second)

    def _check(self, name: str, image: str, arguments: list[Node], after: Spot) -> None:
        position, last = len(arguments) - 1, arguments[-1]
        word = isinstance(last, Constant) and last.word
        if not word and name == "macro" and position == 0:
            message = (
                "Invalid first arg in #macro() directive - must be a word token (no ' or \" surrounding)"
            )
            raise self.error_at(message, after)
        allowed = (name == "macro" and position == 0) or (name == "foreach" and position == 1)
        if word and name in self.DIRECTIVES and not allowed:
            raise self.error_at(f"Invalid arg #{position} in directive {image}", after)

    def _define_macro(self, node: Directive, after: Spot) -> None:
        if not node.arguments:
            raise self.error_at(_MACRO_NAME, after)
        self.macros.add(node.arguments[0].literal)

    def _prepare(self, node: Directive) -> None:
        """Find what the engine only finds when it prepares the tree."""
        count = len(node.arguments) + (node.block is not None)
        if node.name == "evaluate":
            self.check_evaluate(node, (Reference, Interpolated, Constant))
        elif node.name in {"foreach", "define", "literal"} and count == 0:
            self.late_error(_NO_CHILDREN)
        elif node.name == "define" and count != 2:
            self._late_at("parameter missing: block name", node.spot)
        elif node.name == "break" and count > 1:
            self._late_at("The #stop directive only accepts a single scope object", node.spot)
        elif node.name == "stop" and count > 1:
            self._late_at("The #stop directive only accepts a single message parameter", node.spot)
        elif node.name not in self.DIRECTIVES:
            self.check_word_arguments(node)

    def _late_at(self, message: str, spot: Spot) -> None:
        self.late_error(f"{message} at {self.place(spot)}", *spot.line_column)
