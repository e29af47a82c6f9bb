"""The steps of a run: what each does, and what is known when one fails."""

import pytest

from gc_contracts.action.execute import Executor, execute
from gc_contracts.action.steps import NAMES
from gc_contracts.errors import ConnectionFault
from gc_contracts.model.execution import Cause, Failure
from gc_contracts.model.interaction import Request, Response
from gc_contracts.settings import Emulation
from gc_contracts.transport.respond import respond
from little import little_action

FLAT = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "n": {"type": "integer"}},
    "required": ["id"],
}
NAME = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}


def find_user(**changes):
    """An action with one of everything."""
    parts = {
        "url": "https://example.com/users/${input.id}",
        "headers": {"X-Count": "$!{input.n}"},
        "body": '{"id": "${input.id}"}',
        "paths": {"name": "$.user.name"},
        "success": '{"name": ${name}}',
        "given": FLAT,
        "output": NAME,
    }
    return little_action(**{**parts, **changes})


def failed(action, given, send, **options):
    """Where a run stopped: the step's name, and the failure."""
    execution = execute(action, given, send, **options)
    return execution.steps[-1].name, execution.failure


def test_a_run_that_goes_through_shows_every_step():
    """The trace holds the resolved request, the values and the output, under the platform's step names."""
    execution = execute(find_user(), {"id": "1", "n": None}, respond(json={"user": {"name": "Ann"}}))

    assert [step.name for step in execution.steps] == list(NAMES[:11])
    assert [step.number for step in execution.steps] == list(range(1, 12))
    assert [step.result for step in execution.steps] == [
        {"id": "1"},
        None,
        {"id": "1"},
        "none",
        "https://example.com/users/1",
        {"X-Count": ""},
        '{"id": "1"}',
        {"status": 200, "body": '{"user":{"name":"Ann"}}'},
        {"name": '"Ann"'},
        {"name": "Ann"},
        {"name": "Ann"},
    ]
    assert (execution.ok, execution.output, execution.values) == (True, {"name": "Ann"}, {"name": '"Ann"'})
    assert execution.request == Request(
        "POST", "https://example.com/users/1", (("X-Count", ""),), '{"id": "1"}'
    )


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ([], ""),
        ("text", ""),
        (None, ""),
        ({"a": {}}, "/a"),
        ({"a": [1]}, "/a"),
        ({"a/b": float("nan")}, "/a~1b"),
    ],
)
def test_only_key_value_pairs_are_an_input(given, pointer):
    """Lists, nested values and what JSON cannot write stop the first step."""
    step, failure = failed(find_user(), given, respond())

    assert (step, failure.cause, failure.pointer) == (NAMES[0], Cause.INPUT_SHAPE, pointer)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"url": "#if(true)"}, "requestUrlTemplate"),
        ({"headers": {"X": "#if(true)"}}, "headers.X"),
        ({"body": "#if(true)"}, "requestTemplate"),
        ({"success": "#if(true)"}, "successTemplate"),
        ({"paths": {"name": "$.sp ace"}}, "name"),
        ({"given": {"type": "strin"}}, "inputSchema"),
        ({"output": {"type": 5}}, "successSchema"),
    ],
)
def test_a_broken_definition_stops_the_second_step(changes, part):
    """Templates must parse, paths and schemas compile, before anything is sent."""
    step, failure = failed(find_user(**changes), {"id": "1"}, respond())

    assert (step, failure.cause, failure.part) == (NAMES[1], Cause.DEFINITION, part)


@pytest.mark.parametrize(
    ("given", "pointer", "keyword"),
    [({}, "", "required"), ({"id": None}, "", "required"), ({"id": "1", "n": "5"}, "/n", "type")],
)
def test_the_input_schema_is_kept(given, pointer, keyword):
    """A null counts as absent, and nothing is coerced."""
    step, failure = failed(find_user(), given, respond())

    assert (step, failure.cause) == (NAMES[2], Cause.INPUT_SCHEMA)
    assert (failure.pointer, failure.keyword) == (pointer, keyword)


@pytest.mark.parametrize(
    ("changes", "step", "part"),
    [
        ({"url": "https://example.com/${input.n}"}, NAMES[4], "requestUrlTemplate"),
        ({"headers": {"X": "${input.n}"}}, NAMES[5], "headers.X"),
        ({"body": "${input.n}"}, NAMES[6], "requestTemplate"),
    ],
)
def test_an_absent_input_fails_where_it_is_used(changes, step, part):
    """The request side is strict: an optional input needs a guard."""
    stopped, failure = failed(find_user(**changes), {"id": "1"}, respond())

    assert (stopped, failure.cause, failure.part, failure.line) == (step, Cause.VELOCITY, part, 1)


def test_a_lenient_request_side_sends_the_reference():
    """The switch for the open question of strictness reaches the request templates."""
    execution = execute(
        find_user(body="${input.n}"),
        {"id": "1"},
        respond(json={"user": {"name": "Ann"}}),
        emulation=Emulation(strict_request=False),
    )

    assert execution.request.body == "${input.n}"


@pytest.mark.parametrize(("method", "body"), [("GET", None), ("DELETE", None), ("PUT", "x"), ("patch", "x")])
def test_the_method_decides_about_a_body(method, body):
    """GET sends none; a body template that is not sent is not resolved."""
    execution = execute(little_action(method=method, body="x"), {}, respond())

    assert (execution.request.method, execution.request.body) == (method.upper(), body)


def test_the_body_defaults_to_the_whole_input():
    """Without a body template the input goes out as JSON text, without its nulls."""
    execution = execute(little_action(), {"b": "x", "a": 5, "c": None}, respond())

    assert execution.request.body == '{"b":"x","a":5}'


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"url": " "}, "the URL is empty"),
        ({"url": "/api/v2/users"}, "the URL is not absolute"),
        ({"url": "ftp://example.com"}, "no scheme http or https with a host"),
        ({"url": "https://example.com/a\nb"}, "the URL holds a control character"),
        ({"headers": {"a b": "x"}}, "'a b' is not a header name"),
        ({"headers": {"X": "a\nb"}}, "the value of header 'X' holds a control character"),
    ],
)
def test_what_no_client_could_send_is_not_sent(changes, words):
    """Such a request fails while it is executed, and stays visible."""
    execution = execute(little_action(**changes), {}, respond())

    assert execution.steps[-1].name == "Execute"
    assert execution.failure == Failure(
        Cause.REQUEST,
        f"REST call for action execute failed. Message: {words}",
        error_code="ACTION.REMOTE_ENDPOINT",
    )
    assert execution.request is not None


@pytest.mark.parametrize(
    ("send", "failure"),
    [
        (
            respond(404, text="gone"),
            Failure(
                Cause.STATUS,
                "REST call for action execute failed. Message: Request failed with status 404 Not Found: gone",
                "bad.request",
                404,
                "ACTION.REMOTE_ENDPOINT",
            ),
        ),
        (
            respond(599),
            Failure(
                Cause.STATUS,
                "REST call for action execute failed. Message: Request failed with status 599",
                "internal.server.error",
                599,
                "ACTION.REMOTE_ENDPOINT",
            ),
        ),
        (
            respond(raises=ConnectionResetError("Connection reset")),
            Failure(
                Cause.CONNECTION,
                "REST call for action execute failed. Message: Connection reset",
                "internal.server.error",
                500,
                "ACTION.REMOTE_ENDPOINT",
            ),
        ),
        (
            respond(raises=TimeoutError("60 s")),
            Failure(
                Cause.TIMEOUT,
                "REST call for action execute failed. Message: The request timed out: 60 s",
                "gateway.timeout",
                504,
                "ACTION.REMOTE_ENDPOINT",
            ),
        ),
    ],
    ids=["status", "odd-status", "reset", "timeout"],
)
def test_what_is_no_success_fails_the_execute_step(send, failure):
    """Only 2xx goes on; codes and the form of messages are the platform's."""
    assert failed(find_user(), {"id": "1"}, send) == ("Execute", failure)


def test_a_redirect_is_a_failure_that_keeps_its_response():
    """No redirect is followed, and the response can be looked at."""
    execution = execute(find_user(), {"id": "1"}, respond(302, headers={"location": "/x"}))

    assert execution.failure.status == 302
    assert execution.response == Response(302, (("location", "/x"),))


def test_what_a_send_raises_by_mistake_goes_through():
    """An unmatched request of a replay must not look like a broken service."""

    def send(request):
        raise LookupError(request.url)

    with pytest.raises(LookupError):
        execute(find_user(), {"id": "1"}, send)


@pytest.mark.parametrize(
    ("send", "cause"),
    [
        (respond(text="<html>"), Cause.BODY),
        (respond(text='{"user": '), Cause.BODY),
        (respond(text='{"user": NaN}'), Cause.BODY),
        (respond(text="[" * 60 + "]" * 60), Cause.LIMIT),
        (respond(text="[" * 100_000), Cause.BODY),
        (respond(json=None), Cause.JSONPATH),
    ],
    ids=["html", "cut-off", "nan", "deep", "too-deep-to-read", "null"],
)
def test_a_mapped_response_must_be_json(send, cause):
    """A body that paths cannot be followed in fails the translation."""
    step, failure = failed(find_user(), {"id": "1"}, send)

    assert (step, failure.cause) == (NAMES[8], cause)


def test_fifty_levels_are_taken():
    """The limit on depth is fifty levels, not forty-nine."""
    action = little_action(paths={"a": "$.length()"}, success="${a}")

    assert execute(action, {}, respond(text="[" * 50 + "]" * 50)).output == 1


def test_many_small_lists_are_not_deep():
    """Depth is counted level by level, not by brackets."""
    action = little_action(paths={"a": "$.length()"}, success="${a}")

    assert execute(action, {}, respond(json=[[number, {"n": number}] for number in range(60)])).output == 60


def test_an_unmapped_response_may_be_anything():
    """Where nothing reads the body, it need not be JSON."""
    assert execute(little_action(success="{}"), {}, respond(text="<html>")).output == {}


@pytest.mark.parametrize(
    ("response", "text"),
    [
        (respond(content='"é"'.encode("latin-1"), headers={"Content-Type": "a/b; charset=ISO-8859-1"}), "é"),
        (respond(content='"é"'.encode(), headers={"Content-Type": 'a/b; charset="utf-8"'}), "é"),
        (respond(content='"é"'.encode("latin-1")), "\ufffd"),
        (respond(content='"é"'.encode(), headers={"Content-Type": "a/b; charset=nonsense"}), "é"),
        (respond(content=b'"a"', headers={"Content-Type": "a/b; charset=hex"}), "a"),
        (respond(content=b'"a"', headers={"Content-Type": "a/b; charset=\0"}), "a"),
    ],
    ids=["latin-1", "quoted", "not-utf-8", "unknown-charset", "no-text-codec", "no-name-at-all"],
)
def test_a_body_is_read_in_its_charset(response, text):
    """UTF-8 where none is given or known; what is no character becomes U+FFFD."""
    assert execute(little_action(), {}, response).output == text


@pytest.mark.parametrize("send", [respond(204), respond(200, text=" \r\n")], ids=["204", "blank"])
def test_an_empty_body_acts_as_an_empty_object(send):
    """Endpoints that answer with nothing give `{}`, unless that assumption is switched off."""
    strict = Emulation(empty_body="fail")

    assert execute(little_action(), {}, send).output == {}
    assert execute(little_action(), {}, send, emulation=strict).failure.cause is Cause.OUTPUT_JSON


def test_a_default_is_for_what_is_not_there():
    """An explicit null and an empty list are values; the trace tells which default was used."""
    paths = {"a": "$.a", "b": "$.b", "c": "$.c[*]", "d": "$.d"}
    action = little_action(paths=paths, defaults={"a": "1", "b": "1", "c": "1"}, success="[$a,$b,$c]")

    execution = execute(action, {}, respond(json={"b": None, "c": []}))

    assert execution.values == {"a": "1", "b": "null", "c": "[]"}
    assert (execution.defaults_used, execution.unresolved) == (("a",), ("d",))
    assert execution.output == [1, None, []]


def test_the_output_must_match_the_success_schema():
    """A mismatch fails a step of its own, names the place, and the output stays visible."""
    execution = execute(find_user(), {"id": "1"}, respond(json={"user": {"name": 5}}))

    assert execution.steps[-1].name == "Validate output against success schema"
    assert (execution.failure.cause, execution.failure.pointer) == (Cause.OUTPUT_SCHEMA, "/name")
    assert (execution.output, execution.to_dict()["finalResult"]) == ({"name": 5}, None)


def test_a_flattened_run_has_one_step_more():
    """Architect's form of the output is the last step's result."""
    output = {"properties": {"a": {"properties": {"b": {"type": "integer"}}}}}

    execution = execute(little_action(output=output), {}, respond(json={"a": {"b": 1}}), flatten=True)

    assert (execution.steps[-1].name, execution.output) == ("Flatten output", {"a.b": 1})


@pytest.mark.parametrize("kind", ["function-data-actions", "aws-lambda-data-actions"])
def test_a_function_gets_the_body_as_its_event(kind):
    """A function has no URL, and the method says nothing about its event."""
    execution = execute(
        little_action(kind=kind, url=None, method="GET"), {"a": "x"}, respond(json={"ok": True})
    )

    assert execution.request == Request("GET", "", (), '{"a":"x"}')
    assert execution.output == {"ok": True}


def test_credentials_nobody_gave_are_dummies():
    """No run fails for want of a secret; a URL that starts with one stays a URL."""
    action = little_action(
        url="${credentials.url}/token",
        headers={
            "Authorization": "Basic ${credentials.user}:${credentials.password}",
            "X": "${authResponse.t}",
        },
    )

    execution = execute(action, {}, respond(), credentials={"user": "ann"})

    assert execution.request.url == "https://dummy.invalid/token"
    assert dict(execution.request.headers) == {"Authorization": "Basic ann:dummy", "X": "dummy"}


def test_built_in_inputs_are_there_and_can_be_hidden():
    """The platform's own values stand beside the inputs; an input of the same name hides one."""
    action = little_action(body="${input.orgId} ${input.rawRequest}")

    plain = execute(action, {}, respond()).request.body
    hidden = execute(action, {"orgId": "mine"}, respond()).request.body

    assert plain == "00000000-0000-4000-8000-000000000001 {}"
    assert hidden == 'mine {"orgId":"mine"}'


def test_the_success_template_does_not_see_the_input():
    """Only mapped values and the raw response are known there."""
    step, failure = failed(little_action(success="${input.id}"), {"id": "1"}, respond())

    assert (step, failure.part) == ("Apply output transformation", "successTemplate")


def test_an_executor_runs_again_and_again():
    """Runs share nothing that changes."""
    executor = Executor(find_user())
    first = executor.run({"id": "1"}, respond(json={"user": {"name": "Ann"}}))
    executor.run({"id": "2"}, respond(500))

    assert executor.run({"id": "1"}, respond(json={"user": {"name": "Ann"}})) == first


def test_a_connection_fault_of_a_send_is_a_failure():
    """What the door to the network raises becomes a failed step."""

    def send(request):
        raise ConnectionFault("no route")

    assert failed(find_user(), {"id": "1"}, send)[1].cause is Cause.CONNECTION


def test_a_function_takes_and_gives_limited_payloads():
    """Event and answer of a function have a largest size; another integration has none that we know."""
    function = little_action(kind="function-data-actions", url=None, body="${input.a}")
    large = "x" * 750_001

    assert failed(function, {"a": large}, respond())[1].cause is Cause.LIMIT
    assert failed(function, {"a": "1"}, respond(json=large))[1].cause is Cause.LIMIT
    assert execute(little_action(body="${input.a}"), {"a": large}, respond(json=large)).ok


def test_a_byte_order_mark_is_dropped():
    """A body that begins with one is read as if it did not."""
    assert execute(little_action(), {}, respond(content=b"\xef\xbb\xbf{}")).output == {}
