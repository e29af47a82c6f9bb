"""The text of a filter → Condition.

`||` binds weaker than `&&`, `!` before a path belongs to that path alone and matters only where the path
stands by itself: `!@.a == 1` is `@.a == 1`. An operator nobody knows leaves an existence test behind.
Source: recorded: `conformance/jsonpath.jsonl`, groups filter-*.
"""

from collections.abc import Callable
from dataclasses import dataclass

from gc_contracts.java.numbers import decimal
from gc_contracts.java.units import join_units
from gc_contracts.jsonpath.cursor import Cursor, is_digit
from gc_contracts.jsonpath.faults import Mistake, Syntax
from gc_contracts.jsonpath.pattern import FLAGS, check_pattern
from gc_contracts.jsonpath.quoting import unescape
from gc_contracts.jsonpath.tokens import (
    All,
    Any,
    Condition,
    Expression,
    Literal,
    Not,
    Null,
    Number,
    Operand,
    Pattern,
    Reference,
    Relation,
    Text,
    Truth,
)

ReadPath = Callable[[str], Expression]
OPERATOR_CHARS = "<>=~!"
SYMBOLS = frozenset({"==", "===", "!=", "!==", "<", "<=", ">", ">=", "=~"})
LIST_WORDS = frozenset({"IN", "NIN", "SUBSETOF", "ANYOF", "NONEOF", "ALL", "CONTAINS"})
OTHER_WORDS = frozenset({"SIZE", "EMPTY", "EXISTS", "TYPE", "MATCHES"})


def read_condition(text: str, read_path: ReadPath) -> Condition:
    """Read `[?(…)]`; raises Syntax or Mistake."""
    cursor = Cursor(text)
    cursor.trim()
    cursor.position += 1
    cursor.end -= 1
    cursor.trim()
    cursor.position += 1
    cursor.trim()
    condition = _Reader(cursor, read_path).read_or()
    if cursor.skip_blanks().inside():
        raise Syntax(f"expected the end of the filter at position {cursor.position}")
    return condition


@dataclass(slots=True)
class _Reader:
    cursor: Cursor
    read_path: ReadPath

    def read_or(self) -> Condition:
        parts = self._joined("||", self._read_and)
        return parts[0] if len(parts) == 1 else Any(parts)

    def _read_and(self) -> Condition:
        parts = self._joined("&&", self._read_part)
        return parts[0] if len(parts) == 1 else All(parts)

    def _joined(self, word: str, read: Callable[[], Condition]) -> tuple[Condition, ...]:
        parts = [read()]
        while True:
            before = self.cursor.position
            if not self.cursor.take_word(word):
                self.cursor.position = before
                return tuple(parts)
            parts.append(read())

    def _read_part(self) -> Condition:
        cursor = self.cursor
        before = cursor.skip_blanks().position
        if cursor.current() == "!":
            cursor.position += 1
            if cursor.skip_blanks().current() not in "$@":
                return Not(self._read_part())
            cursor.position = before
        if cursor.current() == "(":
            cursor.position += 1
            inner = self.read_or()
            cursor.take(")")
            return inner
        return self._read_relation()

    def _read_relation(self) -> Condition:
        left = self._read_operand()
        before = self.cursor.position
        try:
            operator = self._read_operator()
            return Relation(left, operator, self._read_operand())
        except Syntax:
            self.cursor.position = before
        if not isinstance(left, Reference):
            raise Syntax("a value alone is no condition")
        wanted = not left.denied
        return Relation(Reference(left.expression, wanted, left.denied), "EXISTS", Truth(wanted))

    def _read_operator(self) -> str:
        cursor = self.cursor
        begin = cursor.skip_blanks().position
        symbolic = cursor.current() in OPERATOR_CHARS
        while cursor.inside():
            char = cursor.current()
            if (char not in OPERATOR_CHARS) if symbolic else char == " ":
                break
            cursor.position += 1
        operator = cursor.text[begin : cursor.position].upper()
        if operator not in SYMBOLS | LIST_WORDS | OTHER_WORDS:
            raise Syntax(f"no operator: {operator}")
        return operator

    def _read_operand(self) -> Operand:
        cursor = self.cursor
        char = cursor.skip_blanks().current()
        if char == "!":
            cursor.position += 1
            if cursor.skip_blanks().current() not in "$@":
                raise Syntax("! stands before a path or a bracket")
            return self._read_reference()
        if char in "$@":
            return self._read_reference()
        if char in "'\"":
            return Text(unescape(self._quoted(char)[1:-1]))
        if char in "[{":
            return self._read_literal(char)
        if char == "/":
            return self._read_pattern()
        words: dict[str, tuple[str, Operand]] = {
            "t": ("true", Truth(value=True)),
            "f": ("false", Truth(value=False)),
            "n": ("null", Null()),
        }
        return self._read_word(*words[char]) if char in words else self._read_number()

    def _read_word(self, word: str, operand: Operand) -> Operand:
        end = self.cursor.position + len(word)
        if not self.cursor.inside(end - 1) or self.cursor.text[self.cursor.position : end] != word:
            raise Syntax(f"expected {word}")
        self.cursor.position = end
        return operand

    def _read_number(self) -> Operand:
        cursor = self.cursor
        begin = cursor.position
        while cursor.inside() and (is_digit(cursor.current()) or cursor.current() in "-.eE"):
            cursor.position += 1
        value = decimal(cursor.text[begin : cursor.position])
        if value is None:
            raise Mistake(f"no value at position {begin}")
        return Number(value)

    def _quoted(self, quote: str) -> str:
        begin = self.cursor.position
        end = self.cursor.find_unescaped(begin, quote)
        if end == -1:
            raise Syntax(f"no closing {quote}")
        self.cursor.position = end + 1
        return self.cursor.text[begin : end + 1]

    def _read_literal(self, opening: str) -> Operand:
        begin = self.cursor.position
        end = self.cursor.find_closing(begin, "[]" if opening == "[" else "{}", patterns=False)
        if end == -1:
            raise Syntax(f"no closing bracket for {opening}")
        self.cursor.position = end + 1
        return Literal(join_units(self.cursor.text[begin : end + 1]))

    def _read_pattern(self) -> Operand:
        source = join_units(self._quoted("/")[1:-1])
        begin = end = self.cursor.position
        while self.cursor.inside(end) and self.cursor.at(end) in FLAGS:
            end += 1
        self.cursor.position = end
        pattern = Pattern(source, self.cursor.text[begin:end])
        check_pattern(pattern)
        return pattern

    def _read_reference(self) -> Operand:
        cursor = self.cursor
        before = cursor.previous_significant()
        denied = before != -1 and cursor.at(before) == "!"
        begin = cursor.position
        cursor.position += 1
        while cursor.inside():
            if cursor.current() == "[":
                self._skip_brackets()
            if not cursor.inside() or self._reference_ends(begin):
                break
            cursor.position += 1
        return Reference(self.read_path(cursor.text[begin : cursor.position]), None, denied)

    def _skip_brackets(self) -> None:
        end = self.cursor.find_closing(self.cursor.position, "[]", patterns=False)
        if end == -1:
            raise Syntax("brackets do not match")
        self.cursor.position = end + 1
        self.cursor.current()

    def _reference_ends(self, begin: int) -> bool:
        char = self.cursor.current()
        if char == ")":
            return not self._closes_call(begin)
        return char in OPERATOR_CHARS or char == " "

    def _closes_call(self, begin: int) -> bool:
        """Tell whether this bracket ends `.f()`: a filter's path takes only calls without arguments."""
        index = self.cursor.previous_significant()
        if index == -1 or self.cursor.at(index) != "(":
            return False
        return "." in self.cursor.text[begin + 1 : max(index, begin + 1)]
