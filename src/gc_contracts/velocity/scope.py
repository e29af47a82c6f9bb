"""Where variables live while a template runs.

The names the caller gave, and what #set, #foreach and macros add. In 1.7 a macro has a view of its own on
top of its caller's, in which an argument is looked up anew each time it is used.

Source: recorded: reference table, groups set, foreach, macro.
"""

from collections.abc import Callable
from typing import Any

from gc_contracts.velocity.nodes import Node
from gc_contracts.velocity.objects import Custom
from gc_contracts.velocity.overloads import method


class Scope:
    """The variables of a template."""

    def __init__(self, variables: dict[str, Any]) -> None:
        self.variables = variables

    def get(self, name: str) -> Any:
        """Return a value, None if there is none."""
        return self.variables.get(name)

    def has(self, name: str) -> bool:
        """Tell whether a name is set, be it to null."""
        return name in self.variables

    def put(self, name: str, value: Any) -> None:
        """Set a name."""
        self.variables[name] = value

    def remove(self, name: str) -> None:
        """Forget a name."""
        self.variables.pop(name, None)

    def argument_literal(self, name: str) -> str | None:
        """Return the source text of the macro argument called `name`, where there is one."""
        del name
        return None


class MacroScope(Scope):
    """The view of a 1.7 macro: its own names, its arguments, then the caller's."""

    def __init__(self, outer: Scope, evaluate: Callable[[Node, Scope], Any]) -> None:
        super().__init__({})
        self.outer, self._evaluate = outer, evaluate
        self.arguments: dict[str, Node] = {}

    def get(self, name: str) -> Any:
        """Return the macro's own value, else that of the argument, else the caller's."""
        value = self.variables.get(name)
        if value is not None:
            return value
        node = self.arguments.get(name)
        return self.outer.get(name) if node is None else self._evaluate(node, self.outer)

    def has(self, name: str) -> bool:
        """Tell whether a name is set here or outside."""
        return name in self.variables or name in self.arguments or self.outer.has(name)

    def put(self, name: str, value: Any) -> None:
        """Set a name here and outside, as 1.7 does."""
        self.variables[name] = value
        self.outer.put(name, value)

    def remove(self, name: str) -> None:
        """Forget a name here and outside."""
        self.variables.pop(name, None)
        self.arguments.pop(name, None)
        self.outer.remove(name)

    def argument_literal(self, name: str) -> str | None:
        """Return the source text of the argument."""
        node = self.arguments.get(name)
        return self.outer.argument_literal(name) if node is None else node.literal


class ForeachScope(Custom):
    """`$foreach`: which turn of the loop it is."""

    java = "org.apache.velocity.runtime.directive.ForeachScope"

    def __init__(self, previous: Any) -> None:
        self.index, self.has_next = -1, False
        self.parent = previous if isinstance(previous, ForeachScope) else None
        self.replaced = None if isinstance(previous, ForeachScope) else previous
        self.stored: dict[str, Any] = {}

    def written(self) -> str:
        """Return the values stored in it, as the map it is."""
        return "{" + ", ".join(f"{key}={value}" for key, value in self.stored.items()) + "}"

    def lookup(self, name: str) -> Any:
        """Return what was stored under a name; null for any other."""
        return self.stored.get(name)

    def topmost(self) -> "ForeachScope":
        """Return the outermost loop's scope."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope


ForeachScope.METHODS = {
    "getIndex": (method("", lambda scope: scope.index),),
    "getCount": (method("", lambda scope: scope.index + 1),),
    "hasNext": (method("", lambda scope: scope.has_next),),
    "getHasNext": (method("", lambda scope: scope.has_next),),
    "isFirst": (method("", lambda scope: scope.index < 1),),
    "getFirst": (method("", lambda scope: scope.index < 1),),
    "isLast": (method("", lambda scope: not scope.has_next),),
    "getLast": (method("", lambda scope: not scope.has_next),),
    "getTopmost": (method("", ForeachScope.topmost),),
    "getParent": (method("", lambda scope: scope.parent),),
    "getReplaced": (method("", lambda scope: scope.replaced),),
    "get": (method("Object", lambda scope, name: scope.stored.get(name)),),
    "put": (method("Object Object", lambda scope, name, value: scope.stored.__setitem__(name, value)),),
    "size": (method("", lambda scope: len(scope.stored)),),
    "isEmpty": (method("", lambda scope: not scope.stored),),
    "toString": (method("", ForeachScope.written),),
}
