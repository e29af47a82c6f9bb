"""Secrets that somebody wrote into an export itself: a key in a header, a query or a body.

They are told by the name beside them. A finding quotes URLs, bodies and lines of the file, and those end in
logs and report files; so the values are taken out wherever they would be shown.
"""

import re
from collections.abc import Iterator

from gc_contracts.model.action import Action
from gc_contracts.model.contract import Contract, Kind

SHORTEST = 6
"""Characters of a value worth hiding: taking out shorter ones would garble every text."""
_NAME = (
    r"(?:api[-_ ]?key|secret|token|passw(?:or)?d|passphrase|pwd|authorization|credentials?|cookie"
    r"|access[-_ ]?key|private[-_ ]?key|subscription[-_ ]?key|signature|sig)"
)
_TELLING = re.compile(rf"{_NAME}\Z", re.IGNORECASE)
_MEMBER = re.compile(rf'"[^"]*{_NAME}"\s*:\s*"([^"$]+)"', re.IGNORECASE)
_PAIR = re.compile(rf"(?:^|[?&\s])[^=&?\s]*{_NAME}=([^&#$\s\"]+)", re.IGNORECASE)
_USER = re.compile(r"://[^/\s:@$]*:([^/\s@$]+)@")
_SCHEME = re.compile(r"\A\s*(?:Bearer|Basic|Token|ApiKey)\s+", re.IGNORECASE)


def literal_secrets(contract: Contract) -> frozenset[str]:
    """Give the values in an action's request that a telling name stands beside, references left out.

    Its login and its twin are looked at too, for findings quote them.
    """
    if contract.kind is not Kind.ACTION:
        return frozenset()
    actions = [contract.action, *([contract.login] if contract.login else ())]
    beside = literal_secrets(contract.twin) if contract.twin else frozenset()
    found = (value for action in actions for value in _values(action) if len(value) >= SHORTEST)
    return beside.union(found)


def _values(action: Action) -> Iterator[str]:
    for name, part in action.request.headers.items():
        bare = _SCHEME.sub("", part.text)
        if _TELLING.search(name) and "$" not in bare:
            yield bare.strip()
    texts = (part.text for part in (action.request.url, action.request.body) if part is not None)
    for text in texts:
        for form in (_MEMBER, _PAIR, _USER):
            yield from form.findall(text)
