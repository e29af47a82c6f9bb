"""CEL text into a tree: a parser by binding power, which knows the whole expression grammar but messages.

It never decides what a user is told about a rule's spelling: cel-cpp does. It refuses what it does not know
(`Message{field: 1}`, optional selection), and then only cel-cpp has a word on that rule.

Source: documented: CEL language definition, "Syntax" and "Macros"; compared with cel-cpp, whose `!!x` is `x`.
"""

from gc_contracts.errors import RuleError
from gc_contracts.rules.lexer import RESERVED, Sort, Token, tokens
from gc_contracts.rules.nodes import (
    Binary,
    Call,
    Comprehension,
    Conditional,
    Has,
    Index,
    Kind,
    ListOf,
    Literal,
    Macro,
    MapOf,
    Member,
    Name,
    Node,
    Unary,
)

_OR, _AND, _RELATION, _SUM, _PRODUCT = 1, 2, 3, 4, 5
_POWERS = {
    "||": _OR,
    "&&": _AND,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in"), _RELATION),
    **dict.fromkeys("+-", _SUM),
    **dict.fromkeys("*/%", _PRODUCT),
}
_ARGUMENTS = {"all": (2,), "exists": (2,), "exists_one": (2,), "map": (2, 3), "filter": (2,)}
_DEEPEST = 40
"""Nested brackets, and half the levels of a tree; cel-cpp takes a few more."""


def parse(text: str) -> Node:
    """Read one CEL expression.

    Chains of `&&` and of `||` come out as balanced trees: both sides are equal there, and none gets deep.

    Raises:
        RuleError: no expression of the grammar, or one that is nested too deep to be worked on.
    """
    return _Parser(tokens(text)).whole()


class _Parser:
    """Walks the tokens of one expression."""

    def __init__(self, found: tuple[Token, ...]) -> None:
        self._tokens = found
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._expression()
        if self._next.sort is not Sort.END:
            raise self._unexpected("the expression ends before this")
        if _depth(node) > 2 * _DEEPEST:
            raise RuleError("the expression is nested too deep", node.start)
        return node

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += token.sort is not Sort.END
        return token

    def _is(self, operator: str) -> bool:
        token = self._next
        return token.sort is Sort.OPERATOR and token.text == operator

    def _accept(self, operator: str) -> bool:
        found = self._is(operator)
        self._at += found
        return found

    def _expect(self, operator: str) -> Token:
        if not self._is(operator):
            raise self._unexpected(f"`{operator}` is missing")
        return self._take()

    def _unexpected(self, wanted: str) -> RuleError:
        token = self._next
        met = "the text ends here" if token.sort is Sort.END else f"`{token.text}` stands here"
        return RuleError(f"{wanted}: {met}", token.start)

    def _expression(self) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise RuleError("the expression is nested too deep", self._next.start)
        node = self._conditional()
        self._depth -= 1
        return node

    def _conditional(self) -> Node:
        condition = self._chain(_OR)
        if not self._accept("?"):
            return condition
        then = self._chain(_OR)
        self._expect(":")
        otherwise = self._expression()
        return Conditional(
            condition=condition, then=then, otherwise=otherwise, start=condition.start, end=otherwise.end
        )

    def _chain(self, least: int) -> Node:
        """Read operands joined by operators that bind at least as strongly as `least`."""
        left = self._unary()
        while (power := self._power()) >= least:
            operator = self._take().text
            right = self._chain(power + 1)
            if power > _AND:
                left = Binary(operator=operator, left=left, right=right, start=left.start, end=right.end)
                continue
            terms = [left, right]
            while self._accept(operator):
                terms.append(self._chain(power + 1))
            left = _balanced(operator, terms)
        return left

    def _power(self) -> int:
        token = self._next
        return _POWERS.get(token.text, 0) if token.sort is Sort.OPERATOR else 0

    def _unary(self) -> Node:
        first = self._next
        if first.sort is not Sort.OPERATOR or first.text not in {"!", "-"}:
            return self._postfix(self._primary())
        count = 0
        while self._is(first.text) and not (first.text == "-" and self._is_number(self._at + 1)):
            self._take()
            count += 1
        operand = self._postfix(self._primary())
        if count % 2 == 0:
            return operand
        return Unary(operator=first.text, operand=operand, start=first.start, end=operand.end)

    def _is_number(self, at: int) -> bool:
        return self._tokens[at].kind in {Kind.INT, Kind.DOUBLE}

    def _postfix(self, node: Node) -> Node:
        while True:
            if self._accept("."):
                node = self._selected(node)
            elif self._accept("["):
                key = self._expression()
                end = self._expect("]").end
                node = Index(target=node, key=key, start=node.start, end=end)
            else:
                return node

    def _selected(self, target: Node) -> Node:
        name = self._next
        if name.sort not in {Sort.NAME, Sort.QUOTED_NAME}:
            raise self._unexpected("a member's name is missing")
        self._take()
        if name.sort is Sort.NAME and self._accept("("):
            return self._call(name, target, target.start)
        return Member(target=target, name=name.text, name_start=name.start, start=target.start, end=name.end)

    def _call(self, name: Token, target: Node | None, start: int) -> Node:
        arguments = () if self._is(")") else self._list()
        end = self._expect(")").end
        if target is None and name.text == "has" and len(arguments) == 1:
            return _has(arguments[0], start, end)
        if target is not None and len(arguments) in _ARGUMENTS.get(name.text, ()):
            return _comprehension(Macro(name.text), target, arguments, end)
        return Call(
            name=name.text, target=target, arguments=arguments, name_start=name.start, start=start, end=end
        )

    def _list(self) -> tuple[Node, ...]:
        items = [self._expression()]
        while self._accept(","):
            items.append(self._expression())
        return tuple(items)

    def _primary(self) -> Node:
        token = self._next
        if token.sort is Sort.LITERAL:
            self._take()
            return Literal(kind=token.kind, value=token.value, start=token.start, end=token.end)
        if token.sort is Sort.NAME or self._is("."):
            return self._name()
        opened = token.text if token.sort is Sort.OPERATOR else ""
        if opened == "-":
            return self._negative()
        if opened == "(":
            return self._group()
        if opened == "[":
            return self._items()
        if opened == "{":
            return self._entries()
        raise self._unexpected("an expression is missing")

    def _negative(self) -> Node:
        """Read a minus and its number as one literal, so that the smallest integer can be written."""
        minus = self._take()
        number = self._next
        if number.kind not in {Kind.INT, Kind.DOUBLE} or not isinstance(number.value, int | float):
            raise self._unexpected("an expression is missing")
        self._take()
        return Literal(kind=number.kind, value=-number.value, start=minus.start, end=number.end)

    def _name(self) -> Node:
        start = self._next.start
        self._accept(".")
        name = self._next
        if name.sort is not Sort.NAME:
            raise self._unexpected("a name is missing")
        if name.text in RESERVED:
            raise RuleError(f"`{name.text}` is a reserved word", name.start)
        self._take()
        if self._accept("("):
            return self._call(name, None, start)
        return Name(name=name.text, start=start, end=name.end)

    def _group(self) -> Node:
        self._take()
        node = self._expression()
        self._expect(")")
        return node

    def _items(self) -> Node:
        start = self._take().start
        items: list[Node] = []
        while not self._is("]") and not self._is(","):
            items.append(self._expression())
            if not self._is(",") or self._tokens[self._at + 1].text == "]":
                break
            self._take()
        self._accept(",")
        return ListOf(items=tuple(items), start=start, end=self._expect("]").end)

    def _entries(self) -> Node:
        start = self._take().start
        entries: list[tuple[Node, Node]] = []
        while not self._is("}") and not self._is(","):
            key = self._expression()
            self._expect(":")
            entries.append((key, self._expression()))
            if not self._is(",") or self._tokens[self._at + 1].text == "}":
                break
            self._take()
        self._accept(",")
        return MapOf(entries=tuple(entries), start=start, end=self._expect("}").end)


def _has(argument: Node, start: int, end: int) -> Node:
    if not isinstance(argument, Member):
        raise RuleError("has() takes a member, as in has(record.name)", argument.start)
    return Has(
        target=argument.target, name=argument.name, name_start=argument.name_start, start=start, end=end
    )


def _comprehension(macro: Macro, target: Node, arguments: tuple[Node, ...], end: int) -> Node:
    variable, *condition, body = arguments
    if not isinstance(variable, Name) or variable.name == "__result__":
        raise RuleError(f"{macro}() takes a name first, as in list.{macro}(item, …)", variable.start)
    return Comprehension(
        macro=macro,
        target=target,
        variable=variable.name,
        condition=condition[0] if condition else None,
        body=body,
        start=target.start,
        end=end,
    )


def _balanced(operator: str, terms: list[Node]) -> Node:
    if len(terms) == 1:
        return terms[0]
    middle = len(terms) // 2
    left, right = _balanced(operator, terms[:middle]), _balanced(operator, terms[middle:])
    return Binary(operator=operator, left=left, right=right, start=left.start, end=right.end)


def _depth(node: Node) -> int:
    """Count the levels of a tree, without climbing into it."""
    levels, row = 0, [node]
    while row:
        levels += 1
        row = [child for each in row for child in each.children()]
    return levels
