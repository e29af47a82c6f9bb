"""Which troubles no response could have prevented: told by what was raised."""

from gc_contracts.model.verdict import Trouble

_CERTAIN = frozenset(
    {"NameError", "UnboundLocalError", "ImportError", "ModuleNotFoundError", "SyntaxError"}
    | {"exit", "network", "timeout", "target", "answer"}
)
_JSON_TYPES = ("'dict'", "'list'", "'str'", "'int'", "'float'", "'bool'", "'NoneType'", "'Object'", "'Array'")


def is_certain(trouble: Trouble) -> bool:
    """Whether code fails so whatever comes back."""
    if trouble.kind == "AttributeError":
        return not trouble.message.startswith(_JSON_TYPES)
    return trouble.kind in _CERTAIN
