"""Is each input carried as data? One finding for each input and each part of the request that it changes."""

from collections.abc import Iterator, Sequence

from gc_contracts._json import dumps
from gc_contracts.checks.carried import Change, Swap
from gc_contracts.checks.channels import ESCAPES, Channel, change, channels
from gc_contracts.checks.handler_requests import injection as of_handler
from gc_contracts.checks.make import finding, spot
from gc_contracts.checks.sent import base_run, is_text, text_of, uses_of, value_of
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Finding
from gc_contracts.velocity.analysis import Reference


def injection(seen: Seen) -> Iterator[Finding]:
    """Report inputs that change the structure of what they are put into.

    For each input and each part one finding, with the shortest value that shows it.
    """
    if seen.plan.kind is CaseKind.HANDLER:
        yield from of_handler(seen)
        return
    base = base_run(seen)
    if base is None:
        return
    for name in dict.fromkeys(run.case.about for run in seen.actions if run.case.about):
        runs = [run for run in seen.actions if run.case.about == name and is_text(run, name)]
        for channel in channels(seen):
            yield from _injection(seen, base, channel, name, runs)


def _injection(
    seen: Seen, base: ActionRun, channel: Channel, name: str, runs: Sequence[ActionRun]
) -> Iterator[Finding]:
    uses = [use for use in uses_of(seen, channel.part, name) if not use.in_condition]
    old = text_of(base.case.input.get(name)) if isinstance(base.case.input, dict) else ""
    if not uses or not old or base.execution.request is None or _is_base_url(channel, uses):
        return
    syntax = channel.syntax(base.execution.request)
    shown = [
        (run, found)
        for run in runs
        if (found := change(channel, base, run, Swap(old, value_of(run, name))))
        and (found.structural or _should_arrive_whole(uses, syntax))
    ]
    if shown:
        run, found = min(shown, key=lambda pair: _proof(pair[1], value_of(pair[0], name)))
        yield _told(seen, channel, syntax, name, uses, run, found)


def _told(
    seen: Seen,
    channel: Channel,
    syntax: str,
    name: str,
    uses: Sequence[Reference],
    run: ActionRun,
    found: Change,
) -> Finding:
    value = dumps(value_of(run, name))
    words = f"input `{name}` is not carried as data in {channel.title}: with {value} {found.words}"
    bare = next((use for use in uses if (use.argument_of or "") not in ESCAPES[syntax]), uses[0])
    at = spot(channel.part, bare.offset, name)
    hint = _mend(syntax, name, twice=not found.structural and bare.argument_of is not None)
    return finding(seen, "request/injection", words, at, hint=hint, reproduce=run)


def _is_base_url(channel: Channel, uses: Sequence[Reference]) -> bool:
    """Whether the URL begins with the input, which then brings structure on purpose."""
    return channel.where == "url" and any(use.offset == 0 for use in uses)


def _proof(found: Change, value: str) -> tuple[bool, int, int]:
    """Prefer what changes the structure, then short values, then the signs that every reader knows."""
    known = '"&/?#\n'
    return not found.structural, len(value), known.index(value) if value in known else len(known)


def _should_arrive_whole(uses: Sequence[Reference], syntax: str) -> bool:
    """Whether the value should arrive as it is: nothing is called on it, only escapes of this syntax get it.

    A template may rework a value on purpose (upper case, a part of it, an escape for what stands inside);
    then only the structure around it counts.
    """
    fitting = {None, *ESCAPES[syntax]}
    return not any(use.called or use.argument_of not in fitting for use in uses)


def _mend(syntax: str, name: str, *, twice: bool) -> str:
    tool = {"url": "$esc.uriEncode", "form": "$esc.urlFormEncode", "json": "$esc.jsonString"}.get(syntax)
    if tool is None:
        return f"Narrow input `{name}` by an anchored pattern or an enum: no tool takes line breaks out."
    call = f"{tool}(${{input.{name}}})"
    if twice:
        return f"Escape it once, for this place: {call}."
    quoted = f'"{call}" with the quotes around it' if syntax == "json" else call
    return f"Write {quoted}, or narrow the input by an anchored pattern or an enum."
