"""Cases made of recordings: replies as they came back are proof, and changes say what was seen."""

from dataclasses import replace

import pytest

from gc_contracts.derive import derive
from gc_contracts.model.case import CaseKind
from gc_contracts.model.contract import ActionExample, Expectations
from gc_contracts.model.finding import Evidence
from gc_contracts.model.interaction import Fault
from gc_contracts.model.recording import RecordedRun
from gc_contracts.settings import Settings
from gc_contracts.vary.answers import answer_cases
from gc_contracts.vary.recorded import recorded_for_code, usable_document
from gc_contracts.vary.replies import reply
from little import little_action, little_contract
from recordings import answered, broken, cassette

READS_NAME = little_action(
    body='{"id": 1}', paths={"name": "$.name"}, success='{"name": ${name}}', defaults={"name": '""'}
)
ASKED = '{"id": 1}'


def contract(*interactions, runs=(), run=None):
    made = little_contract(READS_NAME)
    return replace(made, cassettes=(cassette(*interactions, run=run),), expectations=Expectations(runs=runs))


def responses(subject):
    plan = derive(subject, CaseKind.RESPONSE, Settings())
    return {case.id: case for case in plan.cases}, plan.notes


def test_a_recorded_reply_is_a_case_as_it_is():
    """It proves what it shows, and the case says where it stands."""
    cases, _ = responses(contract(answered({"name": None}, sent=ASKED)))

    case = cases["recorded/found-1"]
    assert (case.reply, case.evidence) == (reply({"name": None}), Evidence.RECORDED)
    assert case.shown == "recorded in cassettes/found.yaml, interaction 1"


def test_a_change_says_in_how_many_recordings_it_was_seen():
    """It stays what it was: in another reply all else may differ."""
    cases, notes = responses(
        contract(answered({"name": None}, sent=ASKED), answered({"name": "A"}, sent=ASKED))
    )

    null, absent = cases["name/null"], cases["name/absent"]
    assert (null.evidence, null.witness) == (Evidence.SPECULATION, "recorded/found-1")
    assert null.shown == "seen so in 1 of 2 recordings, e.g. cassettes/found.yaml, interaction 1"
    assert (absent.evidence, absent.shown) == (Evidence.LIKELY, "seen so in none of 2 recordings")
    assert notes[-1] == "2 recorded responses: /name null in 1 of 2"


@pytest.mark.parametrize(
    "other",
    [
        answered({"name": None}, sent=ASKED, status=404),
        answered({"name": None}, "https://example.com/token", sent=ASKED),
        answered({"name": None}, method="GET"),
        answered({"name": None}, sent='{"id": 1, "also": 2}'),
        broken(Fault.TIMEOUT),
    ],
    ids=["no-success", "another-address", "another-method", "another-body", "no-reply"],
)
def test_what_is_no_success_of_this_request_is_not_used(other):
    """A false alarm would cost more than a missed one."""
    cases, _ = responses(contract(other))

    assert not [name for name, case in cases.items() if case.evidence is Evidence.RECORDED]
    assert not [name for name, case in cases.items() if case.shown]


def test_a_recording_that_is_declared_to_fail_holds_nothing_against_the_action():
    """The team means it."""
    meant = ActionExample({}, cassette="found", outcome="failure")

    cases, _ = responses(contract(answered({"name": None}, sent=ASKED), runs=(meant,)))

    assert "recorded/found-1" not in cases


def test_the_fullest_recording_is_grown():
    """It has members that no template tells of."""
    cases, _ = responses(contract(answered({"name": "A", "more": [1]}, sent=ASKED)))

    assert cases["as-recorded/name/null"].reply == reply({"name": None, "more": [1]})


@pytest.mark.parametrize(
    ("run", "body", "evidence", "given"),
    [
        (RecordedRun({"id": "9"}), {"a": 1}, Evidence.RECORDED, {"id": "9"}),
        (None, {"a": 1}, Evidence.LIKELY, {"id": "1"}),
        (RecordedRun({"id": "9"}), {"a": "<redacted:a:1>"}, Evidence.SPECULATION, {"id": "9"}),
    ],
    ids=["its-own-input", "input-unknown", "a-secret-taken-out"],
)
def test_to_code_a_reply_is_proof_for_the_input_it_was_given_for(run, body, evidence, given):
    """Code may hold the one against the other; and a placeholder is not what came back."""
    found = recorded_for_code(contract(answered(body), run=run))

    cases = {case.id: case for case in answer_cases({"id": "1"}, reply({}), {}, 1, (), found)}

    assert cases["recorded/found-1"].evidence is evidence
    assert cases["recorded/found-1"].input == given


def test_code_that_asks_in_two_places_is_given_what_both_answered():
    """Which reply is for which request only the code knows, so none of them is proof."""
    subject = contract(
        answered({"a": 1}, "https://example.com/a/1"), answered({"b": 2}, "https://example.com/b")
    )

    assert usable_document(subject) == {"a": 1, "b": 2}
    assert recorded_for_code(subject).found == ()


def test_a_login_is_not_what_code_wants():
    """It comes first, and is no answer to the rest."""
    login = answered({"access_token": "<redacted:access_token:1>"}, "https://example.com/oauth/token")

    assert usable_document(contract(login, answered({"a": 1}))) == {"a": 1}


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("A", "A"), 'seen so in none of 2 recordings, which all have "A"'),
        (
            ("2026-01-02", "2026-01-03"),
            "seen so in none of 2 recordings, which all have a text of format date",
        ),
        (("A", "B"), "seen so in none of 2 recordings"),
        (("A",), "seen so in none of 1 recording"),
    ],
    ids=["constant", "format", "free", "one"],
)
def test_a_change_that_recordings_contradict_says_what_they_all_have(names, words):
    """It stays speculation, and a reader can weigh it."""
    cases, _ = responses(contract(*(answered({"name": name}, sent=ASKED) for name in names)))

    assert (cases["name/null"].shown, cases["name/null"].evidence) == (words, Evidence.SPECULATION)
