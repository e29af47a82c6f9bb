"""Functions in a process of Node's: called as Lambda calls them, and each way to end is an answer."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gc_contracts.model.interaction import Fault, Reply, Request, Response
from gc_contracts.worker.node.start import MIB, function_worker
from gc_contracts.worker.terms import Answered, Died, Hung, Opened
from gc_contracts.worker.worker import Worker
from javascript import LOOK_UP, function, needs_node

pytestmark = needs_node
ASKED = {"event": '{"userId": "7"}', "client": {"apiKey": "secret"}, "memory": 1536}
JSON = (("content-type", "application/json"),)
ANN = Response(200, JSON, b'{"name": "Ann"}')
ENDED = "exports.handler = async (event, context) => { "


class Outside:
    """Answers with one reply and keeps what was asked."""

    def __init__(self, reply: Reply = ANN) -> None:
        self.reply = reply
        self.seen: list[Request] = []

    def __call__(self, request: Request) -> Reply:
        """Connections are made but for the fault that says otherwise."""
        if request.method == "CONNECT":
            return Fault.REFUSED if self.reply is Fault.REFUSED else Response(200)
        self.seen.append(request)
        return self.reply


@pytest.fixture
def worker(tmp_path: Path):
    """Start a worker on a function's text; closed in the end."""
    started: list[Worker] = []

    def start(text: str, name: str = "index.js", *, seconds: float = 10.0, **options: object) -> Worker:
        made = function_worker(function(tmp_path, text, name), "node", seconds, **options)
        started.append(made)
        return made

    yield start
    for one in started:
        one.close()


Started = Callable[..., Worker]


def output(worker: Worker, reply: Reply = ANN) -> object:
    """Call once and read what comes back."""
    answer = worker.ask(ASKED, send=Outside(reply))
    assert isinstance(answer, Answered), answer
    return json.loads(answer.value["output"])


def trouble(worker: Worker, reply: Reply = ANN) -> tuple[str, str, str, int]:
    """Call once and tell how that failed: kind, message, file, line."""
    answer = worker.ask(ASKED, send=Outside(reply))
    if isinstance(answer, Answered):
        told = answer.value["trouble"]
        return told["kind"], told["message"], told.get("file", ""), told.get("line", 0)
    return answer.trouble.kind, answer.trouble.message, answer.trouble.file, answer.trouble.line


def test_a_function_gets_event_and_client_context_and_its_requests_are_answered(worker: Started):
    """The request arrives whole, over TLS, and the reply comes back."""
    outside = Outside()

    answer = worker(LOOK_UP).ask(ASKED, send=outside)

    assert json.loads(answer.value["output"]) == {"fullName": "Ann"}
    assert [(one.method, one.url) for one in outside.seen] == [
        ("GET", "https://people.example.com/users?id=7")
    ]
    assert ("x-api-key", "secret") in outside.seen[0].headers


CALLED = {
    "callback": "exports.handler = (event, context, callback) => callback(null, event.userId);",
    "promise": "exports.handler = (event) => Promise.resolve(event.userId);",
    "done": "exports.handler = (event, context) => { context.succeed(event.userId); };",
    "callback-late": "exports.handler = (e, c, callback) => { setTimeout(() => callback(null, e.userId), 900); };",
    "nested-name": "exports.handler = async function (event) { return this === undefined || event.userId; };",
}


@pytest.mark.parametrize("text", CALLED.values(), ids=CALLED)
def test_each_way_to_answer_is_taken(worker: Started, text):
    """A promise, a callback, and what came before both."""
    assert output(worker(text)) == "7"


MODULES = {
    "index.js": "exports.handler = async () => 'cjs';",
    "index.mjs": "export const handler = async () => 'cjs';",
    "index.cjs": "module.exports = { handler: async () => 'cjs' };",
}


@pytest.mark.parametrize(("name", "text"), MODULES.items(), ids=MODULES)
def test_each_kind_of_module_is_loaded(worker: Started, name, text):
    """CommonJS and ES modules, told by their endings."""
    assert output(worker(text, name)) == "cjs"


def test_a_package_of_type_module_makes_js_an_es_module(worker: Started, tmp_path: Path):
    """As Node has it."""
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "package.json").write_text('{"type": "module"}')

    assert output(worker("import 'node:path'; export async function handler() { return 1; }")) == 1


NOT_GIVEN = {
    "undefined": "exports.handler = async () => {};",
    "a-plain-value": "exports.handler = () => ({ a: 1 });",
    "no-callback": "exports.handler = (event, context, callback) => {};",
    "a-function": "exports.handler = async () => () => 1;",
}


@pytest.mark.parametrize("text", NOT_GIVEN.values(), ids=NOT_GIVEN)
def test_what_gives_nothing_gives_null(worker: Started, text):
    """A value that is simply returned is not looked at, as on Lambda."""
    assert output(worker(text)) is None


FAILS = {
    "thrown": ("throw new RangeError('too far'); };", ("RangeError", "too far", "code/index.js", 1)),
    "a-text": ("throw 'no'; };", ("string", "no", "", 0)),
    "rejected": (
        "\n return event.a.b; };",
        ("TypeError", "Cannot read properties of undefined (reading 'b')", "code/index.js", 2),
    ),
    "exit": ("process.exit(3); };", ("exit", "ended its process with exit code 3", "code/index.js", 1)),
    "unhandled": (
        "Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 50)); };",
        ("Runtime.UnhandledPromiseRejection", "Error: lost", "code/index.js", 1),
    ),
    "uncaught": (
        "setTimeout(() => { throw new Error('late'); }, 5); await new Promise(() => {}); };",
        ("Error", "late", "code/index.js", 1),
    ),
    "bigint": (
        "return { a: 1n }; };",
        ("answer", "gave an output that JSON has no word for: Do not know how to serialize a BigInt", "", 0),
    ),
    "cycle": (
        "const a = {}; a.a = a; return a; };",
        ("answer", "gave an output that JSON has no word for: Converting circular structure to JSON", "", 0),
    ),
    "never": (
        "await new Promise(() => {}); };",
        ("Runtime.NodeJsExit", "ended with a promise that nothing will ever settle", "", 0),
    ),
    "sleeps": (
        "await new Promise((r) => setTimeout(r, 3600000)); };",
        ("timeout", "it would sleep and wait 3600 s; it may take 10 s", "", 0),
    ),
}


@pytest.mark.parametrize(("rest", "told"), FAILS.values(), ids=FAILS)
def test_each_way_to_fail_is_told_with_the_teams_line(worker: Started, rest, told):
    """And the next call is answered all the same."""
    under_test = worker(ENDED + rest)

    assert [trouble(under_test), trouble(under_test)] == [told, told]


def test_a_thrown_error_is_told_as_lambda_tells_it(worker: Started):
    """errorType, errorMessage and a trace without lines of ours."""
    answer = worker(ENDED + "throw new TypeError('bad'); };").ask(ASKED, send=Outside())

    error = answer.value["error"]
    assert (error["errorType"], error["errorMessage"]) == ("TypeError", "bad")
    assert error["trace"][0] == "TypeError: bad"
    assert not [line for line in error["trace"] if "gc_contracts" in line]


def test_an_endless_loop_is_stopped_and_the_next_call_answered(worker: Started):
    """Nothing inside of the process could stop it."""
    under_test = worker(
        "exports.handler = async (e) => { while (e.userId === '7'); return 1; };", seconds=0.5
    )

    hung = under_test.ask(ASKED, send=Outside())
    after = under_test.ask({**ASKED, "event": "{}"}, send=Outside())

    assert (type(hung), hung.trouble.message) == (Hung, "an answer took more than 0.5 s and was stopped")
    assert (type(after), after.value["output"]) == (Answered, "1")


def test_memory_that_runs_out_ends_the_process(worker: Started):
    """V8 gives up; the run does not."""
    text = ENDED + "const all = []; for (;;) all.push(new Array(100000).fill(all.length)); };"

    answer = worker(text, memory=48 * MIB, seconds=30.0).ask(ASKED, send=Outside())

    assert (type(answer), answer.trouble.kind) == (Died, "exit")
    assert "heap out of memory" in answer.trouble.output


SILENT = {
    "fetch-signal": (
        "await fetch('https://a.example/', { signal: AbortSignal.timeout(3000) }); };",
        "TimeoutError",
    ),
    "fetch-abort": (
        (
            "const c = new AbortController(); setTimeout(() => c.abort(), 3000);"
            " await fetch('https://a.example/', { signal: c.signal }); };"
        ),
        "AbortError",
    ),
    "https-timeout": (
        (
            "await new Promise((_, no) => { const q = require('https').get('https://a.example/', { timeout: 3000 });"
            " q.on('timeout', () => q.destroy(new Error('slow'))); q.on('error', no); }); };"
        ),
        "Error",
    ),
    "race": (
        (
            "const slow = new Promise((_, no) => setTimeout(() => no(new RangeError('slow')), 3000));"
            " await Promise.race([fetch('https://a.example/'), slow]); };"
        ),
        "RangeError",
    ),
}


@pytest.mark.parametrize(("rest", "kind"), SILENT.values(), ids=SILENT)
def test_a_reply_that_never_comes_meets_the_functions_own_time_out_at_once(worker: Started, rest, kind):
    """Three seconds that take none."""
    assert trouble(worker(ENDED + rest, seconds=20.0), Fault.TIMEOUT)[0] == kind


def test_without_a_time_out_of_its_own_it_would_wait_for_ever(worker: Started):
    """And nobody has to wait for that to be told."""
    under_test = worker(ENDED + "await fetch('https://a.example/'); };", seconds=30.0)

    assert trouble(under_test, Fault.TIMEOUT)[:2] == (
        "timeout",
        "it would wait for ever: no reply comes, and it sets no time-out",
    )


CODES = {
    "refused": (Fault.REFUSED, "ECONNREFUSED"),
    "reset": (Fault.RESET, "ECONNRESET"),
}
BY_HTTP = """
exports.handler = (event, context, callback) => {
  const request = require('http').request({ host: 'a.example', path: '/x', method: 'POST' }, (response) => {
    let text = '';
    response.on('data', (part) => (text += part));
    response.on('end', () => callback(null, [response.statusCode, text]));
  });
  request.on('error', (error) => callback(null, error.code));
  request.end('body');
};
"""


@pytest.mark.parametrize(("fault", "code"), CODES.values(), ids=CODES)
def test_a_broken_connection_has_nodes_own_code(worker: Started, fault, code):
    """What libraries look at."""
    assert output(worker(BY_HTTP), fault) == code


def test_status_and_body_come_back_and_the_recorded_framing_does_not(worker: Started):
    """A recorded encoding or length may be that of another body."""
    framed = (("Content-Encoding", "gzip"), ("Content-Length", "3"), ("Transfer-Encoding", "chunked"))

    assert output(worker(BY_HTTP), Response(503, framed, b"down")) == [503, "down"]


RAW = """
exports.handler = async () => new Promise((done, no) => {
  const socket = require('tls').connect(443, 'a.example', () => {
    socket.write('GET /z HTTP/1.1\\r\\nHost: a.example\\r\\n\\r\\n');
  });
  let text = '';
  socket.on('data', (part) => (text += part)).on('end', () => done(text)).on('error', no);
});
"""


def test_sockets_made_by_hand_end_at_the_replay_too(worker: Started):
    """Whatever speaks HTTP, at whatever level."""
    assert str(output(worker(RAW))).endswith('{"name": "Ann"}')


REFUSED = {
    "process": ("require('child_process').execSync('ls');", "run ls"),
    "name": ("await require('dns').promises.lookup('a.example');", "look up a.example"),
    "thread": (
        "new (require('worker_threads').Worker)('x');",
        "start a worker thread, where the network would be open",
    ),
    "datagram": (
        "require('dgram').createSocket('udp4').send('x', 9, 'a.example');",
        "send a datagram socket",
    ),
    "http2": (
        "require('http2').connect('https://a.example');",
        "speak HTTP/2 with https://a.example; the replay speaks HTTP/1.1",
    ),
    "local-socket": (
        "await new Promise((_, no) => require('net').connect('/var/run/docker.sock').on('error', no));",
        "connect to /var/run/docker.sock",
    ),
}


@pytest.mark.parametrize(("line", "what"), REFUSED.values(), ids=REFUSED)
def test_what_only_the_outside_could_answer_is_refused_and_told(worker: Started, line, what):
    """Even where the function swallows the error."""
    answer = worker(ENDED + f"try {{ {line} }} catch (error) {{ return error.code; }} }};").ask(
        ASKED, send=Outside()
    )

    assert (answer.value["output"], answer.tried) == ('"EPERM"', (what,))


def test_what_a_function_prints_is_kept_and_is_no_answer(worker: Started):
    """On whatever descriptor it prints."""
    text = ENDED + "require('fs').writeSync(1, 'answer {}\\n'); console.log('hello'); return 1; };"

    answer = worker(text).ask(ASKED, send=Outside())

    assert (answer.value["output"], answer.output) == ("1", "hello\n")


def test_work_in_other_threads_is_waited_for(worker: Started):
    """Node's own thread pool counts as something under way."""
    text = (
        "exports.handler = (e, c, callback) => require('crypto').pbkdf2('a', 'b', 50000, 8, 'sha512', "
        "(error, key) => callback(error, key.length));"
    )

    assert output(worker(text)) == 8


def test_looking_in_vain_is_noted_where_it_is_asked_for(worker: Started):
    """Members, elements, destructuring, `in`; methods are no members."""
    text = ENDED + (
        "const p = await (await fetch('https://a.example/')).json(); const { a, inner } = p;"
        " const b = 'b' in p; p.list.map((one) => one.id); return [a, b, p.list[3], inner.c.d, p.name.trim()]; };"
    )
    reply = Response(200, JSON, b'{"inner": {"c": {}}, "list": [{}], "name": "x"}')

    answer = worker(text, watch=True).ask(ASKED, send=Outside(reply))

    wanted = [["/a", ""], ["/b", ""], ["/list/0/id", ""], ["/list/3", ""], ["/inner/c/d", ""]]
    assert answer.value["wanted"] == wanted


NOT_LOADED = {
    "syntax": ("const a = ;", "SyntaxError", "Unexpected token ';'", 1),
    "raises": ("\nthrow new Error('no configuration');", "Error", "no configuration", 2),
    "other-name": (
        "exports.main = async () => 1;",
        "target",
        "index has no function 'handler'; it exports main",
        0,
    ),
    "package": ("require('left-out');", "module", "Cannot find module 'left-out'", 1),
    "for-ever": (
        "setTimeout(() => {}, 1000); module.exports = {};",
        "target",
        "index has no function 'handler'; it exports no function",
        0,
    ),
}


@pytest.mark.parametrize(("text", "kind", "message", "line"), NOT_LOADED.values(), ids=NOT_LOADED)
def test_a_function_that_cannot_be_loaded_says_why(worker: Started, text, kind, message, line):
    """With the team's own line."""
    opened = worker(text).open()

    assert (opened.kind, opened.message, opened.line) == (kind, message, line)


def test_an_opened_function_says_which_node_runs_it(worker: Started):
    """A run notes where the file asks for another."""
    opened = worker(LOOK_UP).open()

    assert isinstance(opened, Opened)
    assert opened.shape.startswith("node ")


def test_warm_calls_share_a_process(worker: Started):
    """What a module keeps, it keeps."""
    under_test = worker("let n = 0; exports.handler = async () => ++n;")

    assert [output(under_test) for _ in range(3)] == [1, 2, 3]
