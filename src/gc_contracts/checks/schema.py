"""Family `schema/`: is it one, does its product take it, can its fields be filled, are its examples true?

The file alone proves the static ones; where nobody has seen a product refuse something, it is a note.
"""

from collections.abc import Iterator

from gc_contracts._json import Json, join
from gc_contracts.checks.declared import MEND, fault
from gc_contracts.checks.make import Declared, Spot, finding
from gc_contracts.model.case import RecordCase
from gc_contracts.model.check import RecordRun, Seen
from gc_contracts.model.contract import Kind
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.schema import Schema
from gc_contracts.schema import dialect, lint
from gc_contracts.schema.subschemas import subschemas

REFERENCE = "reference"


def invalid(seen: Seen) -> Iterator[Finding]:
    """Report a schema that breaks the rules of JSON Schema itself."""
    for schema in _schema(seen):
        for problem in lint.invalid(schema):
            at = Spot(schema.place(problem.pointer))
            yield finding(seen, "schema/invalid", f"this is no JSON Schema: {problem.message}", at)


def product_dialect(seen: Seen) -> Iterator[Finding]:
    """Report what the schema's product refuses; what nobody has seen it refuse is a note."""
    for schema in _schema(seen):
        told: set[str] = set()
        for problem in sorted(dialect.problems(schema), key=lambda each: each.weak):
            severity = Severity.NOTE if problem.weak else Severity.ERROR
            if problem.pointer not in told:
                at = Spot(schema.place(problem.pointer))
                yield finding(
                    seen, "schema/dialect", problem.message, at, severity=severity, hint=problem.hint
                )
            told.add(problem.pointer)


def unsatisfiable(seen: Seen) -> Iterator[Finding]:
    """Report what no record can satisfy: the whole schema, or a field that can never be given."""
    for schema in _schema(seen):
        for conflict in lint.unsatisfiable(schema):
            at = Spot(schema.place(conflict.pointer))
            hint = (
                "Loosen one of them." if len(conflict.causes) > 1 else "Make a step of the circle optional."
            )
            yield finding(seen, "schema/unsatisfiable", conflict.message, at, hint=hint)


def pattern_unsafe(seen: Seen) -> Iterator[Finding]:
    """Report a pattern that holds a backtracking engine for long; the text that does was tried."""
    if found := tuple(_patterns(seen)):
        from gc_contracts.checks import patterns  # noqa: PLC0415 - late: most schemas hold no pattern

        yield from patterns.unsafe(seen, found)


def pattern_unanchored(seen: Seen) -> Iterator[Finding]:
    """Report a pattern that lets anything stand around its match, with a text that shows it."""
    if found := tuple(_patterns(seen)):
        from gc_contracts.checks import patterns  # noqa: PLC0415 - late: as above

        yield from patterns.unanchored(seen, found)


def example_rejected(seen: Seen) -> Iterator[Finding]:
    """Report a record under `examples.valid` that is not valid."""
    for run, case in _examples(seen):
        # A reference that leads nowhere is told by `reference/dangling`, with what there is instead.
        found = [each for each in run.violations if each.keyword != REFERENCE]
        if case.valid and found:
            told = "; ".join(f"{each.pointer or 'the record'} {each.message}" for each in found[:3])
            yield _example(seen, "schema/example-rejected", case, f"the example should be valid: {told}")


def example_accepted(seen: Seen) -> Iterator[Finding]:
    """Report a record under `examples.invalid` that is valid, or breaks another rule than it says."""
    for run, case in _examples(seen):
        wrong = None if case.valid else fault(seen, run, case)
        if wrong:
            yield _example(seen, "schema/example-accepted", case, *wrong)


def _schema(seen: Seen) -> Iterator[Schema]:
    if seen.contract.kind is Kind.SCHEMA:
        yield seen.contract.schema


def _patterns(seen: Seen) -> Iterator[tuple[Schema, str, str]]:
    """Yield the patterns that stand in the file; core types that were supplied are not the team's."""
    for schema in _schema(seen):
        for pointer, text in _texts(schema.document):
            if seen.contract.declares(schema.place(pointer)):
                yield schema, pointer, text


def _texts(document: Json) -> Iterator[tuple[str, str]]:
    for pointer, node in subschemas(document):
        if isinstance(node, dict) and isinstance(node.get("pattern"), str):
            yield join(pointer, "pattern"), node["pattern"]
        names = node.get("patternProperties") if isinstance(node, dict) else None
        yield from ((join(pointer, "patternProperties", name), name) for name in names or ())


def _examples(seen: Seen) -> Iterator[tuple[RecordRun, RecordCase]]:
    for run in seen.records:
        if isinstance(run.case, RecordCase) and run.case.declared:
            yield run, run.case


def _example(seen: Seen, check: str, case: RecordCase, message: str, hint: str = MEND) -> Finding:
    return finding(
        seen, check, message, Declared(case.declared), hint=hint, reproduce={"record": case.record}
    )
