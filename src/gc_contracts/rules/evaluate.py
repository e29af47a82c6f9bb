"""The second engine: a CEL tree and a record give true, false, an error, or nothing where it is not sure.

It shares no code with cel-cpp, which judges first; a record is held against somebody only where both agree.

Source: documented: CEL language definition, "Evaluation"; compared with cel-cpp over a table of expressions.
"""

from collections.abc import Iterable, Mapping

from gc_contracts._json import Json
from gc_contracts.rules.functions import FREE, METHODS
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
from gc_contracts.rules.values import (
    TYPE_NAMES,
    TypeName,
    Uint,
    Value,
    arithmetic,
    equal,
    fetched,
    negative,
    ordered,
    void,
)
from gc_contracts.rules.void import ERROR, UNKNOWN, Void

_STEPS = 200_000
"""Nodes looked at before this engine gives up: nested macros multiply."""

Scope = Mapping[str, Value]


def evaluate(node: Node, record: Json) -> bool | Void:
    """Judge a record: `ERROR` where the evaluation fails, `UNKNOWN` where this engine cannot tell.

    A result that is no boolean is an error.
    """
    try:
        value = _Walk().value(node, {"record": record})
    except RecursionError:
        return UNKNOWN
    return value if isinstance(value, bool | Void) else ERROR


def compute(node: Node, scope: Scope) -> Value:
    """Give the value of an expression, its variables being those of `scope`."""
    return _Walk().value(node, scope)


class _Walk:
    """One evaluation; counts its steps."""

    __slots__ = ("_steps",)

    def __init__(self) -> None:
        self._steps = 0

    def value(self, node: Node, scope: Scope) -> Value:
        self._steps += 1
        if self._steps > _STEPS:
            return UNKNOWN
        match node:
            case Member():
                return _member(self.value(node.target, scope), node.name)
            case Literal():
                return _literal(node)
            case Name():
                return _name(node.name, scope)
            case Has():
                return _has(self.value(node.target, scope), node.name)
            case Binary():
                return self._binary(node, scope)
            case Unary():
                return _unary(node.operator, self.value(node.operand, scope))
            case _:
                return self._rare(node, scope)

    def _rare(self, node: Node, scope: Scope) -> Value:
        match node:
            case Call():
                return self._call(node, scope)
            case Index():
                return _index(self.value(node.target, scope), self.value(node.key, scope))
            case Conditional():
                return self._conditional(node, scope)
            case Comprehension():
                return self._comprehension(node, scope)
            case ListOf():
                items = [self.value(item, scope) for item in node.items]
                return void(*items) or items
            case MapOf():
                return self._map(node, scope)
            case _:
                return UNKNOWN

    def _binary(self, node: Binary, scope: Scope) -> Value:
        left = self.value(node.left, scope)
        if node.operator in {"&&", "||"}:
            decisive = node.operator == "||"
            if left is decisive:
                return left
            return _joined((left, self.value(node.right, scope)), decisive=decisive)
        right = self.value(node.right, scope)
        nothing = void(left, right)
        if nothing is not None:
            return nothing
        match node.operator:
            case "==":
                return equal(left, right)
            case "!=":
                return _not(equal(left, right))
            case "in":
                return _in(left, right)
            case "<" | "<=" | ">" | ">=":
                return ordered(node.operator, left, right)
        return arithmetic(node.operator, left, right)

    def _conditional(self, node: Conditional, scope: Scope) -> Value:
        condition = self.value(node.condition, scope)
        if type(condition) is not bool:
            return condition if isinstance(condition, Void) else ERROR
        return self.value(node.then if condition else node.otherwise, scope)

    def _call(self, node: Call, scope: Scope) -> Value:
        operands = [self.value(child, scope) for child in node.children()]
        table = FREE if node.target is None else METHODS
        function = table.get((node.name, len(operands)))
        if function is None:
            return UNKNOWN
        nothing = void(*operands)
        return function(*operands) if nothing is None else nothing

    def _map(self, node: MapOf, scope: Scope) -> Value:
        keys = [self.value(key, scope) for key, _ in node.entries]
        values = [self.value(value, scope) for _, value in node.entries]
        nothing = void(*keys, *values)
        if nothing is not None:
            return nothing
        if not all(type(key) is str for key in keys):
            return UNKNOWN
        return dict(zip(keys, values, strict=True)) if len(set(keys)) == len(keys) else ERROR

    def _comprehension(self, node: Comprehension, scope: Scope) -> Value:
        target = self.value(node.target, scope)
        if type(target) not in {list, dict}:
            return target if isinstance(target, Void) else ERROR
        scopes: list[Scope] = [{**scope, node.variable: fetched(item)} for item in target]
        if node.macro in {Macro.ALL, Macro.EXISTS}:
            found = (self.value(node.body, each) for each in scopes)
            return _joined(found, decisive=node.macro is Macro.EXISTS)
        if node.macro is Macro.EXISTS_ONE:
            chosen = self._chosen(node.body, scopes)
            return chosen if isinstance(chosen, Void) else len(chosen) == 1
        if type(target) is dict and len(target) > 1:
            return UNKNOWN  # a list in the order of a map: there is none
        return self._listed(node, scopes)

    def _listed(self, node: Comprehension, scopes: list[Scope]) -> Value:
        condition = node.body if node.macro is Macro.FILTER else node.condition
        chosen = scopes if condition is None else self._chosen(condition, scopes)
        if isinstance(chosen, Void):
            return chosen
        if node.macro is Macro.FILTER:
            items = [each[node.variable] for each in chosen]
        else:
            items = [self.value(node.body, each) for each in chosen]
        return void(*items) or items

    def _chosen(self, condition: Node, scopes: list[Scope]) -> list[Scope] | Void:
        """Keep the scopes for which a condition holds; one that fails fails them all."""
        answers = [self.value(condition, each) for each in scopes]
        if any(not isinstance(answer, bool | Void) for answer in answers):
            return ERROR
        nothing = void(*answers)
        if nothing is not None:
            return nothing
        return [each for each, answer in zip(scopes, answers, strict=True) if answer]


def _joined(values: Iterable[Value], *, decisive: bool) -> bool | Void:
    """Join by `||` (decisive: true) or `&&` (decisive: false): the decisive value outweighs any error."""
    found: bool | Void = not decisive
    for value in values:
        if value is decisive:
            return bool(value)
        if value is UNKNOWN or found is UNKNOWN:
            found = UNKNOWN
        elif type(value) is not bool:
            found = ERROR
    return found


def _name(name: str, scope: Scope) -> Value:
    if name in scope:
        return scope[name]
    return TypeName(name) if name in TYPE_NAMES else UNKNOWN


def _literal(node: Literal) -> Value:
    if node.kind is Kind.UINT and isinstance(node.value, int):
        return Uint(node.value)
    return node.value


def _member(target: Value, name: str) -> Value:
    if type(target) is dict:
        return fetched(target[name]) if name in target else ERROR
    return target if isinstance(target, Void) else ERROR


def _has(target: Value, name: str) -> Value:
    if type(target) is dict:
        return name in target
    return target if isinstance(target, Void) else ERROR


def _index(target: Value, key: Value) -> Value:
    nothing = void(target, key)
    if nothing is not None:
        return nothing
    if type(target) is dict:
        return _member(target, key) if type(key) is str else ERROR
    if type(target) is not list or type(key) not in {int, Uint, float}:
        return ERROR
    # A double that is a whole number is an index too.
    return fetched(target[int(key)]) if 0 <= key < len(target) and key == int(key) else ERROR


def _in(item: Value, container: Value) -> Value:
    if type(container) is list:
        answers = [equal(item, each) for each in container]
        return True if True in answers else void(*answers) or False
    if type(container) is not dict:
        return ERROR
    if type(item) is str:
        return item in container
    return False if type(item) in {int, Uint, float, bool} else ERROR


def _unary(operator: str, operand: Value) -> Value:
    if isinstance(operand, Void):
        return operand
    return _not(operand) if operator == "!" else negative(operand)


def _not(value: Value) -> Value:
    if type(value) is bool:
        return not value
    return value if isinstance(value, Void) else ERROR
