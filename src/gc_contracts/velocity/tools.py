"""What a tool is to a template: a name, a Java class, and a table of methods."""

from collections.abc import Mapping
from typing import Any

from gc_contracts.velocity.objects import Custom, text
from gc_contracts.velocity.overloads import Methods, Overload, method


class Tool(Custom):
    """An object of the toolbox; only the methods in its table can be called."""

    def __init__(self, java: str, methods: Methods) -> None:
        self.java = java
        self.METHODS = methods


def on_text(change: Any) -> tuple[Overload, ...]:
    """Make a method that takes anything, as text; null stays null."""
    return (method("Object", lambda _, value: None if value is None else change(text(value) or "")),)


def constants(values: Mapping[str, str]) -> Methods:
    """Make getters that return fixed texts."""
    return {f"get{name}": (method("", lambda _, value=value: value),) for name, value in values.items()}
