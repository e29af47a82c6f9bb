"""Checks: pure generators from what was seen of one item to findings.

Light: it offers what a plug-in author needs and loads none of the checks we ship.
"""

from gc_contracts.checks.registry import Registry, check

__all__ = ["Registry", "check"]
