"""Which recorded requests are an action's own: a response to another one proves nothing."""

import pytest

from gc_contracts.model.interaction import Request
from gc_contracts.vary.address import address
from little import little_action

ID = {
    "properties": {"id": {"type": "integer"}, "kind": {"enum": ["a", "b"]}, "code": {"pattern": "^[A-Z]+$"}}
}
API = "https://api.example.com"


def fits(url, request, **rest):
    return address(little_action(url=url, given=ID, **rest), "1.7").fits(request)


@pytest.mark.parametrize(
    ("template", "url", "found"),
    [
        (f"{API}/users/${{input.id}}", f"{API}/users/7", True),
        (f"{API}/users/${{input.id}}", f"{API}/users/search", False),
        (f"{API}/users/${{input.id}}", f"{API}/users/7/orders", False),
        (f"{API}/users/${{input.id}}", f"{API}/groups/7", False),
        (f"{API}/users/${{input.id}}", "https://other.example.com/users/7", False),
        (f"{API}/users/${{input.id}}", f"{API}/users/{{id}}", True),
        (f"{API}/users/${{input.id}}", f"{API}/users/<redacted:id:1>", True),
        (f"{API}/users/${{input.id}}", f"{API}/users/7?fields=name", True),
        (f"{API}/$esc.uriEncode(${{input.kind}})/all", f"{API}/a/all", True),
        (f"{API}/$esc.uriEncode(${{input.kind}})/all", f"{API}/c/all", False),
        (f"{API}/${{input.code}}", f"{API}/AB", True),
        (f"{API}/${{input.code}}", f"{API}/ab", False),
        (f"{API}/u?action=list&n=${{input.id}}", f"{API}/u?n=7&action=list", True),
        (f"{API}/u?action=list&n=${{input.id}}", f"{API}/u?action=get&n=7", False),
        (f"{API}/u?action=list&n=${{input.id}}", f"{API}/u?action=list", False),
        (f"{API}/u?k=abc", f"{API}/u?k=%3Credacted%3Ak%3A1%3E", True),
        ("${input.base}/users/${input.id}", "https://any.example.com/v1/users/7", True),
        ("${input.base}/users/${input.id}", "https://any.example.com/v1/groups/7", False),
        ("/api/v2/users/${input.id}", "https://api.mypurecloud.de/api/v2/users/7", True),
        ("/api/v2/users/${input.id}", "https://api.mypurecloud.de/api/v2/users/me", False),
        (f"{API}/x#if($input.id)/y#end/z", f"{API}/x/y/z", True),
        (f"{API}/x#if($input.id)/y#end/z", f"{API}/q/y/z", False),
        (f"{API}/a%20b", f"{API}/a%20b", True),
        ("${input.url}", f"{API}/users/7", False),
    ],
)
def test_a_url_is_the_actions_own_where_all_that_stands_fast_is_there(template, url, found):
    """References are open, as far as their input is; what cannot be told is not used."""
    assert fits(template, Request("GET", url), method="GET") is found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('{"query":"{ users { name } }","variables":{"id":7}}', True),
        ('{"query":"{ orders { total } }","variables":{"id":7}}', False),
        (None, False),
    ],
    ids=["same", "another", "none"],
)
def test_one_address_for_many_questions_is_told_apart_by_the_body(body, found):
    """As GraphQL and SOAP have it."""
    template = '{"query": "{ users { name } }", "variables": {"id": ${input.id}}}'

    assert fits(f"{API}/graphql", Request("POST", f"{API}/graphql", (), body), body=template) is found


def test_another_method_is_another_request():
    """Deleting tells nothing of reading."""
    assert not fits(f"{API}/u", Request("DELETE", f"{API}/u"), method="GET")


def test_a_function_and_a_broken_template_have_no_address():
    """Nothing can be told of them."""
    assert address(little_action(url=None), "1.7") is None
    assert address(little_action(url="https://example.com/#if("), "1.7") is None
