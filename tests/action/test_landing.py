"""Where mapped values come out: marks through the success template."""

import pytest

from gc_contracts.action.landing import Landing, handed_through, land, unwrapped
from gc_contracts.velocity import parse
from little import little_action

A, B = 910_000_001, 910_000_002


def _land(text: str, keys: tuple[str, ...] = ("a", "b")) -> Landing | None:
    template = parse(text)
    return land(template, keys, unwrapped(template))


@pytest.mark.parametrize(
    ("text", "feeds", "places", "quoted"),
    [
        ('{"x": ${a}, "y": {"z": ${b}}}', {"/x": "a", "/y/z": "b"}, {"a": "/x", "b": "/y/z"}, set()),
        ('{"x": "${a}"}', {}, {"a": "/x"}, {"a"}),
        ('{"x": "$esc.jsonString(${a})"}', {}, {"a": "/x"}, set()),
        ('{"x": ${successTemplateUtils.firstFromArray("${a}", "0")}}', {"/x": "a"}, {"a": "/x"}, set()),
        ("${a}", {"": "a"}, {"a": ""}, set()),
        ('{"x": [${a}, ${a}]}', {"/x/0": "a", "/x/1": "a"}, {"a": "/x/0"}, set()),
        ('{"raw": ${rawResult}}', {"/raw": "rawResult"}, {"rawResult": "/raw"}, set()),
    ],
)
def test_each_key_is_found_where_it_comes_out(text, feeds, places, quoted):
    """Whole values feed a place; pieces of a text have a place too."""
    found = _land(text)

    assert found is not None
    assert (found.feeds, found.places, found.quoted) == (feeds, places, quoted)


def test_conditions_are_tried_both_ways():
    """What a template writes under a condition is written all the same."""
    found = _land('{#if($a == "null")"never": 1#{else}"often": ${a}#end}')

    assert found is not None
    assert found.outputs[:2] == ({"often": A}, {"never": 1})


@pytest.mark.parametrize("text", ['{"x": ${a}', '{"x": ${nothing}}'], ids=["no-json", "undefined"])
def test_a_template_that_gives_no_json_tells_nothing(text):
    """Other checks have their say about it."""
    assert _land(text) is None


@pytest.mark.parametrize(
    ("text", "computed"), [('{"x": $math.add(${a}, 1)}', True), ('{"x": ${a}}', False)], ids=["math", "plain"]
)
def test_a_template_that_computes_takes_numbers_only(text, computed):
    """So a service must answer with one."""
    found = _land(text)

    assert found is not None
    assert found.computed is computed


def test_a_value_knows_the_key_that_feeds_it_and_what_is_around_it():
    """Inside a value that is handed through, the key is that of the value."""
    found = _land('{"x": ${a}, "y": 1}')

    assert found is not None
    assert [found.feed(at) for at in ("/x", "/x/0/name", "/y", "")] == [
        ("a", "/x"),
        ("a", "/x"),
        ("", ""),
        ("", ""),
    ]
    assert (found.is_value(A), found.is_value(B), found.is_value(1), found.is_value(True)) == (
        True,
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("success", "verdict"),
    [(None, True), ("${rawResult}", True), (" $!rawResult ", True), ('{"x": ${rawResult}}', False)],
)
def test_a_response_is_handed_through_where_nothing_stands_around_it(success, verdict):
    """Also where there is no success template."""
    assert handed_through(little_action(success=success)) is verdict
