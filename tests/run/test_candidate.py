"""A slow validator: how long it took is told, and where that is too long it is asked no more."""

from itertools import count

from gc_contracts.model.verdict import Said
from gc_contracts.run.candidate import Candidate
from in_memory import InMemory


def slow(seconds: float, budget: float) -> Candidate:
    """Have a validator that takes so many seconds for a record, by a clock of its own."""
    ticks = count()
    return Candidate(InMemory(lambda: bool), budget=budget, clock=lambda: next(ticks) * seconds)


def test_many_are_asked_until_the_time_is_over():
    """The rest is left unasked, and why is said."""
    under = slow(1.0, 3.5)

    verdicts = under.ask_all([{"a": 1}] * 6)

    assert [verdict and verdict.said for verdict in verdicts] == [Said.VALID] * 4 + [None] * 2
    assert under.stopped == "4 took 4 s, more than ini gc_validator_budget = 3.5"


def test_half_as_long_again_is_left_to_make_small_what_was_found():
    """Single questions are answered a while longer."""
    under = slow(1.0, 4.0)
    under.ask_all([{}] * 9)

    answers = [under.ask({"a": number}) is not None for number in range(4)]

    assert answers == [True, True, False, False]


def test_the_pace_is_told_where_it_is_slow():
    """From ten milliseconds on."""
    quick, late = slow(0.001, 60), slow(0.25, 60)
    for under in (quick, late):
        under.ask_all([{}] * 4)

    assert (quick.pace, late.pace) == ("", "the validator takes 0.25 s for a record (4 asked)")


def test_one_who_was_never_asked_has_no_pace():
    """There is nothing to divide by."""
    assert slow(1.0, 60).pace == ""
