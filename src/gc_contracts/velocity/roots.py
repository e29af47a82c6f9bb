r"""The beginning of a reference: `$x`, `$!x`, `${x`, `$!{x`, with backslashes and other signs in front.

The scanner hands over one token such as `\\$!{`; here it is taken apart the way the engine does, since
what a backslash means depends on how many there are, and is only settled when the value is known.
"""

from dataclasses import dataclass

from gc_contracts.velocity.lexer import Token


@dataclass(frozen=True, slots=True)
class Root:
    """What the first tokens of a reference say; `name` is the variable."""

    name: str
    quiet: bool = False
    escaped: bool = False
    escapes: str = ""
    before: str = ""
    runt: bool = False
    computable: bool = True
    unset: str | None = None
    """What is printed without a value, where it is not the reference itself."""


def read_root(first: Token, second: Token) -> Root:
    """Read the first token (and the name after a brace), and leave its clean image in it."""
    if "\\!" in first.image:
        return _slash_bang(first)
    image = first.image.lstrip("\\")
    count = len(first.image) - len(image)
    dollar = image.rfind("$")
    before = image[:dollar] if dollar > 0 else ""
    image = image[dollar:] if dollar > 0 else image
    first.clean = image
    escaped = count % 2 == 1
    name = _name(image, second.image)
    quiet = image.startswith("$!")
    return Root(
        name=image if name is None else name,
        quiet=quiet,
        escaped=escaped,
        escapes="\\" * (count // 2),
        before=before,
        runt=name is None,
        unset="" if quiet and not escaped else None,
    )


def _name(image: str, second: str) -> str | None:
    """Return the variable's name; None for what only looks like a reference."""
    if image.startswith("$!"):
        return second if image.startswith("$!{") else image[2:]
    if image == "${":
        return second
    return image[1:] if image.startswith("$") else None


def _slash_bang(first: Token) -> Root:
    r"""Read `$\!x`: never a reference, one backslash less of it is printed."""
    image = first.image
    start = image.index("\\", image.index("$")) if "$" in image else 0
    count = len(image[start:]) - len(image[start:].lstrip("\\"))
    text = image[:start] + image[start : start + count - 1] + image[start + count :]
    return Root(name=text, computable=False, unset=text)
