"""Calls of a function as an action's executor sees them: a request goes in, and a response comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gc_contracts._json import Json, dumps, loads
from gc_contracts.action.execute import Executor
from gc_contracts.action.function import MEMORY_MB, client_context
from gc_contracts.model.case import ActionCase
from gc_contracts.model.check import ActionRun
from gc_contracts.model.interaction import Request, Response
from gc_contracts.model.verdict import Trouble
from gc_contracts.run.hands import WAITS
from gc_contracts.run.line import Line
from gc_contracts.run.recording import Recorder, answering, ended
from gc_contracts.vary.replies import JSON_TYPE, reply
from gc_contracts.worker.terms import Answer, Answered, Died, Hung
from gc_contracts.worker.worker import Worker

UNHANDLED = (("X-Amz-Function-Error", "Unhandled"),)
"""How Lambda marks a thrown error. Source: documented: its invoke API."""


@dataclass(slots=True)
class Call:
    """One call: a `Send` for the executor, and what it showed beside its response."""

    worker: Worker
    line: Line
    seconds: float
    trouble: Trouble | None = None
    printed: str = ""
    extra: Mapping[str, Json] = field(default_factory=dict)
    tried: tuple[str, ...] = ()

    def __call__(self, request: Request) -> Response:
        """Invoke the function with the body as its event.

        Source: documented: Lambda's invoke API: a payload that is no JSON is refused with status 400, an
        empty one is an empty object; assumed: the platform hands both on as they are.
        """
        event = request.body if request.body and request.body.strip() else "{}"
        try:
            loads(event)
        except (ValueError, RecursionError) as error:
            return _refused(str(error))
        asked = {"event": event, "client": client_context(request.headers), "memory": MEMORY_MB}
        told = self.worker.ask(asked, send=self.line)
        self.trouble, self.printed = _trouble(told), _printed(told)
        self.extra = told.value if isinstance(told, Answered) else {}
        self.tried = told.tried if isinstance(told, Answered) else ()
        return self._response()

    def _response(self) -> Response:
        output = self.extra.get("output")
        if isinstance(output, str):
            return Response(200, JSON_TYPE, output.encode("utf-8", "surrogatepass"))
        error = self.extra.get("error") or _lambda_error(self.trouble, self.seconds)
        return Response(200, (*JSON_TYPE, *UNHANDLED), dumps(error).encode("utf-8", "surrogatepass"))


class Calls:
    """A function in its process, called case by case."""

    def __init__(
        self, worker: Worker, executor: Executor, seconds: float, recorder: Recorder | None = None
    ) -> None:
        self.worker, self._recorder = worker, recorder
        self._executor = executor
        self._seconds = seconds
        self.was_killed = False
        """Whether the last call had to be stopped."""

    def run(self, case: ActionCase) -> ActionRun:
        """Run a case through the platform's steps."""
        recorded = answering(case, self._recorder)
        call = Call(self.worker, Line(case.reply, case.before, recorded), self._seconds)
        execution = self._executor.run(case.input, call)
        self.was_killed = _was_killed(call.trouble)
        shown = replace(
            execution,
            requests=tuple(call.line.requests),
            trouble=call.trouble,
            printed=call.printed,
            tried=call.tried,
        )
        return ended(ActionRun(case, shown), recorded)

    def wanted(self, given: Json, document: Json) -> list[tuple[str, str]]:
        """Tell what the function looks for in a response and does not find."""
        call = Call(self.worker, Line(reply(document)), self._seconds)
        self._executor.run(given, call)
        return [(pointer, type_) for pointer, type_ in call.extra.get("wanted") or ()]


def _trouble(told: Answer) -> Trouble | None:
    if isinstance(told, Died | Hung):
        return told.trouble
    if "trouble" in told.value:
        return Trouble(**told.value["trouble"], output=told.output)
    return None


def _printed(told: Answer) -> str:
    return told.output if isinstance(told, Answered) else told.trouble.output


def _was_killed(trouble: Trouble | None) -> bool:
    return trouble is not None and trouble.kind == "timeout" and not trouble.message.startswith(WAITS)


def _refused(words: str) -> Response:
    told = {"Type": "User", "message": f"Could not parse request body into json: {words}"}
    return replace(reply(told), status=400)


def _lambda_error(trouble: Trouble | None, seconds: float) -> dict[str, Json]:
    """Write what Lambda answers where no answer of the function's own is there.

    Source: documented: Lambda's troubleshooting articles for both error types; the request's id is left out.
    """
    if trouble is not None and trouble.kind == "timeout":
        return _error("Sandbox.Timedout", f"Error: Task timed out after {seconds:.2f} seconds")
    if trouble is not None and trouble.kind != "exit":
        return _error(trouble.kind, trouble.message)
    return _error("Runtime.ExitError", "Error: Runtime exited without providing a reason")


def _error(type_: str, message: str) -> dict[str, Json]:
    return {"errorType": type_, "errorMessage": message, "trace": []}
