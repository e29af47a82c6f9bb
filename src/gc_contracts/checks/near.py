"""Names that look alike: what somebody probably meant."""

import difflib
from collections.abc import Iterable

_CUTOFF = 0.75


def nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    """Suggest the known name that looks most like this one, or say something else."""
    close = closest(name, known)
    return f"Did you mean `{close}`?" if close else otherwise


def closest(name: str, known: Iterable[str]) -> str:
    """Give the known name that looks most like this one; empty: none does."""
    lowered = {other.lower(): other for other in sorted(known)}
    close = difflib.get_close_matches(name.lower(), lowered, n=1, cutoff=_CUTOFF)
    return lowered[close[0]] if close else ""


def alike(name: str, others: Iterable[str]) -> bool:
    """Tell whether one of the others is probably a misspelling of this name."""
    return bool(
        difflib.get_close_matches(name.lower(), [other.lower() for other in others], n=1, cutoff=_CUTOFF)
    )
