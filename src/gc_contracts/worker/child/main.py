"""Where a worker starts: takes its descriptors before any code under test can see them."""

import os

from gc_contracts.worker.child.channel import Channel
from gc_contracts.worker.child.limits import FAREWELL, last_resort
from gc_contracts.worker.child.output import redirect
from gc_contracts.worker.child.session import Session


def main() -> None:
    """Serve on what were standard input and output; prints end where standard errors go."""
    asks, answers = os.dup(0), os.dup(1)
    output = redirect(2)
    Session(Channel(asks, answers), output).serve()
    # Threads of the code under test may run for ever; Python would wait for them.
    last_resort(FAREWELL)
