"""Velocity templates as Data Actions have them, rendered the way Apache Velocity 1.7 or 2.4.1 does."""

from gc_contracts.errors import VelocityError, VelocityLimitError
from gc_contracts.velocity.limits import Limits
from gc_contracts.velocity.template import Template, parse, render
from gc_contracts.velocity.tools import Tool

__all__ = ["Limits", "Template", "Tool", "VelocityError", "VelocityLimitError", "parse", "render"]
