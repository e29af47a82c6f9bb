"""Templates made wrong: an escape, a guard, a quote or a field left out, a name misspelt.

Read with a light hand: what these pieces are is plain to see in a template's text, and what is not is left
alone.
"""

import re
from collections.abc import Iterator

_ESCAPE = re.compile(r"\$\{?esc\.\w+\(")
_REFERENCE = re.compile(r"\$!?\{?(input\.)?([A-Za-z_]\w*)\b")
_QUOTED = re.compile(r'"(\$!?\{[\w.]+\}|\$!?[A-Za-z][\w.]*|\$esc\.\w+\(\$!?\{?[\w.]+\}?\))"')
_DIRECTIVE = re.compile(r"#\{?(if|foreach|macro|define|elseif|else|end)\b\}?")
_MEMBER = re.compile(r'"([A-Za-z_]\w*)"\s*:\s*')
_OWN = frozenset({"esc", "math", "successTemplateUtils", "input", "rawResult", "credentials"})


def wrong(text: str) -> Iterator[tuple[str, str]]:
    """Yield (how, template) with one thing wrong."""
    yield from _unescaped(text)
    yield from _unguarded(text)
    yield from _unquoted(text)
    yield from _misspelt(text)


def _unescaped(text: str) -> Iterator[tuple[str, str]]:
    for found in _ESCAPE.finditer(text):
        end = _closing(text, found.end() - 1)
        if end is not None:
            after = end + 2 if found.group().startswith("${") and text[end + 1 : end + 2] == "}" else end + 1
            inner = text[found.end() : end]
            yield f"{found.group()}…) dropped", text[: found.start()] + inner + text[after:]


def _unguarded(text: str) -> Iterator[tuple[str, str]]:
    for found in _DIRECTIVE.finditer(text):
        if found.group(1) == "if":
            span = _guarded(text, found)
            if span is not None:
                start, stop, end = span
                yield (
                    f"{text[found.start() : start]} dropped",
                    text[: found.start()] + text[start:stop] + text[end:],
                )


def _guarded(text: str, opening: "re.Match[str]") -> tuple[int, int, int] | None:
    """Give where the first branch of an `#if` starts and stops, and where the whole ends."""
    bracket = text.find("(", opening.end() - 1)
    close = _closing(text, bracket) if bracket >= 0 else None
    if close is None:
        return None
    depth, stop = 1, -1
    for found in _DIRECTIVE.finditer(text, close + 1):
        word = found.group(1)
        depth += word in {"if", "foreach", "macro", "define"}
        if depth == 1 and stop < 0 and word in {"else", "elseif", "end"}:
            stop = found.start()
        depth -= word == "end"
        if not depth:
            return close + 1, stop, found.end()
    return None


def _unquoted(text: str) -> Iterator[tuple[str, str]]:
    """Leave out quotes that stand in the text; inside brackets they belong to an expression."""
    for found in _QUOTED.finditer(text):
        before = text[: found.start()]
        if before.count("(") <= before.count(")"):
            yield f"quotes about {found.group(1)} dropped", before + found.group(1) + text[found.end() :]


def _misspelt(text: str) -> Iterator[tuple[str, str]]:
    for found in _REFERENCE.finditer(text):
        if found.group(1) or found.group(2) not in _OWN:
            yield f"{found.group(2)} misspelt", text[: found.end()] + "X" + text[found.end() :]


def without_members(text: str) -> Iterator[tuple[str, str]]:
    """Yield (how, template) with one member of its JSON left out."""
    for found in _MEMBER.finditer(text):
        before, end = text[: found.start()], _end_of_value(text, found.end())
        rest = text[end:]
        if before.rstrip().endswith(",") and not rest.startswith(","):
            before = before.rstrip()[:-1]
        yield f'"{found.group(1)}" dropped', before + rest.removeprefix(",")


def _end_of_value(text: str, at: int) -> int:
    """Give where a member's value ends: before the comma, bracket or directive that is not its own."""
    depth, quoted = 0, False
    while at < len(text):
        char = text[at]
        if char == '"' and text[at - 1] != "\\":
            quoted = not quoted
        elif not quoted:
            if depth == 0 and (char in ",}]" or (char == "#" and _DIRECTIVE.match(text, at))):
                break
            depth += (char in "([{") - (char in ")]}")
        at += 1
    return at


def _closing(text: str, bracket: int) -> int | None:
    """Give where the bracket at an offset is closed; None: nowhere."""
    depth = 0
    for at in range(bracket, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return None
