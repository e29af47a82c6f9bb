"""What redaction of one cassette knows, and the one way to hide a value."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gc_contracts.redact.ledger import Ledger
from gc_contracts.redact.looks import pair_of
from gc_contracts.redact.names import Place, Telling
from gc_contracts.redact.rules import Rules
from gc_contracts.redact.values import SCHEME, is_credential, is_dummy, is_nothing, is_random

SHORTEST = 6
"""Characters of a value that a finding tells of."""
Write = Callable[[str], str]
"""How a placeholder is written where it will stand: percent-encoded in a URL, escaped in XML."""


@dataclass(frozen=True, slots=True)
class Eye:
    """Sees secrets and hides them."""

    rules: Rules = field(default_factory=Rules)
    ledger: Ledger = field(default_factory=Ledger)
    credentials: Mapping[str, str] = field(default_factory=dict)
    """Name by value, of those that are looked for everywhere."""
    sparing: bool = False
    """Whether to see only what is certain: no dummies, nothing short, no sentences. For findings."""

    def telling(self, name: str, place: Place = Place.FIELD) -> Telling:
        """Tell how far a name is believed here."""
        return self.rules.telling(name, place)

    def is_secret(self, name: str, value: str, place: Place = Place.FIELD) -> bool:
        """Whether a value beside a name is a secret."""
        told = self.telling(name, place)
        if told is Telling.NO or self.is_nothing(value):
            return False
        return told is Telling.STRONG or is_random(value)

    def is_nothing(self, value: str) -> bool:
        """Whether a value is no secret whatever stands beside it."""
        if not self.sparing:
            return is_nothing(value)
        bare = SCHEME.sub("", value, count=1).strip()
        return len(bare) < SHORTEST or bool(re.search(r"\s", bare)) or is_dummy(value)

    def value(self, name: str, value: str, write: Write = str) -> str:
        """Hide a secret value, but keep an authorization's scheme: it says how the request logs in."""
        found = SCHEME.match(value)
        if found:
            return value[: found.end()] + write(self._token(name, value[found.end() :].rstrip(), found[1]))
        return write(self.hide(name, value))

    def hide(self, name: str, value: str) -> str:
        """Give a value's placeholder; one of the run's credentials is named as the run names it."""
        return self.ledger.hide(value, self.credentials.get(value, name))

    def _token(self, name: str, token: str, scheme: str) -> str:
        mark = self.hide(name, token)
        pair = pair_of(token) if scheme.lower() == "basic" else ""
        user, _, password = pair.partition(":")
        self.ledger.alias(pair, token, name)
        if password:
            self.hide(f"{name}_password", password)
        if user and (not password or is_random(user)):
            self.hide(f"{name}_user", user)
        return mark


def sparing_eye(rules: Rules | None = None) -> Eye:
    """Look only for what is certain, to tell people of it."""
    return Eye(rules or Rules(), sparing=True)


def eye(credentials: Mapping[str, str], rules: Rules, highest: int = 0) -> Eye:
    """Begin to look: at the run's credentials from the first text on."""
    wanted = {value: name for name, value in credentials.items() if is_credential(value)}
    ledger = Ledger(highest)
    for value in wanted:
        ledger.seek(value)
    return Eye(rules, ledger, wanted)
