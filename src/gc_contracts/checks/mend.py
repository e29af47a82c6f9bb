"""What a reader is told to write, for the very place and for what the template tried already."""

from gc_contracts.checks.carried import Change
from gc_contracts.checks.channels import ESCAPES
from gc_contracts.checks.places import HOST, PATH, TEXT
from gc_contracts.checks.uses import Use

_TOOLS = {"url": "$esc.uriEncode", "form": "$esc.urlFormEncode", "json": "$esc.jsonString", "xml": "$esc.xml"}
_PLUS = frozenset({"esc.url", "esc.urlFormEncode"})


def suits(use: Use, syntax: str, place: str) -> bool:
    """Whether the value should arrive as it is: nothing reworks it, only escapes for a request get it.

    A template may rework a value on purpose (upper case, a part of it, an escape for what stands inside);
    then only the structure around it counts.
    """
    calls = set(use.calls)
    if calls <= ESCAPES[syntax]:
        return True
    return calls <= ESCAPES["json"] or (place == TEXT and calls <= ESCAPES["url"])


def mend(use: Use, syntax: str, place: str, found: Change) -> str:
    """Word the mend."""
    if syntax == "header" or place == HOST:
        why = "takes line breaks out" if syntax == "header" else "makes a host of any text"
        return f"Narrow input `{use.name}` by an anchored pattern or an enum: no tool {why}."
    if found.language:
        return _in_query(use, syntax, found.language)
    call = _call(use, syntax)
    if found.literal:
        return f"Escape the value only, not the text around it: {call} in its place."
    return _after(use, syntax, place, call, found)


def _after(use: Use, syntax: str, place: str, call: str, found: Change) -> str:
    """Word it for what was called already."""
    tools = [name for name in use.calls if name.startswith("esc.")]
    wrong = next((name for name in tools if name not in ESCAPES[syntax]), "")
    if wrong:
        return f"`${wrong}` is not for {place}: write {call} instead."
    if len(tools) > 1 and not found.structural:
        return f"Escape it once, for this place: {call}."
    if place == PATH and _PLUS.intersection(tools):
        return f"`${tools[0]}` writes a blank as `+`, which stays a plus in a path: write {call}."
    if ".replace" in use.calls or ".replaceAll" in use.calls:
        return f"Replacing some characters leaves the others: write {call}."
    return f"Write {call}, or narrow the input by an anchored pattern or an enum."


def _call(use: Use, syntax: str) -> str:
    call = f"{_TOOLS[syntax]}({use.shown})"
    return f'"{call}" with the quotes around it' if syntax == "json" else call


def _in_query(use: Use, syntax: str, language: str) -> str:
    shown = use.shown
    inner = {
        "GraphQL": f"$esc.jsonString({shown})",
        "OData": f"$esc.sql({shown})",
        "SQL": f"$esc.sql({shown})",
    }[language]
    outer = f"{_TOOLS[syntax]}({inner})"
    if language == "GraphQL":
        return f"Send it in `variables`, or escape it for both: {outer}."
    also = (
        f' (SOQL: {shown[:-1]}.replace("\'", "\\\'")}} in the place of $esc.sql)' if language == "SQL" else ""
    )
    return f"Escape it for {language} first, then for what it stands in: {outer}{also}."
