"""What was recorded of an action's own request: the replies as they are, and what they show together.

Used is only what surely answers this request and surely is a success. A run that contract.yaml declares to
fail is meant to: its recording holds nothing against the action.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from gc_contracts._json import Json, dumps, loads
from gc_contracts.infer.fold import fold
from gc_contracts.infer.shown import NOTHING as UNKNOWN
from gc_contracts.infer.shown import Sample, Shown
from gc_contracts.model.contract import ActionExample, Contract
from gc_contracts.model.interaction import Request, Response
from gc_contracts.model.recording import REDACTED, Cassette, Interaction
from gc_contracts.vary.address import address
from gc_contracts.vary.replies import slug

MOST = 200
"""Recorded replies of one action that are run as they are."""


@dataclass(frozen=True, slots=True)
class Found:
    """A recorded success."""

    id: str
    """Of the case that is this reply as it is."""
    response: Response
    document: Json
    """Its JSON; null where it is none."""
    shown: str
    """Where a reader finds it."""
    cassette: Cassette
    is_hidden: bool
    """Whether a placeholder stands in it for a secret."""

    @property
    def input(self) -> Json:
        """The input of the run that was recorded; null: nobody knows."""
        return self.cassette.run.input if self.cassette.run else None


@dataclass(frozen=True, slots=True)
class Recorded:
    """The recorded successes of one request."""

    found: tuple[Found, ...] = ()
    facts: Shown = UNKNOWN
    """What those that are JSON show together."""

    @property
    def fullest(self) -> Json:
        """The recorded document that says most; null: there is none."""
        documents = [one.document for one in self.found if one.document is not None]
        return max(documents, key=lambda document: len(dumps(document)), default=None)

    @property
    def distinct(self) -> tuple[Found, ...]:
        """The first of those that are alike."""
        first: dict[tuple[int, bytes], Found] = {}
        for one in self.found:
            first.setdefault((one.response.status, one.response.body), one)
        return tuple(first.values())


NOTHING = Recorded()


def recorded(contract: Contract, engine: str) -> Recorded:
    """Give what was recorded of the request that an action's templates make.

    Args:
        contract: the action and its cassettes.
        engine: how its templates are read.
    """
    if not contract.cassettes:
        return Recorded()
    own = address(contract.action, engine)
    if own is None:
        return Recorded()
    return _recorded(
        (cassette, number, each)
        for cassette, number, each in _interactions(contract)
        if own.fits(each.request, body=cassette.run is None)
    )


def recorded_for_code(contract: Contract) -> Recorded:
    """Give what was recorded of code under test, where all its requests have one address.

    What answers which of several requests only the code knows; then nothing here is a reply to all of them.
    """
    rows = _of_code(contract)
    return _recorded(rows) if len({_endpoint(each.request) for _, _, each in rows}) == 1 else Recorded()


def usable_document(contract: Contract) -> Json:
    """Give a document that answers every recorded request of code under test; null: nothing was recorded.

    Where there are several addresses it has the members of all their responses, so that each request finds
    what it needs in it. As a whole nobody has seen it.
    """
    found = _recorded(_of_code(contract))
    if found.fullest is None or recorded_for_code(contract).found:
        return found.fullest
    documents = [one.document for one in found.found if isinstance(one.document, dict)]
    return {name: value for document in documents for name, value in document.items()} or found.fullest


def known_runs(contract: Contract) -> tuple[ActionExample, ...]:
    """Give the runs whose inputs make sense: declared ones, then recorded ones that went well."""
    runs = (each.run for each in contract.cassettes if each.run and each.run.outcome == "success")
    return (*contract.expectations.runs, *(ActionExample(run.input) for run in runs))


def _of_code(contract: Contract) -> list[tuple[Cassette, int, Interaction]]:
    """Give what may have answered code: a login that came before is not what it wants."""
    return [row for row in _interactions(contract) if not row[2].is_login]


def _interactions(contract: Contract) -> Iterator[tuple[Cassette, int, Interaction]]:
    """Give all successes that may prove something: nothing of a run that is declared to fail."""
    failing = {
        run.cassette for run in contract.expectations.runs if run.outcome not in {"", "success"} or run.step
    }
    for cassette in contract.cassettes:
        if cassette.name in failing:
            continue
        for number, each in enumerate(cassette.interactions, 1):
            is_success = isinstance(each.reply, Response) and 200 <= each.reply.status < 300
            if is_success:
                yield cassette, number, each


def _recorded(rows: Iterable[tuple[Cassette, int, Interaction]]) -> Recorded:
    found = [_found(*row) for row, _ in zip(rows, range(MOST), strict=False)]
    samples = [Sample(one.document, one.shown) for one in found if one.document is not None]
    return Recorded(tuple(found), fold(samples))


def _found(cassette: Cassette, number: int, each: Interaction) -> Found:
    assert isinstance(each.reply, Response)  # noqa: S101 - `_interactions` gives no others
    text = each.reply.body.decode("utf-8", "replace")
    id_, shown = case_id(cassette, number), where(cassette, number)
    return Found(id_, each.reply, _json(text), shown, cassette, REDACTED in text)


def case_id(cassette: Cassette, number: int) -> str:
    """Name the case that is this interaction's reply."""
    return f"recorded/{slug(cassette.name)}-{number}"


def where(cassette: Cassette, number: int) -> str:
    """Say where an interaction stands, counting from 1."""
    name = cassette.document.file if cassette.document else f"cassettes/{cassette.name}.yaml"
    return f"{name}, interaction {number}"


def _json(text: str) -> Json:
    """Read a body; what is no object or list, or nests too deep to look at, is nothing to grow."""
    try:
        document = loads(text)
        dumps(document)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict | list) else None


def _endpoint(request: Request) -> tuple[str, str, Sequence[str]]:
    """Tell requests apart that differ in more than ids."""
    parts = urlsplit(request.url)
    segments = ("*" if _is_id(segment) else segment for segment in parts.path.split("/"))
    return request.method.upper(), parts.netloc.lower(), tuple(segments)


def _is_id(segment: str) -> bool:
    return segment.startswith("{") or any(letter.isdigit() for letter in segment)
