"""A run's requests answered by its recording."""

import pytest

from gc_contracts.errors import UnmatchedError
from gc_contracts.model.check import Replayed
from gc_contracts.model.interaction import Request
from gc_contracts.run.replaying import Replay
from gc_contracts.vary.replies import reply
from recordings import answered, cassette

KNOWN = Request("POST", "https://example.com/")
LOGIN = Request("POST", "https://example.com/token")


def test_what_a_recording_cannot_answer_is_kept():
    """The checks want to show it."""
    replay = Replay(cassette(answered({"a": 1})))

    assert replay(KNOWN) == reply({"a": 1})
    with pytest.raises(UnmatchedError):
        replay(LOGIN)

    assert replay.told == Replayed((0,), (LOGIN,))


def test_a_login_that_was_not_recorded_is_answered_as_ever():
    """It is not what is looked at, so nothing is told of it."""
    replay = Replay(cassette(answered({"a": 1})))

    answer = replay.before(lambda _: reply({"access_token": "x"}))(LOGIN)

    assert answer == reply({"access_token": "x"})
    assert replay.told == Replayed()


def test_a_login_that_was_recorded_is_answered_from_there():
    """And with nothing else to answer it, one that was not is unmatched."""
    replay = Replay(cassette(answered({"access_token": "y"}, LOGIN.url)))

    assert replay.before(None)(LOGIN) == reply({"access_token": "y"})
    with pytest.raises(UnmatchedError):
        replay.before(None)(KNOWN)


@pytest.mark.parametrize(
    ("recorded", "asked"),
    [
        ("https://api.mypurecloud.de/api/v2/users/me", "https://api.mypurecloud.com/api/v2/users/me"),
        ("https://acme.zendesk.com/api/v2/users?a=%20b", "https://zendesk.invalid/api/v2/users?a=%20b"),
    ],
    ids=["region", "integration"],
)
def test_the_host_of_an_integration_is_no_part_of_the_action(recorded, asked):
    """A recording of another region is as good; a host that the template names is compared."""
    replay = Replay(cassette(answered({"a": 1}, recorded)))

    assert replay(Request("POST", asked)) == reply({"a": 1})
    with pytest.raises(UnmatchedError):
        replay(Request("POST", recorded.replace("https://a", "https://b")))
