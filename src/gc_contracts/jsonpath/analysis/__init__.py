"""What a path asks of a document, and the smallest documents that give it."""

__all__ = [
    "AnyItem",
    "Comparison",
    "Deep",
    "Filter",
    "Function",
    "Index",
    "Key",
    "Members",
    "Step",
    "example",
    "merge",
    "shape",
]

from gc_contracts.jsonpath.analysis.example import example
from gc_contracts.jsonpath.analysis.merge import merge
from gc_contracts.jsonpath.analysis.shape import (
    AnyItem,
    Comparison,
    Deep,
    Filter,
    Function,
    Index,
    Key,
    Members,
    Step,
    shape,
)
