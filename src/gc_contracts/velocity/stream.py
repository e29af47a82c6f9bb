"""The parser's view of the tokens: look ahead, take, complain.

Tokens are read only when somebody looks, since the scanner's state may be changed by the parser in between.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from gc_contracts.errors import VelocityError, VelocityLimitError
from gc_contracts.velocity.lexer import EOF, Lexer, Token
from gc_contracts.velocity.positions import Spot

DEPTH = 100
"""How deep blocks, parentheses, lists and arguments may nest; real templates stay below ten."""


class TokenStream:
    """Tokens of one text, and where the parser is in them."""

    def __init__(self, lexer: Lexer, depth: int = 0) -> None:
        self.lexer = lexer
        self.index = 0
        self.depth = depth
        self._tokens: list[Token] = []

    def peek(self, ahead: int = 1) -> Token:
        """Return a coming token; 1 is the next."""
        position = self.index + ahead - 1
        while len(self._tokens) <= position:
            if self._tokens and self._tokens[-1].kind == EOF:
                return self._tokens[-1]
            self._tokens.append(self.lexer.next())
        return self._tokens[position]

    def kind(self, ahead: int = 1) -> str:
        """Return the kind of a coming token."""
        return self.peek(ahead).kind

    def last(self) -> Token:
        """Return the token taken last."""
        return self._tokens[self.index - 1]

    def take(self, *kinds: str) -> Token:
        """Take the next token, which must be of one of these kinds.

        Raises:
            VelocityError: it is not; the message names what was found and what is possible.
        """
        token = self.peek()
        if token.kind not in kinds:
            raise self.unexpected(*kinds)
        self.index += 1
        return token

    def skip(self, *kinds: str) -> None:
        """Take tokens as long as they are of these kinds."""
        while self.kind() in kinds:
            self.index += 1

    def spot(self, token: Token | None = None) -> Spot:
        """Return where a token begins; the next one if none is given."""
        return Spot(self.lexer.positions, (token or self.peek()).offset)

    def literal(self, start: int) -> str:
        """Return the source text from the token at index `start` to the one taken last."""
        return "".join(_token_literal(token) for token in self._tokens[start : self.index])

    def images(self, start: int) -> str:
        """Return the images of these tokens, without what was read over."""
        return "".join(token.image for token in self._tokens[start : self.index])

    def unexpected(self, *expected: str) -> VelocityError:
        """Build the error for a token that cannot stand here."""
        token = self.peek()
        positions = self.lexer.positions
        place = positions.last_unit if token.kind == EOF else positions.line_column
        line, column = place(token.offset)
        found = "<EOF>" if token.kind == EOF else _escaped(token.image)
        message = f'Encountered "{found}" at {self.lexer.name}[line {line}, column {column}]'
        if expected:
            message += f"\nExpected {' or '.join(dict.fromkeys(_NAMES.get(kind, kind) for kind in expected))}"
        return VelocityError(message, line, column)

    @contextmanager
    def nested(self) -> Iterator[None]:
        """Go one level deeper.

        Raises:
            VelocityLimitError: the template nests deeper than any real one.
        """
        self.depth += 1
        if self.depth > DEPTH:
            line, column = self.spot().line_column
            raise VelocityLimitError(
                f"Nested more than {DEPTH} deep at {self.lexer.name}[line {line}, column {column}]",
                line,
                column,
            )
        yield
        self.depth -= 1


def special_text(token: Token) -> str:
    """Return what survives of what was read over before a token: `$`, `#`, and backslashes before `$`."""
    if not token.specials or token.specials[-1].startswith("##"):
        return ""
    return "".join(map(_surviving, token.specials))


def _surviving(image: str) -> str:
    kept, index = [], 0
    while index < len(image):
        char = image[index]
        if char in "#$":
            kept.append(char)
        elif char == "\\":
            end = index + len(image[index:]) - len(image[index:].lstrip("\\"))
            if image[end : end + 1] == "$":
                kept.append(image[index : end + 1])
                index = end + 1
        index += 1
    return "".join(kept)


def _token_literal(token: Token) -> str:
    if token.kind == "MULTI_LINE_COMMENT":
        return ""
    return special_text(token) + (token.image if token.clean is None else token.clean)


def _escaped(image: str) -> str:
    """Write an image on one line."""
    return image.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")


_NAMES = {
    "RPAREN": '")"',
    "LPAREN": '"("',
    "REFMOD2_RPAREN": '")"',
    "RCURLY": '"}"',
    "RIGHT_CURLEY": '"}"',
    "LCURLY": '"{"',
    "RBRACKET": '"]"',
    "INDEX_RBRACKET": '"]"',
    "EQUALS": '"="',
    "COLON": '":"',
    "END": "#end",
    "ELSE": "#else",
    "ELSEIF": "#elseif",
    "IDENTIFIER": "a name",
    "DOUBLEDOT": '".."',
    EOF: "the end of the template",
}
