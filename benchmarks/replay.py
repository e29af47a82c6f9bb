"""What a replayed request costs, beside `httpx.MockTransport` over a dictionary, and what setting up costs.

Ratios are taken round by round, in shuffled order: machines are busy. Goals: a request 1.15 at 1, 100 and
1,000 recorded answers, 1,000 at most 1.2 of 1; setting up for a test 0.1 ms, whatever the number.

    python benchmarks/replay.py [rounds]
"""

import json
import random
import statistics
import sys
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

import httpx

from gc_contracts.model.interaction import Request, Response
from gc_contracts.model.recording import Cassette, Interaction
from gc_contracts.replay.door import Door, opened
from gc_contracts.replay.index import Index
from gc_contracts.replay.player import Player

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = "https://api.example.com"
BODY = json.dumps({"id": "1", "name": "Ann", "mail": "ann@example.com", "tags": ["a"] * 20}).encode()
HEADERS = (("content-type", "application/json"),)
SIZES = (1, 100, 1000)
REQUESTS = 200


def cassette(size: int) -> Cassette:
    urls = [f"{HOST}/users/{number}?page=1" for number in range(size)]
    return Cassette(
        "big", tuple(Interaction(Request("GET", url), Response(200, HEADERS, BODY)) for url in urls)
    )


def asked(client: httpx.Client, size: int) -> float:
    """Ask for the last ones; give microseconds for one."""
    urls = [f"{HOST}/users/{size - 1 - number % size}?page=1" for number in range(REQUESTS)]
    start = time.perf_counter()
    for url in urls:
        assert client.get(url).json()["id"] == "1"
    return (time.perf_counter() - start) / REQUESTS * 1e6


def mocked(size: int) -> float:
    answers = {f"{HOST}/users/{number}?page=1": BODY for number in range(size)}

    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers=HEADERS, content=answers[str(request.url)])

    with httpx.Client(transport=httpx.MockTransport(handler)) as client:
        return asked(client, size)


def door(player: Player) -> Door:
    return Door(player.find, lambda *_: None, nullcontext)


def replayed(size: int) -> float:
    with opened(door(Player(cassette(size)))), httpx.Client() as client:
        return asked(client, size)


def set_up(size: int) -> float:
    kept = cassette(size)
    index, start = Index(kept), time.perf_counter()
    for _ in range(REQUESTS):
        with opened(door(Player(kept, index))):
            pass
    return (time.perf_counter() - start) / REQUESTS * 1e6


def main(rounds: int) -> None:
    ways: list[tuple[Callable[[int], float], int]] = [
        (way, size) for way in (mocked, replayed, set_up) for size in SIZES
    ]
    seen: dict[tuple[str, int], list[float]] = {}
    for _ in range(rounds):
        for way, size in random.sample(ways, len(ways)):
            seen.setdefault((way.__name__, size), []).append(way(size))
    for size in SIZES:
        ratio = statistics.median(
            one / other for one, other in zip(seen["replayed", size], seen["mocked", size], strict=True)
        )
        us = {name: statistics.median(seen[name, size]) for name in ("mocked", "replayed", "set_up")}
        print(f"{size:5}: " + "  ".join(f"{name} {us[name]:.0f} us" for name in us) + f"  ratio {ratio:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
