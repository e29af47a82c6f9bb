"""What a CX as Code file leaves to Terraform: which items that stops, and how readers learn of it."""

from collections.abc import Iterator

from gc_contracts.model.action import Action, Unknown
from gc_contracts.model.case import CaseKind

_REQUEST = ("config_request", "contract_input")
_RESPONSE = ("config_response", "contract_output")
_NEEDED = {
    CaseKind.REQUEST: _REQUEST,
    CaseKind.RESPONSE: _RESPONSE,
    CaseKind.FAULT: _RESPONSE,
    CaseKind.EXAMPLES: (*_REQUEST, *_RESPONSE),
    CaseKind.REPLAY: (*_REQUEST, *_RESPONSE),
    CaseKind.COMPAT: (*_REQUEST, *_RESPONSE),
    CaseKind.MUTATE: (*_REQUEST, *_RESPONSE),
}
_ADVICE = "the output of `terraform show -json` has it"


def skip(action: Action, kind: CaseKind) -> str:
    """Give the reason why an item cannot be verified; empty: it can."""
    found = action.leaves_open(*_NEEDED.get(kind, ()))
    return f"not verified: {_named(found)}: {_ADVICE}" if found else ""


def notes(action: Action) -> Iterator[str]:
    """Tell once what each expression hides."""
    whole = dict.fromkeys(_named(one) for one in action.unknown if one.whole)
    yield from (f"not verified: {words}: {_ADVICE}" for words in whole)
    for text in dict.fromkeys(one.text for one in action.unknown if not one.whole):
        yield f"not verified: what Terraform puts in place of `{text[:60]}`; here a plain text stands for it"


def _named(one: Unknown) -> str:
    return f"`{one.pointer.rpartition('/')[2]}` is left to Terraform (`{one.text[:60]}`)"
