"""Tree + variables → text, within limits."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, ClassVar

from gc_contracts.errors import VelocityLimitError
from gc_contracts.java.units import join_units
from gc_contracts.velocity.evaluate import Evaluator
from gc_contracts.velocity.limits import Limits
from gc_contracts.velocity.members import call_method, put_property
from gc_contracts.velocity.nodes import Block, Directive, If, Index, Interpolated, Node, Reference, Set, Text
from gc_contracts.velocity.objects import MISSING, Custom, class_name, text
from gc_contracts.velocity.scope import Scope


class Stop(Exception):  # noqa: N818 - it ends a block, it is no error
    """#stop and #break: `everything` or just the nearest loop, macro, #define or #evaluate."""

    def __init__(self, *, everything: bool = False, owner: Any = None) -> None:
        super().__init__()
        self.everything, self.owner = everything, owner


class Renderer(Evaluator):
    """Prints a tree; `directives.py` adds all but #if and #set."""

    DIRECTIVES: ClassVar[Mapping[str, Callable[["Renderer", Directive], None]]]

    def __init__(
        self,
        scope: Scope,
        name: str,
        *,
        strict: bool,
        second: bool,
        limits: Limits,
        macros: dict[str, Directive],
        parse: Callable[[str], Any],
    ) -> None:
        super().__init__(scope, name, strict=strict, second=second, limits=limits)
        self.macros, self.parse = macros, parse
        self.parts: list[str] = []
        self.length = self.turns = self.depth = 0
        self.calls: list[str] = []

    def run(self, body: Block) -> str:
        """Print a whole template."""
        with suppress(Stop):
            self.block(body)
        return join_units("".join(self.parts))

    def write(self, written: str) -> None:
        """Print text.

        Raises:
            VelocityLimitError: it would be too much.
        """
        self.length += len(written)
        if self.length > self.limits.output:
            raise VelocityLimitError(f"More than {self.limits.output} characters of output")
        self.parts.append(written)

    def captured(self, render: Callable[[], None]) -> str:
        """Return what is printed instead of printing it."""
        parts, length = self.parts, self.length
        self.parts = []
        try:
            render()
            return join_units("".join(self.parts))
        finally:
            self.parts, self.length = parts, length

    def block(self, node: Block) -> None:
        """Print statements in a row."""
        for item in node.body:
            self._STATEMENTS[type(item)](self, item)

    def nested(self, node: Block) -> None:
        """Print a block one level deeper."""
        self.depth += 1
        if self.depth > self.limits.depth:
            raise VelocityLimitError(f"Nested more than {self.limits.depth} deep", *node.spot.line_column)
        self.block(node)
        self.depth -= 1

    def interpolated(self, node: Interpolated) -> str:
        """Render a string literal."""
        written = self.captured(lambda: self.nested(node.body))
        self.spend(written)
        return written[:-1] if node.cut else written

    def _text(self, node: Text) -> None:
        self.write(node.text)

    def _reference(self, node: Reference) -> None:
        if node.runt:
            self.write(node.literal if self.second else node.root)
            return
        value = self.resolve(node)
        if node.escaped:
            self.write(node.escapes + ("\\" if value is None else "") + self._unset(node))
            return
        if isinstance(value, Rendered):
            written = value.printed(self)
        else:
            written = None if value is None else text(value)
        if written is not None:
            self.write(node.escapes + node.before + written)
        elif not self.strict or node.tolerant:
            self.write(node.escapes * 2 + node.before + self._unset(node))
        elif not node.quiet:
            raise self.error(
                f"Reference {node.literal} evaluated to null when attempting to render", node.spot
            )

    def _unset(self, node: Reference) -> str:
        """Return what is printed without a value: in a macro, what the caller wrote for the argument."""
        if not self.second and node.unset == f"${node.root}":
            literal = self.scope.argument_literal(node.root)
            if literal is not None:
                return literal
        return node.unset

    def _if(self, node: If) -> None:
        self.write(node.before)
        for branch in node.branches:
            if branch.condition is None or self.condition(branch.condition):
                self.nested(branch.block)
                break
        self.write(node.after)

    def _set(self, node: Set) -> None:
        self.write(node.before)
        value = self.value(node.right)
        # Lenient 1.7 keeps the old value instead of setting null.
        if value is not None or self.strict or self.second:
            self._assign(node.left, value)
        self.write(node.after)

    def _assign(self, left: Reference, value: Any) -> None:
        if not left.steps:
            self.scope.put(left.root, value)
            return
        owner = self._owner(left)
        if owner is None:
            return
        last = left.steps[-1]
        if isinstance(last, Index):
            self._assign_index(owner, last, value)
        elif not put_property(owner, self._named(last), value) and self.strict:
            message = f"Object '{class_name(owner)}' does not contain property '{self._named(last)}'"
            raise self.error(message, left.spot)

    def _owner(self, left: Reference) -> Any:
        """Return what the last step of a reference is set on; None where there is nothing."""
        owner = self.scope.get(left.root)
        if owner is None and self.strict and not self.scope.has(left.root):
            raise self.error(f"Variable ${left.root} has not been set", left.spot)
        for step, following in zip(left.steps, left.steps[1:], strict=False):
            if owner is None:
                return None
            owner = self.step(owner, step)
            if owner is None and self.strict:
                message = f"Attempted to access '{self._named(following)}' on a null value"
                raise self.error(message, following.spot)
        return owner

    def _assign_index(self, owner: Any, step: Index, value: Any) -> None:
        index = self.adjusted(self.value(step.value), owner, step.spot)
        for name in ("set", "put"):
            if call_method(owner, name, [index, value], converts=self.second) is not MISSING:
                return
        if self.strict:
            types = ",".join("null" if item is None else class_name(item) for item in (index, value))
            message = f"Found neither a 'set' or 'put' method with param types '({types})' on class"
            raise self.error(f"{message} '{class_name(owner)}'", step.spot)

    def _directive(self, node: Directive) -> None:
        self.write(node.before)
        self.DIRECTIVES.get(node.name, self.DIRECTIVES[""])(self, node)
        self.write(node.after)

    _STATEMENTS: ClassVar[Mapping[type[Node], Callable[..., None]]] = {
        Text: _text,
        Reference: _reference,
        If: _if,
        Set: _set,
        Directive: _directive,
    }


class Rendered(Custom):
    """A value that prints itself anew each time: the block of a #define or of a macro call."""

    java = "org.apache.velocity.runtime.directive.Block$Reference"

    @abstractmethod
    def printed(self, renderer: Renderer) -> str | None:
        """Return what it prints now; None where it may not."""
