"""What the results of one contract must not show."""

from collections.abc import Iterable

from gc_contracts.model.contract import Contract
from gc_contracts.run.literals import literal_secrets
from gc_contracts.run.mask import SHORTEST, Mask
from gc_contracts.run.places import Places
from gc_contracts.run.sources import code_texts
from gc_contracts.settings import Settings


def mask_of(contract: Contract, settings: Settings, learnt: Iterable[str] = ()) -> Mask:
    """Know what to hide: credentials, secrets in files, the environment's, and where things lie.

    A comparison shows what an older version sent too, so its secrets are hidden as well.

    `learnt`: secrets that real services gave while they were recorded.
    """
    project = settings.project
    older = [one.contract for one in contract.baseline if one.contract is not None]
    literals = {
        text for one in (*older, contract) for text in literal_secrets(one, code_texts(one, settings))
    }
    given = (value for one in older for value in one.expectations.credentials.values())
    before = {value for value in given if len(value) >= SHORTEST}
    places = Places.of(project.root, project.home, (*project.paths, *project.installed))
    hidden = literals.union(learnt, before)
    return Mask.of(contract.expectations.credentials, hidden, project.secrets, places)
