"""Hosts that a file does not give: a stand-in says so, and who imports can name the real one."""

from dataclasses import replace

from gc_contracts.importers.gathering import Imported
from gc_contracts.model.recording import Interaction

STAND_IN = ".invalid"
"""What a host ends in that the file does not give; no network has such."""


def based(found: Imported, url: str) -> Imported:
    """Put a real scheme and host in the place of stand-ins; nothing is lost then. Empty: as it is."""
    if not url:
        return found
    losses = tuple(loss for loss in found.losses if not loss.why.endswith(f"{STAND_IN} stands for it"))
    interactions = tuple(_moved(each, url.rstrip("/")) for each in found.interactions)
    return replace(found, interactions=interactions, losses=losses)


def _moved(each: Interaction, url: str) -> Interaction:
    host, slash, path = each.request.url.partition("://")[2].partition("/")
    if not host.endswith(STAND_IN):
        return each
    return replace(each, request=replace(each.request, url=f"{url}{slash}{path}"))
