"""What 2.4.1 checks of the arguments of its directives.

Source: recorded: reference table, groups parse-errors, directives.
"""

from collections.abc import Sequence

from gc_contracts.velocity.nodes import Constant, Directive, Interpolated, Node, Reference
from gc_contracts.velocity.positions import Spot
from gc_contracts.velocity.statements import StatementParser


def _is_word(node: Node) -> bool:
    return isinstance(node, Constant) and node.word


class DirectiveChecks(StatementParser):
    """Checks made while parsing; the place told is that of the token behind the directive's name."""

    DIRECTIVES = {  # noqa: RUF012 - declared as a ClassVar mapping in the base class
        "foreach": True,
        "macro": True,
        "define": True,
        "include": False,
        "parse": False,
        "evaluate": False,
        "break": False,
        "stop": False,
    }

    def check_arguments(
        self, name: str, arguments: Sequence[Node], defaults: Sequence[Node | None], after: Spot
    ) -> None:
        """Check the number and kinds of a directive's arguments.

        Raises:
            VelocityError: they are wrong.
        """
        if name == "foreach":
            self._check_foreach(arguments, after)
        elif name == "macro":
            self._check_macro(arguments, defaults, after)
        elif name == "define" and len(arguments) != 1:
            count = "requires one argument" if not arguments else "only accepts a single argument"
            raise self.error_at(f"The #define directive {count}", after)
        elif name == "define" and _is_word(arguments[0]):
            raise self.error_at("The argument to #define is of the wrong type", after)

    def _check_foreach(self, arguments: Sequence[Node], after: Spot) -> None:
        if len(arguments) < 3:
            raise self.error_at("Too few arguments to the #foreach directive", after)
        if not isinstance(arguments[0], Reference):
            raise self.error_at("Expected argument 1 of #foreach to be a reference", after)
        if not _is_word(arguments[1]):
            raise self.error_at("Expected word 'in' at argument position 2 in #foreach", after)
        if _is_word(arguments[2]):
            raise self.error_at("Argument 3 of #foreach is of the wrong type", after)

    def _check_macro(self, arguments: Sequence[Node], defaults: Sequence[Node | None], after: Spot) -> None:
        if not arguments:
            raise self.error_at("A macro definition requires at least a macro name", after)
        if not _is_word(arguments[0]):
            raise self.error_at("Macro argument 1 must be a token without surrounding ' or \"", after)
        for position, (argument, default) in enumerate(zip(arguments, defaults, strict=True)):
            if position and not isinstance(argument, Reference):
                raise self.error_at(f"Macro argument {position + 1} must be a reference", after)
            if position and default is None and any(defaults[:position]):
                raise self.error_at("Macro non-default argument follows a default argument at ", after)

    def prepare(self, node: Directive) -> None:
        """Find what the engine only finds when it prepares the tree."""
        if node.name == "evaluate":
            self.check_evaluate(node, (Reference, Interpolated, Constant))
        elif node.name == "macro":
            self.macros.add(node.arguments[0].literal)
        elif node.name not in self.DIRECTIVES:
            self.check_word_arguments(node)
