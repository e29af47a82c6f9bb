"""States that reach goals: the smallest change first, always in the same order, and never more work than allowed."""

from gc_contracts.rules.search.ruled import applying, breaking, holding, idling, keeping
from gc_contracts.rules.search.solve import Budget, Goal, never, solve
from ruled import FLAG, INTEGER, TEXT, maker, one_of, schema

FLAGS = schema(dict.fromkeys("abcdef", FLAG), tuple("abcdef"))


def bench(subject, *rules):
    """Set rules on the ground of the fullest record, whether they hold there or not."""
    made = maker(subject, *rules)
    return made.on(made.grounds[0])


def test_the_smallest_change_comes_first():
    """One flag is enough to break a conjunction; the states with two follow."""
    made = bench(FLAGS, "x: record.a && record.b && record.c")

    found = list(solve(made.ground, [breaking(made.rules[0])]))

    assert [sum(map(bool, state)) for state in found[:3]] == [1, 1, 1]
    assert len(found) == len(set(found))


def test_nothing_to_change_gives_the_start():
    """A goal that is reached already needs no search."""
    made = bench(FLAGS, "x: record.a")

    assert list(solve(made.ground, [holding(made.rules[0])])) == [made.start]


def test_the_same_question_gives_the_same_answers():
    """Order and all."""
    first, second = (bench(FLAGS, "x: record.a != record.b", "y: record.b || record.c") for _ in range(2))

    answers = [
        list(solve(each.ground, [holding(each.rules[0]), breaking(each.rules[1])]))
        for each in (first, second)
    ]

    assert answers[0] == answers[1] != []


def test_fields_to_keep_stay():
    """The other side gives way."""
    made = bench(FLAGS, "x: record.a != record.b")

    found = list(solve(made.ground, [holding(made.rules[0])], kept=frozenset({0})))

    assert found == [(0, 1)]


def test_work_is_bounded():
    """Six flags that are never all true and false at once: the search gives up, and the proof does not."""
    rule = "x: " + " && ".join(f"record.{name}" for name in "abcdef") + " && !(record.a || record.f)"
    made = bench(FLAGS, rule)
    looks = []

    def counted(state, free):
        looks.append(state)
        return made.rules[0].holds(state, free)

    goal = Goal(made.rules[0].fields, counted)

    assert (list(solve(made.ground, [goal], steps=50)), len(looks) < 200, never(made.ground, [goal])) == (
        [],
        True,
        True,
    )


def test_a_proof_that_takes_too_long_is_none():
    """Not verified is not the same as never."""
    made = bench(FLAGS, "x: " + " && ".join(f"record.{name}" for name in "abcdef") + " && !record.f")

    assert never(made.ground, [keeping(made.rules[0])], Budget(3)) is False


def test_what_is_not_complete_proves_nothing():
    """A pattern may match a text that is not among the cells."""
    made = bench(schema({"a": TEXT}), "x: record.a.matches('^a') && record.a.matches('^b')")

    assert never(made.ground, [keeping(made.rules[0])]) is False


def test_several_rules_are_served_at_once():
    """The rule applies, is broken, and the others hold."""
    subject = schema({"kind": one_of("a", "b"), "n": INTEGER, "m": INTEGER}, ("kind", "n", "m"))
    made = bench(
        subject, "x: record.kind == 'b' => record.n > record.m", "y: record.n > 5", "z: record.m > 7"
    )

    state = next(
        solve(made.ground, [applying(made.rules[0]), breaking(made.rules[0]), *made.others(made.rules[0])])
    )

    record = made.ground.record(state)
    assert (record["kind"], 5 < record["n"] <= record["m"], record["m"] > 7) == ("b", True, True)


def test_a_member_of_an_absent_object_is_not_chosen():
    """Without the object there is nothing to choose, and nothing to prove by choosing."""
    subject = schema({"o": {"type": "object", "properties": {"p": INTEGER}}})
    made = bench(subject, "x: has(record.o) => has(record.o.p)")

    records = [made.ground.record(state) for state in solve(made.ground, [idling(made.rules[0])])]

    assert records == [{}]
