"""Let the schema hold again where a change made it object: other members are added, changed or taken away."""

from collections.abc import Callable, Iterator
from itertools import chain, islice

from gc_contracts._json import Json, split
from gc_contracts.model.schema import Violation
from gc_contracts.rules.search.ground import put
from gc_contracts.schema.boundary.model import Place
from gc_contracts.schema.boundary.sample import Sampler, member
from gc_contracts.schema.effective import Node
from gc_contracts.schema.validate import Validator

_MOST = 6
"""Members that are changed one after the other."""
_TRIED = 12
"""Values of one member."""
_MOST_TRIED = 100


def mended(record: Json, root: Node, validator: Validator, stays: Callable[[str], bool]) -> Json | None:
    """Change members of a record until the schema takes it; None: none of our changes helps.

    Args:
        record: an object.
        root: the schema's root.
        validator: has the last word.
        stays: tells whether the member of a name must stay as it is.
    """
    for _ in range(_MOST):
        violations = validator.unworded(record)
        if not violations:
            return record
        changes = chain.from_iterable(_changes(record, root, each, stays) for each in violations)
        tried = islice(changes, _MOST_TRIED)
        better = (other for other in tried if len(validator.unworded(other)) < len(violations))
        record = next(better, None)
        if record is None:
            return None
    return record if validator.is_valid(record) else None


def _changes(record: Json, root: Node, violation: Violation, stays: Callable[[str], bool]) -> Iterator[Json]:
    """Yield records that may lack one violation: where it is, or what is missing, or what is too much."""
    owner = Place("", root, "")
    there = split(violation.pointer)[:1]
    missing = [name for name in (*root.required, *root.properties) if name not in record]
    for name in dict.fromkeys(there or missing):
        if not stays(name):
            for sample in islice(Sampler().samples(member(owner, name)), _TRIED):
                yield put(record, (name,), sample.value)
    for name in there or list(record):
        if name in record and name not in root.required and not stays(name):
            yield {key: value for key, value in record.items() if key != name}
