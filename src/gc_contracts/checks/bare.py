"""Which printed references spoil a JSON text: each is held at 0 until the rest can be read."""

from collections.abc import Sequence

from gc_contracts.checks.sent import error_at
from gc_contracts.checks.traces import put
from gc_contracts.velocity.tracing import Piece, joined

_HARMLESS = "0"
"""JSON by itself, and harmless inside quotes."""


def spoilers(found: Sequence[Piece]) -> tuple[int, ...] | None:
    """List the pieces without which the text is JSON; None where it is none even so."""
    mended, at = tuple(found), error_at(joined(found))
    held: list[int] = []
    while at >= 0:
        index = _printed_at(mended, at)
        if index is None or index in held:
            return None
        held.append(index)
        mended = put(mended, index, _HARMLESS)
        at = error_at(joined(mended))
    return tuple(sorted(held))


def held(found: Sequence[Piece], spoiling: Sequence[int]) -> tuple[Piece, ...]:
    """Give the pieces with harmless text in place of those that spoil it."""
    mended = tuple(found)
    for index in spoiling:
        mended = put(mended, index, _HARMLESS)
    return mended


def in_quotes(found: Sequence[Piece], at: int) -> bool:
    """Whether a piece stands inside a JSON string, as far as the text before it tells."""
    before = joined([piece for piece in found[:at] if piece.offset < 0])
    return before.replace("\\\\", "").replace('\\"', "").count('"') % 2 == 1


def _printed_at(found: Sequence[Piece], at: int) -> int | None:
    """Find the reference whose text stands where the JSON reader gave up, blanks aside."""
    text, start, last = joined(found), 0, None
    for index, piece in enumerate(found):
        end = start + len(piece.text)
        touches = start - 1 <= at <= end or (end < at and not text[end:at].strip())
        if piece.offset >= 0 and touches:
            last = index
        start = end
    return last
