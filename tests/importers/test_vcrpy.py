"""A second judge: cassettes that VCR.py itself writes answer as they were recorded."""

import gzip

import pytest

from gc_contracts.cassette.read import read as read_cassette
from gc_contracts.cassette.render import as_data
from gc_contracts.importers import document, read
from gc_contracts.model.interaction import Request
from gc_contracts.model.recording import Cassette
from gc_contracts.replay.player import Player

serialize = pytest.importorskip("vcr.serialize", reason="vcrpy is not installed").serialize
from vcr import request as vcr_request  # noqa: E402 - after the look whether it is here
from vcr.serializers import jsonserializer, yamlserializer  # noqa: E402

BODIES = [
    (b'{"name": "Ann"}', {}),
    ("Zoë".encode(), {"content-type": ["text/plain; charset=utf-8"]}),
    (gzip.compress(b'{"packed": true}'), {"content-encoding": ["gzip"]}),
    (bytes(range(256)), {"content-type": ["application/octet-stream"]}),
    (b"", {}),
]


def _written(kept, serializer):
    requests = [
        vcr_request.Request("POST", f"https://api.example.com/{number}?a=1", b"x=1", {"Accept": "*/*"})
        for number, _ in enumerate(kept)
    ]
    responses = [
        {"status": {"code": 200, "message": "OK"}, "headers": headers, "body": {"string": body}}
        for body, headers in kept
    ]
    return serialize({"requests": requests, "responses": responses}, serializer)


@pytest.mark.parametrize(
    ("serializer", "kept"),
    [(yamlserializer, BODIES), (jsonserializer, BODIES[:2])],
    ids=["yaml", "json"],
)
def test_what_vcrpy_wrote_answers_as_it_was_recorded(serializer, kept):
    """Its writer, our reader, our player."""
    found = read(document(_written(kept, serializer), "file.yaml"))
    player = Player(read_cassette(as_data(Cassette("x", found.interactions)), "x"))

    sent = [
        Request("POST", f"https://api.example.com/{number}?a=1", (), "x=1") for number, _ in enumerate(kept)
    ]
    answers = [player(request).body for request in sent]

    plain = [gzip.decompress(body) if "content-encoding" in headers else body for body, headers in kept]
    assert [body.replace(b'": ', b'":') for body in answers] == [
        body.replace(b'": ', b'":') for body in plain
    ]
