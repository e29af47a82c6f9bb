"""Cases with what recordings say of them: replies as they came back, and changes that some reply shows.

Proof is a recorded reply as it is. That a field was null in one reply does not prove that it may be null in
another one, where all else differs: such a change stays what it was, and says what was seen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from gc_contracts._json import Json, dumps, kind
from gc_contracts.infer.shown import ABSENT, EMPTY, NULL, SEVERAL, Place
from gc_contracts.model.case import ActionCase
from gc_contracts.model.finding import Evidence
from gc_contracts.vary.recorded import Found, Recorded

AS_RECORDED = "as recorded"
"""The variation of a reply that came back as it is."""
_EVENTS: Mapping[str, str] = {
    "absent": ABSENT,
    "null": NULL,
    "empty": EMPTY,
    "no hits": EMPTY,
    "several hits": SEVERAL,
}
_NUMBERS = frozenset({"integer", "number"})
LONGEST = 40
"""Characters of a value that stands in a line."""
MOST_SAID = 4
"""Places that are named in one line."""


def as_recorded(found: Found, given: Json, *, for_code: bool = False) -> ActionCase:
    """Make the case of a recorded reply.

    Templates see nothing but the reply. Code may hold it against its input, so there it is proof only for
    the input that was recorded, and where no placeholder stands in it.

    Args:
        found: the reply.
        given: an input the contract allows.
        for_code: whether code under test reads it.
    """
    its_own = found.input if for_code and isinstance(found.input, dict) else None
    evidence = Evidence.RECORDED
    if for_code and (found.is_hidden or its_own is None):
        evidence = Evidence.SPECULATION if found.is_hidden else Evidence.LIKELY
    return ActionCase(
        found.id,
        given if its_own is None else its_own,
        found.response,
        evidence,
        variation=AS_RECORDED,
        shown=f"recorded in {found.shown}",
    )


def told(case: ActionCase, recorded: Recorded, pointer: str, value: Json) -> ActionCase:
    """Put what recordings say of a change into its case.

    Args:
        case: the change.
        recorded: what was recorded.
        pointer: the place that is changed.
        value: what stood there.
    """
    place = recorded.facts.at(pointer)
    if place is None or (case.variation not in _EVENTS and case.variation != "other type"):
        return case
    numbers = _numbers(place, case.variation, value)
    of = f"{len(place.within)} recording{'s' * (len(place.within) != 1)}"
    if not numbers:
        return replace(case, shown=f"seen so in none of {of}{_always(place)}")
    shown = recorded.facts.samples[numbers[0]].shown
    return replace(
        case, shown=f"seen so in {len(numbers)} of {of}, e.g. {shown}", witness=_case_of(recorded, shown)
    )


def _always(place: Place) -> str:
    """Say what all recordings have in common at a place."""
    if place.is_constant and place.values is not None and len(said := dumps(place.values[0])) <= LONGEST:
        return f", which all have {said}"
    is_always = len(place.within) > 1 and not place.is_optional and place.types == {"string"}
    return f", which all have a text of format {place.format}" if place.format and is_always else ""


def _numbers(place: Place, variation: str, value: Json) -> tuple[int, ...]:
    """Give the samples in which a place is as this variation makes it."""
    if variation in _EVENTS:
        return place.numbers(_EVENTS[variation])
    own = _NUMBERS if kind(value) in _NUMBERS else {kind(value)}
    others = place.types - own - {NULL}
    return tuple(sorted({number for name in others for number in place.numbers(name)}))


def _case_of(recorded: Recorded, shown: str) -> str:
    """Name the case that runs a recording as it is: that of the first that is like it."""
    body = next(one.response.body for one in recorded.found if one.shown == shown)
    return next(one.id for one in recorded.distinct if one.response.body == body)


def said(recorded: Recorded) -> Iterator[str]:
    """Say in a line what recordings show together: what is not always there, or not of one type."""
    facts = recorded.facts
    if not facts.samples:
        return
    odd = [words for shape, place in facts.places.items() if shape and (words := _oddities(shape, place))]
    count = f"{len(facts.samples)} recorded response{'s' * (len(facts.samples) != 1)}"
    more = f"; and {len(odd) - MOST_SAID} more places" if len(odd) > MOST_SAID else ""
    shown = "; ".join(odd[:MOST_SAID]) or "nothing in them is ever absent, null or of two types"
    yield f"{count}: {shown}{more}"


def _oddities(shape: str, place: Place) -> str:
    of = len(place.within)
    words = [
        f"{event} in {len(place.numbers(event))} of {of}" for event in (ABSENT, NULL) if place.numbers(event)
    ]
    kinds = place.types - {NULL}
    if len(kinds) > 1 and kinds != _NUMBERS:
        words.append(" or ".join(sorted(kinds)))
    return f"{shape} {', '.join(words)}" if words else ""
