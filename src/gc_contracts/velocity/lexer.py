"""Template text → tokens with spans, the way the engine's generated scanner does it.

The scanner is always in one of some fifteen states (plain text, after a `$`, inside parentheses …) that
decide which tokens exist; the longest match wins, and among equals the first rule. The parser pulls tokens
one by one, since now and then it moves the scanner to another state. Rules and actions of the generations:
`lexer_v1`, `lexer_v2`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from gc_contracts.errors import VelocityError
from gc_contracts.velocity.positions import Positions

TOKEN, MORE, SPECIAL, SKIP = "token", "more", "special", "skip"
EOF = "EOF"
_FAILS_WITHIN = 64
_BACKSLASHES = re.compile(r"\\*")
_WORD_AHEAD = re.compile(r"#\{?[a-zA-Z_@]")


@dataclass(slots=True)
class Token:
    """A piece of the template; its `image` begins with what was swallowed in front: `$`, `#`, backslashes."""

    kind: str
    image: str
    offset: int
    end: int
    specials: tuple[str, ...] = ()
    """Images of what was read over just before: a lone `$` or `#` that turned out to be text."""
    clean: str | None = None
    """The image without the escapes in front, once the parser has taken them off."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of token, the states it exists in, and what happens when it is found."""

    kind: str
    states: frozenset[str]
    pattern: str
    role: str = TOKEN


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule ready to match."""

    kind: str
    role: str
    pattern: "re.Pattern[str]"


def rule(kind: str, states: str, pattern: str, role: str = TOKEN) -> Rule:
    """Write a rule in one line: states are words separated by blanks."""
    return Rule(kind, frozenset(states.split()), pattern, role)


class Rules:
    """The rules of a scanner; compiled when the first template comes, which many runs never see."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules

    @cached_property
    def by_state(self) -> Mapping[str, tuple[Compiled, ...]]:
        """The rules of each state, in their order."""
        states = sorted({state for item in self.rules for state in item.states})
        compiled = {
            item: Compiled(item.kind, item.role, re.compile(item.pattern, re.DOTALL)) for item in self.rules
        }
        return {
            state: tuple(compiled[item] for item in self.rules if state in item.states) for state in states
        }


@dataclass(frozen=True, slots=True)
class Saved:
    """What a state remembers of the one below it."""

    state: str
    lparen: int
    rparen: int
    curly: int


class LexicalError(VelocityError):
    """No token begins with what stands here: final, whatever the parser was trying."""


class Lexer:
    """The scanner: one text, one position, a stack of states."""

    RULES: ClassVar[Rules]
    ACTIONS: ClassVar[Mapping[str, Callable[["Lexer", Token], None]]]

    def __init__(self, positions: Positions, name: str, *, hyphens: bool = True) -> None:
        self.positions, self.text, self.name, self.hyphens = positions, positions.text, name, hyphens
        self.rules = self.RULES.by_state
        self.pos = self.run_end = 0
        self.state = "DEFAULT"
        self.stack: list[Saved] = []
        self.lparen = self.rparen = self.curly = 0
        self.in_comment = self.in_set = False

    def next(self) -> Token:
        """Read the next token.

        Raises:
            VelocityError: no token begins with what stands here.
        """
        specials: tuple[str, ...] = ()
        while self.pos < len(self.text):
            found = self._scan(self.pos, specials)
            if isinstance(found, Token):
                return found
            specials = found
        last = max(len(self.text) - 1, 0)
        return Token(EOF, "", last, len(self.text), specials)

    def _scan(self, start: int, specials: tuple[str, ...]) -> Token | tuple[str, ...]:
        """Read one token, or pass over one special piece and return all passed over so far."""
        while True:
            match, end = self._longest()
            self.pos = end
            image = "" if match.role == MORE else self.text[start:end]
            token = Token(match.kind, image, start, end, specials)
            action = self.ACTIONS.get(match.kind)
            if action is not None:
                action(self, token)
            if match.role == TOKEN:
                return token
            if match.role != MORE:
                return (*specials, token.image) if match.role == SPECIAL else specials
            if self.pos >= len(self.text):
                raise self._error("the end of the template", self.positions.after(len(self.text) - 1))

    def _longest(self) -> tuple[Compiled, int]:
        text, pos = self.text, self.pos
        best, best_end = None, pos
        escapes = self._escapes() if text[pos] == "\\" else ()
        for item in self.rules[self.state]:
            if item.kind in escapes:
                continue
            match = item.pattern.match(text, pos)
            if match is not None and match.end() > best_end:
                best, best_end = item, match.end()
        if best is None:
            raise self._no_token()
        return best, best_end

    def _escapes(self) -> frozenset[str]:
        """Name the rules that cannot match these backslashes, so that a long run costs no square time."""
        if self.pos >= self.run_end:
            self.run_end = _after_backslashes(self.text, self.pos)
        end = self.run_end
        impossible = set() if self.text[end : end + 1] == "$" else {"DOLLAR", "DOLLARBANG"}
        if (end - self.pos) % 2 == 0 or not _WORD_AHEAD.match(self.text, end):
            impossible.add("ESCAPE_DIRECTIVE")
        return frozenset(impossible)

    def push(self) -> None:
        """Remember the state, and count parentheses anew."""
        self.stack.append(Saved(self.state, self.lparen, self.rparen, self.curly))
        self.lparen = self.curly = 0

    def pop(self) -> bool:
        """Go back one state; an empty stack means plain text."""
        if not self.stack:
            self.lparen, self.state = 0, "DEFAULT"
            return False
        saved = self.stack.pop()
        self.state, self.lparen, self.rparen, self.curly = (
            saved.state,
            saved.lparen,
            saved.rparen,
            saved.curly,
        )
        return True

    def close_parenthesis(self) -> None:
        """Leave the state that has an open parenthesis when its last one closes."""
        while not self.in_comment:
            if self.lparen > 0:
                if self.lparen == self.rparen + 1:
                    self.pop()
                else:
                    self.rparen += 1
                return
            if not self.pop():
                return

    def _no_token(self) -> LexicalError:
        read = self.pos + self._viable()
        last = len(self.text) - 1
        if read > last or (read == last and self.text[read] <= "\uffff"):
            # The engine looks one character further than the bad one, and calls what it finds there the end.
            return self._error("the end of the template", self.positions.after(last))
        found = self.text[read]
        return self._error(f"{found!r} (U+{ord(found):04X})", self.positions.line_column(read))

    def _viable(self) -> int:
        """Count the characters from here that could still have become a token."""
        import regex  # noqa: PLC0415 - late: only a template that fails needs it, and it takes 10 ms

        if self.text[self.pos] in "\"'" and any(
            item.kind == "STRING_LITERAL" for item in self.rules[self.state]
        ):
            end = self.text.find("\x1c", self.pos)
            return (end if end >= 0 else len(self.text)) - self.pos
        rest = self.text[self.pos : self.pos + _FAILS_WITHIN]
        patterns = [item.pattern.pattern for item in self.rules[self.state]]
        for length in range(1, len(rest) + 1):
            if not any(regex.fullmatch(item, rest[:length], regex.DOTALL, partial=True) for item in patterns):
                return length - 1
        return len(rest)

    def _error(self, found: str, place: tuple[int, int]) -> LexicalError:
        line, column = place
        message = f"Lexical error, encountered {found} at {self.name}[line {line}, column {column}]"
        return LexicalError(message, line, column)


def _after_backslashes(text: str, start: int) -> int:
    match = _BACKSLASHES.match(text, start)
    return match.end() if match else start
