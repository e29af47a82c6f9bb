"""What may come back to code: cases made of a response that it can use."""

from gc_contracts.model.contract import ActionExample
from gc_contracts.model.finding import Evidence
from gc_contracts.vary.answers import answer_cases
from gc_contracts.vary.replies import raw, reply

DOCUMENT = {"company": {"name": "A"}, "tags": ["x"]}


def ids(cases):
    return {case.id: case for case in cases}


def test_members_and_what_holds_them_are_changed():
    """Code looks into an object before it looks at what that holds."""
    cases = ids(answer_cases({}, reply(DOCUMENT), DOCUMENT, 1, ()))

    assert {
        "company-name/null",
        "company/null",
        "company/other-type",
        "tags/no-hits",
        "fault/timeout",
    } <= cases.keys()
    assert cases["company/null"].evidence is Evidence.SPECULATION


def test_whole_json_of_another_kind_is_no_fault():
    """Nobody has seen the service give it."""
    cases = ids(answer_cases({}, reply(DOCUMENT), DOCUMENT, 1, ()))

    assert {cases[f"fault/{name}"].evidence for name in ("json-null", "empty-array")} == {
        Evidence.SPECULATION
    }
    assert cases["fault/html"].evidence is Evidence.HTTP


def test_each_further_request_meets_the_faults_too():
    """With those before it answered as usual."""
    usual = reply(DOCUMENT)

    cases = answer_cases({}, usual, DOCUMENT, 5, ())

    assert {case.before for case in cases} == {(), (usual,), (usual, usual)}
    assert ids(cases)["request-3/fault/timeout"].before == (usual, usual)


def test_a_reply_that_is_no_json_is_left_whole():
    """There is nothing to change in it."""
    usual = raw(b"text", "text/plain")

    cases = ids(answer_cases({}, usual, None, 1, ()))

    assert cases["normal"].reply == usual
    assert not any(
        case.evidence is Evidence.SPECULATION and "fault" not in name for name, case in cases.items()
    )


def test_a_declared_response_is_changed_like_the_guessed_one():
    """It is evidence itself; what is made of it is not."""
    example = ActionExample({"id": "1"}, {"json": {"a": 1}}, pointer="/examples/0")

    cases = ids(answer_cases({}, reply({}), {}, 1, (example,)))

    assert cases["declared-1/as-declared"].evidence is Evidence.DECLARED
    assert cases["declared-1/a/null"].input == {"id": "1"}
