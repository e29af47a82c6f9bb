"""Family `request/`: the request that would leave, for every input the contract allows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gc_contracts._json import Json, dumps, loads
from gc_contracts.checks.carried import Swap, form_change, json_change, plain, url_change
from gc_contracts.checks.make import finding, spot
from gc_contracts.errors import VelocityError
from gc_contracts.model.action import Part
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import ActionRun, Check, Seen
from gc_contracts.model.execution import Cause
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.interaction import Request
from gc_contracts.velocity import parse
from gc_contracts.velocity.analysis import Reference, references

_LEFT_OVER = re.compile(r"\$!?\{?(?:input|credentials|authResponse)\b[\w.\-]*\}?")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_BLANK = re.compile(r"[\x00-\x20\x7f]")
_CREDENTIAL = re.compile(r"\s*\$!?\{?(?:credentials|authResponse)\b")
_FORM = re.compile(r"[^\s={}\"]+=[^{\"]*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Channel:
    """One way out of the request: a part, and how its text is compared."""

    name: str
    part: Part
    pick: "Pick"


@dataclass(frozen=True, slots=True)
class Pick:
    """What of a request to look at: `url`, `body`, or a header's name."""

    what: str

    def text(self, request: Request) -> str:
        """Take it out of a request; empty where it is not there."""
        if self.what == "url":
            return request.url
        if self.what == "body":
            return request.body or ""
        return next((value for name, value in request.headers if name == self.what), "")


def injection(seen: Seen) -> Iterator[Finding]:
    """Report inputs that change the structure of what they are put into.

    For each input and each place one finding, with the shortest value that shows it.
    """
    base = _base(seen)
    if base is None:
        return
    for name in dict.fromkeys(run.case.about for run in seen.actions if run.case.about):
        runs = [run for run in seen.actions if run.case.about == name and _is_text(run, name)]
        for channel in _channels(seen):
            yield from _injection(seen, base, channel, name, runs)


def _injection(seen: Seen, base: ActionRun, channel: Channel, name: str, runs: list[ActionRun]) -> Iterator[Finding]:
    uses = _uses(seen, channel.part, name)
    old = _text(base.case.input.get(name)) if isinstance(base.case.input, dict) else ""
    if not uses or not old or (channel.name == "url" and uses[0].offset == 0):
        return
    shown = [(run, change) for run in runs if (change := _change(seen, base, channel, run, Swap(old, _value(run, name))))]
    if not shown or not _is_faithful(seen, base, channel, name, runs, old, shown):
        return
    run, change = min(shown, key=lambda pair: (len(_value(pair[0], name)), pair[0].case.id))
    value = dumps(_value(run, name))
    words = f"input `{name}` is not carried as data in {_title(channel)}: with {value} {change}"
    hint = _mend(channel, name, base)
    at = spot(channel.part, uses[0].offset)
    yield finding(seen, "request/injection", words, at, subject=name, hint=hint, run=run)


def _is_faithful(
    seen: Seen, base: ActionRun, channel: Channel, name: str, runs: list[ActionRun], old: str,
    shown: list[tuple[ActionRun, str]],
) -> bool:
    """Whether a plain value arrives as it is; if not, the template reworks it, and only structure counts."""
    if any("arrives as" not in change for _, change in shown):
        return True
    harmless = [run for run in runs if plain(_value(run, name)) and _value(run, name) != old]
    return bool(harmless) and not any(
        _change(seen, base, channel, run, Swap(old, _value(run, name))) for run in harmless
    )


def _change(seen: Seen, base: ActionRun, channel: Channel, run: ActionRun, swap: Swap) -> str:
    before, after = base.execution.request, run.execution.request
    if before is None or after is None or swap.old == swap.new or not swap.new:
        return ""
    one, two = channel.pick.text(before), channel.pick.text(after)
    if channel.name == "url":
        return url_change(one, two, swap)
    if channel.name == "header":
        return "the header ends early, and a new line begins" if re.search(r"[\r\n]", two) else ""
    document = _json(one)
    if document is not None and _means_json(before, one):
        return json_change(document[0], two, swap)
    return form_change(one, two, swap) if _means_form(before, one) else ""


def not_json(seen: Seen) -> Iterator[Finding]:
    """Report JSON bodies that are none: always, or for an input that is empty, absent or a bare number."""
    base = _base(seen)
    body = seen.contract.action.templates.get("requestTemplate")
    if base is None or body is None or base.execution.request is None:
        return
    text = base.execution.request.body or ""
    if not _means_json(base.execution.request, text):
        return
    if _json(text) is None:
        yield from _never_json(seen, base, body, text)
        return
    for name in dict.fromkeys(run.case.about for run in seen.actions if run.case.about):
        yield from _not_json(seen, body, name)


def _never_json(seen: Seen, base: ActionRun, body: Part, text: str) -> Iterator[Finding]:
    """A bare text input in a JSON body, or a body that is no JSON by itself."""
    error = _json_error(text)
    name = _culprit(seen, base, body, text)
    uses = _uses(seen, body, name) if name else ()
    words = f"the body is no JSON ({error})"
    hint = "Mend the body template, or send another Content-Type."
    if name:
        words = f"input `{name}` stands in the JSON body without quotes, and it is text: {words}"
        hint = f'Write "$esc.jsonString(${{input.{name}}})" with the quotes around it.'
    at = spot(body, uses[0].offset if uses else -1)
    yield finding(seen, "request/not-json", words, at, subject=name, hint=hint, run=base)


def _not_json(seen: Seen, body: Part, name: str) -> Iterator[Finding]:
    runs = [run for run in seen.actions if run.case.about == name and not _is_hostile(run, name)]
    broken = [run for run in runs if run.execution.request and _json(run.execution.request.body or "") is None]
    uses = _uses(seen, body, name)
    if broken and uses:
        run = min(broken, key=lambda run: len(dumps(run.case.input)))
        sent = run.execution.request.body if run.execution.request else ""
        shown = "absent" if run.case.variation == "absent" else dumps(run.case.value)
        words = f"with input `{name}` {shown} the body is no JSON ({_json_error(sent or '')})"
        hint = f'Put it in #if("$!{{input.{name}}}" != "")…#end, with its comma, or give it a value there.'
        at = spot(body, uses[0].offset)
        yield finding(seen, "request/not-json", words, at, subject=name, hint=hint, run=run)


def render_failure(seen: Seen) -> Iterator[Finding]:
    """Report allowed inputs that stop a request template; absent ones are `unguarded-optional`."""
    base = _base(seen)
    if base is None or _stopped(base):
        return
    told: set[tuple[str, str]] = set()
    for run in seen.actions:
        part = _stopped(run)
        key = (part, run.case.about)
        if part and run.case.about and run.case.variation not in {"absent", "null"} and key not in told:
            told.add(key)
            failure = run.execution.failure
            at = spot(seen.contract.action.templates[part])
            words = f"input `{run.case.about}` {dumps(run.case.value)[:80]} stops {part}: {failure.message if failure else ''}"
            hint = "Guard it with #if, or narrow the input contract."
            yield finding(seen, "template/render-failure", words, at, subject=run.case.about, hint=hint, run=run)


def invalid_url(seen: Seen) -> Iterator[Finding]:
    """Report URLs that no request can go to, whatever the input."""
    base = _base(seen)
    action = seen.contract.action
    part = action.request.url
    if base is None or base.execution.request is None or part is None or _given_elsewhere(seen, part):
        return
    url = base.execution.request.url
    words = _url_fault(action.integration_type, url, part.text)
    if words:
        yield finding(seen, "request/invalid-url", f"{words}: {url!r}", spot(part), run=base)


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
    base = _base(seen)
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
            yield finding(seen, "request/invalid-header", words, spot(part), run=base)


def unresolved_reference(seen: Seen) -> Iterator[Finding]:
    """Report references that leave the platform as they were typed."""
    told: set[str] = set()
    for run in seen.actions:
        for channel in _channels(seen):
            request = run.execution.request
            found = _LEFT_OVER.search(channel.pick.text(request)) if request else None
            if found and channel.part.pointer not in told and found.group() not in _inputs_text(run):
                told.add(channel.part.pointer)
                at = spot(channel.part, channel.part.text.find(found.group()))
                words = f"{_title(channel)} is sent with {found.group()!r} in it, unresolved"
                hint = "Give the value, or write the reference so that the engine reads it: ${input.name}."
                yield finding(seen, "request/unresolved-reference", words, at, hint=hint, run=run)


def _base(seen: Seen) -> ActionRun | None:
    return next((run for run in seen.actions if not run.case.about), None)


def _channels(seen: Seen) -> tuple[Channel, ...]:
    """The parts of a request that are sent, in the platform's order."""
    action = seen.contract.action
    found = [Channel("url", action.request.url, Pick("url"))] if action.request.url else []
    found += [Channel("header", part, Pick(name)) for name, part in action.request.headers.items()]
    if action.request.body is not None and action.sends_body:
        found.append(Channel("body", action.request.body, Pick("body")))
    return tuple(found)


def _title(channel: Channel) -> str:
    return {"url": "the URL", "body": "the body"}.get(channel.name, f"header `{channel.pick.what}`")


def _mend(channel: Channel, name: str, base: ActionRun) -> str:
    request = base.execution.request
    if channel.name == "url":
        return f"Write $esc.uriEncode(${{input.{name}}}), or narrow the input by an anchored pattern or an enum."
    if channel.name == "header":
        return f"Narrow input `{name}` by an anchored pattern or an enum: no tool takes line breaks out."
    if request and _json(request.body or "") is not None:
        return f'Write "$esc.jsonString(${{input.{name}}})" with the quotes around it.'
    return f"Write $esc.urlFormEncode(${{input.{name}}})."


def _uses(seen: Seen, part: Part, name: str) -> tuple[Reference, ...]:
    try:
        template = parse(part.text, engine=seen.settings.emulation.velocity)
    except VelocityError:
        return ()
    mine = (item for item in references(template) if item.root == "input" and item.path[:1] == (name,))
    return tuple(sorted(mine, key=lambda item: (item.in_condition, item.offset)))


def _given_elsewhere(seen: Seen, part: Part) -> bool:
    """Whether the beginning of the URL comes from credentials or an input, so that nobody can judge it here."""
    starts_with_input = any(item.root == "input" and item.offset == 0 for item in _all(seen, part))
    return starts_with_input or bool(_CREDENTIAL.match(part.text))


def _all(seen: Seen, part: Part) -> tuple[Reference, ...]:
    try:
        return references(parse(part.text, engine=seen.settings.emulation.velocity))
    except VelocityError:
        return ()


def _culprit(seen: Seen, base: ActionRun, body: Part, text: str) -> str:
    """The text input whose benign value stands where the JSON reader gave up."""
    at = _error_at(text)
    for name, value in base.case.input.items() if isinstance(base.case.input, dict) else ():
        if isinstance(value, str) and value and _uses(seen, body, name):
            starts = (found.start() for found in re.finditer(re.escape(value), text))
            if any(start - 1 <= at <= start + len(value) for start in starts):
                return str(name)
    return ""


def _means_json(request: Request, text: str) -> bool:
    """Whether a body is meant as JSON: its Content-Type says so, or it looks like an object or array."""
    kind = _content_type(request)
    return "json" in kind if kind else text.lstrip()[:1] in {"{", "["}


def _means_form(request: Request, text: str) -> bool:
    kind = _content_type(request)
    return "form-urlencoded" in kind if kind else bool(_FORM.match(text))


def _content_type(request: Request) -> str:
    return next((value.lower() for name, value in request.headers if name.lower() == "content-type"), "")


def _stopped(run: ActionRun) -> str:
    failure = run.execution.failure
    return failure.part if failure and failure.cause is Cause.VELOCITY and failure.part != "successTemplate" else ""


def _is_text(run: ActionRun, name: str) -> bool:
    return isinstance(run.case.input, dict) and isinstance(run.case.input.get(name), str)


def _is_hostile(run: ActionRun, name: str) -> bool:
    return _is_text(run, name) and bool(_value(run, name)) and not plain(_value(run, name))


def _value(run: ActionRun, name: str) -> str:
    return _text(run.case.input.get(name)) if isinstance(run.case.input, dict) else ""


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _inputs_text(run: ActionRun) -> str:
    return " ".join(value for value in run.case.input.values() if isinstance(value, str)) if run.case.input else ""


def _json(text: str) -> tuple[Json] | None:
    try:
        return (loads(text),)
    except ValueError:
        return None


def _json_error(text: str) -> str:
    try:
        loads(text)
    except ValueError as error:
        return str(error)
    return ""


def _error_at(text: str) -> int:
    try:
        loads(text)
    except ValueError as error:
        return getattr(error, "pos", -1)
    return -1


_REQUEST = frozenset({CaseKind.REQUEST})
CHECKS = (
    Check("request/not-json", _REQUEST, not_json),
    Check("request/injection", _REQUEST, injection),
    Check("request/invalid-url", _REQUEST, invalid_url),
    Check("request/invalid-header", _REQUEST, invalid_header),
    Check("request/unresolved-reference", _REQUEST, unresolved_reference),
    Check("template/render-failure", _REQUEST, render_failure),
)
__all__ = ["CHECKS", "Severity"]
