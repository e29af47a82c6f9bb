"""Which interactions may answer a request, told without looking at all of them.

Requests that stand for themselves alone are found by what they ask for; those with `{name}` in the path or a
placeholder in a compared field by all else that they ask for, and are then compared.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator

from gc_contracts.model.interaction import Request
from gc_contracts.model.recording import Cassette
from gc_contracts.replay.asked import Asked, Mask, asked
from gc_contracts.replay.differences import compare


class Index:
    """The requests of one cassette, read once; it may serve many players."""

    def __init__(self, cassette: Cassette) -> None:
        self.recorded = tuple(asked(each.request, recorded=True) for each in cassette.interactions)
        self._matching = cassette.matching
        self._exact: dict[Hashable, list[int]] = defaultdict(list)
        self._loose: dict[Hashable, list[int]] = defaultdict(list)
        self._masks: dict[Hashable, set[Mask]] = defaultdict(set)
        for number, one in enumerate(self.recorded):
            self._enter(number, one)
        self._spelt = {} if cassette.matching.headers else dict(self._as_written(cassette))

    def fitting(self, request: Request) -> list[int]:
        """Give the interactions that answer a request, in the order of the file."""
        return self._spelt.get(_spelling(request)) or self._read(asked(request))

    def _read(self, now: Asked) -> list[int]:
        if not now.is_exact(self._matching):
            found = self._compared(now, range(len(self.recorded)))
        else:
            near = (number for key in self._near(now) for number in self._loose.get(key, ()))
            found = self._exact.get(now.key(self._matching), []) + self._compared(now, near)
        return sorted(found)

    def _as_written(self, cassette: Cassette) -> Iterator[tuple[Hashable, list[int]]]:
        """Give what answers requests that are spelt as they were recorded: most are, and need no reading."""
        for each, one in zip(cassette.interactions, self.recorded, strict=True):
            if one.is_exact(self._matching) and _shape(one) not in self._masks:
                yield _spelling(each.request), self._exact[one.key(self._matching)]

    def openness(self, number: int) -> int:
        """Tell how many segments of an interaction's path stand for any."""
        return self.recorded[number].segments.count(None)

    def _enter(self, number: int, one: Asked) -> None:
        if one.is_exact(self._matching):
            self._exact[one.key(self._matching)].append(number)
            return
        mask = one.mask(self._matching)
        self._masks[_shape(one)].add(mask)
        self._loose[one.masked(mask), mask].append(number)

    def _near(self, now: Asked) -> Iterator[Hashable]:
        return ((now.masked(mask), mask) for mask in self._masks.get(_shape(now), ()))

    def _compared(self, now: Asked, numbers: Iterator[int] | range) -> list[int]:
        return [number for number in numbers if not compare(self.recorded[number], now, self._matching)]


def _spelling(request: Request) -> Hashable:
    return request.method, request.url, request.body


def _shape(one: Asked) -> Hashable:
    return one.method, one.scheme, one.host, len(one.segments)
