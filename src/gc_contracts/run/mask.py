"""Keep the values of credentials out of findings: they end in logs and report files.

A value is shown as the name a template has for it. Values shorter than four characters are left alone, since
taking them out would garble every text and hide nothing.
"""

from collections.abc import Mapping
from dataclasses import replace

from gc_contracts._json import Json
from gc_contracts.model.finding import Finding

SHORTEST = 4


def masked(finding: Finding, credentials: Mapping[str, str]) -> Finding:
    """Replace every credential in a finding's texts and data.

    >>> from gc_contracts.model.finding import Severity
    >>> from gc_contracts.source import Source
    >>> found = Finding("a/b", Severity.ERROR, "c", "sent Bearer s3cret", Source("c"))
    >>> masked(found, {"token": "s3cret"}).message
    'sent Bearer ${credentials.token}'
    """
    names = {
        value: f"${{credentials.{name}}}" for name, value in credentials.items() if len(value) >= SHORTEST
    }
    if not names:
        return finding
    return replace(
        finding,
        message=_text(finding.message, names),
        hint=_text(finding.hint, names),
        steps=tuple(_text(step, names) for step in finding.steps),
        reproduce=_data(finding.reproduce, names),
    )


def _text(text: str, names: Mapping[str, str]) -> str:
    for value in sorted(names, key=len, reverse=True):
        text = text.replace(value, names[value])
    return text


def _data(value: Json, names: Mapping[str, str]) -> Json:
    if isinstance(value, str):
        return _text(value, names)
    if isinstance(value, Mapping):
        return {_text(str(key), names): _data(item, names) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_data(item, names) for item in value]
    return value
