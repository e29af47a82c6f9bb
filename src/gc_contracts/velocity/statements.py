"""Tokens → statements: what both generations share."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from gc_contracts.errors import VelocityError, VelocityLimitError
from gc_contracts.velocity.expressions import ExpressionParser
from gc_contracts.velocity.lexer import EOF, Lexer, Token
from gc_contracts.velocity.literals import positions_inside, unquote
from gc_contracts.velocity.nodes import Block, Constant, Directive, Node, Text
from gc_contracts.velocity.positions import Positions, Spot
from gc_contracts.velocity.stream import TokenStream, special_text

_BUILT_IN = frozenset({"if", "end", "set", "else", "elseif"})
_CONTROL = frozenset({"IF", "ELSE", "ELSEIF", "END"})
_TEXTBLOCK_MARKS = 3


class StatementParser(ExpressionParser):
    """Reads blocks of statements; knows the macros defined so far."""

    LEXER: ClassVar[type[Lexer]]
    DIRECTIVES: ClassVar[Mapping[str, bool]]
    """Directives by name; true for those with a block."""

    def __init__(self, positions: Positions, name: str, *, hyphens: bool, depth: int = 0) -> None:
        super().__init__(TokenStream(self.LEXER(positions, name, hyphens=hyphens), depth), name)
        self.hyphens = hyphens
        self.macros: set[str] = set()
        self.strict_late: list[str] = []

    @abstractmethod
    def statements(self) -> list[Node]:
        """Read statements up to what can be none."""

    @abstractmethod
    def inner_text(self, text: str) -> tuple[str, bool]:
        """Return what is parsed for a literal's text, and whether a blank is to be cut off the result."""

    def template(self) -> Block:
        """Read the whole text."""
        spot = self.stream.spot()
        body = self.statements()
        self.stream.take(EOF)
        return Block(spot=spot, body=joined(body))

    def interpolate(self, image: str, spot: Spot) -> tuple[Block, bool]:
        """Parse the text of a string literal; an error inside is told at the literal, after all else."""
        quoted = unquote(image, spot)
        text, cut = self.inner_text(quoted.text)
        inside = type(self)(
            positions_inside(quoted, text, spot), self.name, hyphens=self.hyphens, depth=self.stream.depth
        )
        inside.macros = self.macros
        with self.stream.nested():
            body = self._inner(inside, spot)
        return body, cut

    def _inner(self, inside: "StatementParser", spot: Spot) -> Block:
        try:
            body = inside.template()
        except VelocityLimitError:
            raise
        except VelocityError as error:
            message = f"Failed to parse String literal at {self.place(spot)}\n{error.message}"
            self.late_error(message, *spot.line_column)
            return Block(spot=spot, body=())
        self.late.extend(inside.late)
        self.strict_late.extend(inside.strict_late)
        return body

    def text(self, token: Token) -> Text:
        """Make text of a token, with the lone signs read over before it."""
        image = special_text(token) + token.image
        return Text(spot=self.stream.spot(token), literal=image, text=image)

    def textblock(self) -> Text:
        """Read `#[[ … ]]#`."""
        token = self.stream.take("TEXTBLOCK")
        inner = token.image[_TEXTBLOCK_MARKS:-_TEXTBLOCK_MARKS]
        return Text(spot=self.stream.spot(token), literal=token.image, text=inner)

    def comment(self) -> Text:
        """Read a comment: nothing is printed but what the scanner swallowed in front of it."""
        stream = self.stream
        start = stream.index
        token = stream.take("SINGLE_LINE_COMMENT_START", "MULTI_LINE_COMMENT", "FORMAL_COMMENT")
        if token.kind == "SINGLE_LINE_COMMENT_START" and stream.kind() == "SINGLE_LINE_COMMENT":
            stream.take("SINGLE_LINE_COMMENT")
        found = token.image.find("##")
        found = token.image.find("#*") if found < 0 else found
        return Text(
            spot=stream.spot(token),
            literal=stream.literal(start),
            text=token.image[:found] if found > 0 else "",
        )

    def escaped_directive(self) -> Text:
        r"""Read `\#if`: half the backslashes are printed before a directive, all before anything else."""
        token = self.stream.take("ESCAPE_DIRECTIVE")
        last = token.image.rfind("\\")
        directive = token.image[last + 1 :]
        known = self.is_known(directive[1:].removeprefix("{").removesuffix("}"))
        text = token.image[: last // 2] + directive if known else token.image
        return Text(spot=self.stream.spot(token), literal=text, text=text)

    def escape(self) -> Text:
        """Read pairs of backslashes: halved before a directive."""
        stream, count = self.stream, 0
        spot = stream.spot()
        while stream.kind() == "DOUBLE_ESCAPE":
            stream.take("DOUBLE_ESCAPE")
            count += 1
        following = stream.peek()
        control = following.kind in _CONTROL or self.is_directive(following.image[1:])
        text = ("\\" if control else "\\\\") * count
        return Text(spot=spot, literal="\\\\" * count, text=text)

    def is_directive(self, name: str) -> bool:
        """Tell whether this is a directive with a class of its own, or a macro."""
        return name in self.DIRECTIVES or name in self.macros

    def is_known(self, name: str) -> bool:
        """Tell whether this is any directive."""
        return name in _BUILT_IN or self.is_directive(name)

    def word(self) -> Constant:
        """Read a bare word."""
        spot, token = self.stream.spot(), self.stream.take("WORD")
        return Constant(spot=spot, literal=token.image, value=None, word=True)

    def word_or_value(self) -> Node:
        """Read an argument of a directive."""
        return self.word() if self.stream.kind() == "WORD" else self.value()

    def left_parenthesis_ahead(self) -> bool:
        """Look at the characters behind the last token read."""
        text, position = self.stream.lexer.text, self.stream.lexer.pos
        rest = (
            text[position:].lstrip(" \t\r\n")
            if text[position : position + 1] in " \t\r\n"
            else text[position:]
        )
        return rest.startswith("(")

    def check_evaluate(self, node: Directive, references: tuple[type[Node], ...]) -> None:
        """Check the argument of #evaluate, which the engine does when it prepares the tree."""
        if len(node.arguments) != 1:
            self.late_error("#evaluate() requires exactly one argument")
        elif not isinstance(node.arguments[0], references):
            self.late_error("#evaluate()  argument must be a string literal or reference")

    def check_word_arguments(self, node: Directive) -> None:
        """Note bare words given to a macro: an error in strict mode."""
        if node.called:
            name = node.name.removeprefix("@")
            self.strict_late.extend(
                f"Invalid arg '{item.literal}' in macro #{name} at {self.place(item.spot)}"
                for item in node.arguments
                if isinstance(item, Constant) and item.word
            )


def joined(nodes: list[Node]) -> tuple[Node, ...]:
    """Join neighbouring texts into one."""
    result: list[Node] = []
    for node in nodes:
        last = result[-1] if result else None
        if isinstance(node, Text) and isinstance(last, Text):
            result[-1] = Text(spot=last.spot, literal=last.literal + node.literal, text=last.text + node.text)
        elif not (isinstance(node, Text) and not node.text and not node.literal):
            result.append(node)
    return tuple(result)
