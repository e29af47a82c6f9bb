"""The report to look at: one page in one file, which asks nothing of anybody.

A view of the same data as every other format. It is read without a script, which only filters and copies.
"""

from collections.abc import Mapping

from gc_contracts._json import Json
from gc_contracts.report.html.page import render
from gc_contracts.report.html.view import page


def text(data: Mapping[str, Json]) -> str:
    """Write a report as a page.

    However much was found, the page stays small enough to open: the worst is shown in full, then the rest
    in a line each, and what is left out is counted where it would stand.
    """
    return render(page(data))
