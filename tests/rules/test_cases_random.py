"""Random rules over a schema so small that all its records can be tried: what is claimed is true, and complete."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from gc_contracts.rules.cases import rule_cases
from gc_contracts.rules.condition import Word
from gc_contracts.rules.search.maker import Maker
from ruled import FLAG, conditions, one_of, schema

GONE = object()
SCHEMA = schema(
    {
        "kind": one_of("a", "b", 1, None),
        "n": {"type": "integer", "minimum": 0, "maximum": 4},
        "m": {"type": "integer", "minimum": 2, "maximum": 5},
        "flag": FLAG,
    },
    required=("n",),
)
VALUES = {
    "kind": [GONE, "a", "b", 1, None],
    "n": [0, 1, 2, 3, 4],
    "m": [GONE, 2, 3, 4, 5],
    "flag": [GONE, True, False],
}
RECORDS = [
    {name: value for name, value in zip(VALUES, chosen, strict=True) if value is not GONE}
    for chosen in product(*VALUES.values())
]

ATOMS = st.one_of(
    st.sampled_from(["has(record.kind)", "has(record.m)", "has(record.flag)", "record.flag", "true"]),
    st.builds(
        "record.kind {} {}".format,
        st.sampled_from(["==", "!="]),
        st.sampled_from(["'a'", "'c'", "1", "null"]),
    ),
    st.builds(
        "record.{} {} {}".format,
        st.sampled_from("nm"),
        st.sampled_from(["<", "<=", ">", ">=", "==", "!="]),
        st.integers(-1, 6),
    ),
    st.builds("record.n {} record.m".format, st.sampled_from(["<", "<=", ">", "==", "!="])),
    st.builds("record.n in {}".format, st.lists(st.integers(0, 4), min_size=1, max_size=3)),
    st.just("record.kind in ['a', 'b']"),
    st.just("record.n + record.m > 5"),
)
TERMS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds("!({})".format, inner),
        st.builds("({} {} {})".format, inner, st.sampled_from(["&&", "||"]), inner),
        st.builds("({} ? {} : {})".format, inner, inner, inner),
    ),
    max_leaves=4,
)
RULES = st.lists(st.tuples(st.one_of(st.just("true"), TERMS), TERMS), min_size=1, max_size=3)


def words(judge):
    """Ask all rules of all records."""
    return [judge.words(record) for record in RECORDS]


def spared(word):
    """Tell whether a judge lets pass where `when` fails; here `true` stands before every `require` that fails."""
    return word in (Word.HOLDS, Word.IDLE)


@given(RULES)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_facts_about_random_rules_are_true_and_sides_are_found(rules):
    """Brute force over all 500 records agrees with each fact, and finds no side that is missing."""
    texts = [f"{name}: {when} => {require}" for name, (when, require) in zip("xyz", rules, strict=False)]
    judge = conditions(SCHEMA, *texts)
    asked = words(judge)

    found = rule_cases(Maker.of(judge))

    passing = [not judge.violations(record) for record in RECORDS]
    clean = [
        ok and not any(w is Word.ERRS for w in each.values()) for ok, each in zip(passing, asked, strict=True)
    ]
    for fact in found.facts:
        assert refuted(fact, judge, asked) == []
    sides = {case.id for case in found.cases}
    for name in (text[0] for text in texts):
        others = [all(spared(w) for other, w in each.items() if other != name) for each in asked]
        kept = any(ok and each[name] is Word.HOLDS for ok, each in zip(clean, asked, strict=True))
        broken = any(ok and each[name] is Word.BROKEN for ok, each in zip(others, asked, strict=True))
        if any(clean):
            assert kept <= (f"rule.{name}.kept" in sides)
            assert broken <= (f"rule.{name}.broken" in sides)
    for case in found.cases:
        assert ({case.keyword} if case.keyword else set()) == {
            v.keyword for v in judge.violations(case.record)
        }


def refuted(fact, judge, asked):
    """List the records that a fact says there are none of."""
    name, others = fact["rule"], set(fact["with"])
    against = []
    for record, each in zip(RECORDS, asked, strict=True):
        guilty = {v.keyword for v in judge.violations(record)}
        if guilty & others:
            continue
        applies = each[name] in (Word.HOLDS, Word.BROKEN) or name in guilty
        wanted = {
            "when": applies,
            "require": each[name] is Word.HOLDS if fact["kind"] == "unsatisfiable" else name in guilty,
        }
        if wanted[fact["part"]]:
            against.append(record)
    return against
