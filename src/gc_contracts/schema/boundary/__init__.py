"""Deterministic cases for every rule of a schema: each valid edge, and each rule broken alone.

Cases are edits of a few valid records, one value at a time, and each is shown to the validator before it
is one. So the number of cases grows with the number of rules, never with their combinations, and what
cannot be broken alone is listed with its reason instead of being left out in silence.
"""

from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary.judge import Judge
from gc_contracts.schema.boundary.model import Boundary, Gap, Implied, Place, Stand
from gc_contracts.schema.boundary.sample import Sampler, first_valid
from gc_contracts.schema.boundary.size import size_probes, unfilled
from gc_contracts.schema.boundary.stands import explain, probe_all
from gc_contracts.schema.effective import effective
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.validate import compile as compile_schema

__all__ = ["Boundary", "Gap", "Implied", "boundary", "satisfiable"]


def boundary(schema: Schema, patterns: Flavour = "ecma") -> Boundary:
    """Derive all boundary cases of a schema, in the order of its rules.

    Args:
        schema: the schema, standing on its own.
        patterns: whose reading of `pattern`, `ecma` or `java`.

    Raises:
        SchemaError: the schema does not compile.
    """
    validator = compile_schema(schema, patterns)
    root = effective(schema, patterns)
    found = [first_valid(Sampler(full=full), root, validator) for full in (True, False)]
    samples = [sample for sample in found if sample is not None]
    if not samples:
        return Boundary((), (), (Gap("", "", "", "we found no record that the schema takes"),))
    judge = Judge(validator)
    for words, sample in zip(("valid.full", "valid.minimal"), found, strict=True):
        if sample is not None:
            judge.keep(words, sample.value)
    stands = probe_all(judge, samples)
    judge.hear(Stand(samples[0].value, Place("", root, "")), size_probes(samples[0], root, schema.max_bytes))
    places = [stand.place for stand in stands]
    accounts = [*explain(places, judge), *unfilled(judge.cases.values(), schema.max_bytes)]
    implied = tuple(one for one in accounts if isinstance(one, Implied))
    gaps = tuple(one for one in accounts if isinstance(one, Gap))
    return Boundary(tuple(judge.cases.values()), implied, gaps, samples[0].value, tuple(stands))


def satisfiable(schema: Schema, patterns: Flavour = "ecma") -> bool:
    """Tell whether we find a record that the schema takes; False proves nothing.

    Raises:
        SchemaError: the schema does not compile.
    """
    validator, root = compile_schema(schema, patterns), effective(schema, patterns)
    return any(first_valid(Sampler(full=full), root, validator) for full in (False, True))
