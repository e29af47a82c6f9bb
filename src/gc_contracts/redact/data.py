"""Secrets in JSON values: a run's input and output, and what a file holds."""

import json

from gc_contracts._json import Json
from gc_contracts.redact import placeholder
from gc_contracts.redact.body import hide_in_body
from gc_contracts.redact.eye import Eye
from gc_contracts.redact.names import Telling


def hide_in_data(value: Json, eye: Eye, name: str = "") -> Json:
    """Give a JSON value without its secrets; types stay."""
    if isinstance(value, dict):
        pair = value.get("name") if isinstance(value.get("name"), str) else ""
        return {key: hide_in_data(item, eye, _label(key, name, pair or "")) for key, item in value.items()}
    if isinstance(value, list):
        return [hide_in_data(item, eye, name) for item in value]
    if isinstance(value, str):
        return eye.value(name, value) if eye.is_secret(name, value) else hide_in_body(value, "", eye)
    if isinstance(value, int | float) and not isinstance(value, bool) and _is_hidden(name, value, eye):
        return value if placeholder.is_number(value) else eye.ledger.hide_number(json.dumps(value), name)
    return value


def _is_hidden(name: str, value: float, eye: Eye) -> bool:
    """Whether a number is told by its name, or is one that another place told."""
    return _is_told(name, value, eye) or eye.ledger.has_number(json.dumps(value))


def _is_told(name: str, value: float, eye: Eye) -> bool:
    return eye.telling(name) is Telling.STRONG and not eye.is_nothing(json.dumps(value))


def _label(key: str, above: str, pair: str) -> str:
    """Name what a member holds: `value` speaks of what its sibling or its parent names."""
    return (pair or above or key) if key == "value" else key
