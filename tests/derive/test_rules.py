"""What is planned for the rules and references of a schema contract."""

from gc_contracts.derive.rules import plan
from gc_contracts.model.case import CaseKind, Origin
from gc_contracts.model.contract import Contract, Expectations, Kind, Reference, Rule
from gc_contracts.model.schema import Schema
from gc_contracts.settings import Settings

DOCUMENT = {
    "type": "object",
    "properties": {
        "status": {"enum": ["new", "active"]},
        "age": {"type": "integer"},
        "account": {"type": "string"},
    },
    "required": ["status"],
    "additionalProperties": False,
}
ACTIVE = Rule("active", "record.status == 'active'", "has(record.age) && record.age > 5", pointer="/rules/0")
ACCOUNT = Reference("account", "account", "id", values=("A1",), pointer="/references/account")


def planned(*rules, document=DOCUMENT, references=()):
    expected = Expectations(rules=rules, references={each.field: each for each in references})
    contract = Contract("c/s.json", Kind.SCHEMA, "s", None, Schema("s", document, "draft-07"), expected)
    return plan(contract, Settings())


def test_each_rule_and_reference_has_cases_on_both_sides():
    """Rules first, with their place in contract.yaml; the base record is a fact."""
    found = planned(ACTIVE, references=[ACCOUNT])

    sides = {(case.origin, case.rule, case.keyword) for case in found.cases}
    assert sides == {
        (Origin.RULE, "/rules/0", ""),
        (Origin.RULE, "/rules/0", "active"),
        (Origin.REFERENCE, "/references/account", ""),
        (Origin.REFERENCE, "/references/account", "reference"),
    }
    assert (found.kind, found.skip, found.notes) == (CaseKind.RULES, "", ())
    assert dict(found.facts) == {"rules": [], "base": {"status": "new", "age": 1, "account": "A1"}}


def test_the_same_contract_gives_the_same_plan():
    """Cases, ids and order, in every process."""
    assert planned(ACTIVE, references=[ACCOUNT]) == planned(ACTIVE, references=[ACCOUNT])


def test_ids_are_unique_and_short():
    """However a rule is called."""
    found = planned(Rule("A very long name with Ünusual characters " * 3, "record.status == 'new'"), ACTIVE)

    ids = [case.id for case in found.cases]
    assert len(ids) == len(set(ids))
    assert max(map(len, ids)) <= 100


def test_what_is_proved_is_a_fact():
    """With the rules it is about, their place, and a sentence."""
    never = Rule("never", "record.status == 'new'", "record.status == 'old'", pointer="/rules/1")

    found = planned(ACTIVE, never)

    assert dict(found.facts)["rules"] == [
        {
            "kind": "vacuous",
            "rule": "never",
            "part": "when",
            "with": [],
            "pointer": "/rules/1/when",
            "words": "rule `never` never applies",
        }
    ]


def test_a_reference_whose_records_are_not_known_is_not_verified():
    """Said in a note; the rules are planned all the same."""
    found = planned(ACTIVE, references=[Reference("account", "account", "id")])

    assert found.notes == ("not verified: the records that account refers to are not known",)
    assert found.cases != ()


def test_a_rule_that_does_not_compile_is_not_verified():
    """The others are; that one is told by its own check."""
    found = planned(ACTIVE, Rule("bad", "record.status ==", pointer="/rules/1"))

    assert found.notes == ("not verified: rule bad does not compile",)
    assert {case.rule for case in found.cases} == {"/rules/0"}


def test_nothing_to_plan_is_a_skip():
    """Not verified is not the same as safe."""
    bad, open_end = Rule("bad", "record.status =="), Reference("account", "account", "id")

    skips = [
        planned(bad).skip,
        planned(references=[open_end]).skip,
        planned(ACTIVE, document={"type": "null"}).skip,
    ]

    assert skips == [
        "not verified: rule bad does not compile",
        "not verified: the records that account refers to are not known",
        "not verified: we found no record that the schema takes",
    ]


def test_a_schema_that_does_not_compile_is_a_skip():
    """Its own item tells what is wrong."""
    assert planned(ACTIVE, document={"type": "nonsense"}).skip.startswith("not verified: ")
