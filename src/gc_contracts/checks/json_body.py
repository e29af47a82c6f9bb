"""JSON bodies that are none: always, or for an input that is empty, absent or a bare number."""

from collections.abc import Iterator

from gc_contracts._json import dumps
from gc_contracts.checks.bare import in_quotes, spoilers
from gc_contracts.checks.carried import plain
from gc_contracts.checks.make import finding, numbered, spot
from gc_contracts.checks.sent import (
    base_run,
    is_text,
    json_error,
    json_of,
    means_json,
    uses_of,
    value_of,
)
from gc_contracts.checks.traces import Tracer, tracer
from gc_contracts.model.action import Part
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Finding
from gc_contracts.velocity.tracing import Piece, joined

_SHOWN = 30


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
    """Bare text inputs in a JSON body, or a body that is no JSON by itself."""
    found = tracer(seen, body)
    printed = found.pieces(base.case.input) if found and isinstance(base.case.input, dict) else None
    spoiling = spoilers(printed) if found and printed and joined(printed) == text else None
    told = [_spoilt(seen, base, body, found, printed, at) for at in spoiling or () if found and printed]
    if told:
        yield from numbered(told)
        return
    words = f"the body is no JSON ({json_error(text)})"
    hint = "Mend the body template, or send another Content-Type."
    yield finding(seen, "request/not-json", words, spot(body), hint=hint, reproduce=base)


def _spoilt(
    seen: Seen, base: ActionRun, body: Part, found: Tracer, printed: tuple[Piece, ...], at: int
) -> Finding:
    """Tell of one reference that spoils the body whatever the input."""
    use = next(iter(found.uses.at(printed[at].offset)), None)
    name, offset = (use.name, use.offset) if use else ("", printed[at].offset)
    error = f"the body is no JSON ({json_error(joined(printed))})"
    shown = use.shown if use else body.text[offset : offset + _SHOWN]
    call = f'"$esc.jsonString({shown})"'
    if use is None:
        words, hint = f"{error} for what is put in here", "Give it quotes, or a value that is JSON."
    elif name == "rawRequest":
        words = f"the whole input stands in quotes in the JSON body: {error}"
        hint = f"Write {call}, or take the quotes away where the input itself is meant."
    elif in_quotes(printed, at):
        value = value_of(base, name)
        words, hint = f"input `{name}` breaks the JSON body with {dumps(value)}: {error}", f"Write {call}."
    else:
        words = f"input `{name}` stands in the JSON body without quotes, and it is text: {error}"
        hint = f"Write {call} with the quotes around it."
    return finding(seen, "request/not-json", words, spot(body, offset, name), hint=hint, reproduce=base)


def _not_json(seen: Seen, body: Part, name: str) -> Iterator[Finding]:
    runs = [run for run in seen.actions if run.case.about == name and not _is_hostile(run, name)]
    broken = [run for run in runs if _sent_body(run).strip() and json_of(_sent_body(run)) is None]
    uses = uses_of(seen, body, name)
    if broken and uses:
        run = min(broken, key=lambda run: len(dumps(run.case.input)))
        shown = "absent" if run.case.variation == "absent" else dumps(run.case.value)
        words = f"with input `{name}` {shown} the body is no JSON ({json_error(_sent_body(run))})"
        hint = f'Put it in #if("$!{{input.{name}}}" != "")…#end, with its comma, or give it a value there.'
        told = [
            finding(seen, "request/not-json", words, spot(body, offset, name), hint=hint, reproduce=run)
            for offset in _spoiling(seen, body, name, run) or (uses[0].offset,)
        ]
        yield from numbered(told)


def _spoiling(seen: Seen, body: Part, name: str, run: ActionRun) -> tuple[int, ...]:
    """Give the place of each use of an input that spoils the body in a run; none: it is the text around."""
    found = tracer(seen, body)
    printed = found.pieces(run.case.input) if found and isinstance(run.case.input, dict) else None
    if found is None or printed is None or joined(printed) != _sent_body(run):
        return ()
    uses = [found.uses.at(printed[at].offset) for at in spoilers(printed) or ()]
    return tuple(dict.fromkeys(use.offset for several in uses for use in several if use.name == name))


def _sent_body(run: ActionRun) -> str:
    request = run.execution.request
    return (request.body or "") if request else ""


def _is_hostile(run: ActionRun, name: str) -> bool:
    return is_text(run, name) and bool(value_of(run, name)) and not plain(value_of(run, name))
