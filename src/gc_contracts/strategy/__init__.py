"""Hypothesis recipes for records: valid ones, and ones that break exactly one rule.

Everything is built, nothing is filtered: no draw is thrown away, and shrinking meets no gaps. Importing this
folder imports Hypothesis, so whoever does not fuzz does not import it.
"""

from gc_contracts.strategy.invalid import Invalid, invalid
from gc_contracts.strategy.valid import valid

__all__ = ["Invalid", "invalid", "valid"]
