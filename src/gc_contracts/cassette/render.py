"""A cassette as YAML that people review: one interaction an entry, members in a fixed order, no surprises."""

from gc_contracts._json import Json, dumps
from gc_contracts._yaml import block
from gc_contracts.cassette.body import collected, fits, grouped, shown
from gc_contracts.model.interaction import Fault, Headers, Reply, Request, Response
from gc_contracts.model.recording import Cassette, Interaction, Matching, RecordedRun

VERSION = 1


def render(cassette: Cassette) -> str:
    """Write a cassette's file. Reading it gives an equal cassette, JSON bodies spelt our way.

    A run whose input or output no file can hold is left out; its interactions serve without it.
    """
    return "\n".join(block(as_data(cassette))) + "\n"


def render_for(file: str, cassette: Cassette) -> str:
    """Write a cassette's file in the form that its name promises: JSON for `.json`, else YAML."""
    if file.lower().endswith(".json"):
        return dumps(as_data(cassette), indent=2) + "\n"
    return render(cassette)


def as_data(cassette: Cassette) -> dict[str, Json]:
    """Give what the file holds, as JSON values in the file's order; defaults are left out."""
    data: dict[str, Json] = {"version": VERSION}
    if cassette.run and fits(cassette.run.input) and fits(cassette.run.output):
        data["run"] = _run(cassette.run)
    if cassette.matching != Matching():
        data["match"] = _matching(cassette.matching)
    return data | {"interactions": [_interaction(each) for each in cassette.interactions]}


def _run(run: RecordedRun) -> dict[str, Json]:
    data: dict[str, Json] = {"input": run.input, "outcome": run.outcome}
    if run.output is not None:
        data["output"] = run.output
    return data | ({"step": run.step} if run.step else {})


def _matching(matching: Matching) -> dict[str, Json]:
    usual = Matching()
    data: dict[str, Json] = {
        "query": matching.query,
        "body": matching.body,
        "headers": list(matching.headers),
        "ordered": matching.ordered,
    }
    return {name: value for name, value in data.items() if value not in (getattr(usual, name), [])}


def _interaction(each: Interaction) -> dict[str, Json]:
    data: dict[str, Json] = {"request": _request(each.request), **_reply(each.reply)}
    if each.recorded:
        data["recorded"] = each.recorded
    return data | ({"times": each.times} if each.times is not None else {})


def _request(request: Request) -> dict[str, Json]:
    # Cut as text: what parses URLs also mends them, and the file keeps them as they were sent.
    before, _, written = request.url.partition("?")
    query = grouped(written) if before and "#" not in request.url else None
    data: dict[str, Json] = {"method": request.method, "url": before if query else request.url}
    data |= {"query": query} if query else {}
    data |= _headers(request.headers)
    body = (request.body or "").encode("utf-8", "surrogateescape")
    return data | shown(body, _media(request.headers))


def _reply(reply: Reply) -> dict[str, Json]:
    if isinstance(reply, Fault):
        return {"fault": reply.value}
    return {"response": _response(reply)}


def _response(response: Response) -> dict[str, Json]:
    body = shown(response.body, _media(response.headers))
    return {"status": response.status, **_headers(response.headers), **body}


def _headers(headers: Headers) -> dict[str, Json]:
    return {"headers": collected(headers)} if headers else {}


def _media(headers: Headers) -> str:
    return next((value for name, value in headers if name.lower() == "content-type"), "")
