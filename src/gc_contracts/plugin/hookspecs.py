"""The hooks we offer, to be implemented in a conftest.py or a plug-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gc_contracts.model.check import Check
    from gc_contracts.model.contract import Contract
    from gc_contracts.model.recording import Interaction


def pytest_gc_checks(config: pytest.Config) -> Iterable[Check]:  # type: ignore[empty-body]
    """Supply checks of your own, made with `gc_contracts.check`.

    They run beside those we ship and are chosen by `--gc-select` and `--gc-ignore` like them. Called once in
    each process, after collection, so that a conftest.py inside the contracts folder is heard too.
    """


def pytest_gc_redact(  # type: ignore[empty-body]
    config: pytest.Config,
) -> Iterable[str | Callable[[Interaction], Interaction]]:
    """Supply rules of redaction: lines as in ini option `gc_redact`, or functions that change an interaction.

    A function sees each interaction before anything else does and gives the one to keep; what it gives is
    redacted as any other. One that raises, or gives something else, ends the recording with nothing written.
    Called once in each process, after collection.
    """


@pytest.hookspec(firstresult=True)
def pytest_gc_validator(contract: Contract) -> Callable[..., object] | str | None:
    """Supply the validator under test for a schema contract: a callable, a class, or `package.module:name`.

    None leaves it to the next conftest.py, and at last to `validator` in contract.yaml. Called when an item
    runs, with its contract as loaded; the first answer that is not None is taken.
    """
