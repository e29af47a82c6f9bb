"""What a handler can use: an input it gets far with, and a response it reads; found by trying.

Nobody has said either, so the code is asked with data that note what is looked for (`vary.grow`), and then
with values of other types (`vary.settle`). All of it is a proposal; declared examples are evidence.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gc_contracts._json import Json, walk
from gc_contracts.action.handled import Handled
from gc_contracts.model.contract import Contract
from gc_contracts.model.interaction import Reply
from gc_contracts.run.certain import is_certain
from gc_contracts.schema.validate import Validator
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.vary.grow import Wanted, grow
from gc_contracts.vary.inputs import Inputs
from gc_contracts.vary.recorded import known_runs
from gc_contracts.vary.replies import raw, reply
from gc_contracts.vary.settle import Reach, settle
from gc_contracts.vary.usable import others

Call = Callable[[Json, Reply], Handled]
"""Calls the handler once, on data that note what is asked of them."""
PLAIN: tuple[Reply, ...] = (
    raw(b"text", "text/plain; charset=utf-8"),
    raw(b"7", "text/plain; charset=utf-8"),
    raw(b'<?xml version="1.0"?><root/>', "application/xml"),
)
"""What is tried where no JSON will do."""
ROUNDS = 4
"""How often a response is grown and settled: what code can use lets it look for more."""
LOST = 3
"""Calls without an end after which no more is tried."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where the cases of a handler start from."""

    input: Json
    reply: Reply
    document: Json
    """The reply's JSON; null where it is none."""
    reach: Reach = field(default_factory=Reach)
    sends: int = 0
    """How many requests the call made."""
    compared: Sequence[tuple[str, str]] = ()
    """What inputs were compared with."""

    @property
    def is_good(self) -> bool:
        """Whether there is nothing to look for: it sends, and gives outputs that fit."""
        return self.sends > 0 and self.reach.is_perfect


def find_start(call: Call, contract: Contract, found: Inputs, known: Json) -> Start:
    """Find a start for a handler: the plain input where that will do.

    Args:
        call: calls it.
        contract: the contract it belongs to.
        found: its inputs.
        known: what is known of the response; null: nothing.
    """
    rehearsal = _Rehearsal(call, compile_schema(contract.action.output))
    first = rehearsal.start(dict(found.base), known)
    if first.is_good or rehearsal.is_lost:
        return first
    best = first
    for given in others(found, known_runs(contract), first.compared):
        if not call(given, reply(first.document or {})).requests or rehearsal.is_lost:
            continue
        start = rehearsal.start(dict(given), known)
        best = max(best, start, key=lambda each: (each.reach.rank[:2], each.sends > 0, each.reach.rank))
        if best.is_good:
            break
    return best


def answered(call: Call, contract: Contract, given: Json, known: Json) -> Reply:
    """Find a response for one input; arguments as above."""
    return _Rehearsal(call, compile_schema(contract.action.output)).start(given, known).reply


class _Rehearsal:
    def __init__(self, call: Call, output: Validator) -> None:
        self._call, self._output = call, output
        self._lost = 0
        self._last = Handled()

    @property
    def is_lost(self) -> bool:
        """Whether enough calls had no end."""
        return self._lost >= LOST

    def start(self, given: Json, known: Json) -> Start:
        """Find a response for one input."""
        living: list[Json] = []

        def look(document: Json) -> Wanted:
            if self._try(given, reply(document)).lives:
                living.append(document)
                return _pairs(self._last, "wanted")
            return ()

        said = {pointer for pointer, _ in walk(known)}
        document, reach = known, Reach()
        for _ in range(ROUNDS):
            document = grow(look, document)
            if document not in living:
                document = living[-1] if living else known or {}
            guessed = [pointer for pointer, _ in walk(document) if pointer and pointer not in said]
            document, _ = settle(lambda each: self._try(given, reply(each)), document, guessed)
            reach = self._try(given, reply(document))
            if reach.sound or not _pairs(self._last, "wanted"):
                break
        trouble = self._last.trouble
        if trouble and not is_certain(trouble) and self._last.requests and document in ({}, [{}]):
            return self._of_text(given, reach)
        return self._told(given, reply(document), document, reach)

    def _of_text(self, given: Json, reach: Reach) -> Start:
        """Try replies that are no JSON; the JSON ones are as good where none of them is better."""
        for plain in PLAIN:
            other = self._try(given, plain)
            if other.sound:
                return self._told(given, plain, None, other)
        return self._told(given, reply({}), {}, reach)

    def _told(self, given: Json, answer: Reply, document: Json, reach: Reach) -> Start:
        compared = _pairs(self._last, "inputs")
        return Start(given, answer, document, reach, len(self._last.requests), compared)

    def _try(self, given: Json, answer: Reply) -> Reach:
        if self.is_lost:
            return Reach(lives=False, sound=False)
        self._last = called = self._call(given, answer)
        trouble, output = called.trouble, called.output
        late = trouble is not None and trouble.kind in {"timeout", "exit"}
        self._lost += late
        if trouble is not None:
            place = f"{trouble.file}:{trouble.line}" if trouble.line else trouble.kind
            wants, compared = bool(_pairs(called, "wanted")), _pairs(called, "compared")
            return Reach(not late, sound=False, wants=wants, place=place, compared=compared)
        shown = output if isinstance(output, dict) else {}
        wrong = {violation.pointer for violation in self._output.violations(shown) if violation.pointer}
        rich = sum(1 for value in shown.values() if value not in (None, "", 0, False, [], {}))
        return Reach(misfits=len(wrong), rich=rich, compared=_pairs(called, "compared"))


def _pairs(called: Handled, name: str) -> list[tuple[str, str]]:
    pairs = called.extra.get(name)
    return [(str(one), str(two)) for one, two in pairs] if isinstance(pairs, list) else []
