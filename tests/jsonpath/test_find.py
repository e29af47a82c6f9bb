"""What paths find: one table a kind of token, with documents of our own."""

import pytest

from gc_contracts import jsonpath
from gc_contracts.jsonpath import Failed, InvalidPath, Unresolved

QUEUES = {
    "queues": [
        {"id": "q1", "name": "Sales", "open": True, "members": [{"user": "ann", "rank": 1}, {"user": "bob"}]},
        {"id": "q2", "name": "Support", "open": False, "members": [], "limit": None},
        {"id": 3, "name": "Übergabe", "members": [{"user": "cy", "rank": 2.5}], "limit": 10},
    ],
    "total": 3,
    "default queue": "q2",
    "a.b": "dotted",
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$", QUEUES),
        ("$.total", 3),
        ("total", 3),
        ("@.total", 3),
        ("$.queues[0].name", "Sales"),
        ("$.queues[-1].id", 3),
        ("$.queues.[0].id", "q1"),
        ("$['default queue']", "q2"),
        ('$["a.b"]', "dotted"),
        ("$['total','a.b','absent']", {"total": 3, "a.b": "dotted"}),
        ("$.queues.length()", 3),
        ("$.queues[0].name.length()", None),
        ("$.queues[1].limit", None),
        ("$.total ", 3),
    ],
)
def test_a_definite_path_gives_the_value_itself(path, expected):
    """Names, positions, several names and functions lead to one place."""
    compiled = jsonpath.compile(path)

    assert (compiled.definite, compiled.find(QUEUES)) == (True, expected)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$.queues[*].id", ["q1", "q2", 3]),
        ("$..user", ["ann", "bob", "cy"]),
        ("$.queues[*].limit", [None, 10]),
        ("$.queues[0,2].id", ["q1", 3]),
        ("$.queues[0,9].id", ["q1"]),
        ("$.queues[1:].id", ["q2", 3]),
        ("$.queues[:-1].id", ["q1", "q2"]),
        ("$.queues[-2:2].id", ["q2", 3, "q1", "q2"]),
        ("$.queues[1:-1].id", []),
        ("$.queues[0:2:5].id", ["q1", "q2"]),
        ("$..nothing", []),
        ("$..[0].user", ["ann", "cy"]),
        ("$.queues[?(@.open == true)].id", ["q1"]),
        ("$.queues[?(@.id == '3')].name", ["Übergabe"]),
        ("$.queues[?(@.limit)].id", ["q2", 3]),
        ("$.queues[?(!@.limit)].id", ["q1"]),
        ("$.queues[?(@.limit == null)].id", ["q2"]),
        ("$.queues[?(@.limit != 10)].id", ["q1", "q2"]),
        ("$.queues[?(@.limit > 5 && @.id == 3)].id", [3]),
        ("$.queues[?(@.id == 'q1' || @.limit >= 10)].id", ["q1", 3]),
        ("$.queues[?(@.id in ['q1','q2'])].id", ["q1", "q2"]),
        ("$.queues[?('ann' in @.members[*].user)].id", ["q1"]),
        ("$.queues[?(@.name =~ /s.*/i)].id", ["q1", "q2"]),
        ("$.queues[?(@.name =~ /ale/)].id", []),
        ("$.queues[?(@.members size 1)].id", [3]),
        ("$.queues[?(@.members empty true)].id", ["q2"]),
        ("$.queues[?(@.members.length() > 1)].id", ["q1"]),
        ("$.queues[?(@.id == $['default queue'])].id", ["q2"]),
        ("$.queues[?(@.id == 'q1')][0].name", []),
        ("$.queues[*].members.length()", [2, 0, 1]),
    ],
)
def test_an_indefinite_path_gives_a_list_of_hits(path, expected):
    """Wildcards, slices, `..` and filters give a list, also of one or none; absent leaves are skipped."""
    compiled = jsonpath.compile(path)

    assert (compiled.definite, compiled.find(QUEUES)) == (False, expected)


@pytest.mark.parametrize(
    ("path", "document"),
    [
        ("$.absent", {}),
        ("$.a.b", {"a": None}),
        ("$.a.b", {"a": 5}),
        ("$.a[0]", {"a": []}),
        ("$.a[-3]", {"a": [1, 2]}),
        ("$.a[0]", {"a": {"0": 1}}),
        ("$.id", [{"id": 1}]),
        ("$.absent[*]", {}),
        ("$.absent[?(@.x)]", {}),
        ("$.a.b", {"a.b": 1}),
    ],
)
def test_a_path_that_leads_nowhere_is_unresolved(path, document):
    """The platform takes the default then."""
    with pytest.raises(Unresolved) as caught:
        jsonpath.find(path, document)

    assert caught.value.path == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        " $.a",
        "$.",
        "$.a.",
        "$...a",
        "$.sp ace",
        "$[",
        "$[]",
        "$['a'",
        "$['a' 'b']",
        "$['a',]",
        "$[:]",
        "$[::2]",
        "$[1.5]",
        "$[99999999999]",
        "$[?]",
        "$[?()]",
        "$[?(@.a == )]",
        "$[?(@.a == x)]",
        "$[?(@.a === )]",
        "$[?('a')]",
        "$[?(@.a =~ /[/)]",
        "$[?(@.a and @.b)]",
        "$[(@.length-1)]",
        "$.f(",
        "$.f(]1)",
    ],
)
def test_text_that_is_no_path_is_refused(path):
    """Compiling says so, with the path."""
    with pytest.raises(InvalidPath) as caught:
        jsonpath.compile(path)

    assert caught.value.path == path


@pytest.mark.parametrize(
    ("path", "document"),
    [
        ("$.a.max()", {"a": []}),
        ("$.a.sum()", {"a": ["1"]}),
        ("$.a.first()", {"a": 1}),
        ("$.a.last()", {"a": [1]}),
        ("$.a[?(@.b)]", {"a": 1}),
        ("$.a[?(@.b empty true)]", {"a": [{"b": {}}]}),
        ("$.a[?(@ in [[1]])]", {"a": [1]}),
        ("$.a", None),
        ("$..length()", {"a": 1}),
        ("$.a.sum({x})", {"a": [1]}),
    ],
)
def test_the_engine_gives_up_on_some_documents(path, document):
    """That is neither "nothing there" nor a bad path."""
    compiled = jsonpath.compile(path)

    with pytest.raises(Failed):
        compiled.find(document)


def test_an_unknown_function_shows_when_it_is_called():
    """The path compiles, and is refused only where something reaches the function."""
    compiled = jsonpath.compile("$.list[*].shout()")

    assert compiled.find({"list": []}) == []
    with pytest.raises(InvalidPath):
        compiled.find({"list": [1]})


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$.n.sum()", 6.0),
        ("$.n.avg()", 2.0),
        ("$.n.min()", 1.0),
        ("$.n.max()", 3.0),
        ("$.n.stddev()", 0.8164965809277263),
        ("$.neg.max()", 5e-324),
        ("$.n.first()", 1),
        ("$.n.last()", 3),
        ("$.n.index(1)", 2),
        ("$.n.index(-1)", 3),
        ("$.n.append(4)", [1, 2, 3, 4]),
        ("$.n.append(4).length()", 4),
        ("$.keys()", ["n", "neg", "w", "o"]),
        ("$.w.concat()", "ab"),
        ('$.w.concat("-", $.n)', "ab-123"),
        ("$.w.concat('x')", "ab"),
        ("$.sum($.n, 10)", 16.0),
        ("$..p.sum()", 5.5),
        ("$..w.length()", 2),
        ("$.length($.n)", 4),
    ],
)
def test_functions_compute_from_what_stands_before_them(path, expected):
    """Aggregates are doubles; arguments are JSON or paths from the root."""
    document = {"n": [1, 2, 3], "neg": [-1, -2], "w": ["a", "b"], "o": [{"p": 5}, {"p": 0.5}]}

    found = jsonpath.find(path, document)

    assert (found, type(found)) == (expected, type(expected))


def test_append_leaves_the_document_as_it_was():
    """The engine changes its document; ours works on a copy."""
    document = {"n": [1]}

    found = jsonpath.find("$.n.append(2)", document)

    assert (found, document) == ([1, 2], {"n": [1]})


def test_too_many_steps_are_a_failure_not_a_hang():
    """Several `..` in a row multiply; we stop counting at a million."""
    document = {"a": [[[[i] for i in range(4)]] * 4] * 4}
    for _ in range(12):
        document = {"a": document, "b": [document]}

    with pytest.raises(Failed):
        jsonpath.find("$..*..*..*..*", document)


def test_a_pattern_that_runs_away_is_a_failure_not_a_hang():
    """Catastrophic patterns are stopped after a second."""
    with pytest.raises(Failed):
        jsonpath.find("$[?(@ =~ /(?:x|xx|x.)*[yz]/)]", ["x" * 60 + "w"])


def test_deep_nesting_is_an_error_not_a_crash():
    """Neither deep filters nor deep documents reach Python's own limit unhandled."""
    with pytest.raises(InvalidPath):
        jsonpath.compile("$[?(" + "(" * 5000 + "@.a" + ")" * 5000 + ")]")
    with pytest.raises(Failed):
        jsonpath.find("$..x", {"a": _nested(100_000)})


def _nested(depth):
    value = 1
    for _ in range(depth):
        value = [value]
    return value
