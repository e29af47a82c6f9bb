"""How checks word a finding: place, excerpt, reproducer and steps filled in the same way everywhere."""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from gc_contracts._json import Json
from gc_contracts.model.action import Part
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.execution import Execution, Step
from gc_contracts.model.finding import Evidence, Finding, Severity
from gc_contracts.model.interaction import Fault, Reply
from gc_contracts.source import Source

_SHOWN = 400
"""Characters of a step that a reader gets to see."""
_KEPT = 100_000
"""Characters of a body that a reproducer holds: all of it but for bodies made large on purpose."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a finding points: a part of the action and an offset in its text, or just a pointer."""

    pointer: str
    part: Part | None = None
    offset: int = -1
    subject: str = ""
    """Tells apart several defects at one pointer: a variable, a keyword."""

    def source(self, seen: Seen) -> Source:
        """Translate to file, line and column."""
        if self.part is not None:
            return seen.contract.locate_part(self.part, self.offset)
        return seen.contract.locate(self.pointer)

    def excerpt(self, seen: Seen) -> tuple[str, ...]:
        """Show the line there, with a caret."""
        document = seen.contract.document
        return tuple(document.excerpt(self.source(seen))) if document else ()

    @property
    def place(self) -> str:
        """What makes this place one."""
        return f"{self.pointer}#{self.subject}" if self.subject else self.pointer


@dataclass(frozen=True, slots=True)
class Declared(Spot):
    """A place in contract.yaml, in what a team declares beyond the subject's file."""

    def source(self, seen: Seen) -> Source:
        """Translate to line and column of contract.yaml."""
        document = seen.contract.expectations.document
        return document.locate(self.pointer, self.offset) if document else seen.contract.locate()

    def excerpt(self, seen: Seen) -> tuple[str, ...]:
        """Show the line there, with a caret."""
        document = seen.contract.expectations.document
        return tuple(document.excerpt(self.source(seen))) if document else ()


def spot(part: Part, offset: int = -1, subject: str = "") -> Spot:
    """Point into a part's text; a negative offset means the part as a whole."""
    return Spot(part.pointer, part, offset, subject)


def finding(
    seen: Seen,
    check: str,
    message: str,
    at: Spot,
    *,
    severity: Severity = Severity.ERROR,
    hint: str = "",
    reproduce: ActionRun | Mapping[str, Json] | None = None,
) -> Finding:
    """Build a finding; `reproduce` is the run that shows it, or the data in question."""
    run = reproduce if isinstance(reproduce, ActionRun) else None
    shown = _shown(check, run) if run else ""
    return Finding(
        check=check,
        severity=severity,
        contract=seen.contract.id,
        message=message + shown,
        source=at.source(seen),
        place=at.place,
        reproduce=reproducer(run) if isinstance(reproduce, ActionRun | None) else reproduce,
        hint=hint,
        excerpt=at.excerpt(seen),
        steps=steps(run.execution) if run else (),
    )


def _shown(check: str, run: ActionRun) -> str:
    """Say what recordings show of a reply; of code many changes are told at once, so there only proof."""
    told = run.case.shown and (run.case.evidence is Evidence.RECORDED or not check.startswith("handler/"))
    return f"; {run.case.shown}" if told else ""


def numbered(found: Iterable[Finding]) -> Iterator[Finding]:
    """Tell apart findings about several uses of one thing in one part: the first keeps the place's name."""
    told: Counter[str] = Counter()
    for item in found:
        told[item.place] += 1
        number = told[item.place]
        yield replace(item, place=f"{item.place} (use {number})") if number > 1 else item


def reproducer(run: ActionRun | None) -> dict[str, Json]:
    """Write a run as data: the input, what came back, and what stood in for broken parts, if anything did."""
    if run is None:
        return {}
    if run.case.cassette is not None:
        document = run.case.cassette.document
        return {"input": run.case.input, "cassette": document.file if document else run.case.cassette.name}
    instead = {"instead": dict(run.instead)} if run.instead else {}
    login = {} if run.case.login is None else {"login": reply(run.case.login)}
    before = {"before": [reply(each) for each in run.case.before]} if run.case.before else {}
    return {"input": run.case.input, **before, "respond": reply(run.case.reply)} | login | instead


def reply(answer: Reply) -> Json:
    """Write a reply as `contract.yaml` and `gc.respond` take it."""
    if isinstance(answer, Fault):
        return {"raises": answer.value}
    kind = answer.header("content-type")
    headers: dict[str, Json] = {"headers": {"Content-Type": kind}} if kind else {}
    return {"status": answer.status, **_body(answer.body), **headers}


def _body(body: bytes) -> dict[str, Json]:
    """Write a body as text; bytes that are no text as Base64, since only they show what they do."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": b64encode(body).decode("ascii")}
    return {"text": text if len(text) <= _KEPT else text[:_KEPT] + f"… ({len(body)} bytes)"}


def steps(execution: Execution) -> tuple[str, ...]:
    """Write the executed steps, one line each, the failed one with its message."""
    return tuple(_step(step) for step in execution.steps)


def _step(step: Step) -> str:
    mark = "ok  " if step.ok else "FAIL"
    words = step.failure.message if step.failure else step.result if isinstance(step.result, str) else ""
    line = f"{mark} {step.number}. {step.name}" + (f": {words}" if words else "")
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
