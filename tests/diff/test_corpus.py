"""Schemas of real exports, each edited one keyword at a time: decided, both ways, or said not to be."""

from dataclasses import replace

import pytest

from gc_contracts.diff.changes import diff
from gc_contracts.diff.compatible import compatible
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.pipeline import load_all
from gc_contracts.schema.validate import compile as compile_schema
from pairs import keywords, versions
from shared import SHARED

EVERY = 40
"""Of all edits, one in so many: the rest is alike."""


def corpus():
    """Every schema of the real exports: those of actions too."""
    assert SHARED is not None
    subjects = [
        one.subject for name in ("schemas", "data-actions") for one in load_all(SHARED / "corpus" / name)
    ]
    for one in filter(None, subjects):
        yield from (one,) if isinstance(one, Schema) else (one.input, one.output)


def turned(value):
    """The same with the members of every object in another order."""
    if isinstance(value, dict):
        return {name: turned(one) for name, one in reversed(value.items())}
    return [turned(one) for one in value] if isinstance(value, list) else value


@pytest.mark.skipif(SHARED is None, reason="the corpus of real exports is not here")
def test_a_real_schema_is_the_same_as_itself_in_another_order():
    """No change is told."""
    found = [diff(one, replace(one, document=turned(one.document))) for one in corpus()]

    assert len(found) > 50
    assert [one for one in found if one] == []


@pytest.mark.skipif(SHARED is None, reason="the corpus of real exports is not here")
def test_edits_of_real_schemas_are_decided():
    """Each by a proof or a record, in both directions."""
    edits = [
        (one, replace(one, document=edited))
        for one in corpus()
        for pointer in keywords(one.document)
        for edited in versions(one.document, pointer)
    ][::EVERY]

    verdicts = [compatible(*pair, "full") for pair in filter(compiles, edits)]

    assert len(verdicts) > 20
    assert [one.open for one in verdicts if one.outcome == "undecided"] == []


def compiles(pair):
    """Leave out what is no schema."""
    try:
        compile_schema(pair[1])
    except SchemaError:
        return False
    return True
