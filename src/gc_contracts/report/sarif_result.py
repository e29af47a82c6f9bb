"""The parts of a SARIF log: a rule for a check, a result for a finding, a location for a place.

Bounded: what would be too long for a reader of code scanning is cut, and says where the whole is.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from gc_contracts._json import Json, spelt, split
from gc_contracts.report.finding import cut
from gc_contracts.report.repository import in_repository

ADVICE = "In full: --gc-report FILE.json."
LONGEST = 4_000
"""Characters of a message."""
_DESCRIBED = 1_024
"""Characters of a rule's description. Source: documented: SARIF support."""
_REPRODUCER = 10_000
"""Characters of a reproducer, as JSON."""


def rule(check: str, severity: str, says: str) -> dict[str, Json]:
    """Describe a check. No text is empty, since code scanning shows no rule that has none."""
    said = {"text": cut(says or f"A finding of {check}.", _DESCRIBED)}
    words = (
        f"{says} ".lstrip()
        + f"docs/checks.md of gc-contracts has its page, `{check}`: why, and how to mend it."
    )
    return {
        "id": check,
        "name": "".join(word.title() for word in check.replace("/", "-").split("-")),
        "shortDescription": said,
        "fullDescription": said,
        "defaultConfiguration": {"level": severity},
        "help": {"text": words},
    }


def result(data: Mapping[str, Any], found: Mapping[str, Any], index: int) -> dict[str, Json]:
    """Write a finding; one that is waived says so by its suppression."""
    told: dict[str, Json] = {
        "ruleId": found["check"],
        "ruleIndex": index,
        "level": found["severity"],
        "message": {"text": _message(found)},
        "locations": [where(data, found["source"])],
        "partialFingerprints": {"gcContracts/v1": found["fingerprint"]},
        "properties": _properties(found),
    }
    return told | ({"suppressions": [_suppression(data, found["waiver"])]} if "waiver" in found else {})


def where(data: Mapping[str, Any], source: Mapping[str, Any]) -> dict[str, Json]:
    """Write a place; what is not known of it is left out, since SARIF counts lines and columns from 1."""
    artifact = {"uri": quote(in_repository(data, source["file"])), "uriBaseId": "%SRCROOT%"}
    region = {name: source.get(of) for name, of in (("startLine", "line"), ("startColumn", "column"))}
    known = {name: number for name, number in region.items() if number} if region["startLine"] else {}
    place: dict[str, Json] = {
        "physicalLocation": {"artifactLocation": artifact} | ({"region": known} if known else {})
    }
    pointer = source.get("pointer")
    return place | ({"logicalLocations": [_logical(pointer)]} if pointer else {})


def shortened(text: str) -> str:
    """Cut a message that is too long; and take its links apart, which readers would show as links.

    >>> shortened("see [here](http://example.com)")
    'see [here] (http://example.com)'
    """
    whole = text.replace("](", "] (")
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}… {ADVICE}"


def _message(found: Mapping[str, Any]) -> str:
    """Say how to mend it too: code scanning shows nothing else of a result."""
    mend = f"\nMend: {shortened(found['hint'])}" if "hint" in found else ""
    return shortened(found["message"]) + mend


def _logical(pointer: str) -> dict[str, Json]:
    name = split(pointer)[-1] if "/" in pointer else pointer
    return {"fullyQualifiedName": pointer} | ({"name": name} if name else {})


def _properties(found: Mapping[str, Any]) -> dict[str, Json]:
    told = {name: found[name] for name in ("contract", "place", "hint", "rerun") if name in found}
    reproduce = found["reproduce"]
    if not reproduce:
        return told
    short = len(spelt(reproduce)) <= _REPRODUCER
    return told | {"reproduce": reproduce if short else f"Too long to be shown here. {ADVICE}"}


def _suppression(data: Mapping[str, Any], waiver: Mapping[str, Any]) -> dict[str, Json]:
    text = f"{waiver['reason']} ({waiver['owner']}, until {waiver['until']})"
    return {
        "kind": "external",
        "status": "accepted",
        "justification": shortened(text),
        "location": where(data, waiver["source"]),
    }
