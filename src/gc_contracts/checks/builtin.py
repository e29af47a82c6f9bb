"""The checks we ship: listed by hand, so that reading this file tells all there is."""

from gc_contracts.checks import contract, file, mapping, output, request, schema, template
from gc_contracts.checks.registry import Registry
from gc_contracts.model.check import Check

BUILTIN: tuple[Check, ...] = (
    *file.CHECKS,
    *schema.CHECKS,
    *contract.CHECKS,
    *template.CHECKS,
    *mapping.CHECKS,
    *request.CHECKS,
    *output.CHECKS,
)


def builtin() -> Registry:
    """Give the registry of all checks we ship."""
    return Registry(BUILTIN)
