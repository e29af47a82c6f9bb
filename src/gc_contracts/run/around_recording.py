"""The edges' light door to recording: what it needs is loaded for an item that records, and for no other."""

from collections.abc import Mapping
from pathlib import Path

from gc_contracts.model.case import ActionCase, Plan
from gc_contracts.model.contract import Contract
from gc_contracts.model.result import Result
from gc_contracts.settings import Settings


def with_credentials(contract: Contract, plan: Plan, environment: Mapping[str, str]) -> Contract:
    """Give a contract whose credentials are real ones, where its plan records.

    Raises:
        SettingsError: contract.yaml names a variable that the environment has not.
    """
    if not any(isinstance(case, ActionCase) and case.record for case in plan.cases):
        return contract
    from gc_contracts.run.kept import resolved  # noqa: PLC0415 - late: few items record

    return resolved(contract, environment)


def keep(result: Result, contract: Contract, root: Path, settings: Settings) -> Result:
    """Write what an item recorded, and tell where; what cannot be written is why the item could not run."""
    if not result.recorded:
        return result
    from gc_contracts.run.kept import written  # noqa: PLC0415 - late: few items record

    return written(result, contract, root, settings)
