"""Secrets that somebody wrote into an export itself: a key in a header, a query or a body.

Told by redaction's tables of names and looks. A finding quotes URLs, bodies and lines of the file, and those
end in logs and report files; so the values are taken out wherever they would be shown.
"""

from collections.abc import Iterator

from gc_contracts.model.action import Action
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.redact.names import Place
from gc_contracts.redact.sights import Sight, sights_in, sights_in_template


def literal_secrets(contract: Contract) -> frozenset[str]:
    """Give the secrets in an action's request, references left out.

    Its login and its twin are looked at too, for findings quote them.
    """
    if contract.kind is not Kind.ACTION:
        return frozenset()
    actions = [contract.action, *([contract.login] if contract.login else ())]
    beside = literal_secrets(contract.twin) if contract.twin else frozenset()
    return beside.union(sight.secret for action in actions for sight in _sights(action))


def _sights(action: Action) -> Iterator[Sight]:
    for name, part in action.request.headers.items():
        yield from sights_in(part.text, part.pointer, (name, Place.HEADER))
    response = action.response
    texts = (action.request.url, action.request.body, response.success, *response.defaults.values())
    for text in texts:
        yield from sights_in_template(text.text, text.pointer) if text is not None else ()
