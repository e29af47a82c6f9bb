"""All mutants of a schema: each rule of each place wrong in turn, and the size limit."""

from collections.abc import Iterator
from dataclasses import replace

from gc_contracts._json import dumps, join
from gc_contracts._json import replace as put
from gc_contracts.model.schema import Schema
from gc_contracts.mutate.changes import changes
from gc_contracts.mutate.model import Mutant
from gc_contracts.mutate.places import places


def mutants(schema: Schema) -> Iterator[Mutant]:
    """Yield every mutant once, in the order of the document; two that read the same are one."""
    for place, node in places(schema):
        seen = {dumps(node)}
        for change in changes(node, schema.dialect):
            written = dumps(change.node)
            if written in seen:
                continue
            seen.add(written)
            rule = join(place, change.keyword) if change.keyword else place
            changed = replace(schema, document=put(schema.document, place, change.node))
            words = f"{change.keyword} {change.words}".strip()
            yield Mutant(rule, words, changed, change, place)
    yield from _sizes(schema)


def _sizes(schema: Schema) -> Iterator[Mutant]:
    limit = schema.max_bytes
    if limit is None:
        return
    yield Mutant("", "size limit dropped", replace(schema, max_bytes=None))
    for moved in (limit - 1, limit + 1):
        yield Mutant("", f"size limit {limit} → {moved}", replace(schema, max_bytes=moved))
