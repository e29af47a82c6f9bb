"""The schema as searches use it: to judge a record, to make values from, and to mend what it objects to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gc_contracts._json import Json
from gc_contracts.model.schema import Schema
from gc_contracts.rules.search.mend import mended
from gc_contracts.schema.boundary.sample import Sampler, first_valid
from gc_contracts.schema.effective import Node, effective
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.validate import Validator
from gc_contracts.schema.validate import compile as compile_schema


@dataclass(frozen=True, slots=True)
class Tools:
    """The schema: to judge with, and to make values from."""

    root: Node
    validator: Validator

    @classmethod
    def of(cls, schema: Schema, patterns: Flavour = "ecma") -> "Tools":
        """Compile a schema; raises SchemaError as that does."""
        return cls(effective(schema, patterns), compile_schema(schema, patterns))

    def samples(self) -> Iterator[dict[str, Json]]:
        """Yield the fullest and the smallest object the schema takes, where they are found."""
        for full in (True, False):
            sample = first_valid(Sampler(full=full), self.root, self.validator)
            if sample is not None and isinstance(sample.value, dict):
                yield sample.value

    def mended(self, record: dict[str, Json], stays: Callable[[str], bool]) -> Json | None:
        """Change members of a record until the schema takes it, as `mend.mended` does."""
        return mended(record, self.root, self.validator, stays)
