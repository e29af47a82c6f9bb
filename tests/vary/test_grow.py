"""Growing a response: code looks, what it does not find is put in."""

import json
from contextlib import suppress

import pytest

from gc_contracts.vary.grow import MOST, grow
from gc_contracts.worker.child.watch import Wanted, _watching


def grown(code):
    """Grow the response of a function of JSON; whatever it raises is its own affair."""

    def look(document):
        wanted = Wanted()
        with suppress(Exception):
            code(_watching(json.loads, wanted)(json.dumps(document)))
        return [tuple(each) for each in wanted.take()]

    return grow(look)


def company(profile):
    of = profile.get("company", {})
    return of.get("name", "") if isinstance(of, dict) else str(of)


def deep(data):
    return data["a"]["b"]["c"]


def many(data):
    return [(each["id"], each.get("tags", [])) for each in data["items"]]


def listed(data):
    return data[0]["name"], data[0].get("age", 0)


def nothing(data):
    return 1


def endless(data):
    return [data.get(f"x{number}") for number in range(100)]


@pytest.mark.parametrize(
    ("code", "response"),
    [
        pytest.param(company, {"company": {"name": "name"}}, id="types told by what is taken instead"),
        pytest.param(deep, {"a": {"b": {"c": "c"}}}, id="types told by looking further"),
        pytest.param(many, {"items": [{"id": "id", "tags": [{}]}]}, id="elements"),
        pytest.param(listed, [{"name": "name", "age": 7}], id="a list at the root"),
        pytest.param(nothing, {}, id="nothing is read"),
    ],
)
def test_a_response_grows_to_what_code_reads(code, response):
    """Every member it asks for, of the type it can use."""
    assert grown(code) == response


def test_growing_ends():
    """However much code asks for."""
    shown = []

    def look(document):
        shown.append(document)
        return [(f"/x{len(shown)}", "")]

    grow(look)

    assert len(shown) <= MOST
