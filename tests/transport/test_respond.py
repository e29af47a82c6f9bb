"""The simplest `Send`: one reply, always the same."""

import httpx
import pytest

from gc_contracts.errors import ConnectionFault, TimeoutFault
from gc_contracts.model.interaction import Fault, Request, Response
from gc_contracts.transport.respond import answer, respond

REQUEST = Request("GET", "https://example.com/")
JSON = (("content-type", "application/json"),)
TEXT = (("content-type", "text/plain; charset=utf-8"),)


@pytest.mark.parametrize(
    ("send", "response"),
    [
        pytest.param(respond(), Response(200), id="nothing"),
        pytest.param(respond(201, json={"a": 1}), Response(201, JSON, b'{"a":1}'), id="json"),
        pytest.param(respond(json=None), Response(200, JSON, b"null"), id="json-null"),
        pytest.param(respond(json="\ud800"), Response(200, JSON, b'"\\ud800"'), id="lone-surrogate"),
        pytest.param(respond(text="é"), Response(200, TEXT, "é".encode()), id="text"),
        pytest.param(respond(content=b"\xff"), Response(200, (), b"\xff"), id="content"),
        pytest.param(respond(204, headers={"X-A": "1"}), Response(204, (("X-A", "1"),)), id="headers"),
        pytest.param(
            respond(json=1, headers=(("Content-Type", "application/hal+json"),)),
            Response(200, (("Content-Type", "application/hal+json"),), b"1"),
            id="own-content-type",
        ),
    ],
)
def test_a_reply_holds_what_was_asked_for(send, response):
    """Body, status and header lines come back as given; the content type is set unless it is given."""
    assert send(REQUEST) == response


@pytest.mark.parametrize(
    ("raises", "fault", "words"),
    [
        (httpx.ReadTimeout, TimeoutFault, "ReadTimeout"),
        (httpx.ConnectTimeout("too slow"), TimeoutFault, "too slow"),
        (httpx.ConnectError, ConnectionFault, "ConnectError"),
        (TimeoutError, TimeoutFault, "TimeoutError"),
        (ConnectionResetError("reset by peer"), ConnectionFault, "reset by peer"),
        (ValueError("odd"), ConnectionFault, "odd"),
        (TimeoutFault, TimeoutFault, "TimeoutFault"),
        (ConnectionFault("down"), ConnectionFault, "down"),
    ],
)
def test_an_exception_becomes_a_fault(raises, fault, words):
    """Whatever is raised instead of an answer, the executor sees a TransportError."""
    with pytest.raises(fault) as caught:
        respond(raises=raises)(REQUEST)

    assert (type(caught.value), caught.value.message) == (fault, words)


def test_what_is_no_exception_goes_through():
    """A keyboard interrupt stays one."""
    with pytest.raises(KeyboardInterrupt):
        respond(raises=KeyboardInterrupt)(REQUEST)


def test_two_bodies_are_a_mistake():
    """JSON null counts as a body."""
    with pytest.raises(TypeError, match="give one of json, text and content"):
        respond(json=None, text="")


@pytest.mark.parametrize(
    ("fault", "raised"),
    [(Fault.TIMEOUT, TimeoutFault), (Fault.REFUSED, ConnectionFault), (Fault.RESET, ConnectionFault)],
)
def test_a_fault_is_raised(fault, raised):
    """A case's fault reaches the executor as an exception."""
    with pytest.raises(raised):
        answer(fault)(REQUEST)


def test_a_response_is_given_as_it_is():
    """A case's response is not touched."""
    response = Response(418, (("A", "b"),), b"tea")

    assert answer(response)(REQUEST) is response
