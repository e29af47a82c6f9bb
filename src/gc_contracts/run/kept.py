"""What the edges do around a recording run: real credentials before it, files after it.

Only an item that records is given the environment's values; every other one runs with what contract.yaml
says, `${env:NAME}` as it stands there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from gc_contracts.cassette.render import render
from gc_contracts.cassette.store import save
from gc_contracts.errors import GcContractsError, SettingsError
from gc_contracts.model.contract import Contract
from gc_contracts.model.recording import Cassette
from gc_contracts.model.result import Outcome, Result
from gc_contracts.redact.hiding import Hiding, redactor
from gc_contracts.redact.placeholder import ANY
from gc_contracts.redact.rules import rules
from gc_contracts.settings import Settings

_ENV = re.compile(r"\$\{env:([^}]*)\}")
FOLDER = "cassettes"


def resolved(contract: Contract, environment: Mapping[str, str]) -> Contract:
    """Give a contract with real credentials.

    Raises:
        SettingsError: contract.yaml names a variable that the environment has not.
    """
    given = contract.expectations.credentials
    found = {name: _resolved(contract, name, text, environment) for name, text in given.items()}
    return replace(contract, expectations=replace(contract.expectations, credentials=found))


def _resolved(contract: Contract, name: str, text: str, environment: Mapping[str, str]) -> str:
    for variable in _ENV.findall(text):
        if variable not in environment:
            document = contract.expectations.document
            source = document.locate(f"/credentials/{name}") if document else None
            words = f"recording needs `{variable}`, and the environment has no such variable"
            raise SettingsError(words, source)
    return _ENV.sub(lambda found: environment[found[1]], text)


def written(result: Result, contract: Contract, root: Path, settings: Settings) -> Result:
    """Write what an item recorded, and tell where; what cannot be written is why the item could not run."""
    told: list[str] = []
    try:
        for cassette in _last_of_each(result.recorded):
            told += _written(cassette, contract, root, settings)
    except (GcContractsError, OSError) as error:
        return replace(
            result,
            outcome=Outcome.ERROR,
            reason=f"could not record: {error}",
            recorded=(),
            notes=result.notes,
        )
    return replace(result, recorded=(), told=tuple(told))


def _last_of_each(recorded: tuple[Cassette, ...]) -> Iterator[Cassette]:
    """Two examples that name one recording: the last one's run is kept, the interactions of both."""
    named: dict[str, Cassette] = {}
    for cassette in recorded:
        before = named.get(cassette.name)
        earlier = before.interactions if before else ()
        added = tuple(each for each in cassette.interactions if each not in earlier)
        named[cassette.name] = replace(cassette, interactions=(*earlier, *added))
    yield from named.values()


def _written(cassette: Cassette, contract: Contract, root: Path, settings: Settings) -> Iterator[str]:
    path = path_of(cassette, contract, root)
    safe = save(path, cassette, _redactor(cassette, contract, settings))
    yield f"recorded: {_shown(path, root)}: {_count(safe)}{_taken_out(safe)}"


def secrets_in(recorded: tuple[Cassette, ...], contract: Contract, settings: Settings) -> tuple[str, ...]:
    """Give what redaction takes out of recordings, for nothing else to show it."""
    found: list[str] = []
    for cassette in recorded:
        hiding = _redactor(cassette, contract, settings)
        hiding.cassette(cassette)
        found += hiding.eye.ledger.secrets
    return tuple(dict.fromkeys(found))


def _redactor(cassette: Cassette, contract: Contract, settings: Settings) -> Hiding:
    """Make a recording's redactor; placeholders that its file has keep their numbers."""
    credentials = {**dict(settings.project.secrets), **contract.expectations.credentials}
    is_old = cassette.document is not None and any(each.pointer for each in cassette.interactions)
    return redactor(credentials, rules(settings.redact), cassette if is_old else None)


def path_of(cassette: Cassette, contract: Contract, root: Path) -> Path:
    """Tell a recording's file: where it lies, or where it will."""
    if cassette.document:
        return root / cassette.document.file
    file = contract.document.file if contract.document else contract.id
    return (root / file).parent / FOLDER / f"{cassette.name}.yaml"


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _count(cassette: Cassette) -> str:
    number = len(cassette.interactions)
    return "1 interaction" if number == 1 else f"{number} interactions"


def _taken_out(cassette: Cassette) -> str:
    """Name what redaction took out, and how many secrets of each name; never a value."""
    found = {(name, number) for name, number in ANY.findall(render(cassette))}
    names = sorted(name for name, _ in found)
    counted = [f"{name} ({names.count(name)})" for name in dict.fromkeys(names)]
    return f"; taken out: {', '.join(counted)}" if counted else ""
