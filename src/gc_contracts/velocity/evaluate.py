"""Values and conditions of a tree, in a scope.

Strict mode names what is missing and where; lenient mode goes on with null. Positions and words are the
engine's.

Source: recorded: reference table, groups strict-*, lenient, index, properties.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from gc_contracts.errors import VelocityError, VelocityLimitError
from gc_contracts.java.errors import JavaError, JavaLimitError
from gc_contracts.java.numbers import is_number, number_class, to_integer
from gc_contracts.velocity.arithmetic import calculated, negated
from gc_contracts.velocity.comparing import (
    as_number,
    as_numbers,
    equal_v1,
    equal_v2,
    joined,
    joins,
    ordered,
    truth_v1,
    truth_v2,
)
from gc_contracts.velocity.lengths import Work, check_length
from gc_contracts.velocity.limits import Limits
from gc_contracts.velocity.members import call_method, get_property
from gc_contracts.velocity.nodes import (
    Binary,
    Constant,
    Expression,
    Index,
    Interpolated,
    ListLiteral,
    MapLiteral,
    Method,
    Node,
    Property,
    Range,
    Reference,
    Step,
    Unary,
)
from gc_contracts.velocity.objects import MISSING, Array, class_name, key_of
from gc_contracts.velocity.positions import Spot
from gc_contracts.velocity.scope import Scope

_ARITHMETIC = frozenset("+-*/%")
_WRONG_SIDE = {"<": "a valid Number", ">": "a Number", "<=": "a Number", ">=": "a Number"}


class Evaluator(ABC):
    """Works out values; `render.py` adds what prints."""

    def __init__(self, scope: Scope, name: str, *, strict: bool, second: bool, limits: Limits) -> None:
        self.scope, self.name, self.strict, self.limits = scope, name, strict, limits
        self.spend = Work(limits.work).spend
        self.second = second
        """True for 2.x."""

    def error(self, message: str, spot: Spot) -> VelocityError:
        """Build an error that ends in its place."""
        return VelocityError(f"{message} at {spot.named(self.name)}", *spot.line_column)

    @abstractmethod
    def interpolated(self, node: Interpolated) -> str:
        """Render a string literal."""

    def value(self, node: Node) -> Any:
        """Return the value of an expression."""
        return self._VALUES[type(node)](self, node)

    def reference(self, node: Reference) -> Any:
        """Return the value of a reference; null for what only looks like one."""
        return self.resolve(node) if node.computable else None

    def resolve(self, node: Reference) -> Any:
        """Follow a reference from its variable."""
        if node.runt:
            return None
        value = self.scope.get(node.root)
        strict = self.strict and not node.tolerant
        if value is None:
            if not strict:
                return self._alternate(node, None)
            if node.alternate is None and not self.scope.has(node.root):
                raise self.error(f"Variable ${node.root} has not been set", node.spot)
        for step in node.steps:
            if value is None:
                raise self.error(f"Attempted to access '{self._named(step)}' on a null value", step.spot)
            value = self._STEPS[type(step)](self, value, step)
            if value is None and not strict:
                break
        return self._alternate(node, value)

    def step(self, value: Any, step: Step) -> Any:
        """Take one step from a value."""
        return self._STEPS[type(step)](self, value, step)

    def _alternate(self, node: Reference, value: Any) -> Any:
        if node.alternate is None or truth_v2(value):
            return value
        return self.value(node.alternate)

    def _named(self, step: Step) -> str:
        """Name a step as messages do: 2.x only remembers the names of properties by then."""
        return "null" if self.second and not isinstance(step, Property) else step.literal

    def _property(self, value: Any, step: Property) -> Any:
        try:
            found = get_property(value, step.name, converts=self.second)
        except JavaError as error:
            raise self._thrown(step.name, value, error, step.spot) from None
        if found is not MISSING:
            return found
        if self.strict:
            raise self.error(
                f"Object '{class_name(value)}' does not contain property '{step.name}'", step.spot
            )
        return None

    def _method(self, value: Any, step: Method) -> Any:
        arguments = [self.value(item) for item in step.arguments]
        try:
            result = call_method(value, step.name, arguments, converts=self.second)
        except JavaLimitError as limit:
            raise VelocityLimitError(str(limit), *step.spot.line_column) from None
        except JavaError as error:
            raise self._thrown(step.name, value, error, step.spot) from None
        self.spend(value, result)
        if result is MISSING:
            return self._no_method(value, step.name, arguments, step.spot)
        if isinstance(result, str):
            check_length(len(result))
        elif self.second and isinstance(result, Array):
            return Array(result.java, result.items, listed=True)
        return result

    def _thrown(self, name: str, value: Any, error: JavaError, spot: Spot) -> VelocityError:
        return self.error(
            f"Invocation of method '{name}' in  class {class_name(value)} threw exception {error}", spot
        )

    def _no_method(self, value: Any, name: str, arguments: list[Any], spot: Spot) -> None:
        if self.strict:
            types = ", ".join("null" if item is None else class_name(item) for item in arguments)
            raise self.error(f"Object '{class_name(value)}' does not contain method {name}({types})", spot)

    def _index(self, value: Any, step: Index) -> Any:
        index = self.adjusted(self.value(step.value), value, step.spot)
        kind = "null" if index is None else class_name(index)
        try:
            result = call_method(value, "get", [index], converts=self.second)
        except JavaError as error:
            if error.java == "java.lang.NumberFormatException":
                raise VelocityError(str(error.message)) from None
            message = f"Error invoking method 'get({kind})' in {class_name(value)}"
            raise self.error(message, step.spot) from None
        return self._no_method(value, "get", [index], step.spot) if result is MISSING else result

    def adjusted(self, index: Any, value: Any, spot: Spot) -> Any:
        """Count a negative index from the end."""
        if (
            not isinstance(index, int)
            or isinstance(index, bool)
            or index >= 0
            or number_class(index) != "Integer"
        ):
            return index
        size = call_method(value, "size", [], converts=self.second)
        if size is MISSING:
            message = f"A 'size()' method required for negative value {index} does not exist for class"
            raise self.error(f"{message} '{class_name(value)}'", spot)
        return size + index

    def condition(self, node: Node) -> bool:
        """Tell whether an expression counts as true."""
        test = self._CONDITIONS.get(type(node))
        if test is not None:
            return test(self, node)
        if self.second and not isinstance(node, Range):
            return truth_v2(self.value(node))
        # Of literals only `true` is true in 1.7.
        return isinstance(node, Constant) and node.value is True

    def _reference_condition(self, node: Reference) -> bool:
        value = self.resolve(node)
        return truth_v2(value) if self.second else truth_v1(value)

    def _unary_condition(self, node: Unary) -> bool:
        return self.condition(node.operand) == (node.operator == "-")

    def _unary(self, node: Unary) -> Any:
        if node.operator == "!":
            return not self.condition(node.operand)
        value = as_number(self.value(node.operand))
        return None if value is None else negated(value)

    def _binary_condition(self, node: Binary) -> bool:
        if node.operator == "&&":
            return self.condition(node.left) and self.condition(node.right)
        if node.operator == "||":
            return self.condition(node.left) or self.condition(node.right)
        if node.operator in {"==", "!="}:
            compare = equal_v2 if self.second else equal_v1
            return compare(self.value(node.left), self.value(node.right)) == (node.operator == "==")
        if node.operator in _WRONG_SIDE:
            return self._ordered(node)
        # A sum is never true, though an error in it shows.
        return False

    def _ordered(self, node: Binary) -> bool:
        left, right = self.value(node.left), self.value(node.right)
        if left is None or right is None:
            side, wrong = ("Left", node.left) if left is None else ("Right", node.right)
            operation = "comparison operation" if self.second else f"'{node.operator}' operation"
            return self._not_compared(f"{side} side ({wrong.literal}) of {operation} has null value", node)
        first, second = (
            as_numbers(left, right)
            if self.second
            else tuple(side if is_number(side) else None for side in (left, right))
        )
        if first is not None and second is not None:
            return ordered(node.operator, first, second)
        return self._not_compared(self._wrong_side(node.operator, left, right), node)

    def _wrong_side(self, operator: str, left: Any, right: Any) -> str:
        if self.second:
            side = "Left" if is_number(right) else "Right"
            return f"{side} side of comparison operation is not a number"
        side = "Right" if is_number(left) else "Left"
        return f"{side} side of '>=' operation is not {_WRONG_SIDE[operator]}"

    def _not_compared(self, message: str, node: Binary) -> bool:
        if self.strict:
            raise self.error(message, node.spot)
        return False

    def _binary(self, node: Binary) -> Any:
        if node.operator in _ARITHMETIC:
            return self._calculated(node)
        return self._binary_condition(node)

    def _calculated(self, node: Binary) -> Any:
        left, right = self.value(node.left), self.value(node.right)
        try:
            if node.operator == "+" and joins(left, right):
                result = joined(left, right, (node.left.literal, node.right.literal))
                self.spend(result)
                return result
            if self.second:
                left, right = as_number(left), as_number(right)
            return calculated(node.operator, left, right, exact=not self.second)
        except ArithmeticError as error:
            raise VelocityError(str(error), *node.spot.line_column) from None

    def _map(self, node: MapLiteral) -> dict[Any, Any]:
        return {key_of(self.value(key)): self.value(item) for key, item in node.items}

    def _range(self, node: Range) -> list[int] | None:
        first, last = self.value(node.first), self.value(node.last)
        if not is_number(first) or not is_number(last):
            return None
        start, end = to_integer(first), to_integer(last)
        if abs(end - start) >= self.limits.loops:
            raise VelocityLimitError(
                f"A range of more than {self.limits.loops} numbers", *node.spot.line_column
            )
        step = 1 if start < end else -1
        return list(range(start, end + step, step))

    _STEPS: ClassVar[Mapping[type[Node], Callable[..., Any]]] = {
        Property: _property,
        Method: _method,
        Index: _index,
    }
    _CONDITIONS: ClassVar[Mapping[type[Node], Callable[..., bool]]] = {
        Expression: lambda evaluator, node: evaluator.condition(node.operand),
        Reference: _reference_condition,
        Unary: _unary_condition,
        Binary: _binary_condition,
    }
    _VALUES: ClassVar[Mapping[type[Node], Callable[..., Any]]] = {
        Constant: lambda _, node: node.value,
        Reference: reference,
        Expression: lambda evaluator, node: evaluator.value(node.operand),
        Interpolated: lambda evaluator, node: evaluator.interpolated(node),
        Binary: _binary,
        Unary: _unary,
        ListLiteral: lambda evaluator, node: [evaluator.value(item) for item in node.items],
        MapLiteral: _map,
        Range: _range,
    }
