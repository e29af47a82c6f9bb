"""Family `request/`: the request that would leave, for every input the contract allows."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from gc_contracts.checks.channels import Channel, channels
from gc_contracts.checks.make import finding, numbered, spot
from gc_contracts.checks.parts import references_of
from gc_contracts.checks.sent import base_run
from gc_contracts.checks.traces import tracer
from gc_contracts.model.action import Part
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Finding
from gc_contracts.velocity.tracing import joined

_LEFT_OVER = re.compile(r"\$!?\{?(?:input|credentials|authResponse)\b[\w.\-]*\}?|\{input\.[\w-]+\}")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_BLANK = re.compile(r"[\x00-\x20\x7f]")
_CREDENTIAL = re.compile(r"\s*\$!?\{?(?:credentials|authResponse)\b")

_NO_URL = frozenset({"aws-lambda-data-actions", "function-data-actions"})
_ABSOLUTE = "a web services action needs an absolute http(s) URL"
_RELATIVE = "a Genesys Cloud action needs a path that begins with /"
_URL_HINTS = MappingProxyType(
    {
        _ABSOLUTE: "Begin it with https:// and the host of the service.",
        _RELATIVE: "Begin it with /, as in /api/v2/….",
    }
)


def invalid_url(seen: Seen) -> Iterator[Finding]:
    """Report URLs that no request can go to, whatever the input."""
    base = base_run(seen)
    action = seen.contract.action
    part = action.request.url
    if base is None or base.execution.request is None or part is None or _given_elsewhere(seen, part):
        return
    url = base.execution.request.url
    words = _url_fault(action.integration_type, url)
    hint, at = _URL_HINTS.get(words, ""), -1
    found = None if words else _own_blank(seen, action.integration_type, part, base)
    if found:
        words, at = found
        hint = "Write %20 for a blank, and take line breaks and tabs out."
    if words:
        yield finding(
            seen, "request/invalid-url", f"{words}: {url!r}", spot(part, at), hint=hint, reproduce=base
        )


def _own_blank(seen: Seen, integration: str, part: Part, base: ActionRun) -> tuple[str, int] | None:
    """Find a blank that the template itself puts into the URL; what an input brings is another matter."""
    found = tracer(seen, part)
    printed = found.pieces(base.case.input) if found and isinstance(base.case.input, dict) else None
    own = [piece.text for piece in printed or () if piece.offset < 0]
    whole = joined(printed or ())
    if integration in _NO_URL or not any(map(_BLANK.search, own)) or not _BLANK.search(whole):
        return None
    text = next(text for text in own if _BLANK.search(text))
    blank = _BLANK.search(text)
    start = part.text.find(text) if blank else -1
    at = start + blank.start() if blank and start >= 0 else -1
    return "the URL holds a blank or control character", at


def _url_fault(integration: str, url: str) -> str:
    if integration in _NO_URL:
        return ""
    absolute = re.match(r"https?://[^/?#\s]+", url, re.IGNORECASE)
    if integration == "custom-rest-actions" and not absolute:
        return _ABSOLUTE
    if integration == "purecloud-data-actions" and not (absolute or url.startswith("/")):
        return _RELATIVE
    return ""


def invalid_header(seen: Seen) -> Iterator[Finding]:
    """Report header names and values that HTTP or the platform refuses.

    Source: documented: request configuration article: an `Accept` header must name a JSON type.
    """
    base = base_run(seen)
    sent = dict(base.execution.request.headers) if base and base.execution.request else {}
    for name, part in seen.contract.action.request.headers.items():
        value = sent.get(name, "")
        words = ""
        if not _HEADER_NAME.match(name):
            words = f"{name!r} is no header name"
        elif _CONTROL.search(value):
            words = f"header `{name}` holds a line break or control character"
        elif name.lower() == "accept" and value and "json" not in value.lower() and "*/*" not in value:
            words = f"header `Accept` asks for {value!r}, and the platform takes JSON only"
        if words:
            yield finding(seen, "request/invalid-header", words, spot(part), reproduce=base)


def unresolved_reference(seen: Seen) -> Iterator[Finding]:
    """Report references that leave the platform as they were typed, each at its own place."""
    for channel in channels(seen):
        told: dict[int, Finding] = {}
        for run in seen.actions:
            request = run.execution.request
            texts = set(_LEFT_OVER.findall(channel.text(request))) if request else set()
            for offset, text in _typed(seen, channel.part, texts):
                if offset not in told and text not in _inputs_text(run):
                    told[offset] = _unresolved(seen, channel, run, text, offset)
        yield from numbered(told.values())


def _typed(seen: Seen, part: Part, texts: set[str]) -> Iterator[tuple[int, str]]:
    """Find where a template holds texts that look like references and are none to the engine."""
    live = {item.offset for item in references_of(seen, part) if not item.escaped}
    found = [item for item in _LEFT_OVER.finditer(part.text) if item.start() not in live]
    for text in sorted(texts):
        places = [item.start() for item in found if item.group() == text]
        yield from ((offset, text) for offset in places or [part.text.find(text)])


def _unresolved(seen: Seen, channel: Channel, run: ActionRun, text: str, offset: int) -> Finding:
    words = f"{channel.title} is sent with {text!r} in it, unresolved"
    name = text.strip("${}!")
    hint = f"Write ${{{name}}}, without a backslash before it; or take it out where text is meant."
    return finding(
        seen,
        "request/unresolved-reference",
        words,
        spot(channel.part, offset),
        hint=hint,
        reproduce=run,
    )


def _given_elsewhere(seen: Seen, part: Part) -> bool:
    """Whether the URL begins with a credential or an input, so that nobody can judge it here."""
    starts_with_input = any(item.root == "input" and item.offset == 0 for item in references_of(seen, part))
    return starts_with_input or bool(_CREDENTIAL.match(part.text))


def _inputs_text(run: ActionRun) -> str:
    return (
        " ".join(value for value in run.case.input.values() if isinstance(value, str))
        if run.case.input
        else ""
    )
