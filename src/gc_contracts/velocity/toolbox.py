"""The tools every template sees, by name.

`$util`, `$date`, `$json` and the like exist elsewhere, not on the platform: a template that uses them fails
there, and so it does here.
"""

from collections.abc import Mapping
from functools import cache

from gc_contracts.velocity.tools import Tool
from gc_contracts.velocity.tools_esc import esc_tool
from gc_contracts.velocity.tools_math import math_tool
from gc_contracts.velocity.tools_platform import DYNAMICS, ENCODING, SALESFORCE, SUCCESS, URL


@cache
def toolbox(engine: str) -> Mapping[str, Tool]:
    """Return the platform's tools for a generation; the same objects each time, they hold nothing.

    Source: documented: "Add configuration to custom actions" lists the names.
    """
    return {
        "esc": esc_tool(engine),
        "math": math_tool(engine),
        "encoding": ENCODING,
        "urlTool": URL,
        "successTemplateUtils": SUCCESS,
        "salesforce": SALESFORCE,
        "msdynamics": DYNAMICS,
    }
