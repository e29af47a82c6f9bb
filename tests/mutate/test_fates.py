"""What becomes of mutants: killed by a case, proved equal, or survivors with a record that would tell."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from gc_contracts._json import replace as put
from gc_contracts.derive import derive
from gc_contracts.load import load_all
from gc_contracts.load.following import Following
from gc_contracts.model.case import CaseKind, RecordCase
from gc_contracts.model.contract import Contract, Expectations, Kind, Reference, Rule
from gc_contracts.model.schema import Schema
from gc_contracts.mutate.score import fates
from gc_contracts.rules.conditions import Conditions
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.settings import Settings
from shared import REASON, SHARED

ROOT = Path(__file__).parents[2]
RECORD = Schema(
    "s",
    {
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {
            "name": {"type": "string", "minLength": 2, "maxLength": 10},
            "size": {"type": "integer", "minimum": 0},
            "kind": {"enum": ["a", "b"], "maxLength": 5},
        },
    },
    "draft-04",
)


def contract(schema=RECORD, expectations=None):
    return Contract("s.json", Kind.SCHEMA, "s", None, schema, expectations or Expectations())


def told(one):
    """All fates of a contract's mutants, with the cases its suite has."""
    settings = Settings(mutate=True)
    plan = derive(one, CaseKind.MUTATE, settings)
    conditions = Conditions.of(one.expectations, one.schema)
    return list(fates(one.schema, plan.cases, conditions=conditions))


def survivors(one):
    return [(fate.rule, fate.words) for fate in told(one) if not fate.killer and not fate.equivalent]


def _shipped():
    following = Following(ROOT, (ROOT / "contracts",))
    found = load_all([ROOT / "contracts"], ROOT).contracts
    return [following.complete(one) for one in found if one.kind is Kind.SCHEMA]


@pytest.mark.parametrize("one", _shipped(), ids=lambda one: one.name)
def test_no_mutant_of_a_shipped_schema_survives(one):
    """The promise of the first page: the suite tests itself."""
    assert survivors(one) == []


@pytest.mark.skipif(SHARED is None, reason=REASON)
def test_no_mutant_of_a_real_schema_survives():
    """Schemas found in the wild, of all products."""
    folder = (SHARED or Path()) / "corpus" / "schemas"
    found = [one for one in load_all([folder], folder).contracts if one.kind is Kind.SCHEMA]

    assert len(found) > 10
    assert {one.id: survivors(one) for one in found} == {one.id: [] for one in found}


def test_a_suite_without_edges_notices_little_and_each_record_shown_would_tell():
    """A witness is valid for one of both, and not for the other."""
    only = RecordCase("valid", {"name": "abc", "size": 1, "kind": "a"}, valid=True)
    right = compile_schema(RECORD)

    found = list(fates(RECORD, [only]))

    lost = {fate.words: fate.witness["record"] for fate in found if fate.witness}
    assert {words: right.is_valid(record) for words, record in lost.items() if "Length" in words} == {
        "minLength dropped": False,
        "minLength 2 → 1": False,
        "minLength 2 → 3": True,
        "minLength in UTF-16 units": False,
        "minLength in bytes": False,
        "minLength of the trimmed text": True,
        "minLength without combining marks": True,
        "maxLength dropped": False,
        "maxLength 10 → 9": True,
        "maxLength 10 → 11": False,
        "maxLength in UTF-16 units": True,
        "maxLength in bytes": True,
        "maxLength of the trimmed text": False,
        "maxLength without combining marks": False,
    }


def test_what_no_record_can_tell_is_proved_and_not_counted():
    """The length of a text that an enum names is no rule by itself."""
    found = {
        fate.words: fate.equivalent for fate in told(contract()) if fate.rule == "/properties/kind/maxLength"
    }

    assert found["maxLength dropped"] == "proved: both take the same records"
    assert all(found.values())


def test_a_case_that_the_unbroken_reference_contradicts_proves_nothing():
    """It would kill every mutant."""
    lie = RecordCase("lie", {"name": 7}, valid=True)

    assert Counter(bool(fate.killer) for fate in fates(RECORD, [lie]))[True] == 0


RULES = Expectations(
    rules=(
        Rule(
            "ordered",
            "record.size >= 2",
            "has(record.kind) && record.kind == 'a' && has(record.size)",
            pointer="/rules/0",
        ),
    ),
    references={"name": Reference("name", "people", "id", values=("ann", "bob"), pointer="/references/name")},
)


def test_rules_and_references_are_broken_and_noticed():
    """Each operator, constant and side; each loose way to look a reference up."""
    found = [fate for fate in told(contract(expectations=RULES)) if fate.declared]

    lost = [fate.words for fate in found if not fate.killer and not fate.equivalent]
    killed = [fate.words for fate in found if fate.killer]
    assert {"rule ordered: dropped", "rule ordered: require: >= → >", "rule ordered: when negated"} <= set(
        killed
    )
    assert "reference name: not checked" in killed
    assert [words for words in lost if words.startswith("rule")] == []


def test_a_rule_that_reads_otherwise_and_says_the_same_is_proved_equal():
    """Without `has` the evaluation fails where the field is absent, and a `when` that fails does not apply."""
    found = {fate.words: fate.equivalent for fate in told(contract(expectations=RULES)) if fate.declared}

    assert found["rule ordered: when: has(kind) dropped"].startswith("proved: every choice of values")


def test_a_rule_about_a_field_that_refers_is_judged_by_the_values_it_refers_to():
    """No unknown name gets through, so its length matters no more; all known ones keep it."""
    found = {
        fate.words: fate
        for fate in told(contract(expectations=RULES))
        if fate.rule == "/properties/name/maxLength"
    }

    assert found["maxLength dropped"].equivalent == (
        "proved: both say the same of each value that reference name lets through"
    )
    assert found["maxLength 10 → 9"].equivalent != ""


def test_a_known_value_that_a_mutant_refuses_keeps_the_rule_alive():
    """`ann` and `bob` have three letters."""
    tight = replace(RECORD, document=put(RECORD.document, "/properties/name/maxLength", 3))

    found = {
        fate.words: fate for fate in told(contract(tight, RULES)) if fate.rule == "/properties/name/maxLength"
    }

    assert (found["maxLength 3 → 2"].equivalent, bool(found["maxLength 3 → 2"].killer)) == ("", True)
