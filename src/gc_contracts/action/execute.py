"""Runs a Data Action offline the way the platform does: its steps, order, words and failures.

No I/O but through `Send`. Whatever an input, a response or a template holds, a run ends as an Execution;
only what `Send` raises beside TransportError goes through.
"""

from collections.abc import Mapping
from types import MappingProxyType

from gc_contracts._json import Json
from gc_contracts.action import input as given_input
from gc_contracts.action import request as outgoing
from gc_contracts.action.context import request_context, success_context
from gc_contracts.action.definition import INPUT_SCHEMA, SUCCESS, SUCCESS_SCHEMA, define
from gc_contracts.action.flatten import flatten as flattened
from gc_contracts.action.login import access, refused
from gc_contracts.action.output import conform, result_of
from gc_contracts.action.render import resolve
from gc_contracts.action.steps import StepFailed, Trace
from gc_contracts.action.translate import decode, filled, translate
from gc_contracts.model.action import Action
from gc_contracts.model.execution import Execution
from gc_contracts.model.interaction import Request, Send
from gc_contracts.settings import Emulation

_NOTHING: Mapping[str, str] = MappingProxyType({})
_DEFAULT = Emulation()


class Executor:
    """An action made ready once, run often; runs share nothing that changes.

    Args:
        action: the action.
        emulation: what is assumed about the platform.
        credentials: `${credentials.x}` by field. A field that a template names and nobody gives holds a
            harmless dummy text.
        login: the customAuth action of the integration; it runs first, and its output is `${authResponse.x}`.
            Without it every field that a template names holds a dummy.
    """

    def __init__(
        self,
        action: Action,
        emulation: Emulation = _DEFAULT,
        credentials: Mapping[str, str] = _NOTHING,
        login: Action | None = None,
    ) -> None:
        self.action = action
        self.emulation = emulation
        self.definition = define(action, emulation, credentials, with_login=login is not None)
        self.access = access(action.integration_type, credentials)
        self.login = Executor(login, emulation, credentials) if login else None

    def run(
        self,
        input: Json,  # noqa: A002 - the glossary's word
        send: Send,
        *,
        flatten: bool = False,
        login: Send | None = None,
    ) -> Execution:
        """Run the action once.

        Args:
            input: the bare map of inputs, as an Architect flow or the test page sends it.
            send: what answers.
            login: what answers the customAuth action; None: `send` too.
            flatten: give the output as Architect gets it.

        Source: recorded: the workshop's step list; assumed: output validation and flattening follow it.
        """
        trace = Trace(self.action.name, input)
        try:
            request = self._prepare(trace, login or send)
            self._answer(trace, request, send)
            if flatten:
                trace.output = flattened(trace.output, self.action.output.document)
                trace.done(trace.output)
        except StepFailed as stop:
            trace.failed(stop.failure)
        return trace.execution()

    def _prepare(self, trace: Trace, send: Send) -> Request:
        """Steps 1 to 7."""
        given = given_input.simple(trace.input)
        trace.done(given)
        if self.definition.failure:
            raise StepFailed(self.definition.failure)
        trace.done()
        given_input.allowed(given, self.definition.schemas[INPUT_SCHEMA])
        trace.done(given)
        answer = self._authenticate(send)
        trace.done("customAuth" if self.login else self.access.way)
        return self._resolve(trace, request_context(given, self.definition.credentials, answer))

    def _authenticate(self, send: Send) -> Mapping[str, Json]:
        """Step 4: run the customAuth action, if there is one.

        Source: documented: credential types article; assumed: each run logs in anew, for offline nothing
        is kept between runs.
        """
        if self.login is None:
            return self.definition.login
        execution = self.login.run({}, send)
        if execution.failure is not None:
            raise StepFailed(refused(execution.failure))
        return execution.output if isinstance(execution.output, dict) else {}

    def _resolve(self, trace: Trace, context: Mapping[str, Json]) -> Request:
        strict = self.emulation.strict_request
        url = outgoing.resolve_url(self.definition, context, strict=strict)
        trace.done(url)
        headers = outgoing.resolve_headers(self.definition, context, strict=strict)
        trace.done(dict(headers))
        body = outgoing.resolve_body(self.definition, context, strict=strict)
        trace.done(body)
        return Request(self.action.request.method.upper(), url, headers, body)

    def _answer(self, trace: Trace, request: Request, send: Send) -> None:
        """Steps 8 to 11."""
        trace.request = request
        trace.response = outgoing.deliver(request, send, self.action.integration_type, self.access)
        outgoing.accept(trace.response, self.action.integration_type)
        raw = decode(trace.response)
        trace.done({"status": trace.response.status, "body": raw})
        self._transform(trace, filled(raw, self.emulation))

    def _transform(self, trace: Trace, text: str) -> None:
        definition = self.definition
        found = translate(definition.paths, self.action.response.defaults, text, self.emulation)
        trace.values, trace.defaults_used, trace.unresolved = (
            found.values,
            found.defaults_used,
            found.unresolved,
        )
        trace.done(dict(found.values))
        context = success_context(found.values, text)
        trace.rendered = resolve(definition, SUCCESS, context, strict=self.emulation.strict_success)
        trace.output = result_of(trace.rendered, self.emulation)
        trace.done(trace.output)
        conform(trace.output, definition.schemas[SUCCESS_SCHEMA])
        trace.done(trace.output)


def execute(
    action: Action,
    input: Json,  # noqa: A002 - the glossary's word
    send: Send,
    *,
    emulation: Emulation = _DEFAULT,
    credentials: Mapping[str, str] = _NOTHING,
    login: Action | None = None,
    flatten: bool = False,
) -> Execution:
    """Run an action once, offline, step by step as the platform does.

    For many runs of one action make an Executor.

    Args:
        action: the action.
        input: the bare map of inputs.
        send: what answers, e.g. `respond(200, json={…})`.
        emulation: what is assumed about the platform.
        credentials: `${credentials.x}` by field; the rest holds dummy texts.
        login: the customAuth action that feeds `${authResponse.x}`; `send` answers it first.
        flatten: give the output as Architect gets it.
    """
    return Executor(action, emulation, credentials, login).run(input, send, flatten=flatten)
