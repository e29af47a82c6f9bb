"""Family `reference/`: do the fields that name records of other subjects lead anywhere?

What the files alone prove was found when the references were followed; here it is worded, and the records
that a person declared are looked up.
"""

from collections.abc import Iterator

from gc_contracts._json import Json, identity, join
from gc_contracts.checks.make import Declared, finding
from gc_contracts.checks.problems import problems
from gc_contracts.model.check import Seen
from gc_contracts.model.contract import RecordExample, Reference
from gc_contracts.model.finding import Finding
from gc_contracts.schema.alike import quoted, told

_DANGLING = "reference/dangling"


def unknown(seen: Seen) -> Iterator[Finding]:
    """Report a reference whose field, subject, target or file of records is none."""
    yield from problems(seen, "reference/unknown")


def type_mismatch(seen: Seen) -> Iterator[Finding]:
    """Report a reference where no value can be that of both fields."""
    yield from problems(seen, "reference/type-mismatch")


def ambiguous(seen: Seen) -> Iterator[Finding]:
    """Report a field that does not tell the records apart that are found by it."""
    yield from problems(seen, "reference/ambiguous")


def cycle(seen: Seen) -> Iterator[Finding]:
    """Report a circle of required references."""
    yield from problems(seen, "reference/cycle")


def dangling(seen: Seen) -> Iterator[Finding]:
    """Report records that name no record: those that exist already, and those declared valid."""
    yield from problems(seen, _DANGLING)
    expected = seen.contract.expectations
    examples = [example for example in expected.records if not example.violates]
    for reference in expected.references.values() if examples else ():
        if reference.values is not None:
            known = frozenset(map(identity, reference.values))
            for example in examples:
                value = _named(example, reference)
                if value is not None and identity(value) not in known:
                    yield _finding(seen, example, reference, value)


def _named(example: RecordExample, reference: Reference) -> Json:
    """Give what an example's field names; null names nothing, as if it were absent."""
    return example.record.get(reference.field) if isinstance(example.record, dict) else None


def _finding(seen: Seen, example: RecordExample, reference: Reference, value: Json) -> Finding:
    there = f"{reference.file} has no record with that `{reference.target}`"
    near = told(value, reference.values or ())
    return finding(
        seen,
        _DANGLING,
        f"the example should be valid: `{reference.field}` is {quoted(value)}, and {there}",
        Declared(join(example.pointer, reference.field)),
        reproduce={"record": example.record, "expected": "invalid", "keyword": "reference"},
        hint=near or "Correct the example, or add the record to the file.",
    )
