"""The hooks we offer, to be implemented in a conftest.py or a plug-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from gc_contracts.model.check import Check


def pytest_gc_checks(config: pytest.Config) -> Iterable[Check]:  # type: ignore[empty-body]
    """Supply checks of your own, made with `gc_contracts.check`.

    They run beside those we ship and are chosen by `--gc-select` and `--gc-ignore` like them. Called once in
    each process, after collection, so that a conftest.py inside the contracts folder is heard too.
    """
