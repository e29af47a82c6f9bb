"""What a path asks for, and the documents built from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gc_contracts import jsonpath
from gc_contracts.jsonpath.analysis import (
    AnyItem,
    Comparison,
    Deep,
    Filter,
    Function,
    Index,
    Key,
    Members,
    example,
    merge,
    shape,
)
from gc_contracts.jsonpath.analysis.example import finds


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("$", ()),
        ("$.a['b'][0][-1]", (Key("a"), Key("b"), Index(0), Index(-1))),
        ("$.a[*].b", (Key("a"), AnyItem(), Key("b"))),
        ("$.a[1:][0,1]", (Key("a"), AnyItem(), AnyItem())),
        ("$..a..[0]", (Deep("a"), Deep(None), Index(0))),
        ("$['a','b']", (Members(("a", "b")),)),
        ("$.a.length()", (Key("a"), Function("length"))),
        ("$..a.sum()", (Deep("a"), Function("sum"))),
        (
            "$.l[?(@.id == 'x' && @.n.m > 2)].v",
            (
                Key("l"),
                Filter((Comparison((Key("id"),), "==", "x"), Comparison((Key("n"), Key("m")), ">", 2))),
                Key("v"),
            ),
        ),
        ("$.l[?(@.id)]", (Key("l"), Filter((Comparison((Key("id"),), "exists", True),)))),
        ("$.l[?(@.a || @.b)]", (Key("l"), Filter(()))),
    ],
)
def test_a_shape_lists_the_steps(path, steps):
    """One step a token; conditions only where they are simple and hold together."""
    assert shape(jsonpath.compile(path)) == steps


@pytest.mark.parametrize(
    ("path", "value", "document"),
    [
        ("$", {"a": 1}, {"a": 1}),
        ("$.a.b", 1, {"a": {"b": 1}}),
        ("$.a[2]", 1, {"a": [None, None, 1]}),
        ("$.a[-2].b", 1, {"a": [{"b": 1}, None]}),
        ("$.a[*].b", 1, {"a": [{"b": 1}]}),
        ("$.a[1:3]", 1, {"a": [None, 1]}),
        ("$.a[:-1]", 1, {"a": [1, None]}),
        ("$..id", 1, {"id": 1}),
        ("$['a','b']", {"a": 1}, {"a": 1}),
        ("$.l[?(@.id == 'x')].n", 1, {"l": [{"id": "x", "n": 1}]}),
        ("$.l[?(@.t == 'PHONE' && @.m == 'WORK')].a", 1, {"l": [{"t": "PHONE", "m": "WORK", "a": 1}]}),
        ("$.l[?(@.a.b > 3)].c", 1, {"l": [{"a": {"b": 4}, "c": 1}]}),
        ("$.l[?(@.id in ['x','y'])].n", 1, {"l": [{"id": "x", "n": 1}]}),
        ("$.l[?('x' in @.p[*].q)].n", 1, {"l": [{"p": [{"q": "x"}], "n": 1}]}),
        ("$.l[?(@.n)].n", 1, {"l": [{"n": 1}]}),
        ("$.l[?(@.k)].n", 1, {"l": [{"k": True, "n": 1}]}),
        ("$.l[?(!@.k)].n", 1, {"l": [{"n": 1}]}),
        ("$.l[?(@.id != '')].n", 1, {"l": [{"id": "x", "n": 1}]}),
        ("$.l[?(@.t size 2)].n", 1, {"l": [{"t": [0, 0], "n": 1}]}),
        ("$.l[?(@.t.length() > 1)].n", 1, {"l": [{"t": [None, None], "n": 1}]}),
        ("$.l[?(@.id == $.want)].n", 1, {"l": [{"id": "x", "n": 1}], "want": "x"}),
        ("$.l[?(@.s =~ /ab.*/i)].n", 1, {"l": [{"s": "ab", "n": 1}]}),
        ("$.l[?(@.id == 1)]", {"n": 2}, {"l": [{"n": 2, "id": 1}]}),
        ("$.l[?(@ > 3)]", 5, {"l": [5]}),
        ("$.l.length()", 2, {"l": [None, None]}),
        ("$.l[*].size()", 1, {"l": [[None]]}),
        ("$.l.max()", 5, {"l": [5]}),
        ("$.l.first()", "a", {"l": ["a"]}),
        ("$.l.last()", "a", {"l": [None, "a"]}),
        ("$.l.index(1)", "a", {"l": [None, "a"]}),
        ("$.o.keys()", ["a"], {"o": {"a": None}}),
        ("$..x.length()", 2, {"x": [None, None]}),
        ("$..x.sum()", 4, {"x": 4}),
        ("$.w.concat()", "ab", {"w": ["ab"]}),
    ],
)
def test_an_example_is_the_smallest_document_that_resolves(path, value, document):
    """Nothing stands in it that the path does not ask for."""
    built = example(jsonpath.compile(path), value)

    assert built == document


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("$.l[?(@ > 3)]", 1),
        ("$.l[?(@.a == 1 && @.a == 2)].b", 1),
        ("$.l.length()", "two"),
        ("$.l.max()", -1),
        ("$.l[5000]", 1),
        ("$.l.shout()", 1),
        ("$.s.length().x", 1),
    ],
)
def test_what_cannot_be_built_is_said(path, value):
    """A value the path can never give, or a filter nothing meets."""
    with pytest.raises(ValueError):
        example(jsonpath.compile(path), value)


NAMES = st.sampled_from(["a", "b", "id", "list"])
LITERALS = st.sampled_from(["'x'", "1", "true", "null", "2.5"])
CONDITIONS = st.one_of(
    st.builds("@.{} == {}".format, NAMES, LITERALS),
    st.builds("@.{} != {}".format, NAMES, LITERALS),
    st.builds("@.{} > {}".format, NAMES, st.integers(-9, 9)),
    st.builds("@.{} in [{}, 'z']".format, NAMES, LITERALS),
    st.builds("@.{}".format, NAMES),
    st.builds("@.{} == {} && @.{}".format, NAMES, LITERALS, NAMES),
    st.builds("@.{} == {} || @.{} == 1".format, NAMES, LITERALS, NAMES),
)
TOKENS = st.one_of(
    st.builds(".{}".format, NAMES),
    st.builds("[{}]".format, st.integers(-3, 3)),
    st.sampled_from(["[*]", "[1:]", "[:2]", "[-1:]", "[0,1]"]),
    st.builds("..{}".format, NAMES),
    st.builds("[?({})].v".format, CONDITIONS),
)
PATHS = st.lists(TOKENS, min_size=1, max_size=4).map(lambda tokens: "$" + "".join(tokens))
VALUES = st.one_of(st.text(max_size=3), st.integers(), st.booleans(), st.lists(st.integers(), max_size=2))


@given(PATHS, VALUES)
def test_a_path_finds_the_value_in_its_example(path, value):
    """Whatever the path, its example resolves to the value, definite or as the first hit."""
    compiled = jsonpath.compile(path)

    document = example(compiled, value)

    assert finds(compiled, document, value)


@given(st.lists(st.tuples(NAMES, VALUES), min_size=1, max_size=4, unique_by=lambda pair: pair[0]))
def test_members_of_one_element_merge_into_one_element(pairs):
    """Paths through the same filter share the element it picks."""
    paths = {f"$.l[?(@.key == 'k')].{name}": value for name, value in pairs}

    merged = merge([example(jsonpath.compile(path), value) for path, value in paths.items()])

    assert merged == {"l": [{"key": "k", **dict(pairs)}]}


@pytest.mark.parametrize(
    ("documents", "merged"),
    [
        ([{"a": 1}], {"a": 1}),
        ([{"a": {"x": 1}}, {"a": {"y": [1]}, "b": 2}], {"a": {"x": 1, "y": [1]}, "b": 2}),
        ([{"l": [{"id": "a"}]}, {"l": [{"id": "b", "n": 1}]}], {"l": [{"id": "a"}, {"id": "b", "n": 1}]}),
        (
            [{"l": [{"id": "a"}]}, {"l": [{"id": "b"}]}, {"l": [{"id": "b", "n": 1}]}],
            {"l": [{"id": "a"}, {"id": "b", "n": 1}]},
        ),
        ([{"l": [None, 5]}, {"l": [{"a": 1}]}], {"l": [{"a": 1}, 5]}),
        ([[1], [1, 2]], [1, 2]),
        ([{"a": 1}, {"a": {"b": 1}}], {"a": {"b": 1}}),
        ([{"a": {"b": 1}}, {"a": 2}], {"a": {"b": 1}}),
        ([{"a": 1}, {"a": 2}], {"a": 1}),
    ],
)
def test_documents_merge_by_name_and_position(documents, merged):
    """Elements that contradict each other stand side by side; a container beats a scalar, the earlier the later."""
    assert merge(documents) == merged


@pytest.mark.parametrize("documents", [[], [{"a": 1}, [1]]])
def test_what_cannot_be_one_document_is_said(documents):
    """Nothing at all, or an object and an array."""
    with pytest.raises(ValueError):
        merge(documents)
