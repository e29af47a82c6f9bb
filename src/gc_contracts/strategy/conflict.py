"""What to say when nothing can be built: the two keywords that leave no room for each other."""

from gc_contracts.errors import SchemaError
from gc_contracts.schema.effective import Node, Rule


def conflict(node: Node, first: str, second: str) -> SchemaError:
    """Name two keywords of a node that cannot both hold, with their values where they have any."""
    rules = [next(iter(node.named(keyword)), None) for keyword in (first, second)]
    words = [_word(keyword, rule) for keyword, rule in zip((first, second), rules, strict=True)]
    pointer = next((rule.pointer for rule in rules if rule is not None), node.pointer)
    return SchemaError(f"{words[0]} and {words[1]} leave no value for `{node.pointer or '/'}`", pointer)


def _word(keyword: str, rule: Rule | None) -> str:
    plain = rule is not None and isinstance(rule.value, int | float | str | bool)
    return f"`{keyword}: {rule.value}`" if plain and rule is not None else f"`{keyword}`"
