"""All trials of one stand: each family asks what it knows about."""

from collections.abc import Iterator
from itertools import chain

from gc_contracts._json import kind
from gc_contracts.schema.boundary.model import Stand
from gc_contracts.schema.separate.arrays import array_trials
from gc_contracts.schema.separate.conditions import condition_trials, name_trials
from gc_contracts.schema.separate.enums import enum_trials
from gc_contracts.schema.separate.formats import format_trials
from gc_contracts.schema.separate.numbers import number_trials
from gc_contracts.schema.separate.objects import object_trials
from gc_contracts.schema.separate.patterns import pattern_trials
from gc_contracts.schema.separate.sieve import Trial
from gc_contracts.schema.separate.strings import string_trials
from gc_contracts.schema.separate.types import type_trials


def trials(stand: Stand) -> Iterator[Trial]:
    """Make the trials of a stand, the commonest mistakes first."""
    families = {
        "object": (object_trials, condition_trials, name_trials),
        "array": (array_trials,),
        "string": (string_trials, pattern_trials, format_trials),
        "integer": (number_trials,),
        "number": (number_trials,),
    }
    own = (family(stand) for family in families.get(kind(stand.value), ()))
    return chain(type_trials(stand), enum_trials(stand), *own)
