"""Records on which a rule has no answer: edits of valid records at the fields that it names.

The smallest one is what a finding shows. Nothing found proves nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from gc_contracts._json import Json, dumps, get, join, remove, replace
from gc_contracts._json import walk as walk_values
from gc_contracts.rules.blame import blame
from gc_contracts.rules.condition import Condition, PartName
from gc_contracts.rules.conditions import Conditions, Erring
from gc_contracts.rules.nodes import Comprehension, Has, Index, Kind, Literal, Member, Name, Node, walk
from gc_contracts.schema.validate import Validator

_MOST_SEEDS = 400
_EDITED = 30
"""Seeds that are edited; the others are asked as they are."""
_LONGEST = 20_000
"""Characters of a seed: the ones that fill a product's limit are about its size."""
_EXTREMES = (
    "integer overflow",
    "unsigned integer overflow",
    "double out of int64 range",
    "timestamp overflow",
)
"""What cel-cpp says of numbers beyond 64 bits, and of times beyond the years 1 to 9999."""
_OTHERS: tuple[Json, ...] = (None, 0, 0.5, "", [], {}, False)
"""What a field is tried as, if the schema takes it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of a rule that cannot be evaluated on a record which the schema takes."""

    condition: Condition
    part: PartName
    words: str
    record: Json
    offset: int = -1
    """The character of the part's text that is to blame; -1: not known."""
    hint: str = ""
    extreme: bool = False
    """Whether only a number or time that nobody has shown is to blame."""


def faults(conditions: Conditions, validator: Validator, seeds: Sequence[Json]) -> tuple[Fault, ...]:
    """Look for records on which rules err; one fault a part, with the smallest record found.

    An integer written `1.0` is one to JSON Schema and none to CEL; nobody sends that, so it is no fault.
    """
    short = (seed for seed in seeds if len(dumps(seed)) <= _LONGEST)
    valid = [seed for seed in islice(short, _MOST_SEEDS) if validator.is_valid(seed)]
    found: dict[tuple[str, str], tuple[tuple[bool, int], Erring, Json]] = {}
    for record in _records(conditions, validator, valid):
        for erring in _proper(conditions, record):
            key = erring.condition.rule.pointer, erring.part
            weight = erring.words in _EXTREMES, len(dumps(record))
            if key not in found or weight < found[key][0]:
                found[key] = weight, erring, record
    return tuple(
        _fault(erring, _shrunk(conditions, validator, erring, record)) for _, erring, record in found.values()
    )


def _proper(conditions: Conditions, record: Json) -> tuple[Erring, ...]:
    """List what errs, and errs as well where each number that is an integer is written as one."""
    found = conditions.erring(record)
    whole = _whole(record) if found else None
    kept = conditions.erring(whole) if whole is not None else found
    return tuple(each for each in found if each in kept)


def _shrunk(conditions: Conditions, validator: Validator, erring: Erring, record: Json) -> Json:
    """Leave out the members that are not needed for the error."""
    for name in list(record) if isinstance(record, dict) else ():
        less = {key: value for key, value in record.items() if key != name}
        if validator.is_valid(less) and erring in conditions.erring(less):
            record = less
    return record


def _whole(record: Json) -> Json | None:
    """Write each number that is an integer as one; None: there is none to rewrite."""
    found = False
    for pointer, value in walk_values(record):
        if type(value) is float and value.is_integer():
            record, found = replace(record, pointer, int(value)), True
    return record if found else None


def _records(conditions: Conditions, validator: Validator, seeds: Sequence[Json]) -> Iterator[Json]:
    """Yield the seeds, and the seeds with one named field gone or of another type."""
    paths = tuple(dict.fromkeys(path for each in conditions.rules for path in _named(each)))
    tried: set[str] = set()
    for number, seed in enumerate(seeds):
        chosen = paths if number < _EDITED else ()
        for record in (seed, *(other for path in chosen for other in _edits(seed, path))):
            text = dumps(record)
            if text not in tried and (record is seed or validator.is_valid(record)):
                tried.add(text)
                yield record


def _edits(record: Json, path: str) -> Iterator[Json]:
    try:
        old = get(record, path)
    except KeyError:
        return
    yield remove(record, path)
    yield from (replace(record, path, other) for other in _OTHERS if type(other) is not type(old))


def _named(condition: Condition) -> Iterator[str]:
    for part in condition.parts:
        if part.tree is not None:
            yield from (pointer for node in walk(part.tree) for pointer in _pointer(node) if pointer)


def _pointer(node: Node) -> Iterable[str]:
    """Give the pointer of the field that a node names, if it names one of the record."""
    if isinstance(node, Name):
        return ("",) if node.name == "record" else ()
    if isinstance(node, Member | Has):
        return [join(pointer, node.name) for pointer in _pointer(node.target)]
    if isinstance(node, Index) and isinstance(node.key, Literal) and node.key.kind is Kind.STRING:
        return [join(pointer, node.key.value) for pointer in _pointer(node.target)]
    if isinstance(node, Index | Comprehension):
        return [join(pointer, 0) for pointer in _pointer(node.target)]
    return ()


def _fault(erring: Erring, record: Json) -> Fault:
    extreme = erring.words in _EXTREMES
    part = next(each for each in erring.condition.parts if each.name == erring.part)
    found = blame(part.tree, part.text, record) if part.tree is not None else None
    if found is None:
        return Fault(erring.condition, erring.part, erring.words, record, extreme=extreme)
    words = found.words or erring.words
    return Fault(erring.condition, erring.part, words, record, found.offset, found.hint, extreme)
