"""Who of several answers, how often, and what is told where nobody does."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from gc_contracts.errors import ConnectionFault, TimeoutFault, UnmatchedError
from gc_contracts.model.interaction import Fault, Request, Response
from gc_contracts.model.recording import Cassette, Interaction, Matching
from gc_contracts.replay.player import Player

HERE = "https://api.example.com/users"


def kept(path: str, body: str = "", times: int | None = None) -> Interaction:
    """Record an answer to GET."""
    return Interaction(Request("GET", HERE + path), Response(200, (), body.encode()), times=times)


def cassette(*interactions: Interaction, ordered: bool = False) -> Cassette:
    return Cassette("users", interactions, Matching(ordered=ordered))


def bodies(player: Player, *paths: str) -> list[str]:
    """Ask for paths, one after the other; a request without an answer is a dash."""
    found = []
    for path in paths:
        try:
            found.append(player(Request("GET", HERE + path)).body.decode())
        except UnmatchedError:
            found.append("-")
    return found


def refused(player: Player, request: Request) -> str:
    """Give what is told of a request that has no answer."""
    with pytest.raises(UnmatchedError) as caught:
        player(request)
    return caught.value.details


def test_several_answer_in_the_order_of_the_file_and_the_last_goes_on():
    """As a service that was polled."""
    player = Player(cassette(kept("/1", "wait"), kept("/2", "x"), kept("/1", "done")))

    assert bodies(player, "/1", "/1", "/1", "/2") == ["wait", "done", "done", "x"]
    assert player.used == (0, 2, 2, 1)


def test_an_interaction_answers_as_often_as_it_says():
    """`times`."""
    player = Player(cassette(kept("/1", "a", times=2), kept("/1", "b", times=1)))

    assert bodies(player, "/1", "/1", "/1", "/1") == ["a", "b", "a", "-"]
    assert len(player.unmatched) == 1


def test_a_path_spelt_out_wins_over_a_template():
    """Wherever it stands in the file, and until it is spent."""
    player = Player(cassette(kept("/{id}", "any"), kept("/me", "me", times=1)))

    assert bodies(player, "/me", "/7", "/me") == ["me", "any", "any"]


def test_an_order_is_kept_where_it_is_asked_for():
    """A request that comes too early has no answer yet."""
    player = Player(cassette(kept("/1", "a", times=2), kept("/2", "b"), kept("/3", "c"), ordered=True))

    asked = bodies(player, "/2", "/1", "/2", "/1", "/1", "/3", "/2", "/2", "/3", "/2")

    assert asked == ["-", "a", "-", "a", "-", "-", "b", "b", "c", "-"]


def test_faults_are_raised():
    """As a `Send` does."""
    fault = [replace(kept(f"/{each}"), reply=each) for each in Fault]
    player = Player(cassette(*fault))

    with pytest.raises(TimeoutFault):
        player(Request("GET", f"{HERE}/timeout"))
    with pytest.raises(ConnectionFault):
        player(Request("GET", f"{HERE}/refused"))
    assert player.used == (0, 1)


def test_threads_share_a_player():
    """Each interaction answers once, whoever asks."""
    player = Player(cassette(*(kept("/1", str(number), times=1) for number in range(200))))

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: bodies(player, "/1")[0], range(200)))

    assert sorted(found, key=int) == [str(number) for number in range(200)]


def test_the_nearest_is_told_field_by_field():
    """Query, header and body, each with both values."""
    sent = '{"name": "Bob", "tags": ["a", "c"], "more": null}'
    recorded = Request("POST", HERE + "?dry=1&x=a", (("accept", "a"),), '{"name": "Ann", "tags": ["a", "b"]}')
    player = Player(
        Cassette("users", (kept("/1"), Interaction(recorded, Response(201))), Matching(headers=("accept",)))
    )

    told = refused(player, Request("POST", HERE + "?x=b&dry=1&y=2", (("accept", "b"),), sent))

    assert told.splitlines() == [
        "nothing in cassettes/users.yaml answers this request",
        "  sent:     POST https://api.example.com/users?x=b&dry=1&y=2",
        "  nearest:  POST https://api.example.com/users?dry=1&x=a  (interaction 2)",
        '  query x        recorded: "a"',
        '                 sent:     "b"',
        "  query y        recorded: absent",
        '                 sent:     "2"',
        '  header accept  recorded: "a"',
        '                 sent:     "b"',
        '  body /name     recorded: "Ann"',
        '                 sent:     "Bob"',
        '  body /tags/1   recorded: "b"',
        '                 sent:     "c"',
        "  body /more     recorded: absent",
        "                 sent:     null",
        "  to record what is missing: --gc-record new_episodes; to record anew: --gc-record all",
    ]


def test_a_url_is_told_by_its_parts():
    """Scheme, host and each segment."""
    told = refused(
        Player(cassette(kept("/{id}/mail"))), Request("GET", "http://example.com:81/user/7/post/1")
    )

    assert told.splitlines()[3:-1] == [
        '  scheme          recorded: "https"',
        '                  sent:     "http"',
        '  host            recorded: "api.example.com"',
        '                  sent:     "example.com:81"',
        '  path segment 1  recorded: "users"',
        '                  sent:     "user"',
        '  path segment 3  recorded: "mail"',
        '                  sent:     "post"',
        "  path segment 4  recorded: absent",
        '                  sent:     "1"',
    ]


@pytest.mark.parametrize(
    ("recorded", "path", "said"),
    [
        (cassette(kept("/1", times=1)), "/1", "it was to answer 1 time, and has"),
        (
            cassette(kept("/1"), kept("/2"), kept("/3"), ordered=True),
            "/3",
            f"comes before interaction 2 (GET {HERE}/2) has answered",
        ),
        (cassette(), "/1", "it holds no interaction"),
    ],
    ids=["spent", "early", "empty"],
)
def test_why_the_same_request_is_not_answered_is_told(recorded, path, said):
    """No difference is no reason."""
    player = Player(recorded)
    if recorded.interactions:
        bodies(player, "/1")

    assert said in refused(player, Request("GET", HERE + path))


def test_what_is_told_is_short():
    """However much is different, and long."""
    many = "{" + ",".join(f'"{number}": "{"x" * 500}"' for number in range(99)) + "}"
    recorded = Interaction(Request("POST", HERE, (), many.replace("x", "y")), Response(200))

    lines = refused(
        Player(cassette(recorded)), Request("POST", HERE + "/" + "z" * 900, (), many)
    ).splitlines()

    assert (len(lines) <= 25, max(map(len, lines)) <= 150) == (True, True)
    assert "  and 92 more differences" in lines


def test_secrets_that_were_sent_are_not_told():
    """Neither in the URL nor in a difference."""

    def hide(request: Request) -> Request:
        return replace(request, url=request.url.replace("s3cret", "*"), body='{"a": "*"}')

    player = Player(cassette(kept("/1")), hide=hide)

    told = refused(player, Request("GET", HERE + "/1?key=s3cret", (), '{"a": "s3cret"}'))

    assert "s3cret" not in told + repr(player.unmatched)


def test_bytes_that_are_no_text_are_spelt():
    """Any terminal and report takes what is told."""
    told = refused(Player(cassette(kept("/1"))), Request("GET", HERE + "/1", (), "\udcff"))

    assert told.splitlines()[3:5] == ["  body  recorded: absent", '        sent:     "\\udcff"']


def test_of_several_the_first_is_nearest():
    """The same recording and request give the same words."""
    player = Player(cassette(kept("/a"), kept("/b"), kept("/c?x=1")))

    refused(player, Request("GET", HERE + "/d"))

    assert player.unmatched[0].number == 0
