"""Settling a response: values that code cannot use give way to those it can."""

import json
from datetime import date

import pytest

from gc_contracts.vary.grow import with_members
from gc_contracts.vary.settle import MOST, Reach, settle


def judged(code):
    """Judge by whether code fails, and where."""

    def judge(document):
        try:
            rich = code(json.loads(json.dumps(document)))
        except Exception as error:  # noqa: BLE001 - whatever the code raises is judged
            return Reach(sound=False, place=str(error.__traceback__.tb_next.tb_lineno))
        return Reach(rich=int(bool(rich)))

    return judge


def number(data):
    return int(data["a"])


def several(data):
    when = date.fromisoformat(data["a"])
    return when.year + data["b"]


def listed(data):
    return [each.upper() for each in data["a"]] if isinstance(data["a"], list) else data["a"] / 0


@pytest.mark.parametrize(
    ("code", "settled"),
    [
        (number, {"a": 7, "b": "b"}),
        (several, {"a": "2024-01-02", "b": 7}),
        (listed, {"a": [], "b": "b"}),
        (len, {"a": "a", "b": "b"}),
    ],
    ids=["number", "date-and-number", "list", "nothing-to-do"],
)
def test_values_that_code_cannot_use_give_way(code, settled):
    """One after the other, each where it lets the code get further."""
    document = with_members({}, [("/a", "string"), ("/b", "string")])

    found, reach = settle(judged(code), document, ["/a", "/b"])

    assert (found, reach.sound) == (settled, True)


def test_a_word_that_code_compares_with_is_tried():
    """It goes on only with that."""

    def judge(document):
        is_done = document["state"] == "done"
        return Reach(rich=int(is_done), compared=[("/state", "done")])

    found, _ = settle(judge, {"state": "state"}, ["/state"])

    assert found == {"state": "done"}


def test_where_nothing_helps_all_stays_as_it_was():
    """Failing elsewhere is no gain."""

    def code(data):
        if data["a"] == "a":
            raise LookupError
        raise ValueError

    found, reach = settle(judged(code), {"a": "a"}, ["/a"])

    assert (found, reach.sound) == ({"a": "a"}, False)


def test_the_number_of_trials_is_bounded():
    """However much there is to try."""
    seen = []

    def judge(document):
        seen.append(document)
        return Reach(sound=False, place=str(len(seen)))

    settle(judge, {f"m{n}": "x" for n in range(50)}, [f"/m{n}" for n in range(50)])

    assert len(seen) == MOST


@pytest.mark.parametrize("count", [2, 8, 14])
def test_many_values_that_must_be_of_another_type_are_all_settled(count):
    """What was settled is not tried again for each one that follows."""
    names = [f"v{number}" for number in range(count)]
    document = with_members({}, [(f"/{name}", "string") for name in names])

    def judge(tried):
        return Reach(misfits=sum(not isinstance(tried[name], bool) for name in names))

    found, reach = settle(judge, document, [f"/{name}" for name in names])

    assert (found, reach.is_perfect) == (dict.fromkeys(names, True), True)
