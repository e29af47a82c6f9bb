"""Keep secrets out of findings: they end in logs and report files.

A credential is shown as the name a template has for it, a secret written into the export itself as stars.
Values shorter than four characters are left alone, since taking them out would garble every text and hide
nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from gc_contracts._json import Json
from gc_contracts.model.finding import Finding

SHORTEST = 4
HIDDEN = "*****"


def masked(finding: Finding, credentials: Mapping[str, str], literals: Iterable[str] = ()) -> Finding:
    """Replace every secret in a finding's texts and data.

    Args:
        finding: what would be shown.
        credentials: values by the name that templates have for them.
        literals: values that stand in the export itself.

    >>> from gc_contracts.model.finding import Severity
    >>> from gc_contracts.source import Source
    >>> found = Finding("a/b", Severity.ERROR, "c", "sent Bearer s3cret", Source("c"))
    >>> masked(found, {"token": "s3cret"}).message
    'sent Bearer ${credentials.token}'
    """
    names = dict.fromkeys(literals, HIDDEN) | {
        value: f"${{credentials.{name}}}" for name, value in credentials.items() if len(value) >= SHORTEST
    }
    if not names:
        return finding
    return replace(
        finding,
        message=_text(finding.message, names),
        hint=_text(finding.hint, names),
        steps=tuple(_text(step, names) for step in finding.steps),
        excerpt=tuple(_stars(line, names) for line in finding.excerpt),
        reproduce=_data(finding.reproduce, names),
    )


def _stars(line: str, names: Mapping[str, str]) -> str:
    """Hide secrets in a line of the file, with as many stars, so that the caret still points right."""
    return _text(line, {value: "*" * len(value) for value in names})


def _cut(text: str, value: str) -> str:
    """Hide a piece of a secret where a long text was cut in the middle of it."""
    for size in range(len(value) - 1, SHORTEST - 1, -1):
        stars = "*" * size
        text = text.replace("…" + value[-size:], "…" + stars)
        for end in (value[:size], value[:size] + "…"):
            text = text.removesuffix(end) + end.replace(value[:size], stars) if text.endswith(end) else text
    return text


def _text(text: str, names: Mapping[str, str]) -> str:
    for value in sorted(names, key=len, reverse=True):
        text = text.replace(value, names[value])
    for value in names:  # after all that stand whole: one may begin like another
        text = _cut(text, value)
    return text


def _data(value: Json, names: Mapping[str, str]) -> Json:
    if isinstance(value, str):
        return _text(value, names)
    if isinstance(value, Mapping):
        return {_text(str(key), names): _data(item, names) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_data(item, names) for item in value]
    return value
