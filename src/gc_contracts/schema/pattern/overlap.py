"""Is there a text that some patterns match and others do not? Decided by walking all of them at once.

Each pattern becomes an automaton over sets of characters; the walk goes breadth first, so the text that is
found is the shortest. Look-arounds, back references and word edges are beyond it, and so are patterns whose
counts would need too many states: then the answer is that it is not known.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gc_contracts.schema.pattern.charset import ALL, CharSet
from gc_contracts.schema.pattern.compiled import Pattern
from gc_contracts.schema.pattern.tree import Alternate, Concat, Group, Literal, Node, Repeat, spread

MOST_PARTS = 2_000
"""Parts of one pattern, its counts written out."""
MOST_STATES = 5_000
"""States of the walk."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a walk came to."""

    text: str | None
    """The shortest text that does it; None: there is none, or it is not known."""
    known: bool
    """Whether the whole of all patterns was walked, or a text found."""


def overlap(matching: Sequence[Pattern], missing: Sequence[Pattern]) -> Overlap:
    """Find a text that all of some patterns match and none of the others."""
    try:
        machines = [_Machine.of(pattern) for pattern in (*matching, *missing)]
    except _BeyondError:
        return Overlap(None, known=False)
    return _walk(machines, len(matching))


class _BeyondError(Exception):
    """A pattern that no small automaton reads."""


@dataclass(slots=True)
class _Machine:
    """States, numbered; where they lead for nothing, and where for a character."""

    free: list[list[int]] = field(default_factory=list)
    moves: list[list[tuple[CharSet, int]]] = field(default_factory=list)
    end: int = 0
    closed: dict[frozenset[int], frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, pattern: Pattern) -> "_Machine":
        if spread(pattern.whole) > MOST_PARTS:
            raise _BeyondError
        machine = cls()
        machine.end = machine.add(pattern.whole, machine.new())
        return machine

    def new(self) -> int:
        self.free.append([])
        self.moves.append([])
        return len(self.free) - 1

    def add(self, node: Node, start: int) -> int:
        """Put a piece behind a state; give the state behind it."""
        match node:
            case Literal():
                for char in node.text:
                    start = self._step(CharSet(((ord(char), ord(char)),)), start)
                return start
            case CharSet():
                return self._step(node, start)
            case Concat():
                for part in node.parts:
                    start = self.add(part, start)
                return start
            case Alternate():
                return self._alternate(node, start)
            case Repeat(possessive=False):
                return self._repeat(node, start)
            case Group(atomic=False):
                return self.add(node.node, start)
        raise _BeyondError

    def _step(self, chars: CharSet, start: int) -> int:
        target = self.new()
        self.moves[start].append((chars, target))
        return target

    def _alternate(self, node: Alternate, start: int) -> int:
        target = self.new()
        for branch in node.branches:
            first = self.new()
            self.free[start].append(first)
            self.free[self.add(branch, first)].append(target)
        return target

    def _repeat(self, node: Repeat, start: int) -> int:
        for _ in range(node.min):
            start = self.add(node.node, start)
        target = self.new()
        if node.max is None:
            again = self.new()
            self.free[start].append(again)
            self.free[self.add(node.node, again)].append(again)
            self.free[again].append(target)
            return target
        for _ in range(node.max - node.min):
            self.free[start].append(target)
            start = self.add(node.node, start)
        self.free[start].append(target)
        return target

    def around(self, states: frozenset[int]) -> frozenset[int]:
        """Add all that is reached for nothing."""
        found = self.closed.get(states)
        if found is None:
            waiting, seen = list(states), set(states)
            while waiting:
                for state in self.free[waiting.pop()]:
                    if state not in seen:
                        seen.add(state)
                        waiting.append(state)
            found = self.closed[states] = frozenset(seen)
        return found

    def after(self, states: frozenset[int], char: str) -> frozenset[int]:
        """Step over one character."""
        return self.around(
            frozenset(target for state in states for chars, target in self.moves[state] if char in chars)
        )


State = tuple[frozenset[int], ...]


def _walk(machines: list[_Machine], matching: int) -> Overlap:
    start = tuple(machine.around(frozenset({0})) for machine in machines)
    waiting: list[tuple[State, str]] = [(start, "")]
    seen = {start}
    for state, text in waiting:
        ends = [machine.end in states for machine, states in zip(machines, state, strict=True)]
        if all(ends[:matching]) and not any(ends[matching:]):
            return Overlap(text, known=True)
        for char in _telling(machines, state):
            after = tuple(machine.after(one, char) for machine, one in zip(machines, state, strict=True))
            if after not in seen and all(after[:matching]):
                seen.add(after)
                waiting.append((after, text + char))
        if len(seen) > MOST_STATES:
            return Overlap(None, known=False)
    return Overlap(None, known=True)


def _telling(machines: Iterable[_Machine], state: State) -> Iterator[str]:
    """Give one character of each kind that the states tell apart."""
    kinds = [ALL]
    sets = {
        chars
        for machine, states in zip(machines, state, strict=True)
        for one in states
        for chars, _ in machine.moves[one]
    }
    for chars in sorted(sets, key=lambda one: one.ranges):
        parts = [part for kind in kinds for part in (kind & chars, kind & ~chars)]
        kinds = [part for part in parts if part.ranges]
    for kind in kinds:
        yield from kind.sample(1)[:1]
