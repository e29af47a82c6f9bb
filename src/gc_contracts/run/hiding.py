"""What the results of one contract must not show."""

from collections.abc import Iterable

from gc_contracts.model.contract import Contract
from gc_contracts.run.literals import literal_secrets
from gc_contracts.run.mask import Mask
from gc_contracts.run.places import Places
from gc_contracts.run.sources import code_texts
from gc_contracts.settings import Settings


def mask_of(contract: Contract, settings: Settings, learnt: Iterable[str] = ()) -> Mask:
    """Know what to hide: credentials, secrets in files, the environment's, and where things lie.

    `learnt`: secrets that real services gave while they were recorded.
    """
    project = settings.project
    literals = literal_secrets(contract, code_texts(contract, settings)).union(learnt)
    places = Places.of(project.root, project.home, (*project.paths, *project.installed))
    return Mask.of(contract.expectations.credentials, literals, project.secrets, places)
