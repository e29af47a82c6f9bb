"""What conftest.py supplies for a contract: the validator under test, by hook `pytest_gc_validator`."""

import traceback
from dataclasses import replace
from pathlib import Path

import pluggy

from gc_contracts.errors import SettingsError
from gc_contracts.load.files import shown
from gc_contracts.model.contract import Contract, Kind


def supplied(contract: Contract, hook: pluggy.HookRelay, root: Path) -> Contract:
    """Put the validator that a hook gives into a contract's expectations, before the one of contract.yaml.

    Args:
        contract: the contract, as it was loaded.
        hook: what pytest has of this folder and those above it.
        root: where the project lies, for naming files.

    Raises:
        SettingsError: the hook breaks, or gives what is no validator.
    """
    if contract.kind is not Kind.SCHEMA:
        return contract
    try:
        given = hook.pytest_gc_validator(contract=contract)
    except Exception as error:
        raise SettingsError(f"hook pytest_gc_validator: {_told(error, root)}") from error
    if given is None:
        return contract
    if not (callable(given) or (isinstance(given, str) and ":" in given)):
        raise SettingsError(
            f"hook pytest_gc_validator gives {type(given).__name__} {given!r}: it must be a callable, "
            "`package.module:name`, or None"
        )
    return replace(contract, expectations=replace(contract.expectations, validator=given))


def _told(error: Exception, root: Path) -> str:
    """Say what a hook raised, and the team's line that did."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    said = f"{type(error).__name__}: {error}".rstrip(": ")
    return f"{said} ({shown(Path(last.filename), root)}:{last.lineno}: {last.line})"
