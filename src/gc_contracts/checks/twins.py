"""Drift: an action and its twin in another form, beside it, that do not do the same."""

from collections.abc import Iterator

from gc_contracts.checks.likeness import Trait, first_difference, traits
from gc_contracts.checks.make import Spot, finding
from gc_contracts.model.check import Seen
from gc_contracts.model.contract import Contract
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.source import Source

_SHOWN = 60
"""Characters of a text that a message shows, around the first that differs."""
_NOTHING = "nothing"
_DELIMITERS = frozenset(" \t\r\n\"'&?{}[],:;")


def drift(seen: Seen) -> Iterator[Finding]:
    """Report each part in which an action and its twin differ, once, with both places and both texts."""
    twin = seen.contract.twin
    if twin is None:
        return
    here, there = traits(seen.contract), traits(twin)
    for name in dict.fromkeys((*here, *there)):
        one, other = here.get(name), there.get(name)
        if one is None or other is None:
            if _is_told(seen.contract, twin, name):
                yield from _worded(seen, twin, one, other)
        elif _differ(one, other):
            yield from _worded(seen, twin, one, other)


def _is_told(contract: Contract, twin: Contract, name: str) -> bool:
    """Whether a part that one side lacks is a difference: not where that side leaves it to Terraform.

    A part that always is there on both sides is missing for such a reason alone.
    """
    many = name.startswith(("header ", "path of ", "default of "))
    open_ = [one.pointer for side in (contract, twin) for one in side.action.unknown]
    return many and not any(_holds(pointer, name) for pointer in open_)


def _holds(pointer: str, name: str) -> bool:
    """Whether what stands at a pointer is a part, or what holds such parts."""
    tokens = pointer.lower().split("/")
    word = {"header": "headers", "path": "translation_map", "default": "translation_map_defaults"}
    group = word[name.partition(" ")[0]]
    return tokens[-1] == group or (group in tokens and f"`{tokens[-1]}`" in name)


def _differ(one: Trait, other: Trait) -> bool:
    return next(first_difference(one.plain, other.plain), None) is not None


def _worded(seen: Seen, twin: Contract, one: Trait | None, other: Trait | None) -> Iterator[Finding]:
    known = one or other
    if known is None:
        return
    there = _place(twin, one, other)
    at, told = _where(seen.contract, one, other)
    texts = {"here": one.text if one else None, "twin": other.text if other else None}
    yield finding(
        seen,
        "contract/drift",
        f"the {known.name} is not that of the same action in {there}: {told}",
        Spot(at.pointer, at.part, at.offset, known.name.lower()),
        severity=Severity.WARNING,
        hint="Bring both to the same, or remove the one that is out of date.",
        reproduce={"part": known.name, **texts, "place": str(there)},
    )


def _where(contract: Contract, one: Trait | None, other: Trait | None) -> tuple[Spot, str]:
    """Tell where it stands on this side, and both texts around the first difference."""
    if one is None or other is None:
        present = one or other
        text = _cut(present.text, 0) if present else ""
        words = f"here {text}, there {_NOTHING}" if one else f"here {_NOTHING}, there {text}"
        name = present.name if present else ""
        return Spot(one.pointer if one else _group(contract, name)), words
    if isinstance(one.plain, dict) and one.name.endswith("contract"):
        places = list(first_difference(one.plain, other.plain))
        shown = ", ".join(f"`{place or '/'}`" for place in places[:3])
        more = f" and {len(places) - 3} more places" if len(places) > 3 else ""
        return Spot(one.pointer + places[0]), f"they differ at {shown}{more}"
    first = _first(one.text, other.text)
    spot = Spot(one.pointer, one.part, min(first, max(len(one.text) - 1, 0)))
    return spot, f"here {_cut(one.text, first)}, there {_cut(other.text, first)}"


def _group(contract: Contract, name: str) -> str:
    """Give the place of what would hold a part that is not there."""
    action = contract.action
    near = action.request.url if name.startswith("header ") else action.response.success
    return near.pointer.rpartition("/")[0] if near else ""


def _place(twin: Contract, one: Trait | None, other: Trait | None) -> Source:
    if other is None:
        return twin.locate(_group(twin, one.name if one else ""))
    return twin.locate_part(other.part) if other.part else twin.locate(other.pointer)


def _first(one: str, other: str) -> int:
    """Give the first character in which two texts differ."""
    pairs = zip(one, other, strict=False)
    return next((at for at, pair in enumerate(pairs) if pair[0] != pair[1]), min(len(one), len(other)))


def _cut(text: str, at: int) -> str:
    """Show a text around a place, on one line; words stay whole, so that no piece of a secret is shown."""
    start = _edge(text, at - _SHOWN // 2, -1)
    end = _edge(text, at + _SHOWN, 1)
    shown = text[start:end].replace("\r", "\\r").replace("\n", "\\n")
    return f"`{'…' if start else ''}{shown}{'…' if end < len(text) else ''}`"


def _edge(text: str, at: int, step: int) -> int:
    """Move a place outward to where no word is cut."""
    while 0 < at < len(text) and text[at - (step < 0)] not in _DELIMITERS:
        at += step
    return min(max(at, 0), len(text))
