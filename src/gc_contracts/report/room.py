"""A text with a limit: parts are added while there is room, and those that find none are counted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice


def size(text: str) -> int:
    r"""Count as the strictest reader does: UTF-16 units, and two for the end of a line.

    GitHub speaks of characters, some of its tools count as JavaScript does, and a form sends CRLF.

    >>> size("a\n😀")
    5
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 + text.count("\n")


@dataclass(slots=True)
class Room:
    """Parts of a text, in order, and how much may still be added; made for one text and thrown away."""

    left: int
    parts: list[str] = field(default_factory=list)
    missing: dict[str, int] = field(default_factory=dict)
    """How many things found no room, by what they are called."""

    def add(self, part: str) -> None:
        """Add a part that must be there."""
        self.parts.append(part)
        self.left -= size(part) + 4

    def fill(
        self,
        entries: Iterable[str],
        around: tuple[str, str] = ("", ""),
        between: str = "\n",
        most: int | None = None,
        share: float = 1.0,
    ) -> int:
        """Add a part of as many entries as there is room for.

        Args:
            entries: made one by one, as long as they are asked for.
            around: what stands before the first and after the last.
            between: what stands between two.
            most: no more than these, room or not.
            share: how much of what is left they may take.

        Returns: how many there were.
        """
        room = int(self.left * share) - size("".join(around)) - 4
        taken: list[str] = []
        for entry in islice(entries, most):
            room -= size(entry) + size(between)
            if room < 0:
                break
            taken.append(entry)
        if taken:
            self.add(f"{around[0]}{between.join(taken)}{around[1]}")
        return len(taken)

    def lacks(self, count: int, noun: str) -> None:
        """Note how many things were left out."""
        if count:
            self.missing[noun] = self.missing.get(noun, 0) + count
