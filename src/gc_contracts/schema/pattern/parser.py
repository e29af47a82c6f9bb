"""Reads the text of a pattern into a tree, once for ECMA-262 and once for Java.

Flags (`(?i)`, `(?s:…)`) are applied while reading. Nesting, length and counts have limits, so that no
pattern can exhaust us; what is over them is refused, never guessed.
"""

from gc_contracts.schema.pattern.charset import WORD, CharSet, fold, of_text, unicode_property
from gc_contracts.schema.pattern.classes import bracketed, dot, escape_char, escape_class
from gc_contracts.schema.pattern.reader import Reader
from gc_contracts.schema.pattern.tree import (
    EMPTY,
    Alternate,
    Anchor,
    BackReference,
    Boundary,
    Concat,
    Group,
    Literal,
    Look,
    Node,
    Repeat,
    concat,
    spread,
)

MAX_TEXT = 20_000
MAX_DEPTH = 60
MAX_COUNT = 1_000_000
_LOOKS = {"(?=": (True, False), "(?!": (True, True), "(?<=": (False, False), "(?<!": (False, True)}
_DIGITS = "0123456789"


def parse(text: str, *, java: bool = False) -> Node:
    """Read a pattern.

    Raises:
        SchemaError: it is not one, is over a limit, or uses a Java construct we do not know.
    """
    return _Parser(text, java=java).parse()


class _Parser:
    __slots__ = ("depth", "groups", "java", "names", "reader", "total")

    def __init__(self, text: str, *, java: bool) -> None:
        self.reader = Reader(text, java=java)
        self.java = java
        self.depth = 0
        self.groups = 0
        self.names: dict[str, int] = {}
        self.total = 0

    def parse(self) -> Node:
        if len(self.reader.text) > MAX_TEXT:
            self.reader.fail(f"it is longer than {MAX_TEXT} characters")
        self._survey()
        tree = self._alternate()
        if self.reader.peek():
            self.reader.fail("`)` closes nothing")
        return tree

    def _survey(self) -> None:
        """Number the groups first, since a reference may stand before its group."""
        text, at, inside, number = self.reader.text, 0, False, 0
        while at < len(text):
            if text[at] == "\\":
                at += 1
            elif text[at] in "[]":
                inside = text[at] == "["
            elif text[at] == "(" and not inside:
                number += self._counts(at, number + 1)
            at += 1
        self.total = number

    def _counts(self, at: int, number: int) -> bool:
        text = self.reader.text
        if text[at + 1 : at + 2] != "?":
            return True
        if text[at + 1 : at + 3] != "?<" or text[at + 3 : at + 4] in {"=", "!", ""}:
            return False
        name = text[at + 3 :].partition(">")[0]
        if name in self.names:
            self.reader.fail(f"two groups are called `{name}`")
        self.names[name] = number
        return True

    def _alternate(self) -> Node:
        branches = [self._branch()]
        while self.reader.eat("|"):
            branches.append(self._branch())
        return branches[0] if len(branches) == 1 else Alternate(tuple(branches))

    def _branch(self) -> Node:
        parts: list[Node] = []
        while self.reader.peek() not in {"", "|", ")"}:
            parts.append(self._quantified(self._atom()))
        return concat(*parts)

    def _quantified(self, node: Node) -> Node:
        start = self.reader.at
        counts = self._counts_of()
        if counts is None:
            return node
        if isinstance(node, Anchor | Boundary | Look) and not self.java:
            self.reader.at = start
            self.reader.fail("nothing to repeat")
        greedy = not self.reader.eat("?")
        possessive = self.java and greedy and self.reader.eat("+")
        if isinstance(node, Concat):
            node = Group(node)
        repeat = Repeat(node, *counts, greedy=greedy, possessive=possessive)
        if spread(repeat) > MAX_COUNT:
            self.reader.fail(f"it repeats more than {MAX_COUNT} parts")
        return repeat

    def _counts_of(self) -> tuple[int, int | None] | None:
        for sign, counts in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self.reader.eat(sign):
                return counts
        return self._braces() if self.reader.peek() == "{" else None

    def _braces(self) -> tuple[int, int | None] | None:
        """Read `{2}`, `{2,}`, `{2,5}`; anything else is plain text (Annex B), or refused by Java."""
        start = self.reader.at
        self.reader.take()
        low = self.reader.digits(_DIGITS, 9)
        comma = self.reader.eat(",")
        high = self.reader.digits(_DIGITS, 9) if comma else low
        if not low or not self.reader.eat("}"):
            self.reader.at = start
            return self.reader.fail("`{` begins no count") if self.java else None
        counts = int(low), int(high) if high else None
        if counts[1] is not None and counts[1] < counts[0]:
            self.reader.fail("the counts are in the wrong order")
        if max(counts[0], counts[1] or 0) > MAX_COUNT:
            self.reader.fail(f"it counts beyond {MAX_COUNT}")
        return counts

    def _atom(self) -> Node:
        char = self.reader.take()
        if char == "(":
            return self._nested()
        if char == "[":
            return bracketed(self.reader)
        if char == ".":
            return dot(self.reader)
        if char in "^$":
            return self._anchor(char)
        if char == "\\":
            return self._escape()
        if char in "*+?":
            self.reader.at -= 1
            self.reader.fail("nothing to repeat")
        if char == "{" and self.java:
            self.reader.fail("`{` begins no count")
        return self._literal(char)

    def _literal(self, char: str) -> Node:
        if "i" in self.reader.flags and char.isascii() and char.isalpha():
            return fold(of_text(char))
        return Literal(char)

    def _anchor(self, char: str) -> Node:
        if "m" in self.reader.flags:
            return Anchor("line-start" if char == "^" else "line-end")
        if char == "^":
            return Anchor("start")
        return Anchor("last" if self.java else "end")

    def _escape(self) -> Node:
        letter = self.reader.take()
        if letter in {"b", "B"}:
            return Boundary(letter == "B", self._word())
        if letter and letter in "123456789":
            return self._numbered(letter)
        if letter == "k":
            return self._named()
        if self.java and letter in {"A", "z", "Z", "Q", "R"}:
            return self._java(letter)
        named = escape_class(self.reader, letter) if letter else None
        return named if named is not None else self._literal(escape_char(self.reader, letter))

    def _word(self) -> CharSet:
        r"""Give the letters that `\b` sees: Unicode in Java until 18."""
        return (unicode_property("Alphabetic") or WORD) | WORD if self.java else WORD

    def _java(self, letter: str) -> Node:
        if letter == "Q":
            end = self.reader.text.find("\\E", self.reader.at)
            end = len(self.reader.text) if end < 0 else end
            quoted = self.reader.text[self.reader.at : end]
            self.reader.at = end + 2
            return concat(*map(self._literal, quoted))
        if letter == "R":
            breaks = of_text("\n\v\f\r\x85\u2028\u2029")
            return Group(Alternate((Literal("\r\n"), breaks)), atomic=True)
        kinds: dict[str, Node] = {"A": Anchor("start"), "z": Anchor("end"), "Z": Anchor("last")}
        return kinds[letter]

    def _numbered(self, letter: str) -> Node:
        number = int(letter + self.reader.digits(_DIGITS, 3))
        while self.java and number > self.total and number > 9:
            number, self.reader.at = number // 10, self.reader.at - 1
        if number > self.total:
            self.reader.fail(f"there is no group {number}")
        return BackReference(number, unset=not self.java)

    def _named(self) -> Node:
        if not self.reader.eat("<"):
            self.reader.fail("`\\k` needs a name in `<>`")
        name = self.reader.until(">")
        if name not in self.names:
            self.reader.fail(f"no group is called `{name}`")
        return BackReference(self.names[name], unset=not self.java)

    def _nested(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.reader.fail(f"it nests deeper than {MAX_DEPTH}")
        node = self._group()
        self.depth -= 1
        return node

    def _group(self) -> Node:
        self.reader.at -= 1
        for opening, (ahead, negate) in _LOOKS.items():
            if self.reader.eat(opening):
                return Look(self._body(), ahead, negate)
        if self.reader.eat("(?:"):
            return Group(self._body())
        if self.java and self.reader.eat("(?>"):
            return Group(self._body(), atomic=True)
        if self.reader.eat("(?<"):
            return self._capture(self._name())
        return self._flagged() if self.reader.eat("(?") else self._capture("")

    def _capture(self, name: str) -> Node:
        self.reader.at += not name
        self.groups += 1
        return Group(number=self.groups, name=name, node=self._body())

    def _name(self) -> str:
        name = self.reader.until(">")
        if not name.replace("$", "_").isidentifier():
            self.reader.fail(f"`{name}` is no name of a group")
        return name

    def _body(self) -> Node:
        outer = self.reader.flags
        node = self._alternate()
        if not self.reader.eat(")"):
            self.reader.fail("`)` is missing")
        self.reader.flags = outer
        return node

    def _flagged(self) -> Node:
        on = self.reader.digits("ims", 3)
        off = self.reader.digits("ims", 3) if self.reader.eat("-") else ""
        if on + off and self.reader.eat(":"):
            outer = self.reader.flags
            self.reader.flags = (outer | set(on)) - set(off)
            node = self._body()
            self.reader.flags = outer
            return Group(node)
        if not (self.java and on + off and self.reader.eat(")")):
            self.reader.fail("`(?` begins no group that we know")
        self.reader.flags = (self.reader.flags | set(on)) - set(off)
        return EMPTY
