"""What conftest.py supplies for a contract: the validator under test, by hook `pytest_gc_validator`."""

from dataclasses import replace

import pluggy

from gc_contracts.errors import SettingsError
from gc_contracts.model.contract import Contract, Kind


def supplied(contract: Contract, hook: pluggy.HookRelay) -> Contract:
    """Put the validator that a hook gives into a contract's expectations, before the one of contract.yaml.

    Raises:
        SettingsError: the hook breaks, or gives what is no validator.
    """
    if contract.kind is not Kind.SCHEMA:
        return contract
    try:
        given = hook.pytest_gc_validator(contract=contract)
    except Exception as error:
        raise SettingsError(f"hook pytest_gc_validator: {type(error).__name__}: {error}") from error
    if given is None:
        return contract
    if not (callable(given) or (isinstance(given, str) and ":" in given)):
        raise SettingsError(
            f"hook pytest_gc_validator gives {type(given).__name__} {given!r}: it must be a callable, "
            "`package.module:name`, or None"
        )
    return replace(contract, expectations=replace(contract.expectations, validator=given))
