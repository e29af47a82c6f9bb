"""Inputs that code gets far with: the plain ones first, then such as it compares them with.

Code looks at its inputs before it sends anything: a URL, an id of some form, one word among few. What keeps
it from sending cannot be seen in the contract.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from gc_contracts._json import Json
from gc_contracts.model.contract import ActionExample
from gc_contracts.vary.inputs import Inputs

FORMS: tuple[str, ...] = (
    "1234567",
    "6f1c4b9e-5a0d-4c3b-8f27-2d9e1a7b3c55",
    "ann@example.com",
    "+14155550123",
    "2024-01-02",
    "https://service.example.com/api",
)
"""Texts of the forms that ids and addresses have."""
MOST = 40
"""Inputs that are proposed."""


def usable(found: Inputs, examples: Sequence[ActionExample]) -> Inputs:
    """Fill the benign input: plain values, but declared defaults, and URLs where an example has one.

    Code puts a base URL before all it does; the declared default is one that a flow would send.
    """
    defaults = {
        name: declared["default"]
        for name, declared in found.properties.items()
        if isinstance(declared, dict) and "default" in declared
    }
    said = [run.input for run in examples if isinstance(run.input, dict)]
    urls = {name: value for given in said[:1] for name, value in given.items() if _is_url(value)}
    base = {**found.base, **defaults, **urls}
    return replace(found, base=base) if found.allows(base) else found


def others(
    found: Inputs, examples: Iterable[ActionExample], compared: Iterable[tuple[str, str]]
) -> Iterator[Mapping[str, Json]]:
    """Propose other inputs, one after the other, where the benign one does not get far.

    Args:
        found: the inputs.
        examples: declared runs.
        compared: texts that an input was compared with, by its pointer.
    """
    proposed = (
        *(run.input for run in examples if isinstance(run.input, dict)),
        *({**found.base, pointer.lstrip("/"): word} for pointer, word in compared),
        *({**found.base, name: form} for name in _texts(found) for form in FORMS),
        *({**found.base, **dict.fromkeys(_texts(found), form)} for form in FORMS),
    )
    allowed = (given for given in proposed if given != found.base and found.allows(given))
    yield from (given for given, _ in zip(allowed, range(MOST), strict=False))


def _texts(found: Inputs) -> list[str]:
    return [name for name, value in found.base.items() if isinstance(value, str)]


def _is_url(value: Json) -> bool:
    return isinstance(value, str) and "://" in value
