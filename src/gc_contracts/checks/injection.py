"""Is each input carried as data? One finding for each input and each place that it changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gc_contracts._json import dumps
from gc_contracts.checks.carried import REWORKED, Swap, form_change, json_change, url_change
from gc_contracts.checks.make import finding, spot
from gc_contracts.checks.sent import (
    base_run,
    is_text,
    json_of,
    means_form,
    means_json,
    text_of,
    uses_of,
    value_of,
)
from gc_contracts.model.action import Part
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Finding
from gc_contracts.model.interaction import Request
from gc_contracts.velocity.analysis import Reference


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
    base = base_run(seen)
    if base is None:
        return
    for name in dict.fromkeys(run.case.about for run in seen.actions if run.case.about):
        runs = [run for run in seen.actions if run.case.about == name and is_text(run, name)]
        for channel in channels(seen):
            yield from _injection(seen, base, channel, name, runs)


def _injection(
    seen: Seen, base: ActionRun, channel: Channel, name: str, runs: list[ActionRun]
) -> Iterator[Finding]:
    uses = uses_of(seen, channel.part, name)
    old = text_of(base.case.input.get(name)) if isinstance(base.case.input, dict) else ""
    if not uses or not old or (channel.name == "url" and uses[0].offset == 0):
        return
    shown = [
        (run, change)
        for run in runs
        if (change := _change(seen, base, channel, run, Swap(old, value_of(run, name))))
    ]
    if not carried_plainly(uses):
        shown = [pair for pair in shown if REWORKED not in pair[1]]
    if not shown:
        return
    run, change = min(shown, key=lambda pair: _plainness(value_of(pair[0], name)))
    value = dumps(value_of(run, name))
    words = f"input `{name}` is not carried as data in {title(channel)}: with {value} {change}"
    hint = _mend(channel, name, base)
    at = spot(channel.part, uses[0].offset)
    yield finding(seen, "request/injection", words, at, subject=name, hint=hint, run=run)


def _plainness(value: str) -> tuple[int, int]:
    """Prefer short values, and among those the signs that every reader knows."""
    known = '"&/?#\n'
    return len(value), known.index(value) if value in known else len(known)


def carried_plainly(uses: tuple[Reference, ...]) -> bool:
    """Whether the value should arrive as it is: nothing is called on it, and only escaping tools get it.

    A template may rework a value on purpose (upper case, a part of it, another tool); then only the
    structure around it counts.
    """
    return not any(use.called or (use.argument_of or "esc.")[:4] != "esc." for use in uses)


def _change(seen: Seen, base: ActionRun, channel: Channel, run: ActionRun, swap: Swap) -> str:
    before, after = base.execution.request, run.execution.request
    if before is None or after is None or swap.old == swap.new or not swap.new:
        return ""
    one, two = channel.pick.text(before), channel.pick.text(after)
    if channel.name == "url":
        return url_change(one, two, swap)
    if channel.name == "header":
        return "the header ends early, and a new line begins" if re.search(r"[\r\n]", two) else ""
    document = json_of(one)
    if document is not None and means_json(before, one):
        return json_change(document[0], two, swap)
    return form_change(one, two, swap) if means_form(before, one) else ""


def channels(seen: Seen) -> tuple[Channel, ...]:
    """The parts of a request that are sent, in the platform's order."""
    action = seen.contract.action
    found = [Channel("url", action.request.url, Pick("url"))] if action.request.url else []
    found += [Channel("header", part, Pick(name)) for name, part in action.request.headers.items()]
    if action.request.body is not None and action.sends_body:
        found.append(Channel("body", action.request.body, Pick("body")))
    return tuple(found)


def title(channel: Channel) -> str:
    """Name a channel as a reader would."""
    return {"url": "the URL", "body": "the body"}.get(channel.name, f"header `{channel.pick.what}`")


def _mend(channel: Channel, name: str, base: ActionRun) -> str:
    request = base.execution.request
    if channel.name == "url":
        return (
            f"Write $esc.uriEncode(${{input.{name}}}), or narrow the input by an anchored pattern or an enum."
        )
    if channel.name == "header":
        return f"Narrow input `{name}` by an anchored pattern or an enum: no tool takes line breaks out."
    if request and json_of(request.body or "") is not None:
        return f'Write "$esc.jsonString(${{input.{name}}})" with the quotes around it.'
    return f"Write $esc.urlFormEncode(${{input.{name}}})."
