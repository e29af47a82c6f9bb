"""What is said of rules that no record can serve, and that nothing is said of those that nearly contradict."""

import pytest

from gc_contracts.rules.cases import rule_cases
from ruled import DAY, FLAG, INTEGER, MOMENT, NUMBER, TEXT, TEXTS, maker, one_of, or_null, schema

STATUS = one_of("new", "active", "closed")
AGE = {"type": "integer", "minimum": 0, "maximum": 150}

PLANTED = {
    "a value the enum has not": (
        {"status": STATUS},
        ("a: record.status == 'Active' => record.status != 'new'",),
        [("vacuous", "a", "when", [])],
    ),
    "a bound the schema excludes": (
        {"age": AGE},
        ("a: record.age < 0 => record.age == 1",),
        [("vacuous", "a", "when", [])],
    ),
    "every member is allowed": (
        {"status": STATUS},
        ("a: record.status in ['new', 'active', 'closed']",),
        [("vacuous", "a", "require", [])],
    ),
    "what is always there": (
        {"status": STATUS},
        ("a: has(record.status)",),
        [("vacuous", "a", "require", [])],
    ),
    "one thing and its opposite": (
        {"flag": FLAG, "age": AGE},
        ("a: record.age > 20 => record.flag && !record.flag",),
        [("unsatisfiable", "a", "require", [])],
    ),
    "two rules for one case": (
        {"status": STATUS, "age": AGE},
        ("a: record.status == 'new' => record.age > 20", "b: record.status == 'new' => record.age < 20"),
        [("unsatisfiable", "a", "require", ["b"])],
    ),
    "two rules for every case": (
        {"status": STATUS},
        ("a: record.status == 'new'", "b: record.status == 'closed'"),
        [("unsatisfiable", "a", "require", ["b"])],
    ),
    "a circle of three": (
        {"a": INTEGER, "b": INTEGER, "c": INTEGER},
        ("a: record.a < record.b", "b: record.b < record.c", "c: record.c < record.a"),
        [("unsatisfiable", "a", "require", ["b", "c"])],
    ),
    "a rule that another never lets apply": (
        {"status": STATUS, "age": AGE},
        ("a: record.status == 'closed' => record.age > 1", "b: record.status != 'closed'"),
        [("vacuous", "a", "when", ["b"])],
    ),
    "no number between": (
        {"n": INTEGER, "flag": FLAG},
        ("a: record.flag => record.n > 3 && record.n < 4",),
        [("unsatisfiable", "a", "require", [])],
    ),
    "no multiple between": (
        {"n": {"type": "integer", "multipleOf": 5}, "flag": FLAG},
        ("a: record.flag => record.n > 12 && record.n < 14",),
        [("unsatisfiable", "a", "require", [])],
    ),
    "a text that is shorter than it must be": (
        {"code": {"type": "string", "minLength": 5}},
        ("a: size(record.code) < 5 => record.code == 'x'",),
        [("vacuous", "a", "when", [])],
    ),
    "a piece longer than the text may be": (
        {"code": {"type": "string", "maxLength": 3}, "flag": FLAG},
        ("a: record.flag => record.code == 'ABCD'",),
        [("unsatisfiable", "a", "require", [])],
    ),
    "moments in both orders": (
        {"start": MOMENT, "end": MOMENT},
        (
            "a: timestamp(record.start) < timestamp(record.end)",
            "b: timestamp(record.start) > timestamp(record.end)",
        ),
        [("unsatisfiable", "a", "require", ["b"])],
    ),
    "moments in a circle": (
        {"start": MOMENT, "middle": MOMENT, "end": MOMENT},
        (
            "a: timestamp(record.start) < timestamp(record.middle)",
            "b: timestamp(record.middle) < timestamp(record.end)",
            "c: timestamp(record.end) <= timestamp(record.start)",
        ),
        [("unsatisfiable", "a", "require", ["b", "c"])],
    ),
    "texts in a circle": (
        {"a": TEXT, "b": TEXT, "c": TEXT, "flag": FLAG},
        (
            "a: record.flag => record.a < record.b && record.b < record.c",
            "b: record.flag => record.a == record.c",
        ),
        [("unsatisfiable", "a", "require", ["b"])],
    ),
    "days in both orders": (
        {"start": DAY, "end": DAY, "flag": FLAG},
        ("a: record.flag => record.start < record.end", "b: record.flag => record.end < record.start"),
        [("unsatisfiable", "a", "require", ["b"])],
    ),
    "a pattern and its opposite": (
        {"code": TEXT, "flag": FLAG},
        ("a: record.flag => record.code.matches('^A')", "b: record.flag => !record.code.matches('^A')"),
        [("unsatisfiable", "a", "require", ["b"])],
    ),
    "elements and their opposite": (
        {"tags": TEXTS, "flag": FLAG},
        ("a: record.flag => 'x' in record.tags", "b: 'x' in record.tags => !record.flag"),
        [("unsatisfiable", "a", "require", ["b"])],
    ),
    "a name the schema forbids": (
        {"status": STATUS},
        ("a: has(record.state) => record.status == 'new'",),
        [("vacuous", "a", "when", [])],
    ),
    "null where it may not be": (
        {"n": INTEGER},
        ("a: record.n == null => record.n != null",),
        [("vacuous", "a", "when", [])],
    ),
}

NEARLY = {
    "a value the enum has": (
        {"status": STATUS, "age": AGE},
        ("a: record.status == 'active' => record.age > 1",),
    ),
    "a bound the schema reaches": ({"age": AGE, "flag": FLAG}, ("a: record.age <= 0 => record.flag",)),
    "every member but one": ({"status": STATUS}, ("a: record.status in ['new', 'active']",)),
    "one number between": ({"n": INTEGER, "flag": FLAG}, ("a: record.flag => record.n > 3 && record.n < 5",)),
    "a fraction between": ({"n": NUMBER, "flag": FLAG}, ("a: record.flag => record.n > 3 && record.n < 4",)),
    "one multiple between": (
        {"n": {"type": "integer", "multipleOf": 5}, "flag": FLAG},
        ("a: record.flag => record.n > 12 && record.n < 16",),
    ),
    "two rules that meet in one value": (
        {"flag": FLAG, "age": AGE},
        ("a: record.flag => record.age >= 20", "b: record.flag => record.age <= 20"),
    ),
    "two rules for two cases": (
        {"status": STATUS, "age": AGE},
        ("a: record.status == 'new' => record.age > 20", "b: record.status == 'closed' => record.age < 20"),
    ),
    "a circle that may stand still": (
        {"a": INTEGER, "b": INTEGER, "c": INTEGER},
        ("a: record.a <= record.b", "b: record.b <= record.c", "c: record.c <= record.a"),
    ),
    "a text of just the size": (
        {"code": {"type": "string", "minLength": 5}, "flag": FLAG},
        ("a: size(record.code) <= 5 => record.flag",),
    ),
    "moments in a circle that may stand still": (
        {"start": MOMENT, "middle": MOMENT, "end": MOMENT},
        (
            "a: timestamp(record.start) <= timestamp(record.middle)",
            "b: timestamp(record.middle) <= timestamp(record.end)",
            "c: timestamp(record.end) <= timestamp(record.start)",
        ),
    ),
    "moments in one order": (
        {"start": MOMENT, "end": MOMENT},
        (
            "a: timestamp(record.start) <= timestamp(record.end)",
            "b: timestamp(record.start) >= timestamp(record.end)",
        ),
    ),
    "days in one order": (
        {"start": DAY, "end": DAY},
        ("a: record.start <= record.end", "b: record.end <= record.start"),
    ),
    "two patterns with a common text": (
        {"code": TEXT},
        ("a: record.code.matches('^A')", "b: record.code.matches('9$')"),
    ),
    "pieces that a pattern allows": (
        {"code": {"type": "string", "pattern": "^[A-Z]{2}[0-9]{2}$"}, "flag": FLAG},
        ("a: record.flag => record.code.startsWith('DE') && record.code.endsWith('42')",),
    ),
    "null where it may be": (
        {"n": or_null("integer"), "flag": FLAG},
        ("a: record.n == null => record.flag",),
    ),
    "integers far beyond 64 bits": (
        {"n": INTEGER, "flag": FLAG},
        ("a: record.n > 9000000000000000000 => record.flag",),
    ),
    "an object of just one shape": (
        {"o": {"type": "object"}, "flag": FLAG},
        ("a: record.o == {'k': 1} => record.flag",),
    ),
    "a name the schema lets in": (
        {"status": STATUS, "state": {}},
        ("a: record.state == 'x' => record.status == 'new'",),
    ),
    "elements and not all of them": ({"tags": TEXTS}, ("a: 'x' in record.tags => size(record.tags) > 1",)),
}


def told(properties, rules):
    """Give what is proved of rules over required properties."""
    found = rule_cases(maker(schema(properties, tuple(properties)), *rules))
    return [(fact["kind"], fact["rule"], fact["part"], fact["with"]) for fact in found.facts], found


@pytest.mark.parametrize(("properties", "rules", "facts"), PLANTED.values(), ids=PLANTED)
def test_what_no_record_can_do_is_proved(properties, rules, facts):
    """Exactly one fact, about the smallest set of rules."""
    assert told(properties, rules)[0] == facts


@pytest.mark.parametrize(("properties", "rules"), NEARLY.values(), ids=NEARLY)
def test_rules_that_nearly_contradict_are_not_accused(properties, rules):
    """Each is kept by some case and broken alone by another, so nothing is proved and nothing is open."""
    facts, found = told(properties, rules)

    sides = {case.id for case in found.cases}
    wanted = {f"rule.{text[0]}.{side}" for text in rules for side in ("kept", "broken")}
    assert (facts, found.notes, wanted - sides) == ([], (), set())
