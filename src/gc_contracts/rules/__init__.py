"""Conditions of a schema beyond its keywords: cross-field rules in CEL, and references to other records."""

from gc_contracts.rules.condition import Condition, RuleTrouble, Word
from gc_contracts.rules.conditions import MISSING, Conditions, Erring

__all__ = ["MISSING", "Condition", "Conditions", "Erring", "RuleTrouble", "Word"]
