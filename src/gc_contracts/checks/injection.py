"""Is each input carried as data? One finding for each use of an input that changes the request around it.

A use is put to the test alone: what else the part prints holds the benign value, so that what changes is
this use's doing, and an escaped use beside it is not blamed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gc_contracts._json import Json, dumps
from gc_contracts.checks.bare import held, spoilers
from gc_contracts.checks.carried import Change, Swap, Url
from gc_contracts.checks.carried_xml import carries
from gc_contracts.checks.channels import ESCAPES, Channel, change, channels
from gc_contracts.checks.handler_requests import injection as of_handler
from gc_contracts.checks.make import finding, numbered, spot
from gc_contracts.checks.mend import mend, suits
from gc_contracts.checks.places import BARE, QUERY, TEXT, place_of
from gc_contracts.checks.sent import base_run, is_text, json_of, means_json, text_of, value_of
from gc_contracts.checks.traces import Trace, Tracer, tracer
from gc_contracts.checks.uses import Use
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.interaction import Request
from gc_contracts.velocity.tracing import joined

MARK = "qzmarkzq"
"""Stands for the benign value: a text that no template and no value holds."""
WHOLE = "rawRequest"
"""The member of `input` that holds all of it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one run shows of one use."""

    use: Use
    syntax: str
    place: str
    run: ActionRun
    value: str
    found: Change

    @property
    def proof(self) -> tuple[bool, int, int]:
        """Prefer what changes the structure, then short values, then the signs that every reader knows."""
        known = '"&/?#\n'
        value = self.value
        return not self.found.structural, len(value), known.index(value) if value in known else len(known)


def injection(seen: Seen) -> Iterator[Finding]:
    """Report uses of inputs that are not carried whole exactly where they were put.

    For each use one finding, with the shortest value that shows it.
    """
    if seen.plan.kind is CaseKind.HANDLER:
        yield from of_handler(seen)
        return
    base = base_run(seen)
    if base is None or base.execution.request is None or not isinstance(base.case.input, dict):
        return
    runs = [run for run in seen.actions if run.execution.request and is_text(run, run.case.about)]
    for channel in channels(seen):
        found = tracer(seen, channel.part)
        if found is not None and found.uses.sinks:
            yield from _Channel(seen, channel, found, base.case.input, base.execution.request).findings(runs)


@dataclass(frozen=True, slots=True)
class _Channel:
    """One part of the request on trial."""

    seen: Seen
    channel: Channel
    tracer: Tracer
    base: Mapping[str, Json]
    sent: Request
    """With the benign input."""

    def findings(self, runs: Sequence[ActionRun]) -> Iterator[Finding]:
        """Try each use with each run; of several runs that show one use the plainest tells."""
        shown: dict[tuple[str, int], Shown] = {}
        for item in (item for run in runs for item in self._shown(run)):
            key = (item.use.name, item.use.offset)
            if key not in shown or item.proof < shown[key].proof:
                shown[key] = item
        for name in dict.fromkeys(name for name, _ in shown):
            offsets = sorted(offset for named, offset in shown if named == name)
            yield from numbered(self._told(shown[name, offset]) for offset in offsets)

    def _shown(self, run: ActionRun) -> Iterator[Shown]:
        name, given = run.case.about, run.case.input
        trace = self.tracer.trace(self.base, given)
        if trace is None or run.execution.request is None:
            return
        if joined(trace.tried) != self.channel.text(run.execution.request):
            return  # a part of ours stood in
        probe = {**self.base, name: MARK}
        reached = self.tracer.reach(self.base, probe) if given == self.base else trace.moved
        trace = self._readable(trace)
        for at in reached:
            uses = [use for use in self.tracer.uses.at(trace.plain[at].offset) if use.name in {name, WHOLE}]
            if uses and not self._brings_structure(trace, at):
                yield from self._judged(run, trace, at, uses[0])

    def _readable(self, trace: Trace) -> Trace:
        """Hold what spoils a JSON body at something harmless: `request/not-json` tells of it."""
        text = joined(trace.plain)
        if self.channel.where != "body" or not means_json(self.sent, text) or json_of(text) is not None:
            return trace
        spoiling = spoilers(trace.plain) or ()
        return Trace(held(trace.plain, spoiling), held(trace.tried, spoiling))

    def _brings_structure(self, trace: Trace, at: int) -> bool:
        """Whether the URL begins with the value, which then brings structure on purpose."""
        return self.channel.where == "url" and not joined(trace.plain[:at]).strip()

    def _judged(self, run: ActionRun, trace: Trace, at: int, use: Use) -> Iterator[Shown]:
        old, new = self._values(run, use)
        printed, tried = trace.plain[at].text, trace.tried[at].text
        syntax = self.channel.syntax(self.sent, joined(trace.plain))
        kept = bool(old) and old in printed
        before = trace.with_piece(at, printed.replace(old, MARK) if kept else MARK)
        place, mark = place_of(syntax, before, MARK), MARK
        if place == BARE:
            before, mark = joined(trace.plain), old
        whole = kept and suits(use, syntax, place)
        if not new or (syntax == "xml" and not carries(new)) or (place == BARE and use.name == WHOLE):
            return
        found = change(syntax, before, trace.with_piece(at, tried), Swap(mark, new, loose=not whole))
        found = taken_along(use, place, before) or found
        if found and (found.structural or whole):
            yield Shown(use, syntax, place, run, new, found)

    def _values(self, run: ActionRun, use: Use) -> tuple[str, str]:
        if use.name == WHOLE and run.case.about != WHOLE:
            return self.tracer.raw(self.base), self.tracer.raw(run.case.input)
        return text_of(self.base.get(use.name)), value_of(run, use.name)

    def _told(self, item: Shown) -> Finding:
        use, found = item.use, item.found
        shown = (
            f"{dumps(item.run.case.value)} in `{item.run.case.about}`"
            if use.name == WHOLE
            else dumps(item.value)
        )
        words = (
            f"input `{use.name}` is not carried as data in {self.channel.title}: with {shown} {found.words}"
        )
        unusual = item.place == TEXT and not found.structural and not set(use.calls) & ESCAPES["json"]
        return finding(
            self.seen,
            "request/injection",
            words,
            spot(self.channel.part, use.offset, use.name),
            severity=Severity.WARNING if unusual else Severity.ERROR,
            hint=mend(use, item.syntax, item.place, found),
            reproduce=item.run,
        )


def taken_along(use: Use, place: str, base: str) -> Change | None:
    """Tell where an escape takes the `=` or `&` of the text around the value along."""
    if place != QUERY or not (set(use.calls) & ESCAPES["url"] and set(use.literal) & {"=", "&"}):
        return None
    found = Url.read(base)
    names = [name for name, value in found.params if MARK in name and not value] if found else []
    signs = [sign for name in names for sign in "=&" if sign in name]
    words = f"the escape takes the `{signs[0]}` around it along" if signs else ""
    return Change(words, literal=True) if words else None
