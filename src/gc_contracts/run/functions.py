"""Run a function action with its JavaScript: the platform's steps call it, and its own requests are answered.

To the executor the function is what any service is, a `Send`. So an event that cannot be read, an error that
is thrown and an answer that the contract refuses all end as they do on the platform.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from gc_contracts._json import Json, loads
from gc_contracts.action.execute import Executor
from gc_contracts.action.function import seconds_of
from gc_contracts.errors import WorkerError
from gc_contracts.model.case import ActionCase, CaseKind, Plan
from gc_contracts.model.check import ActionRun
from gc_contracts.model.contract import Contract
from gc_contracts.model.execution import Cause
from gc_contracts.model.schema import Schema
from gc_contracts.model.verdict import Trouble
from gc_contracts.run.function_calls import Calls
from gc_contracts.run.recording import Recorder
from gc_contracts.run.trouble import NotVerifiedError
from gc_contracts.schema.validate import validate
from gc_contracts.settings import Settings
from gc_contracts.vary.faults import fault_cases
from gc_contracts.vary.grow import grow
from gc_contracts.vary.leaves import leaves
from gc_contracts.vary.recorded import recorded_for_code, usable_document
from gc_contracts.vary.replies import reply
from gc_contracts.vary.responses import grown_cases
from gc_contracts.vary.settle import Reach, settle
from gc_contracts.worker.node.archive import ArchiveError
from gc_contracts.worker.node.layout import laid_out
from gc_contracts.worker.node.source import NoSourceError, Source, find_source
from gc_contracts.worker.node.start import Function, function_worker
from gc_contracts.worker.terms import Opened

PATIENCE = 3
"""How many cases may be killed before the rest is not run any more."""
LATE = 8
"""The same for cases that would take too long: each costs a start of Node's."""
SAID = 200
"""Characters of an error's message in a note."""
LOADING = "loading"
"""The variation of the one run there is where a function cannot be loaded."""
_NO_NODE = (
    "not verified: the function's JavaScript needs Node.js 18 or later, and `{node}` {why}; install it, or "
    "name the program by the ini option gc_node"
)
_NOT_INSTALLED = (
    "not verified: {message}; install the function's packages in {shown}, as its archive has them"
)


@dataclass(slots=True)
class Machine:
    """A function laid out, and the calls that are made to it."""

    contract: Contract
    settings: Settings
    source: Source
    function: Function
    notes: list[str] = field(default_factory=list)

    @contextmanager
    def calls(self, *, watch: bool = False, recorder: Recorder | None = None) -> Iterator[Calls]:
        """Have a process to call; it is kept warm until the end."""
        seconds = seconds_of(self.contract)
        worker = function_worker(self.function, self.settings.project.node, seconds, watch=watch)
        executor = Executor(
            self.contract.action, self.settings.emulation, self.contract.expectations.credentials
        )
        with worker:
            yield Calls(worker, executor, seconds, recorder)

    def opened(self, calls: Calls) -> Trouble | None:
        """Load the function once, and tell why it cannot be loaded.

        Raises:
            NotVerifiedError: it is not for the function that it cannot be.
        """
        node = self.settings.project.node
        try:
            opened = calls.worker.open()
        except WorkerError as error:
            raise NotVerifiedError(
                _NO_NODE.format(node=node, why=f"does not start: {error.message}")
            ) from None
        if isinstance(opened, Opened):
            self._compare(opened)
            return None
        if opened.kind == "node":
            raise NotVerifiedError(_NO_NODE.format(node=node, why=f"is another: {opened.message}"))
        if opened.kind == "module" and not self.source.is_archive:
            shown = self.source.shown or "its folder"
            raise NotVerifiedError(_NOT_INSTALLED.format(message=opened.message, shown=shown))
        return opened

    def _compare(self, opened: Opened) -> None:
        """Note a Node of another generation than the file asks for."""
        declared = self.contract.action.function
        runtime = declared.get("runtime") if isinstance(declared, dict) else None
        found = opened.shape.removeprefix("node ").partition(".")[0]
        if isinstance(runtime, str) and runtime.removeprefix("nodejs").partition(".")[0] != found:
            self.notes.append(f"ran with Node.js {found}; the file says {runtime}")


def run_function(
    contract: Contract,
    plan: Plan,
    cases: Sequence[ActionCase],
    settings: Settings,
    recorder: Recorder | None = None,
) -> tuple[tuple[ActionRun, ...], int, tuple[str, ...]]:
    """Run a function's cases in order.

    Returns: the runs, how many there were, and notes. A function that cannot be loaded gives one run, with
    its trouble.

    Raises:
        NotVerifiedError: its code or Node is not here.
    """
    with _machine(contract, settings) as machine, machine.calls(recorder=recorder) as calls:
        trouble = machine.opened(calls)
        if trouble is not None:
            return (_unloaded(calls, cases[0]),), 1, tuple(machine.notes)
        if plan.kind is CaseKind.HANDLER:
            cases = tuple(_all_cases(machine, calls, cases))
        runs = _run_all(machine, calls, cases)
    return runs, len(runs), (*machine.notes, *_unexercised(runs))


@contextmanager
def _machine(contract: Contract, settings: Settings) -> Iterator[Machine]:
    try:
        source = find_source(contract, settings.project.root)
        with laid_out(source) as function:
            yield Machine(contract, settings, source, function)
    except (NoSourceError, ArchiveError) as error:
        raise NotVerifiedError(f"not verified: {error}") from None


def _unloaded(calls: Calls, case: ActionCase) -> ActionRun:
    return calls.run(replace(case, variation=LOADING))


def _settled(calls: Calls, output: Schema, given: Json, response: Json) -> Json:
    """Give a grown response the types that what the function returns must have."""

    def reached(document: Json) -> Reach:
        shown = calls.run(ActionCase("settle", given, reply(document))).execution
        if shown.failure is None:
            return Reach()
        if shown.failure.cause is not Cause.OUTPUT_SCHEMA:
            return Reach(sound=False)
        return Reach(misfits=len(validate(output, loads(shown.rendered))))

    return settle(reached, response, tuple(leaves(response)))[0]


def _all_cases(machine: Machine, calls: Calls, cases: Sequence[ActionCase]) -> Iterator[ActionCase]:
    """Give input cases a response that the function can use, and make the response and fault cases of it."""
    given = cases[0].input
    recorded = recorded_for_code(machine.contract)
    response = _settled(calls, machine.contract.action.output, given, _grown(machine, given))
    examples = machine.contract.expectations.runs if machine.contract.expectations.handler else ()
    yield from (replace(case, reply=reply(response)) for case in cases)
    yield from grown_cases(response, given, examples, recorded)
    yield from (replace(case, id=f"fault/{case.id}") for case in fault_cases(given, response))


def _grown(machine: Machine, given: Json) -> Json:
    with machine.calls(watch=True) as calls:
        known = usable_document(machine.contract)
        return grow(lambda document: calls.wanted(given, document), known)


def _run_all(machine: Machine, calls: Calls, cases: Sequence[ActionCase]) -> tuple[ActionRun, ...]:
    runs: list[ActionRun] = []
    killed = late = 0
    for case in cases:
        runs.append(calls.run(case))
        trouble = runs[-1].execution.trouble
        killed += calls.was_killed
        late += trouble is not None and trouble.kind == "timeout"
        if killed >= PATIENCE or late >= LATE:
            break
    left = len(cases) - len(runs)
    if left:
        machine.notes.append(f"not verified: after {late} cases without an answer {left} more were not run")
    return tuple(runs)


def _unexercised(runs: Sequence[ActionRun]) -> Iterator[str]:
    """Say where a function threw whatever came: then nothing is known of what it returns."""
    reached = [run.execution.trouble for run in runs if run.execution.response or run.execution.trouble]
    first = reached[0] if reached else None
    if first is not None and all(reached) and runs[0].case.variation != LOADING:
        words = first.message if len(first.message) <= SAID else first.message[:SAID] + "…"
        yield (
            f"not verified: what the function returns, since it failed in every run: {words}; "
            "declare an example with a response that it takes"
        )
