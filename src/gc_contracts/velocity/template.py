"""A parsed template: kept, rendered many times.

Parsing is the slow part, so it is done once; rendering changes nothing in the tree, and the caller's values
are copied only where a template could change them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gc_contracts.errors import VelocityError, VelocityLimitError
from gc_contracts.velocity.containers import MUTATING
from gc_contracts.velocity.directives import DirectiveRenderer
from gc_contracts.velocity.lexer_v2 import END_MARK
from gc_contracts.velocity.limits import Limits
from gc_contracts.velocity.nodes import Block, Directive, Method, Node, Set
from gc_contracts.velocity.parser_v1 import ParserV1
from gc_contracts.velocity.parser_v2 import ParserV2
from gc_contracts.velocity.positions import Positions
from gc_contracts.velocity.scope import Scope
from gc_contracts.velocity.toolbox import toolbox

ENGINES = ("1.7", "2")
_DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class Template:
    """A template's tree, ready to render with any values."""

    source: str
    body: Block = field(repr=False)
    engine: str = "1.7"
    hyphens: bool = True
    name: str = "template"
    macros: Mapping[str, Directive] = field(default_factory=dict, repr=False)
    changes_values: bool = False
    """Some method in it may change a list or map: it gets copies."""
    strict_error: str | None = None
    """What strict mode finds wrong before it prints anything."""

    def render(
        self,
        context: Mapping[str, Any],
        strict: bool = True,
        *,
        name: str | None = None,
        limits: Limits = _DEFAULT,
        tools: Mapping[str, Any] | None = None,
    ) -> str:
        """Print the template with these variables.

        A variable hides a tool of the same name, unless it is null, as in the engine's own toolbox.

        Args:
            context: JSON values by name.
            strict: what is undefined or null is an error, but for `$!{…}`.
            name: how messages call the template; None for the name it was parsed under.
            limits: when to stop.
            tools: objects by name; None for the platform's own.

        Raises:
            VelocityError: as the engine would fail, with its message and position.
            VelocityLimitError: a limit was reached.
        """
        called = name or self.name
        if strict and self.strict_error is not None:
            raise VelocityError(self.strict_error)
        values = _copied(dict(context)) if self.changes_values else context
        scope = Scope(_variables(values, toolbox(self.engine) if tools is None else tools))
        renderer = DirectiveRenderer(
            scope,
            called,
            strict=strict,
            second=self.engine == "2",
            limits=limits,
            macros=dict(self.macros),
            parse=lambda text: parse(text, engine=self.engine, hyphens=self.hyphens, name=called),
        )
        return _run(renderer, self.body)

    def with_body(self, body: Block) -> "Template":
        """Give a twin with another tree: for who wants to see what one reference does."""
        macros: dict[str, Directive] = {}
        changes = _survey(body, macros)
        return replace(self, body=body, macros=macros, changes_values=changes)


def _run(renderer: DirectiveRenderer, body: Block) -> str:
    try:
        return renderer.run(body)
    except RecursionError:
        raise VelocityLimitError(f"{renderer.name} nests too deep") from None


def parse(template: str, *, engine: str = "1.7", hyphens: bool = True, name: str = "template") -> Template:
    """Parse a template.

    Args:
        template: its text.
        engine: `1.7`, or `2` for 2.4.1.
        hyphens: 2 only: names may hold hyphens, as they always may in 1.7.
        name: how messages call it.

    Raises:
        VelocityError: it does not parse, with line and column.
        ValueError: no such engine.
    Source: recorded: reference table, group parse-errors.
    """
    if engine not in ENGINES:
        raise ValueError(f"engine is {engine!r}, not one of {', '.join(ENGINES)}")
    second = engine == "2"
    text = template + END_MARK if second else template
    parser = (ParserV2 if second else ParserV1)(Positions(text), name, hyphens=hyphens)
    try:
        body = parser.template()
    except RecursionError:
        raise VelocityLimitError(f"{name} nests too deep") from None
    if parser.late:
        raise parser.late[0]
    macros: dict[str, Directive] = {}
    changes = _survey(body, macros)
    return Template(
        source=template,
        body=body,
        engine=engine,
        hyphens=hyphens,
        name=name,
        macros=macros,
        changes_values=changes,
        strict_error=parser.strict_late[0] if parser.strict_late else None,
    )


def render(  # noqa: PLR0913 - the public signature
    template: str,
    context: Mapping[str, Any],
    strict: bool = True,
    engine: str = "1.7",
    *,
    name: str = "template",
    hyphens: bool = True,
    limits: Limits = _DEFAULT,
    tools: Mapping[str, Any] | None = None,
) -> str:
    """Parse and print a template; see `parse` and `Template.render`.

    >>> render('{"id": "${input.id}"}', {"input": {"id": 5}})
    '{"id": "5"}'
    """
    parsed = parse(template, engine=engine, hyphens=hyphens, name=name)
    return parsed.render(context, strict, limits=limits, tools=tools)


def _variables(context: Mapping[str, Any], tools: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **tools,
        **{key: value for key, value in context.items() if value is not None or key not in tools},
    }


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _survey(body: Block, macros: dict[str, Directive]) -> bool:
    """Collect the macros, the first of each name, and tell whether a value may be changed."""
    changes, waiting = False, list[Node]([body])
    while waiting:
        node = waiting.pop()
        waiting.extend(reversed(list(node.children())))
        if isinstance(node, Directive) and node.name == "macro" and node.arguments:
            macros.setdefault(node.arguments[0].literal, node)
        changes = changes or _may_change(node)
    return changes


def _may_change(node: Node) -> bool:
    if isinstance(node, Method):
        return node.name in MUTATING
    if isinstance(node, Set):
        return bool(node.left.steps)
    # What #evaluate will run is not known yet; 2.x calls methods without parentheses.
    return isinstance(node, Directive) and node.name == "evaluate"
