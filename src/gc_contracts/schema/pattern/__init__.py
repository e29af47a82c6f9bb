"""Patterns as JSON Schema means them: searched, explained, matched and missed by construction."""

from gc_contracts.schema.pattern.compiled import Flavour, Pattern, compile  # noqa: A004 - its one verb

__all__ = ["Flavour", "Pattern", "compile"]
