"""The page's text: template, style and script in one file that no browser has to ask anybody for.

Two locks stand before what users' files hold: the template engine escapes every text, and the page's own
policy lets no script and no style run but the two it carries, told by their digests.
"""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from gc_contracts.report.html.view import Page

if TYPE_CHECKING:
    from jinja2 import Environment

COLOURS = {"broken": "#c62828", "safe": "#1b7a43", "not verified": "#a86a00", "could not run": "#7a4bb5"}


def render(page: Page) -> str:
    """Write a page as HTML."""
    from markupsafe import Markup  # noqa: PLC0415 - late: an extra, loaded for this format alone

    style, script = _shipped("style.css"), _shipped("script.js")
    return (
        _environment()
        .get_template("page.html")
        .render(
            page=page,
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            policy=policy(style, script),
            icon=_icon(page.verdict),
        )
    )


def policy(style: str, script: str) -> str:
    """Write the Content-Security-Policy: nothing is loaded, and only these two texts are obeyed."""
    allowed = f"style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _icon(verdict: str) -> str:
    """Draw a dot in the verdict's colour for the browser's tab, so that it asks no server for a picture."""
    drawn = f"<circle cx='8' cy='8' r='7' fill='{COLOURS[verdict]}'/>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{drawn}</svg>"
    return f"data:image/svg+xml,{quote(svg)}"


def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - as above

    return Environment(
        loader=FunctionLoader(_shipped),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shipped(name: str) -> str:
    """Read a file beside this module; line ends as written, or the digests would be of another text."""
    text = (files("gc_contracts.report.html") / "templates" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")
