"""Does code under test carry each input as data? Its requests, compared with those for a plain input.

What a person may write into a flow must arrive whole where the code puts it, and change nothing else: no
host, no path segment, no parameter, no member more or less.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import unquote_plus

from gc_contracts._json import dumps
from gc_contracts.checks.carried import Change, Swap, form_change, json_change, url_change
from gc_contracts.checks.code_places import of_word
from gc_contracts.checks.conduct import conduct
from gc_contracts.checks.make import finding
from gc_contracts.checks.sent import is_text, json_of, means_form, means_json, text_of, value_of
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Finding
from gc_contracts.model.interaction import Request

WAYS = ("url", "body")
Shown = tuple[ActionRun, Change]


def injection(seen: Seen) -> Iterator[Finding]:
    """Report inputs that change the structure of a handler's requests; one finding an input and part."""
    for name in _names(seen):
        for way in WAYS:
            shown = _shown(seen, name, way)
            if shown is None:
                continue
            run, found = shown
            value, part = dumps(value_of(run, name)), "the URL" if way == "url" else "the body"
            words = f"input `{name}` is not carried as data in {part}: with {value} {found.words}"
            at = of_word(seen, name, f"{name}#{way}")
            hint = conduct(seen.contract).mend[way]
            yield finding(seen, "request/injection", words, at, hint=hint, reproduce=run)


def injected(seen: Seen) -> frozenset[str]:
    """Name the inputs that are put into a URL bare."""
    return frozenset(name for name in _names(seen) if _shown(seen, name, "url"))


def _names(seen: Seen) -> list[str]:
    return list(dict.fromkeys(run.case.about for run in seen.actions if run.case.about))


def _shown(seen: Seen, name: str, way: str) -> Shown | None:
    """Give the run with the shortest value that changes structure, and what it changes."""
    bases = [run for run in seen.actions if run.case.variation == "base" and run.execution.requests]
    runs = [run for run in seen.actions if run.case.about == name and is_text(run, name)]
    found = ((run, _changed(bases, run, name, way)) for run in runs)
    shown = [(run, change) for run, change in found if change is not None and change.structural]
    return min(shown, key=lambda pair: len(value_of(pair[0], name))) if shown else None


def _changed(bases: Sequence[ActionRun], run: ActionRun, name: str, way: str) -> Change | None:
    """Compare with each plain run that sends the same number of requests, one by one; all must tell.

    Code that keeps a token sends one request less the next time: then there is nothing to compare.
    """
    alike = [base for base in bases if _sends_alike(base, run)]
    changes = [_change_of(base, run, name, way) for base in alike]
    return changes[0] if changes and all(changes) else None


def _sends_alike(base: ActionRun, run: ActionRun) -> bool:
    one, two = base.execution.requests, run.execution.requests
    return [request.method for request in one] == [request.method for request in two]


def _change_of(base: ActionRun, run: ActionRun, name: str, way: str) -> Change | None:
    old = text_of(base.case.input.get(name)) if isinstance(base.case.input, dict) else ""
    swap = Swap(old, value_of(run, name))
    if not swap.old or not swap.new or swap.old == swap.new:
        return None
    pairs = zip(base.execution.requests, run.execution.requests, strict=True)
    return next(filter(None, (_change(one, two, swap, way) for one, two in pairs)), None)


def _change(base: Request, other: Request, swap: Swap, way: str) -> Change | None:
    if way == "body":
        return _body_change(base, base.body or "", other.body or "", swap)
    if _brings_the_base(base.url, swap.old) or swap.old not in unquote_plus(base.url):
        return None
    return url_change(base.url, other.url, swap)


def _brings_the_base(url: str, old: str) -> bool:
    """Whether the input is the URL's own beginning, and brings structure on purpose."""
    return url.startswith(old) or old.startswith(url) or "://" in old


def _body_change(base: Request, before: str, after: str, swap: Swap) -> Change | None:
    if means_json(base, before) and (document := json_of(before)) is not None:
        return json_change(document[0], after, swap)
    return form_change(before, after, swap) if means_form(base, before) else None
