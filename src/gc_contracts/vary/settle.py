"""A response made such that code goes far with it: of the values that nobody has shown, the ones it can use.

Growing puts in what code looks for, all as texts; what it takes for a number, a date, a list or one word
among few, only trying tells. A value stays where it brings the code further than before.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gc_contracts._json import Json, get, replace

MOST = 120
"""Responses that are tried."""
OTHERS: tuple[Json, ...] = (7, True, "7", "2024-01-02T03:04:05Z", "2024-01-02", [], {}, 1.5)
"""Values tried where code cannot use a text."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far code got with one response; the greater, the better."""

    lives: bool = True
    """Whether the call ended by itself."""
    sound: bool = True
    """Whether it gave outputs, and did not fail."""
    misfits: int = 0
    """How many of them are of another type than declared."""
    rich: int = 0
    """How many say something."""
    wants: bool = field(default=False, compare=False)
    """Whether it looked for more."""
    place: str = field(default="", compare=False)
    """Where it failed."""
    compared: Sequence[tuple[str, str]] = field(default=(), compare=False)
    """Texts that a text of the response was compared with, by its pointer."""

    @property
    def rank(self) -> tuple[bool, bool, int, int]:
        """What is compared."""
        return self.lives, self.sound, -self.misfits, self.rich

    @property
    def is_perfect(self) -> bool:
        """Whether there is nothing that another type would mend."""
        return self.lives and self.sound and not self.misfits


Judge = Callable[[Json], Reach]


def settle(judge: Judge, document: Json, guessed: Iterable[str]) -> tuple[Json, Reach]:
    """Find values with which code goes far.

    Args:
        judge: tells how far code gets with a response; asked at most MOST times.
        document: a grown response.
        guessed: pointers of the values that nobody has said.
    """
    return _Settling(judge, document, tuple(guessed)).run()


class _Settling:
    def __init__(self, judge: Judge, document: Json, guessed: Sequence[str]) -> None:
        self._judge, self._left = judge, MOST
        self._document, self._guessed = document, guessed
        self._failed_at: set[str] = set()

    def run(self) -> tuple[Json, Reach]:
        self._reach = self._seen(self._document)
        first = self._document, self._reach
        while self._left > 0 and self._improved():
            pass
        # Failing elsewhere was worth a try; where it led nowhere, the values first put in are as good.
        is_further = self._reach.rank > first[1].rank or self._reach.wants
        return (self._document, self._reach) if is_further else first

    def _improved(self) -> bool:
        """Take each value that is better, else the first with which it fails where it has not before.

        Going on from there, and not from the start again, costs as much as there are values, however many
        must change.
        """
        self._failed_at.add(self._reach.place)
        moved: tuple[Json, Reach] | None = None
        before = self._reach.rank
        for document in self._candidates():
            if self._left <= 0 or (self._reach.rank > before and self._reach.is_perfect):
                break
            reach = self._seen(document)
            if reach.rank > self._reach.rank:
                self._document, self._reach = document, reach
                continue
            moved = moved or ((document, reach) if self._has_moved(reach) else None)
        if self._reach.rank > before:
            return True
        if moved is not None:
            self._document, self._reach = moved
        return moved is not None

    def _has_moved(self, reach: Reach) -> bool:
        is_new = bool(reach.place) and reach.place not in self._failed_at
        return is_new and reach.lives >= self._reach.lives and not self._reach.sound

    def _candidates(self) -> Iterator[Json]:
        known = {pointer: get(self._document, pointer) for pointer in self._guessed if self._has(pointer)}
        for pointer, word in self._reach.compared:
            if pointer in known and known[pointer] != word:
                yield replace(self._document, pointer, word)
        if self._reach.is_perfect:
            return
        leaves = [pointer for pointer, value in known.items() if not isinstance(value, dict | list)]
        for pointer in leaves:
            yield from (replace(self._document, pointer, other) for other in OTHERS)
        yield from (_all(self._document, dict.fromkeys(leaves, other)) for other in OTHERS[:3])

    def _has(self, pointer: str) -> bool:
        try:
            get(self._document, pointer)
        except KeyError:
            return False
        return True

    def _seen(self, document: Json) -> Reach:
        self._left -= 1
        return self._judge(document)


def _all(document: Json, values: Mapping[str, Json]) -> Json:
    for pointer, value in values.items():
        document = replace(document, pointer, value)
    return document
