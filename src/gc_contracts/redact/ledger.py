"""Which secrets one cassette has shown so far, and the placeholder of each.

Rule: equal secrets share a placeholder, whatever place and spelling they were seen in.
"""

from collections.abc import Iterator

from gc_contracts.redact import placeholder
from gc_contracts.redact.spelling import Spelling, spelling
from gc_contracts.redact.values import is_searched

LONG_NUMBER = 6
"""Digits of a number that is hidden wherever it stands, once it was told by a name."""


class Ledger:
    """Numbers secrets in the order they are seen."""

    __slots__ = ("_known", "_named", "_next")

    def __init__(self, highest: int = 0) -> None:
        self._next = highest + 1
        self._named: dict[str, tuple[str, int]] = {}
        self._known: dict[str, Spelling] = {}

    def hide(self, secret: str, name: str) -> str:
        """Give a secret's placeholder, a new one where it is seen for the first time."""
        return placeholder.make(*self._entry(secret, name))

    def hide_number(self, secret: str, name: str) -> int:
        """Give the placeholder of a secret that is a number."""
        return placeholder.make_number(self._entry(secret, name)[1])

    def _entry(self, secret: str, name: str) -> tuple[str, int]:
        if secret not in self._named:
            self._named[secret] = (name, self._next)
            self._next += 1
            if is_searched(secret):
                self.seek(secret)
        return self._named[secret]

    def alias(self, secret: str, of: str, name: str) -> None:
        """Let another secret, e.g. the decoded form of one, share its placeholder."""
        if secret and secret not in self._named:
            self._named[secret] = self._entry(of, name)
            if is_searched(secret):
                self.seek(secret)

    def seek(self, secret: str) -> None:
        """Look for a secret everywhere from now on; its number is given when it is met."""
        if secret not in self._known:
            self._known[secret] = spelling(secret)
            ordered = sorted(self._known.items(), key=lambda item: -len(item[0]))
            self._known = dict(ordered)

    def has_number(self, text: str) -> bool:
        """Tell whether a number was hidden before that is long enough not to be met by chance."""
        return len(text) >= LONG_NUMBER and text in self._named

    @property
    def secrets(self) -> dict[str, str]:
        """All secrets that were hidden, with the names of their places."""
        return {secret: name for secret, (name, _) in self._named.items()}

    @property
    def size(self) -> int:
        """How many texts are looked for everywhere."""
        return len(self._known)

    def known(self) -> Iterator[Spelling]:
        """Yield the secrets that are looked for everywhere, the longest first."""
        return iter(tuple(self._known.values()))

    def name_of(self, secret: str) -> str:
        """Name a secret by the place it was first seen in."""
        return self._named[secret][0] if secret in self._named else "secret"
