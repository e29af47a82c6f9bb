"""What all `gc_replay` of one run share: the recordings that were read, the fence, the witness."""

from dataclasses import dataclass, field

import pytest

from gc_contracts.plugin.cassettes import Shelf
from gc_contracts.plugin.fence import Fence
from gc_contracts.plugin.options import folders
from gc_contracts.plugin.replaying import Replays
from gc_contracts.plugin.witness import Witness


@dataclass(frozen=True, slots=True)
class Shared:
    """Made when the first test asks for a recording, kept until the run ends."""

    shelf: Shelf
    fence: Fence = field(
        default_factory=lambda: Fence("gc_replay keeps this test offline", "; it answers httpx only")
    )
    witness: Witness = field(default_factory=Witness)


_SHARED = pytest.StashKey[Shared]()


def replays_of(request: pytest.FixtureRequest) -> Replays:
    """Make what one test gets."""
    config = request.config
    if _SHARED not in config.stash:
        config.stash[_SHARED] = Shared(Shelf(config.rootpath, folders(config)[0]))
        config.pluginmanager.register(config.stash[_SHARED].witness, "gc_contracts_witness")
    shared = config.stash[_SHARED]
    return Replays(request, shared.shelf, shared.fence, shared.witness)
