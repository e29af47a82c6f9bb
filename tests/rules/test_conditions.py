"""All conditions of a contract, asked of records."""

import pytest

from gc_contracts.model.contract import Expectations, Reference, Rule
from gc_contracts.model.schema import Schema, Violation
from gc_contracts.rules import Conditions, RuleTrouble, Word

pytest.importorskip("cel_expr_python", reason="the extra `rules` is not installed")

ACTIVE = Rule(
    "active",
    "has(record.status) && record.status == 'active'",
    "has(record.priority) && record.priority == 'critical'",
    "critical ones are active",
    "/rules/0",
)
BRITTLE = Rule("brittle", "record.count > 1", pointer="/rules/1")
TIMID = Rule("timid", "record.count > 1", "record.count > 0", pointer="/rules/2")


def _conditions(*rules: Rule, **references: Reference) -> Conditions:
    expectations = Expectations(rules=rules, references=references)
    return Conditions.of(expectations, Schema("s", {}, "draft-07"))


@pytest.mark.parametrize(
    ("record", "word"),
    [
        ({"priority": "critical", "status": "active"}, Word.HOLDS),
        ({"priority": "critical", "status": "closed"}, Word.BROKEN),
        ({"priority": "critical"}, Word.BROKEN),
        ({"priority": "low"}, Word.IDLE),
        ({}, Word.IDLE),
    ],
)
def test_a_rule_is_broken_where_it_applies_and_does_not_hold(record, word):
    """`when` true and `require` false; everything else is no offence."""
    conditions = _conditions(ACTIVE)
    broken = word is Word.BROKEN

    assert conditions.words(record) == {"active": word}
    assert conditions.violations(record) == (
        (Violation("", "active", "critical ones are active", "/rules/0"),) if broken else ()
    )
    assert conditions.second(record) is not broken


def test_a_rule_that_requires_what_cannot_be_evaluated_does_not_hold_and_accuses_nobody():
    """As Kubernetes refuses an object on which a rule fails; but only the rule is to blame here."""
    conditions = _conditions(BRITTLE)

    assert conditions.violations({}) == (
        Violation("", "brittle", "breaks the rule: record.count > 1", "/rules/1"),
    )
    assert conditions.second({}) is None
    assert [(each.part, each.words) for each in conditions.erring({})] == [
        ("require", 'Key not found in map: "count"')
    ]


def test_a_rule_whose_when_cannot_be_evaluated_does_not_apply_and_accuses_nobody():
    """Nobody can say that it was meant to."""
    conditions = _conditions(TIMID)

    assert conditions.violations({}) == ()
    assert conditions.second({}) is None
    assert [each.part for each in conditions.erring({})] == ["when"]


@pytest.mark.parametrize(
    ("record", "broken", "second"),
    [
        ({"account": "a1"}, False, True),
        ({"account": 2}, False, True),
        ({"account": 2.0}, False, True),
        ({"account": "2"}, True, False),
        ({"account": True}, True, False),
        ({"account": ["a1"]}, True, False),
        ({"account": None}, False, True),
        ({}, False, True),
        ("no object", False, True),
    ],
)
def test_a_reference_that_is_given_leads_somewhere(record, broken, second):
    """Absent and null refer to nothing; values are equal as JSON's are."""
    account = Reference("account", "account", "id", values=("a1", 2), pointer="/references/account")
    conditions = _conditions(account=account)

    expected = Violation("/account", "reference", "no record of account has this id", "/references/account")
    assert conditions.violations(record) == ((expected,) if broken else ())
    assert conditions.second(record) is second


def test_a_reference_whose_other_side_is_unknown_asks_nothing():
    """Without a file of records there is nothing to compare with."""
    conditions = _conditions(account=Reference("account", "account", "id"))

    assert conditions.violations({"account": "x"}) == ()
    assert conditions.silent


def test_what_does_not_compile_is_told_part_by_part_and_makes_nothing_sure():
    """The other rules are judged all the same."""
    odd = Rule("odd", "1 + 1", "recrd.a", pointer="/rules/1")

    conditions = _conditions(ACTIVE, odd)

    assert conditions.troubles == (
        RuleTrouble(
            odd, "when", "the name `recrd` is unknown: a rule knows `record`", 0, "Did you mean `record`?"
        ),
        RuleTrouble(odd, "require", "it gives int, and a rule gives true or false", 0),
    )
    assert [each.rule for each in conditions.rules] == [ACTIVE]
    assert conditions.second({}) is None
    assert conditions.second({"priority": "critical"}) is False


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("record.a.matches('[')", "`matches` cannot read '[': invalid regular expression: missing ]: [", 17),
        ("record.a.matches('(?=a)b')", "`matches` cannot read '(?=a)b': invalid regular expression: invalid perl operator: (?=", 17),
        (
            "timestamp(record.a) < timestamp('2024-01-01')",
            "`timestamp` cannot read '2024-01-01': String to Timestamp conversion failed",
            32,
        ),
        ("duration('1 day') == duration('1h')", "`duration` cannot read '1 day': String to Duration conversion failed", 9),
    ],
)  # fmt: skip
def test_a_constant_that_can_never_be_read_is_a_trouble(text, message, offset):
    """The library compiles it, and fails on every record that gets there."""
    rule = Rule("r", text)

    assert _conditions(rule).troubles == (RuleTrouble(rule, "require", message, offset),)


@pytest.mark.parametrize(
    ("record", "word", "second"),
    [
        ({"count": 10**30}, Word.HOLDS, True),
        ({"count": -(10**30)}, Word.BROKEN, False),
        ({"count": 5, "other": 10**30}, Word.HOLDS, True),
        ({"count": 0, "other": "\ud800"}, Word.BROKEN, False),
    ],
)
def test_a_record_that_the_library_cannot_hold_is_judged_where_both_engines_agree(record, word, second):
    """It sees the nearest record that it can hold; our own engine sees the record itself."""
    conditions = _conditions(BRITTLE)

    assert conditions.words(record) == {"brittle": word}
    assert conditions.second(record) is second


def test_a_record_that_the_library_cannot_hold_is_not_judged_where_it_matters():
    """Arithmetic beyond 64 bits is an error to one reading, and a number to another."""
    conditions = _conditions(Rule("sum", "record.count + 1 > 1"))

    assert conditions.words({"count": 10**30}) == {"sum": Word.UNKNOWN}
    assert (conditions.violations({"count": 10**30}), conditions.second({"count": 10**30})) == ((), None)
