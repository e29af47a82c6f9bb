"""One contract's handler in its worker: called with inputs, its requests answered, what it showed told."""

import math
from contextlib import suppress
from dataclasses import replace
from typing import Self

from gc_contracts._json import Json, dumps
from gc_contracts.action.handled import Handled
from gc_contracts.errors import WorkerError
from gc_contracts.model.contract import Contract
from gc_contracts.model.interaction import Reply, Request, Response, Send
from gc_contracts.model.verdict import Trouble
from gc_contracts.run.line import EndlessError, Line
from gc_contracts.settings import Settings
from gc_contracts.worker.terms import Answered, Died, Hung, Limits, Place
from gc_contracts.worker.worker import Worker

ENTRY = "execute"
SECONDS = 10.0
"""What a handler may take where neither its file nor contract.yaml says.

Source: assumed: the tutorial speaks of 10 to 30 seconds."""
MOST_SECONDS = 30.0
"""What no action may take. Source: assumed: as above."""
SHOWN = 60
"""Characters of an output that is none."""
TRYING = 5.0
"""Seconds for a call of a handler that is only being tried out: waiting takes none."""
WAITS = "it would "
"""How a time-out is told that was not sat out."""
ENDLESS = "it would send requests without end"


class Hands:
    """One contract's handler in its worker."""

    def __init__(self, contract: Contract, settings: Settings, *, watch: bool = False) -> None:
        self.contract = contract
        self.seconds = seconds_of(contract)
        self._is_said = contract.expectations.timeout is not None or contract.action.form != "field-list"
        place = Place(settings.project.root, settings.project.paths)
        setup = {**source_of(contract), "watch": watch}
        limits = Limits(seconds=min(self.seconds, TRYING) if watch else self.seconds)
        self.worker = Worker.of_name("handler", contract.expectations.handler, setup, place, limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.worker.close()

    def open(self) -> Trouble | None:
        """Import it, and say why that cannot be done."""
        try:
            opened = self.worker.open()
        except WorkerError as error:
            return Trouble("WorkerError", str(error))
        return _refused(opened, ()) if isinstance(opened, Trouble) else None

    def call(
        self, given: Json, answer: Reply, before: tuple[Reply, ...] = (), send: Send | None = None
    ) -> Handled:
        """Call the handler once; `send` answers in place of the replies."""
        line = Line(answer, before, send)
        told: Answered | Died | Hung | None = None
        with suppress(EndlessError):  # the worker has ended its process
            told = self.worker.ask(given, send=line)
        response = answer if isinstance(answer, Response) and line.requests else None
        requests = tuple(line.requests)
        if told is None or line.is_endless:
            return Handled(None, Trouble("timeout", ENDLESS), requests, response, extra={"tapered": True})
        handled = _handled(told, requests, response, self.seconds, is_said=self._is_said)
        tried = [*handled.extra.get("tried", ()), *line.foreign]
        extra = {**handled.extra, "tapered": line.is_tapered, "tried": tried}
        return replace(handled, trouble=_left_alone(handled.trouble, line.foreign), extra=extra)


def seconds_of(contract: Contract) -> float:
    """Tell how long a handler may take: contract.yaml, else the action's own time, else what is usual."""
    asked = contract.expectations.timeout
    if asked is not None:
        return asked
    return SECONDS if contract.action.form == "field-list" else contract.action.timeout


def source_of(contract: Contract) -> dict[str, Json]:
    """Give the code that stands in the file, where no handler is named."""
    code = contract.action.code
    if contract.expectations.handler or code is None:
        return {}
    return {"code": code.text, "entry": ENTRY, "name": contract.id}


def _handled(
    told: Answered | Died | Hung,
    requests: tuple[Request, ...],
    response: Response | None,
    seconds: float,
    *,
    is_said: bool,
) -> Handled:
    if not isinstance(told, Answered):
        return Handled(None, told.trouble, requests, response, told.trouble.output)
    value: dict[str, Json] = told.value
    trouble = Trouble(**value["trouble"], output=told.output) if "trouble" in value else None
    trouble = trouble or _no_outputs(value.get("output"))
    late = _late(value.get("waited", 0.0), seconds, is_said=is_said)
    trouble = late or _refused(trouble, told.tried)
    extra = {key: item for key, item in value.items() if key not in {"output", "trouble"}}
    extra |= {"tried": list(told.tried)} if told.tried else {}
    return Handled(value.get("output"), trouble, requests, response, told.output, extra)


def _no_outputs(output: Json) -> Trouble | None:
    if isinstance(output, dict):
        return None
    text = dumps(output)
    shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    return Trouble("answer", f"it gave {shown}, and outputs are a dict of names and values")


def _late(waited: float, seconds: float, *, is_said: bool) -> Trouble | None:
    if waited <= seconds:
        return None
    if math.isinf(waited):
        return Trouble("timeout", f"{WAITS}wait for ever: no reply comes, and it sets no time-out")
    if is_said or waited > MOST_SECONDS:
        return Trouble("timeout", f"{WAITS}sleep and wait {waited:g} s; it may take {seconds:g} s")
    return Trouble(
        "slow", f"{WAITS}sleep and wait {waited:g} s; what it may take `timeout` in contract.yaml says"
    )


def _left_alone(trouble: Trouble | None, foreign: tuple[str, ...]) -> Trouble | None:
    """Put what failed after a connection that nobody here can answer down to that."""
    if trouble is None or not foreign or trouble.kind in {"timeout", "slow"}:
        return trouble
    return replace(trouble, kind="network", message=_attempt(foreign[0]))


def _attempt(what: str) -> str:
    return f"it tries to {what}, which no test run lets through"


def _refused(trouble: Trouble | None, tried: tuple[str, ...]) -> Trouble | None:
    """Tell of an attempt to leave by what was tried; one that the code survived is no trouble."""
    if trouble is None or trouble.kind != "Refused":
        return trouble
    words = _attempt(tried[0]) if tried else trouble.message
    return replace(trouble, kind="network", message=words)
