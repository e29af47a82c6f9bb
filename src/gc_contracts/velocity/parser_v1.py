"""Tokens → tree by the grammar of Velocity 1.7.

Source: recorded: the reference table; settled by running the engine where the table is silent.
"""

from dataclasses import replace

from gc_contracts.errors import VelocityError
from gc_contracts.velocity.expressions import PARAMETER, PLAIN, REFERENCE
from gc_contracts.velocity.lexer_v1 import LexerV1
from gc_contracts.velocity.nodes import (
    Block,
    Branch,
    Constant,
    Directive,
    If,
    Interpolated,
    Node,
    Reference,
    Set,
)
from gc_contracts.velocity.positions import Spot
from gc_contracts.velocity.statements import StatementParser, joined

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
_ARGUMENT = (*PARAMETER, "WORD")
_AFTER_BRACKET = frozenset((*PARAMETER, "WHITESPACE", "RBRACKET"))
_AFTER_CURLY = frozenset((*PARAMETER, "WHITESPACE", "RIGHT_CURLEY", "RCURLY"))
_MACRO_NAME = "First argument to #macro() must be  macro name"
_NO_CHILDREN = 'Cannot load from object array because "this.children" is null'


class ParserV1(StatementParser):
    """The parser of 1.7."""

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

    def inner_text(self, text: str) -> tuple[str, bool]:
        """Put a blank behind the text, so that a last `$` is text; not behind a line comment."""
        return (text, False) if "##" in text else (text + " ", True)

    def blanks(self) -> None:
        """Pass over one token of blanks; a second one, behind a lone `#`, is an error."""
        if self.stream.kind() == "WHITESPACE":
            self.stream.take("WHITESPACE")

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
        return self._opens(first, second)

    def _opens(self, first: str, second: str) -> bool:
        allowed = {
            "LCURLY": frozenset({"IDENTIFIER"}),
            "LBRACKET": _AFTER_BRACKET,
            "LEFT_CURLEY": _AFTER_CURLY,
        }
        return second in allowed.get(first, frozenset())

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
        return self.escape() if kind == "DOUBLE_ESCAPE" else self._directive()

    def _block(self) -> Block:
        spot, start = self.stream.spot(), self.stream.index
        with self.stream.nested():
            body = self.statements()
        return Block(spot=spot, literal=self.stream.literal(start), body=joined(body))

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
            branches.append(Branch(spot=place, name="else", condition=None, block=self._block()))
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
        return Branch(spot=spot, name=name, condition=condition, block=self._block())

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

    def _directive(self) -> Directive:
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
            block = self._block()
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
            raise self._error("A macro declaration requires at least a name argument", spot)
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
                arguments.append(self._argument())
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
        return second in (*_ARGUMENT, "WHITESPACE") if first == "COMMA" else self._opens(first, second)

    def _argument(self) -> Node:
        return self.word() if self.stream.kind() == "WORD" else self.value()

    def _check(self, name: str, image: str, arguments: list[Node], after: Spot) -> None:
        position, last = len(arguments) - 1, arguments[-1]
        word = isinstance(last, Constant) and last.word
        if not word and name == "macro" and position == 0:
            message = (
                "Invalid first arg in #macro() directive - must be a word token (no ' or \" surrounding)"
            )
            raise self._error(message, after)
        allowed = (name == "macro" and position == 0) or (name == "foreach" and position == 1)
        if word and name in self.DIRECTIVES and not allowed:
            raise self._error(f"Invalid arg #{position} in directive {image}", after)

    def _define_macro(self, node: Directive, after: Spot) -> None:
        if not node.arguments:
            raise self._error(_MACRO_NAME, after)
        self.macros.add(node.arguments[0].literal)

    def _error(self, message: str, spot: Spot) -> VelocityError:
        line, column = spot.line_column
        return VelocityError(f"{message} at {self.name}[line {line}, column {column}]", line, column)

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
