"""Step 4: the login action runs first, and integrations complete what goes out."""

from dataclasses import replace

import httpx
import pytest

from gc_contracts.action.execute import Executor, execute
from gc_contracts.errors import TimeoutFault
from gc_contracts.model.interaction import Response
from gc_contracts.transport.respond import respond
from little import little_action

LOGIN = replace(
    little_action(
        url="https://login.example/token",
        headers={
            "Authorization": 'Basic $encoding.base64("${credentials.clientId}:${credentials.clientSecret}")'
        },
        body="grant_type=client_credentials",
    ),
    action_type="customAuth",
)
ACTION = little_action(headers={"Authorization": "Bearer ${authResponse.access_token}"}, body="{}")


class Line:
    """Answers each request with the next reply and keeps what was sent."""

    def __init__(self, *replies):
        self.replies, self.sent = list(replies), []

    def __call__(self, request):
        """Answer the next request."""
        self.sent.append(request)
        return self.replies.pop(0)(request)


def test_the_login_action_runs_first_and_feeds_the_other():
    """Its output is `authResponse`, its request goes out before the action's own."""
    send = Line(respond(json={"access_token": "t1"}), respond(json={}))

    execution = execute(ACTION, {}, send, login=LOGIN, credentials={"clientId": "a", "clientSecret": "b"})

    assert [request.url for request in send.sent] == ["https://login.example/token", "https://example.com/"]
    assert dict(send.sent[0].headers) == {"Authorization": "Basic YTpi"}
    assert dict(send.sent[1].headers) == {"Authorization": "Bearer t1"}
    assert execution.ok


def test_a_login_may_have_a_line_of_its_own():
    """So that a case's reply answers the action and nothing else."""
    executor = Executor(ACTION, login=LOGIN)

    execution = executor.run({}, respond(json={"a": 1}), login=respond(json={"access_token": "t1"}))

    assert (execution.output, dict(execution.request.headers)) == ({"a": 1}, {"Authorization": "Bearer t1"})


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(respond(401, json={"error": "invalid_client"}), id="refused"),
        pytest.param(respond(raises=httpx.ReadTimeout), id="time-out"),
        pytest.param(respond(text="<html>"), id="no JSON"),
    ],
)
def test_a_login_that_fails_fails_the_action_at_step_four(reply):
    """Whatever goes wrong there, the flow hears of invalid credentials."""
    execution = execute(ACTION, {}, Line(reply), login=LOGIN)

    failed = execution.steps[-1]
    assert (failed.number, failed.name, failed.ok) == (4, "Perform authentication", False)
    assert execution.request is None
    assert execution.failure_outputs["errorCode"] == "INVALID_CREDENTIALS"
    assert execution.failure_outputs["details.errorCode"] == ["ACTION.AUTHENTICATION"]


def test_a_login_that_gives_no_such_field_leaves_the_variable_unset():
    """Strict mode tells, at the header that wanted it."""
    execution = execute(ACTION, {}, Line(respond(json={"token": "t1"})), login=LOGIN)

    assert execution.failure.part == "headers.Authorization"


@pytest.mark.parametrize(
    ("kind", "url", "credentials", "sent"),
    [
        pytest.param(
            "purecloud-data-actions",
            "/api/v2/users/me",
            {},
            "https://api.mypurecloud.com/api/v2/users/me",
            id="Genesys Cloud",
        ),
        pytest.param(
            "purecloud-data-actions",
            "https://api.usw2.pure.cloud/api/v2/x",
            {},
            "https://api.usw2.pure.cloud/api/v2/x",
            id="absolute",
        ),
        pytest.param(
            "zendesk-data-actions",
            "/api/v2/tickets",
            {"baseUrl": "https://me.zendesk.com/"},
            "https://me.zendesk.com/api/v2/tickets",
            id="Zendesk",
        ),
        pytest.param(
            "microsoft-dynamics-data-actions",
            "/api/data/v9.0/contacts",
            {"orgWebAddress": "https://org.crm.dynamics.com"},
            "https://org.crm.dynamics.com/api/data/v9.0/contacts",
            id="Dynamics",
        ),
        pytest.param(
            "salesforce-datadip",
            "/services/data/v55.0/query",
            {},
            "https://salesforce.invalid/services/data/v55.0/query",
            id="Salesforce",
        ),
    ],
)
def test_integrations_that_know_their_host_complete_the_url(kind, url, credentials, sent):
    """The execution shows what the template gave; the wire gets the whole, with a token."""
    send = Line(respond(json={}))

    execution = execute(little_action(kind=kind, url=url, body="{}"), {}, send, credentials=credentials)

    assert execution.request.url == url
    assert send.sent[0].url == sent
    assert dict(send.sent[0].headers) == {"Authorization": "Bearer dummy-token"}


def test_basic_credentials_are_added_to_every_request():
    """Only for web services, and only where the two fields are all there is."""
    send = Line(respond(json={}), respond(json={}))

    execute(little_action(body="{}"), {}, send, credentials={"userName": "ann", "password": "pw"})
    execute(little_action(body="{}"), {}, send, credentials={"userName": "ann", "key": "k"})

    assert [dict(request.headers) for request in send.sent] == [{"Authorization": "Basic YW5uOnB3"}, {}]


@pytest.mark.parametrize(
    ("kind", "reply", "ok", "message"),
    [
        pytest.param(
            "function-data-actions",
            Response(
                200,
                (("X-Amz-Function-Error", "Unhandled"),),
                b'{"errorType": "TypeError", "errorMessage": "x is not a function"}',
            ),
            False,
            "REST call for action execute failed. Message: TypeError: x is not a function",
            id="thrown",
        ),
        pytest.param(
            "aws-lambda-data-actions",
            Response(200, (("X-Amz-Function-Error", "Unhandled"),), b"oops"),
            False,
            "REST call for action execute failed. Message: Unhandled",
            id="thrown without words",
        ),
        pytest.param(
            "function-data-actions",
            Response(200, (), b'{"statusCode": 400}'),
            True,
            "",
            id="a payload that speaks of 400",
        ),
        pytest.param(
            "custom-rest-actions",
            Response(200, (("X-Amz-Function-Error", "Unhandled"),), b"{}"),
            True,
            "",
            id="no function",
        ),
    ],
)
def test_a_function_fails_by_throwing_and_only_by_that(kind, reply, ok, message):
    """What it returns is a success, whatever number stands in it."""
    execution = execute(little_action(kind=kind, body="{}"), {}, lambda _: reply)

    assert execution.ok is ok
    assert (execution.failure.message if execution.failure else "") == message


@pytest.mark.parametrize(
    ("action", "words"),
    [
        pytest.param(
            little_action(kind="function-data-actions", url=None, body="x" * 750_001),
            "event is larger than 750000",
            id="event",
        ),
        pytest.param(
            little_action(kind="function-data-actions", url=None, headers={"Certificate": "x" * 2_600}),
            "client context is larger than 3584",
            id="client context",
        ),
    ],
)
def test_a_function_takes_no_more_than_its_limits(action, words):
    """Told at the step that would send it."""
    execution = execute(action, {}, respond(json={}))

    assert execution.steps[-1].name == "Execute"
    assert words in execution.failure.message


def test_what_a_flow_gets_on_each_of_its_three_paths():
    """Success, failure with the error contract's leaves, time-out."""

    def late(_):
        raise TimeoutFault("no answer")

    found = [execute(ACTION, {}, send, credentials={}) for send in (respond(json={}), respond(503), late)]

    assert [execution.ending.value for execution in found] == ["success", "failure", "timeout"]
    assert [execution.failure_outputs.get("status") for execution in found] == [None, 503, None]
    assert sorted(found[1].failure_outputs) == sorted(
        [
            *(
                "errorCode",
                "status",
                "correlationId",
                "entityId",
                "entityName",
                "userMessage",
                "userParamsMessage",
            ),
            *("userParams.key", "userParams.value"),
            *("details.errorCode", "details.fieldName", "details.entityId", "details.entityName"),
        ]
    )
