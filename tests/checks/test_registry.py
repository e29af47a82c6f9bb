"""The set of checks: what it takes, what it refuses, what globs pick."""

from collections.abc import Iterator

import pytest

from gc_contracts.checks.registry import Registry, check
from gc_contracts.errors import SettingsError
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import Check, Seen
from gc_contracts.model.finding import Finding


def _check(name: str) -> Check:
    @check(name, CaseKind.STATIC)
    def look(_: Seen) -> Iterator[Finding]:
        yield from ()

    return look


REGISTRY = Registry(tuple(map(_check, ("template/syntax", "template/unused-input", "output/not-json"))))


def test_a_check_keeps_its_id_and_kinds():
    """The decorator turns a generator into a check."""
    made = _check("demo/one")

    assert (made.id, made.kinds) == ("demo/one", frozenset({CaseKind.STATIC}))


@pytest.mark.parametrize("name", ["", "one", "One/two", "a/b/c", "a/", "a/b_c", "1/a"])
def test_an_id_that_is_not_family_and_name_is_refused(name):
    """Ids are globbed by family, so each has one."""
    with pytest.raises(SettingsError, match="family/name"):
        check(name, CaseKind.STATIC)


@pytest.mark.parametrize(
    ("kinds", "message"),
    [((), "looks at no kind of item"), (("statik",), "unknown kind 'statik': there are static, boundary")],
    ids=["none", "unknown"],
)
def test_a_check_names_kinds_that_there_are(kinds, message):
    """A check of no kind would never look at anything, and nobody would notice."""
    with pytest.raises(SettingsError, match=message):
        check("demo/one", *kinds)


def test_two_checks_of_one_id_are_refused():
    """A second one would hide the first."""
    with pytest.raises(SettingsError, match="two checks are called template/syntax"):
        REGISTRY.with_checks([_check("template/syntax")])


def test_what_is_no_check_is_refused():
    """A hook may return anything; the message says how to make a check."""
    with pytest.raises(SettingsError, match=r"make one with gc_contracts\.check"):
        REGISTRY.with_checks([print])  # type: ignore[list-item]


def test_adding_checks_leaves_the_registry_as_it_was():
    """It is immutable: nothing has to be undone."""
    more = REGISTRY.with_checks([_check("demo/one")])

    assert (len(more), len(REGISTRY)) == (4, 3)


@pytest.mark.parametrize(
    ("select", "ignore", "kept"),
    [
        ((), (), ("template/syntax", "template/unused-input", "output/not-json")),
        (("template/*",), (), ("template/syntax", "template/unused-input")),
        (("template/*",), ("*/syntax",), ("template/unused-input",)),
        ((), ("template/*",), ("output/not-json",)),
        (("output/not-json", "template/syntax"), (), ("template/syntax", "output/not-json")),
    ],
    ids=["all", "family", "family-but-one", "all-but-family", "by-name"],
)
def test_globs_pick_checks(select, ignore, kept):
    """What is ignored is out even where it is selected."""
    picked = REGISTRY.select(select, ignore)

    assert picked.ids == kept


@pytest.mark.parametrize(
    ("glob", "advice"),
    [
        ("template/sintax", r"did you mean template/syntax"),
        ("nothing/*", r"there are output/\*, template/\*"),
    ],
    ids=["misspelt", "no-family"],
)
def test_a_glob_that_fits_nothing_is_refused_with_advice(glob, advice):
    """A misspelt glob would let everything pass."""
    with pytest.raises(SettingsError, match=f"no check is called .*: {advice}"):
        REGISTRY.refuse_unknown([glob])


def test_globs_that_fit_are_taken():
    """The happy case of the one above."""
    refused = [REGISTRY.refuse_unknown([glob]) for glob in ("template/*", "output/not-json", "*")]  # type: ignore[func-returns-value]

    assert refused == [None, None, None]
