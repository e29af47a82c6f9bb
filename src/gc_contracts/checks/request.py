"""Family `request/`: the request that would leave, for every input the contract allows."""

import re
from collections.abc import Iterator

from gc_contracts._json import dumps
from gc_contracts.checks.carried import plain
from gc_contracts.checks.channels import channels
from gc_contracts.checks.make import finding, spot
from gc_contracts.checks.parts import references_of
from gc_contracts.checks.sent import (
    base_run,
    error_at,
    is_text,
    json_error,
    json_of,
    means_json,
    uses_of,
    value_of,
)
from gc_contracts.model.action import Part
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Finding

_LEFT_OVER = re.compile(r"\$!?\{?(?:input|credentials|authResponse)\b[\w.\-]*\}?|\{input\.[\w-]+\}")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_BLANK = re.compile(r"[\x00-\x20\x7f]")
_CREDENTIAL = re.compile(r"\s*\$!?\{?(?:credentials|authResponse)\b")


def not_json(seen: Seen) -> Iterator[Finding]:
    """Report JSON bodies that are none: always, or for an input that is empty, absent or a bare number."""
    base = base_run(seen)
    body = seen.contract.action.templates.get("requestTemplate")
    if base is None or body is None or base.execution.request is None:
        return
    text = base.execution.request.body or ""
    if not text.strip() or not means_json(base.execution.request, text):
        return  # no body is no broken body
    if json_of(text) is None:
        yield from _never_json(seen, base, body, text)
        return
    for name in dict.fromkeys(run.case.about for run in seen.actions if run.case.about):
        yield from _not_json(seen, body, name)


def _never_json(seen: Seen, base: ActionRun, body: Part, text: str) -> Iterator[Finding]:
    """A bare text input in a JSON body, or a body that is no JSON by itself."""
    error = json_error(text)
    name = _culprit(seen, base, body, text)
    uses = uses_of(seen, body, name) if name else ()
    words = f"the body is no JSON ({error})"
    hint = "Mend the body template, or send another Content-Type."
    value = value_of(base, name)
    if name and f'"{value}"' in text:
        words = f"input `{name}` breaks the JSON body with {dumps(value)}: {words}"
        hint = f'Write "$esc.jsonString(${{input.{name}}})".'
    elif name:
        words = f"input `{name}` stands in the JSON body without quotes, and it is text: {words}"
        hint = f'Write "$esc.jsonString(${{input.{name}}})" with the quotes around it.'
    at = spot(body, uses[0].offset if uses else -1, name)
    yield finding(seen, "request/not-json", words, at, hint=hint, reproduce=base)


def _not_json(seen: Seen, body: Part, name: str) -> Iterator[Finding]:
    runs = [run for run in seen.actions if run.case.about == name and not _is_hostile(run, name)]
    broken = [run for run in runs if _sent_body(run).strip() and json_of(_sent_body(run)) is None]
    uses = uses_of(seen, body, name)
    if broken and uses:
        run = min(broken, key=lambda run: len(dumps(run.case.input)))
        shown = "absent" if run.case.variation == "absent" else dumps(run.case.value)
        words = f"with input `{name}` {shown} the body is no JSON ({json_error(_sent_body(run))})"
        hint = f'Put it in #if("$!{{input.{name}}}" != "")…#end, with its comma, or give it a value there.'
        at = spot(body, uses[0].offset, name)
        yield finding(seen, "request/not-json", words, at, hint=hint, reproduce=run)


def _sent_body(run: ActionRun) -> str:
    request = run.execution.request
    return (request.body or "") if request else ""


def invalid_url(seen: Seen) -> Iterator[Finding]:
    """Report URLs that no request can go to, whatever the input."""
    base = base_run(seen)
    action = seen.contract.action
    part = action.request.url
    if base is None or base.execution.request is None or part is None or _given_elsewhere(seen, part):
        return
    url = base.execution.request.url
    words = _url_fault(action.integration_type, url, part.text)
    if words:
        yield finding(seen, "request/invalid-url", f"{words}: {url!r}", spot(part), reproduce=base)


def _url_fault(integration: str, url: str, template: str) -> str:
    if integration in {"aws-lambda-data-actions", "function-data-actions"}:
        return ""
    if _BLANK.search(url) and _BLANK.search(re.sub(r"\$[^\s]*\([^)]*\)|#[a-z{]+[^\n]*", "", template)):
        return "the URL holds a blank or control character"
    absolute = re.match(r"https?://[^/?#\s]+", url, re.IGNORECASE)
    if integration == "custom-rest-actions" and not absolute:
        return "a web services action needs an absolute http(s) URL"
    if integration == "purecloud-data-actions" and not (absolute or url.startswith("/")):
        return "a Genesys Cloud action needs a path that begins with /"
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
    """Report references that leave the platform as they were typed."""
    told: set[str] = set()
    for run in seen.actions:
        for channel in channels(seen):
            request = run.execution.request
            found = _LEFT_OVER.search(channel.text(request)) if request else None
            if found and channel.part.pointer not in told and found.group() not in _inputs_text(run):
                told.add(channel.part.pointer)
                at = spot(channel.part, channel.part.text.find(found.group()))
                words = f"{channel.title} is sent with {found.group()!r} in it, unresolved"
                hint = "Give the value, or write the reference so that the engine reads it: ${input.name}."
                yield finding(seen, "request/unresolved-reference", words, at, hint=hint, reproduce=run)


def _given_elsewhere(seen: Seen, part: Part) -> bool:
    """Whether the URL begins with a credential or an input, so that nobody can judge it here."""
    starts_with_input = any(item.root == "input" and item.offset == 0 for item in references_of(seen, part))
    return starts_with_input or bool(_CREDENTIAL.match(part.text))


def _culprit(seen: Seen, base: ActionRun, body: Part, text: str) -> str:
    """The text input whose benign value stands where the JSON reader gave up."""
    at = error_at(text)
    for name, value in base.case.input.items() if isinstance(base.case.input, dict) else ():
        if isinstance(value, str) and value and uses_of(seen, body, name):
            starts = (found.start() for found in re.finditer(re.escape(value), text))
            if any(start - 1 <= at <= start + len(value) for start in starts):
                return str(name)
    return ""


def _is_hostile(run: ActionRun, name: str) -> bool:
    return is_text(run, name) and bool(value_of(run, name)) and not plain(value_of(run, name))


def _inputs_text(run: ActionRun) -> str:
    return (
        " ".join(value for value in run.case.input.values() if isinstance(value, str))
        if run.case.input
        else ""
    )
