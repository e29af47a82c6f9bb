"""The team's rules of redaction: ini option `gc_redact`, then what the hook `pytest_gc_redact` gives."""

from collections.abc import Callable

import pytest

from gc_contracts.errors import SettingsError
from gc_contracts.redact.rules import Rules, rules


def redaction(config: pytest.Config) -> Rules:
    """Read the rules, for whoever records.

    Raises:
        SettingsError: a line is no rule, or the hook breaks.
    """
    return rules(redaction_lines(config))


def redaction_lines(config: pytest.Config) -> tuple[str | Callable[..., object], ...]:
    """Give the rules as they were written, once they have been found readable.

    Called after collection, so that a conftest.py inside the contracts folder is heard too.

    Raises:
        SettingsError: a line is no rule, or the hook breaks.
    """
    try:
        given = [one for some in config.hook.pytest_gc_redact(config=config) for one in _several(some)]
    except Exception as error:
        # Its words may hold what it is to hide.
        raise SettingsError(
            f"hook pytest_gc_redact raised {type(error).__name__}: nothing is recorded"
        ) from error
    lines = (*(str(line) for line in config.getini("gc_redact") or ()), *map(_usable, given))
    rules(lines)
    return lines


def _usable(given: object) -> str | Callable[..., object]:
    if isinstance(given, str) or callable(given):
        return given
    raise SettingsError(
        f"hook pytest_gc_redact gives {type(given).__name__}: it must give rules as in gc_redact, or "
        "functions Interaction -> Interaction"
    )


def _several(given: object) -> list[object]:
    if isinstance(given, str) or callable(given):
        return [given]
    return list(given)  # type: ignore[call-overload,no-any-return]
