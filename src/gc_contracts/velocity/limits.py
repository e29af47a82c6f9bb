"""How much a template may do before it is stopped."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one rendering; beyond any of them it ends with VelocityLimitError."""

    output: int = 1_000_000
    """Characters printed."""
    loops: int = 10_000
    """Turns of all loops together, and elements of one range."""
    work: int = 50_000_000
    """Characters and elements that methods, string literals and `+` read and make on the way."""
    depth: int = 100
    """Blocks, macros and #evaluate inside each other."""
