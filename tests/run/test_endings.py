"""How an action ends on faults is told in a sentence."""

from gc_contracts.derive import derive
from gc_contracts.model.case import CaseKind
from gc_contracts.run.observe import observe
from gc_contracts.settings import Settings
from little import little_action, little_contract


def ends(action):
    """Run the fault item and give its notes."""
    contract = little_contract(action)
    return observe(contract, derive(contract, CaseKind.FAULT, Settings()), Settings()).notes


def test_a_careful_action_succeeds_where_the_answer_is_one_only():
    """Odd letters and white space are an answer; a page in HTML, an empty body and half a text are none."""
    action = little_action(paths={"a": "$.a"}, success='{"a": ${a}}')

    (note,) = ends(action)

    assert (
        note
        == "faults end in success 2, failure 17, timeout 1; success after bytes of another charset, large body"
    )


def test_an_action_that_reads_nothing_succeeds_on_every_page():
    """The team has to see it: it may be meant."""
    (note,) = ends(little_action(success='{"ok": true}'))

    assert note.endswith(
        "success after 204 without a body, empty body, 200 with HTML, JSON cut off, bytes of another charset, "
        "large body, JSON null, empty array"
    )


def test_a_large_answer_is_handed_through_whole():
    """No limit of ours stands where none of the platform's is known."""
    (note,) = ends(little_action(success="${rawResult}"))

    assert "large body" in note
