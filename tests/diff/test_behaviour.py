"""Two versions of an action, run with the same cases: told only where they act otherwise."""

import pytest

from gc_contracts._json import dumps
from gc_contracts.diff.behaviour import action_changes, judged
from gc_contracts.diff.subjects import judge_action
from gc_contracts.model.case import ActionCase
from gc_contracts.model.interaction import Fault, Response
from gc_contracts.transport.respond import answer
from little import little_action

ANN = Response(200, (), dumps({"user": {"name": "Ann", "age": 7}}).encode())
CASES = [
    ActionCase("long", {"id": "a long one"}, ANN),
    ActionCase("short", {"id": "1"}, ANN),
    ActionCase("empty", {"id": "2"}, Response(200, (), b"{}")),
    ActionCase("late", {"id": "3"}, Fault.TIMEOUT),
]
PARTS = {
    "url": "https://example.com/users/${input.id}",
    "headers": {"X-Who": "${input.id}"},
    "body": '{"id": "${input.id}"}',
    "paths": {"name": "$.user.name"},
    "defaults": {"name": '"nobody"'},
    "success": '{"name": ${name}}',
}
OLD = little_action(**PARTS)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"body": '{ "id" :"${input.id}" }'}, []),
        ({"headers": {"x-who": "${input.id}"}}, []),
        ({"success": '{"name":${name}}'}, []),
        ({"url": "https://example.com/user/${input.id}"}, [("request", "url", "short")]),
        ({"method": "PUT"}, [("request", "method", "short")]),
        ({"headers": {}}, [("request", "headers.x-who", "short")]),
        ({"body": '{"id": "$input.id"}', "success": '{"name": $name}'}, []),
        ({"body": '{"key": "${input.id}"}'}, [("request", "body", "short")]),
        ({"defaults": {"name": '"?"'}}, [("output", "/name", "empty")]),
        ({"defaults": {}}, [("ending", "", "empty")]),
        ({"paths": {"name": "$.user.age"}}, [("output", "/name", "short")]),
        ({"success": '{"name": ${name}, "more": 1}'}, [("output", "/more", "short")]),
        ({"url": "https://example.com/${input.gone}"}, [("ending", "", "short")]),
    ],
)
def test_each_part_that_acts_otherwise_is_told_once_with_the_smallest_case(change, expected):
    """Layout of JSON and the case of header names are no difference."""
    found = action_changes(OLD, little_action(**{**PARTS, **change}), CASES, answer)

    assert [(one.side, one.part, one.case.id) for one in found] == expected


def test_what_is_told_shows_both_values_and_the_input():
    """A run that no longer goes through is an error, all else a warning."""
    new = little_action(**{**PARTS, "defaults": {}, "url": "https://example.com/u/${input.id}"})

    url, ending = map(judged, action_changes(OLD, new, CASES, answer))

    assert (url.check, url.severity.value, url.message, url.case) == (
        "compat/request-changed",
        "warning",
        (
            'what is sent (url) went from `"https://example.com/users/1"` to `"https://example.com/u/1"`'
            ' for the input `{"id":"1"}` (case short)'
        ),
        CASES[1],
    )
    assert (ending.check, ending.severity.value, ending.place) == ("compat/result-changed", "error", "ending")


def test_an_action_is_judged_on_both_sides_and_for_its_identity():
    """An input that became required, an output that went, and so another action."""
    old = little_action(given=fields("a"), output=fields("x", "y"))
    new = little_action(given={**fields("a"), "required": ["a"]}, output=fields("x"))

    assert [(one.check, one.place) for one in judge_action(old, new)] == [
        ("compat/input-required", "/a required-added"),
        ("compat/output-field", "/y field-removed"),
        ("compat/identity", "the input contract"),
        ("compat/identity", "the output contract"),
    ]


def fields(*names):
    """A contract of texts."""
    return {"type": "object", "properties": {name: {"type": "string"} for name in names}}
