"""The directives of Velocity 2.4.1 other than #if and #set, and what lines and blocks have in common there.

Source: recorded: reference table, groups whitespace, directives, macro.
"""

from abc import abstractmethod

from gc_contracts.velocity.checks_v2 import DirectiveChecks
from gc_contracts.velocity.lexer import Token
from gc_contracts.velocity.nodes import Block, Directive, Node, Text
from gc_contracts.velocity.statements import joined

WORDS = ("WORD", "BRACKETED_WORD")
ENDS = ("END",)
_AHEAD = 1_000


def _name(token: Token) -> str:
    name = token.image[token.image.rfind("#") + 1 :]
    return name[1:-1] if token.kind == "BRACKETED_WORD" else name


class DirectiveParserV2(DirectiveChecks):
    """Reads directives and blocks, with the blanks and line ends they take along."""

    @abstractmethod
    def statements_until(self, ends: tuple[str, ...], *, new_line: bool) -> tuple[list[Node], bool]:
        """Read statements up to one of these ends."""

    def prefix(self) -> str:
        """Take the blanks before a directive."""
        return self.stream.take("WHITESPACE").image if self.stream.kind() == "WHITESPACE" else ""

    def line_end(self) -> str | None:
        """Take blanks and a line end; None if there is none."""
        stream = self.stream
        blank = stream.kind() == "WHITESPACE"
        if stream.kind(2 if blank else 1) != "NEWLINE":
            return None
        taken = stream.take("WHITESPACE").image if blank else ""
        return taken + stream.take("NEWLINE").image

    def block(self, ends: tuple[str, ...], *, new_line: bool) -> tuple[Block, bool]:
        """Read a block, and the blanks before what ends it: they are printed only behind a swallowed sign."""
        stream = self.stream
        spot, start = stream.spot(), stream.index
        with stream.nested():
            nodes, new_line = self.statements_until(ends, new_line=new_line)
        literal = stream.literal(start)
        blanks = self.prefix() if new_line else ""
        swallowed = self.swallowed(stream.peek().image)
        if swallowed:
            nodes.append(Text(spot=spot, literal="", text=blanks + swallowed))
        return Block(spot=spot, literal=literal, body=joined(nodes)), new_line

    def swallowed(self, image: str) -> str:
        """Return the signs the scanner swallowed before a directive's `#`."""
        last = image.rfind("#")
        return image[:last] if last > 0 else ""

    def block_of_line(self, ends: tuple[str, ...], *, new_line: bool) -> tuple[Block, bool]:
        """Read a block behind a directive that may take the rest of its line along."""
        if self.line_end() is not None:
            new_line = True
        return self.block(ends, new_line=new_line)

    def directive(self, nodes: list[Node], *, new_line: bool) -> bool:
        """Read a directive with its arguments and blocks; tell whether a new line begins after it."""
        stream = self.stream
        start, spot = stream.index, stream.spot()
        prefix = self.prefix()
        token = stream.take(*WORDS)
        place, before, name = stream.spot(token), self.swallowed(token.image), _name(token)
        arguments, defaults, postfix = self._head(name, token.image, began=new_line)
        block = otherwise = None
        if self.has_block(name):
            block, otherwise = self._blocks(name, new_line=postfix is not None)
            postfix = self.line_end() if new_line else None
        node = Directive(
            spot=spot,
            literal=stream.literal(start),
            name=name,
            arguments=tuple(arguments),
            defaults=tuple(defaults),
            block=block,
            otherwise=otherwise,
            before=prefix + before if before else "",
            after=postfix or "" if before else "",
            called=stream.last().image.startswith((")", "#end")),
            source=self._source(start, before),
            place=place,
        )
        nodes.append(node)
        self.prepare(node)
        return postfix is not None

    def _head(
        self, name: str, image: str, *, began: bool
    ) -> tuple[list[Node], list[Node | None], str | None]:
        """Read arguments, their defaults and the line end they take along; only then are they checked."""
        stream = self.stream
        stream.lexer.state = "DIRECTIVE"
        arguments: list[Node] = []
        defaults: list[Node | None] = []
        after = None
        if self.left_parenthesis_ahead():
            after = stream.spot()
            arguments, defaults = self._arguments(name, image)
        else:
            stream.lexer.pop()
        swallows = self.has_block(name) or began or name in {"include", "parse"}
        postfix = self.line_end() if swallows else None
        self.check_arguments(name, arguments, defaults, after or stream.spot())
        return arguments, defaults, postfix

    def _blocks(self, name: str, *, new_line: bool) -> tuple[Block, Block | None]:
        """Read the block, and the #else of a #foreach."""
        otherwise = None
        block, new_line = self.block(("END", "ELSE"), new_line=new_line)
        if name == "foreach" and self.stream.kind() == "ELSE":
            self.stream.take("ELSE")
            otherwise, new_line = self.block_of_line(ENDS, new_line=new_line)
        self.stream.take("END")
        return block, otherwise

    def has_block(self, name: str) -> bool:
        """Tell whether a directive has a block: some of the language's, and macros called with `@`."""
        return self.DIRECTIVES.get(name, name.startswith("@"))

    def _source(self, start: int, before: str) -> str:
        """Return what is printed of a macro that does not exist, without what is printed anyway."""
        images = self.stream.images(start)
        return images[images.rfind(before) + len(before) :] if before else images

    def _arguments(self, name: str, image: str) -> tuple[list[Node], list[Node | None]]:
        stream = self.stream
        self.blanks()
        stream.take("LPAREN")
        arguments: list[Node] = []
        defaults: list[Node | None] = []
        with stream.nested():
            while not self._right_parenthesis_ahead():
                self.blanks()
                if stream.kind() == "COMMA":
                    stream.take("COMMA")
                    self.blanks()
                if stream.kind() == "SINGLE_LINE_COMMENT_START":
                    self._comment_argument(name, image)
                    continue
                self._argument(name, arguments, defaults)
        self.blanks()
        stream.take("RPAREN")
        return arguments, defaults

    def _comment_argument(self, name: str, image: str) -> None:
        if name != "macro":
            raise self.error_at(f"A Line comment is not allowed in {image} arguments", self.stream.spot())
        self.comment()

    def _argument(self, name: str, arguments: list[Node], defaults: list[Node | None]) -> None:
        if name == "macro" and self._assignment_ahead():
            arguments.append(self.reference())
            self.blanks()
            self.stream.take("EQUALS")
            self.blanks()
            defaults.append(self.word_or_value())
            return
        arguments.append(self.word_or_value())
        defaults.append(None)

    def _right_parenthesis_ahead(self) -> bool:
        """Look for `)` behind blanks, in the tokens and then in the characters."""
        kind = self.stream.kind()
        if kind not in self.BLANKS:
            return kind == "RPAREN"
        return self._characters_ahead().lstrip(" \t\r\n").startswith(")")

    def _assignment_ahead(self) -> bool:
        """Look for `=` behind a name that was just read."""
        self.stream.peek()
        return self.stream.lexer.state == "REFERENCE" and self._characters_ahead().lstrip().startswith("=")

    def _characters_ahead(self) -> str:
        lexer = self.stream.lexer
        return lexer.text[lexer.pos : lexer.pos + _AHEAD]
