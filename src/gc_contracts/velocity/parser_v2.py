"""Tokens → tree by the grammar of Velocity 2.4.1.

A directive alone on its line takes the blanks before it and the line end behind it along, so every statement says
whether a new line begins after it.

Source: recorded: the reference table.
"""

from dataclasses import replace

from gc_contracts.velocity.directives_v2 import DirectiveChecks
from gc_contracts.velocity.expressions import PARAMETER, REFERENCE
from gc_contracts.velocity.lexer import EOF
from gc_contracts.velocity.lexer_v2 import END_MARK, LexerV2
from gc_contracts.velocity.nodes import (
    Block,
    Branch,
    Directive,
    Expression,
    If,
    Node,
    Reference,
    Set,
    Text,
)
from gc_contracts.velocity.statements import joined

_WORDS = ("WORD", "BRACKETED_WORD")
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
_ENDS = ("END",)
_IF_ENDS = ("ELSEIF", "ELSE", "END")


class ParserV2(DirectiveChecks):
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
        return self._statements((EOF,), new_line=True)[0]

    def _statements(self, ends: tuple[str, ...], *, new_line: bool) -> tuple[list[Node], bool]:
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
        if self._at(_WORDS, new_line=new_line):
            return self._directive(nodes, new_line=new_line)
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

    def _prefix(self) -> str:
        """Take the blanks before a directive."""
        return self.stream.take("WHITESPACE").image if self.stream.kind() == "WHITESPACE" else ""

    def _line_end(self) -> str | None:
        """Take blanks and a line end; None if there is none."""
        stream = self.stream
        blank = stream.kind() == "WHITESPACE"
        if stream.kind(2 if blank else 1) != "NEWLINE":
            return None
        taken = stream.take("WHITESPACE").image if blank else ""
        return taken + stream.take("NEWLINE").image

    def _block(self, ends: tuple[str, ...], *, new_line: bool) -> tuple[Block, bool]:
        """Read a block, and the blanks before what ends it: they are printed only behind a swallowed sign."""
        stream = self.stream
        spot, start = stream.spot(), stream.index
        with stream.nested():
            nodes, new_line = self._statements(ends, new_line=new_line)
        literal = stream.literal(start)
        blanks = self._prefix() if new_line else ""
        swallowed = self.swallowed(stream.peek().image)
        if swallowed:
            nodes.append(Text(spot=spot, literal="", text=blanks + swallowed))
        return Block(spot=spot, literal=literal, body=joined(nodes)), new_line

    def swallowed(self, image: str) -> str:
        """Return the signs the scanner swallowed before a directive's `#`."""
        last = image.rfind("#")
        return image[:last] if last > 0 else ""

    def _if(self, nodes: list[Node], *, new_line: bool) -> bool:
        stream = self.stream
        start, spot, began = stream.index, stream.spot(), new_line
        prefix = self._prefix()
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
            block, new_line = self._branch_block(_ENDS, new_line=new_line)
            branches.append(Branch(spot=place, name="else", condition=None, block=block))
        stream.take("END")
        self.if_depth -= 1
        postfix = self._line_end() if began else None
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
        block, new_line = self._branch_block(_IF_ENDS, new_line=new_line)
        return Branch(spot=spot, name=name, condition=condition, block=block), new_line

    def _branch_block(self, ends: tuple[str, ...], *, new_line: bool) -> tuple[Block, bool]:
        if self._line_end() is not None:
            new_line = True
        return self._block(ends, new_line=new_line)

    def _set(self, nodes: list[Node], *, new_line: bool) -> bool:
        stream = self.stream
        start, spot = stream.index, stream.spot()
        prefix = self._prefix()
        before = self.swallowed(stream.take("SET_DIRECTIVE").image)
        self.blanks()
        left = self._target()
        self.blanks()
        stream.take("EQUALS")
        right = self.expression()
        stream.take("RPAREN")
        stream.lexer.in_set = False
        postfix = self._line_end() if new_line else None
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

    def _directive(self, nodes: list[Node], *, new_line: bool) -> bool:
        stream = self.stream
        start, spot, began = stream.index, stream.spot(), new_line
        prefix = self._prefix()
        token = stream.take(*_WORDS)
        place, before = stream.spot(token), self.swallowed(token.image)
        name = token.image[token.image.rfind("#") + 1 :]
        name = name[1:-1] if token.kind == "BRACKETED_WORD" else name
        stream.lexer.state = "DIRECTIVE"
        parentheses = self.left_parenthesis_ahead()
        after = None
        arguments: list[Node] = []
        defaults: list[Node | None] = []
        if parentheses:
            after = stream.spot()
            arguments, defaults = self._arguments(name, token.image)
        else:
            stream.lexer.pop()
        has_block = self.DIRECTIVES.get(name, name.startswith("@"))
        swallows = has_block or began or name in {"include", "parse"}
        postfix = self._line_end() if swallows else None
        new_line = postfix is not None
        self.check_arguments(name, arguments, defaults, after or stream.spot())
        block = otherwise = None
        if has_block:
            block, new_line = self._block(("END", "ELSE"), new_line=new_line)
            if name == "foreach" and stream.kind() == "ELSE":
                stream.take("ELSE")
                otherwise, new_line = self._branch_block(_ENDS, new_line=new_line)
            stream.take("END")
            postfix = self._line_end() if began else None
            new_line = postfix is not None
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
        return new_line

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
            defaults.append(self._one_argument())
            return
        arguments.append(self._one_argument())
        defaults.append(None)

    def _one_argument(self) -> Node:
        return self.word() if self.stream.kind() == "WORD" else self.value()

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
        return lexer.text[lexer.pos : lexer.pos + 1_000]
