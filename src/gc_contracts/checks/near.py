"""Names that look alike: what somebody probably meant."""

import difflib
from collections.abc import Iterable

_CUTOFF = 0.75


def nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    """Suggest the known name that looks most like this one, or say something else."""
    lowered = {other.lower(): other for other in sorted(known)}
    close = difflib.get_close_matches(name.lower(), lowered, n=1, cutoff=_CUTOFF)
    return f"Did you mean `{lowered[close[0]]}`?" if close else otherwise


def alike(name: str, others: Iterable[str]) -> bool:
    """Tell whether one of the others is probably a misspelling of this name."""
    return bool(
        difflib.get_close_matches(name.lower(), [other.lower() for other in others], n=1, cutoff=_CUTOFF)
    )
