"""Verdicts about generated schemas, held against records: no proof is contradicted, each witness is one."""

import pytest
from hypothesis import HealthCheck, assume, given, settings

from drawn import FIXED
from gc_contracts._json import dumps
from gc_contracts.diff.assumed import opened, without
from gc_contracts.diff.changes import diff, differences
from gc_contracts.diff.compatible import compatible, entangled
from gc_contracts.diff.local import edges
from gc_contracts.diff.verdict import Outcome
from gc_contracts.errors import SchemaError
from gc_contracts.schema.second import Second
from gc_contracts.schema.validate import compile as compile_schema
from pairs import pairs, records

SLOW = settings(FIXED, max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
DRAFTS = pytest.mark.parametrize("draft", ["draft-04", "2020-12"])


def both_ways(old, new):
    """The versions as giver and taker, by level."""
    return (("backward", old, new), ("forward", new, old))


def lost(giver, taker):
    """Boundary records of both that one takes and the other refuses."""
    gives, takes = compile_schema(giver), compile_schema(taker)
    records = [*edges(giver, "ecma"), *edges(taker, "ecma")]
    return [one for one in records if gives.is_valid(one) and not takes.is_valid(one)]


@DRAFTS
def test_no_record_contradicts_a_proof(draft):
    """What is proven compatible takes all that it is given."""

    @SLOW
    @given(pair=pairs(draft))
    def holds(pair):
        for level, giver, taker in both_ways(*compiling(pair)):
            proven = compatible(*pair, level, undeclared=True).outcome is Outcome.PROVEN
            assert lost(giver, taker) == [] or not proven

    holds()


@DRAFTS
def test_each_witness_is_one_to_both_engines(draft):
    """Taken by the giver, refused by the taker."""

    @SLOW
    @given(pair=pairs(draft))
    def holds(pair):
        for level, giver, taker in both_ways(*compiling(pair)):
            engines = compile_schema(giver), compile_schema(taker), Second(giver), Second(taker)
            records = [one.record for one in compatible(*pair, level, undeclared=True).breaks]
            told = [tuple(engine.is_valid(record) for engine in engines) for record in records]
            assert told == [(True, False, True, False)] * len(records)

    holds()


@DRAFTS
def test_facts_that_narrow_nothing_lose_no_record(draft):
    """The effects of the changes alone are an argument, wherever rules do not hang together."""

    @SLOW
    @given(pair=pairs(draft))
    def holds(pair):
        old, new = compiling(pair)
        assume(not entangled(old) and not entangled(new))
        effects = {one.change.effect for one in differences(old, new)}
        assert lost(old, new) == [] or effects & {"narrows", "both"}
        assert lost(new, old) == [] or effects & {"widens", "both"}

    holds()


@DRAFTS
def test_a_schema_is_the_same_as_itself_and_mirrors_its_changes(draft):
    """`diff(a, a)` is empty; the way back is the mirror image."""

    @SLOW
    @given(pair=pairs(draft))
    def holds(pair):
        old, new = compiling(pair)
        there, back = diff(old, new), diff(new, old)
        assert (diff(old, old), diff(new, new)) == ((), ())
        assert sorted(map(repr, back)) == sorted(repr(one.mirrored) for one in there)

    holds()


def compiling(pair):
    """Leave out what is no schema."""
    try:
        for one in pair:
            compile_schema(one)
    except SchemaError:
        assume(condition=False)
    return pair


@DRAFTS
@pytest.mark.parametrize("ignore_extras", [False, True], ids=["strict", "passing over"])
def test_proofs_hold_for_records_as_they_are_taken_to_be(draft, ignore_extras):
    """Without the members that are assumed away, and with a taker who minds no others."""

    @SLOW
    @given(pair=records(draft))
    def holds(pair):
        for level, giver, taker in both_ways(*compiling(pair)):
            verdict = compatible(*pair, level, ignore_extras=ignore_extras)
            missed = lost(without(giver, verdict.assumed), opened(taker) if ignore_extras else taker)
            assert missed == [] or verdict.outcome is not Outcome.PROVEN

    holds()


@DRAFTS
@pytest.mark.parametrize("ignore_extras", [False, True], ids=["strict", "passing over"])
def test_forward_is_backward_seen_from_the_other_side(draft, ignore_extras):
    """The same outcome, shown by the same records."""

    @SLOW
    @given(pair=records(draft))
    def holds(pair):
        old, new = compiling(pair)
        there = compatible(old, new, "backward", ignore_extras=ignore_extras)
        back = compatible(new, old, "forward", ignore_extras=ignore_extras)
        shown = [sorted(dumps(one.record) for one in verdict.breaks) for verdict in (there, back)]
        assert (there.outcome, shown[0]) == (back.outcome, shown[1])

    holds()
