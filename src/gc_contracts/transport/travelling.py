"""Header lines about the way a message travelled, which are no part of what it says and are not kept."""

from collections.abc import Iterable

from gc_contracts.model.interaction import Headers

_BOTH = frozenset({"connection", "content-length", "keep-alive", "proxy-connection", "te", "trailer"})
_OF_REQUESTS = _BOTH | {"accept-encoding", "host", "transfer-encoding"}
_OF_RESPONSES = _BOTH | {"content-encoding", "transfer-encoding"}


def of_request(lines: Iterable[tuple[str, str]]) -> Headers:
    """Give the header lines of a request that are kept, and sent."""
    return tuple((name, value) for name, value in lines if name.lower() not in _OF_REQUESTS)


def of_response(lines: Iterable[tuple[str, str]]) -> Headers:
    """Give the header lines of a response that are kept: its body stands decoded."""
    return tuple((name, value) for name, value in lines if name.lower() not in _OF_RESPONSES)
