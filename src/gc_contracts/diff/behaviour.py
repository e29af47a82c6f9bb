"""Two versions of an action run side by side: what leaves and what comes out, where both differ."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gc_contracts._json import Json, dumps, equal, loads
from gc_contracts.action.execute import Executor
from gc_contracts.model.action import Action
from gc_contracts.model.case import ActionCase
from gc_contracts.model.execution import Ending, Execution
from gc_contracts.model.finding import Severity
from gc_contracts.model.interaction import Reply, Request, Send
from gc_contracts.model.judgement import Judgement
from gc_contracts.schema.alike import quoted
from gc_contracts.schema.edits import edits
from gc_contracts.settings import Emulation

_NOTHING: Mapping[str, str] = MappingProxyType({})
_DEFAULT = Emulation()
Pair = tuple[ActionCase, Execution, Execution]
"""A case, and its run by the old and by the new version."""
Login = tuple[Action | None, Send | None]
_NO_LOGINS: tuple[Login, Login] = ((None, None), (None, None))
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "request": "what is sent ({part})",
        "ending": "the path that the flow takes",
        "output": "the output at `{part}`",
    }
)


@dataclass(frozen=True, slots=True)
class ActionChange:
    """One thing that an action does otherwise, with the smallest case that shows it."""

    side: str
    """`request`, `ending` or `output`."""
    part: str
    """`method`, `url`, `headers.<name>`, `body`, `whole` where one version sends nothing, or a pointer."""
    case: ActionCase
    old: Json
    """What was sent, or came out; None: nothing."""
    new: Json
    absent: str = ""
    """Which version gives nothing there, `old` or `new`; empty: neither."""

    @property
    def lost(self) -> bool:
        """Whether something came out there, and nothing does now."""
        return self.absent == "new" and self.old is not None

    @property
    def breaks(self) -> bool:
        """Whether a run that went through goes through no longer, or no longer gives what flows may read."""
        return self.lost or (self.side == "ending" and self.old == str(Ending.SUCCESS))

    @property
    def key(self) -> tuple[str, str]:
        """What it is told once for."""
        return self.side, self.part

    @property
    def check(self) -> str:
        """The id it is told under."""
        return "compat/request-changed" if self.side == "request" else "compat/result-changed"


def judged(change: ActionChange) -> Judgement:
    """Word a difference: an error where a run goes through no longer or gives less, else a warning.

    What is sent or comes out otherwise may well be what was meant. A response that nobody has shown proves no
    more than it does elsewhere.
    """
    told = _WORDS[change.side]
    worst = Severity.ERROR if change.breaks else Severity.WARNING
    severity = min(worst, change.case.evidence.severity, key=lambda one: one.rank)
    old = "nothing" if change.absent == "old" else quoted(change.old)
    new = "nothing" if change.absent == "new" else quoted(change.new)
    message = (
        f"{told.format(part=change.part)} went from {old} to {new}"
        f" for the input {quoted(change.case.input)} (case {change.case.id})"
    )
    hint = "if it is meant, update the baseline"
    place = f"{change.side} {change.part}".strip()
    return Judgement(change.check, severity, message, place, hint=hint, case=change.case)


def action_changes(
    old: Action,
    new: Action,
    cases: Iterable[ActionCase],
    answer: Callable[[Reply], Send],
    *,
    emulation: Emulation = _DEFAULT,
    credentials: Mapping[str, str] = _NOTHING,
    logins: tuple[Login, Login] = _NO_LOGINS,
) -> tuple[ActionChange, ...]:
    """Run both versions with the same cases, and tell where they differ: one change a part.

    JSON bodies are compared as data and header names without their case, so that layout is no change.

    Args:
        old: the version before.
        new: the version after.
        cases: derived, declared or recorded runs.
        answer: what makes a `Send` of a case's reply.
        emulation: what is assumed about the platform.
        credentials: `${credentials.x}` by field.
        logins: the customAuth action of each version, and what answers it where the case does not say it.
    """
    before = Executor(old, emulation, credentials, logins[0][0])
    after = Executor(new, emulation, credentials, logins[1][0])

    def pairs() -> Iterator[Pair]:
        for case in cases:
            send = answer(case.reply)
            first, second = (answer(case.login) if case.login is not None else send for _, send in logins)
            yield case, before.run(case.input, send, login=first), after.run(case.input, send, login=second)

    return told_once(change for pair in pairs() for change in differences(*pair))


def told_once(changes: Iterable[ActionChange]) -> tuple[ActionChange, ...]:
    """Keep one change a part: what breaks first, then what is proved, then what is plain and small."""
    kept: dict[tuple[str, str], ActionChange] = {}
    for change in changes:
        known = kept.get(change.key)
        if known is None or _weight(change) < _weight(known):
            kept[change.key] = change
    return tuple(kept.values())


def _weight(change: ActionChange) -> tuple[bool, int, bool, int]:
    text = dumps(change.case.input)
    odd = "\\" in text or not text.isascii()
    return not change.breaks, -change.case.evidence.severity.rank, odd, len(text)


def differences(case: ActionCase, old: Execution, new: Execution) -> Iterator[ActionChange]:
    """Tell where two runs of a case are not alike: what was sent, how they ended, what came out."""
    yield from _sent_otherwise(case, old, new)
    if old.ending is not new.ending:
        yield ActionChange("ending", "", case, _ended(old), _ended(new))
    elif old.ok:
        for edit in edits(old.output, new.output):
            old_value, new_value = (None if one is None else one[0] for one in (edit.before, edit.after))
            absent = "old" if edit.before is None else "new" if edit.after is None else ""
            yield ActionChange("output", edit.pointer, case, old_value, new_value, absent)


def _sent_otherwise(case: ActionCase, old: Execution, new: Execution) -> Iterator[ActionChange]:
    """Tell what is sent otherwise; where one version sends nothing, that alone, unless its ending says it."""
    if (old.request is None) is not (new.request is None):
        if old.ending is new.ending:
            yield ActionChange("request", "whole", case, _line(old.request), _line(new.request))
        return
    sent = _sent(old), _sent(new)
    for part in dict.fromkeys((*sent[0], *sent[1])):
        before, after = sent[0].get(part), sent[1].get(part)
        if not equal(before, after):
            yield ActionChange("request", part, case, before, after)


def _line(request: Request | None) -> Json:
    return None if request is None else f"{request.method} {request.url}"


def _ended(execution: Execution) -> Json:
    failure = execution.failure
    return str(execution.ending) + (f": {failure.message}" if failure else "")


def _sent(execution: Execution) -> dict[str, Json]:
    """Give all parts of what was sent; code may send several requests, and the later ones are numbered."""
    requests = execution.requests or filter(None, [execution.request])
    numbered = ((f"request {number} " if number > 1 else "", one) for number, one in enumerate(requests, 1))
    return {prefix + part: value for prefix, one in numbered for part, value in _parts(one).items()}


def _parts(request: Request) -> dict[str, Json]:
    headers = {f"headers.{name.lower()}": value for name, value in request.headers}
    return {"method": request.method, "url": request.url, **headers, "body": _read(request.body)}


def _read(body: str | None) -> Json:
    """Read a body as data where it is JSON; a text is never mistaken for a JSON text of the same words."""
    try:
        return body if body is None else {"json": loads(body)}
    except ValueError:
        return {"text": body}
