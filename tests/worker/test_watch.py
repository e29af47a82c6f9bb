"""What a handler looks for in JSON and does not find."""

import json
from contextlib import suppress

import pytest

from gc_contracts.worker.child.watch import Wanted, _watching


def wanted_of(text, use):
    """Let code use JSON and give what it wanted."""
    wanted = Wanted()
    value = _watching(json.loads, wanted)(text)
    with suppress(KeyError, IndexError, TypeError):
        use(value)
    return wanted.take()


@pytest.mark.parametrize(
    ("text", "use", "wanted"),
    [
        pytest.param("{}", lambda d: d.get("name"), [["/name", ""]], id="get"),
        pytest.param("{}", lambda d: d.get("name", ""), [["/name", "string"]], id="get with a text instead"),
        pytest.param("{}", lambda d: d.get("of", {}), [["/of", "object"]], id="get with an object instead"),
        pytest.param("{}", lambda d: d["a"]["b"], [["/a", ""]], id="subscript"),
        pytest.param('{"a": {}}', lambda d: d["a"]["b/c"], [["/a/b~1c", ""]], id="deeper"),
        pytest.param("{}", lambda d: "a" in d, [["/a", ""]], id="in"),
        pytest.param("{}", lambda d: d.pop("a", 0), [["/a", "integer"]], id="pop"),
        pytest.param('{"l": []}', lambda d: d["l"][0], [["/l/0", ""]], id="element"),
        pytest.param(
            '{"l": [{}]}', lambda d: [e["n"] for e in d["l"]], [["/l/0/n", ""]], id="member of an element"
        ),
        pytest.param(
            "{}", lambda d: (d.get("a"), d.get("a", 1.5)), [["/a", "number"]], id="the type, once told"
        ),
        pytest.param('{"a": 1}', lambda d: (d["a"], d.get("a"), "a" in d), [], id="nothing"),
    ],
)
def test_what_is_absent_and_asked_for_is_noted(text, use, wanted):
    """With its pointer, and with the type of what the code takes instead, where it takes something."""
    assert wanted_of(text, use) == wanted


def test_watched_json_is_json():
    """Code that compares it, writes it or asks for its type sees no difference."""
    text = '{"a": [1, {"b": null}], "c": "x"}'

    value = _watching(json.loads, Wanted())(text)

    assert value == json.loads(text)
    assert json.dumps(value) == text
    assert (isinstance(value, dict), isinstance(value["a"], list)) == (True, True)


def test_hooks_of_the_codes_own_are_left_alone():
    """Who builds other objects gets them."""
    assert type(_watching(json.loads, Wanted())('{"a": 1}', object_pairs_hook=list)) is list


@pytest.mark.parametrize(
    ("text", "use", "compared"),
    [
        ('{"state": "x"}', lambda value: value["state"] == "done", [["/state", "done"]]),
        ('{"state": "x"}', lambda value: value["state"] in {"x": 1}, []),
        (
            '{"states": ["x"]}',
            lambda value: value["states"][0] in ("a", "b"),
            [["/states/0", "a"], ["/states/0", "b"]],
        ),
        ('{"state": "x"}', lambda value: value["state"] != "x", []),
        ('{"state": "x"}', lambda value: value["state"] == 3, []),
    ],
    ids=["equal", "hashed", "one-of", "is-it", "no-text"],
)
def test_what_a_text_is_compared_with_is_noted(text, use, compared):
    """Code goes on only with the right word."""
    wanted = Wanted()

    use(_watching(json.loads, wanted)(text))

    assert wanted.take_compared() == compared


def test_json_read_from_a_file_is_watched_too():
    """`json.load` hands on arguments that say nothing."""
    wanted = Wanted()
    loads = _watching(json.loads, wanted)

    loads("{}", cls=None, object_hook=None).get("a")
    loads("{}", parse_int=str).get("b")

    assert wanted.take() == [["/a", ""]]
