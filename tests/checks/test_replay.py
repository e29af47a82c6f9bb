"""Recorded runs, run again: a sound recording gives nothing, and each planted change gives its one finding."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gc_contracts._json import Json
from gc_contracts.action.execute import execute
from gc_contracts.checks.builtin import builtin
from gc_contracts.derive import derive, kinds
from gc_contracts.load import load_all
from gc_contracts.model.case import CaseKind
from gc_contracts.model.contract import ActionExample, Contract
from gc_contracts.model.finding import Finding
from gc_contracts.model.interaction import Request, Response
from gc_contracts.model.recording import Cassette, Interaction, Matching, RecordedRun
from gc_contracts.replay.player import Player
from gc_contracts.run import run
from gc_contracts.settings import Settings
from handlers import CODE
from handlers import INPUTS as GIVEN
from handlers import OUTPUTS as GIVES
from recordings import answered, cassette
from sound_actions import BODY, DEFAULTS, GONE, INPUTS, METHOD, OUTPUTS, PATHS, SUCCESS, URL, VISIT, changed

HERE = "https://visits.example.com/v1/customers/c1/visits?channel=web"
SENT = '{"reason": "why", "guests": 2}'
GIVEN_INPUT = {"customerId": "c1", "channel": "web", "priority": "low", "reason": "why", "guests": 2}
CAME = {"visit": {"id": "v1", "status": "open", "seats": 1}, "guests": [{"name": "Ann", "lead": True}]}
GAVE = {"visitId": "v1", "state": "open", "seats": 1, "names": ["Ann"], "first": "Ann"}
FOUND = cassette(answered(CAME, HERE, sent=SENT), run=RecordedRun(GIVEN_INPUT, "success", GAVE))
WITH_BODY = {**GIVEN_INPUT, "note": "n"}


def contract_of(document: Json, folder: Path, *cassettes: Cassette) -> Contract:
    """Load an export, with recordings beside it."""
    (folder / "subject.json").write_text(json.dumps(document), encoding="utf-8")
    (contract,) = load_all([folder], folder).contracts
    return replace(contract, cassettes=cassettes)


def found(contract: Contract, *items: CaseKind, settings: Settings | None = None) -> list[Finding]:
    """Run items of a contract."""
    checks, settings = builtin().checks, settings or Settings()
    results = [run(contract, derive(contract, kind, settings), checks, settings, derive) for kind in items]
    assert not [result.reason for result in results if result.reason]
    return [finding for result in results for finding in result.findings]


def replayed(document: Json, folder: Path, *cassettes: Cassette) -> list[Finding]:
    """Replay recordings with an export."""
    return found(contract_of(document, folder, *cassettes), CaseKind.REPLAY)


def recorded(**changes: Any) -> Cassette:
    """Change the run that was recorded."""
    return replace(FOUND, run=replace(FOUND.run, **changes))


def of(request: Request, body: Json = CAME, **rest: Any) -> Cassette:
    """Record another request for the same run."""
    reply = Response(200, (("content-type", "application/json"),), json.dumps(body).encode())
    return Cassette("found", (Interaction(request, reply, "2026-01-31T12:00:00Z", **rest),), run=FOUND.run)


HIDDEN = replace(
    of(
        Request(
            "POST",
            HERE.replace("web", "<redacted:channel:1>"),
            (),
            SENT.replace("why", "<redacted:reason:1>"),
        )
    ),
    run=RecordedRun(
        {**GIVEN_INPUT, "channel": "<redacted:channel:1>", "reason": "<redacted:reason:1>"}, "success", GAVE
    ),
)
SOUND = {
    "as recorded": (VISIT, FOUND),
    "a failure as recorded": (
        VISIT,
        replace(
            cassette(answered({"message": "no"}, HERE, sent=SENT, status=404)),
            run=RecordedRun(GIVEN_INPUT, "failure", None, "Execute"),
        ),
    ),
    "any segment": (VISIT, of(Request("POST", HERE.replace("c1", "{customerId}"), (), SENT))),
    "other order and spaces": (
        VISIT,
        of(Request("POST", HERE, (), '{"guests":2,"reason":"why"}')),
    ),
    "headers are not compared unless asked for": (
        VISIT,
        of(Request("POST", HERE, (("x-priority", "high"),), SENT)),
    ),
    "secrets are placeholders": (VISIT, HIDDEN),
    "a secret in the output": (
        VISIT,
        replace(
            of(
                Request("POST", HERE, (), SENT),
                {**CAME, "visit": {"id": "<redacted:id:1>", "status": "open", "seats": 1}},
            ),
            run=RecordedRun(GIVEN_INPUT, "success", {**GAVE, "visitId": "<redacted:id:1>"}),
        ),
    ),
    "a number written otherwise": (
        VISIT,
        recorded(output={**GAVE, "seats": 1.0}),
    ),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_recording_gives_no_finding(name, tmp_path: Path):
    """Nothing changed, so nothing is told."""
    assert replayed(SOUND[name][0], tmp_path, SOUND[name][1]) == []


@dataclass(frozen=True)
class Plant:
    """One change since the recording, and the one finding it must give."""

    check: str
    severity: str
    words: str
    """What the message says of the difference."""
    place: str
    """Where it points."""
    change: Any = ()
    cassettes: tuple[Cassette, ...] = (FOUND,)


GUARDED = changed(VISIT, {DEFAULTS + "/state": GONE})
NO_STATE = replace(
    of(Request("POST", HERE, (), SENT), {"visit": {"id": "v1", "seats": 1}, "guests": []}),
    run=RecordedRun(GIVEN_INPUT, "success", {**GAVE, "state": "unknown", "names": [], "first": ""}),
)
PLANTED = {
    "a query renamed": Plant(
        "replay/request-changed",
        "error",
        'query `channel` was "web" and is absent; query `kind` was absent and is "web"',
        URL,
        {
            URL: "https://visits.example.com/v1/customers/$esc.uriEncode(${input.customerId})/visits"
            "?kind=$esc.uriEncode(${input.channel})"
        },
    ),
    "another path": Plant(
        "replay/request-changed",
        "error",
        'url was "https://visits.example.com/v1/customers/c1/visits" and is '
        '"https://visits.example.com/v2/customers/c1/visits"',
        URL,
        {
            URL: "https://visits.example.com/v2/customers/$esc.uriEncode(${input.customerId})/visits"
            "?channel=$esc.uriEncode(${input.channel})"
        },
    ),
    "another method": Plant(
        "replay/request-changed", "error", 'method was "POST" and is "PUT"', METHOD, {METHOD: "PUT"}
    ),
    "a member of the body": Plant(
        "replay/request-changed",
        "error",
        'body `/reason` was "why" and is absent; body `/why` was absent and is "why"',
        BODY,
        {
            BODY: '{"why": "$esc.jsonString(${input.reason})", "guests": ${input.guests}'
            '#if("$!{input.note}" != ""), "note": "$esc.jsonString(${input.note})"#end'
            '#if("$!{input.hours}" != ""), "hours": ${input.hours}#end}'
        },
    ),
    "a header that is compared": Plant(
        "replay/request-changed",
        "error",
        'header `x-priority` was "high" and is "low"',
        "/config/request/headers/X-Priority",
        {},
        (
            replace(
                of(Request("POST", HERE, (("x-priority", "high"),), SENT)),
                matching=Matching(headers=("X-Priority",)),
            ),
        ),
    ),
    "an output by another path": Plant(
        "replay/output-changed",
        "error",
        'output `/state` was "open" and is "v1"',
        "/run/output",
        {f"{PATHS}/state": "$.visit.id"},
    ),
    "an output that is new and one that is gone": Plant(
        "replay/output-changed",
        "error",
        'output `/first` was "Ann" and is absent',
        "/run/output",
        {SUCCESS: '{"visitId": ${visitId}, "state": ${state}, "seats": ${seats}, "names": ${names}}'},
    ),
    "a run that fails now": Plant(
        "replay/output-changed",
        "error",
        "it was success and is failure",
        "/run/output",
        {f"{DEFAULTS}/state": GONE},
        (NO_STATE,),
    ),
    "a failure at another step": Plant(
        "replay/output-changed",
        "error",
        "it was failure and is success",
        "/run",
        {},
        (recorded(outcome="failure", output=None, step="Execute"),),
    ),
    "an input that is refused today": Plant(
        "replay/not-allowed",
        "error",
        "the recorded input of cassettes/found.yaml is no longer allowed at /customerId",
        "/run/input/customerId",
        {f"{INPUTS}/customerId": {"type": "string", "minLength": 5}},
    ),
    "an output that is refused today": Plant(
        "replay/not-allowed",
        "error",
        "the recorded output of cassettes/found.yaml is no longer allowed at /state",
        "/run/output/state",
        {f"{OUTPUTS}/state": {"type": "string", "enum": ["closed"]}},
    ),
    "an interaction that nobody asks for": Plant(
        "replay/unused-interaction",
        "warning",
        "no run asks for cassettes/found.yaml, interaction 2: POST https://visits.example.com/v1/old",
        "/interactions/1",
        {},
        (
            replace(
                FOUND, interactions=(*FOUND.interactions, answered({}, "https://visits.example.com/v1/old"))
            ),
        ),
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_change_gives_its_one_finding(name, tmp_path: Path):
    """No second way to see it is a second finding; the words say what was and what is."""
    plant = PLANTED[name]

    told = replayed(changed(VISIT, dict(plant.change)), tmp_path, *plant.cassettes)

    assert [(one.check, str(one.severity), one.place.partition("#")[0]) for one in told] == [
        (plant.check, plant.severity, plant.place)
    ]
    assert plant.words in told[0].message


def test_recordings_that_tell_the_same_are_one_finding(tmp_path: Path):
    """Forty red lines for one edit help nobody."""
    document = changed(VISIT, {METHOD: "PUT"})

    told = replayed(document, tmp_path, FOUND, replace(FOUND, name="again"))

    assert [one.check for one in told] == ["replay/request-changed"]
    assert "interaction 1 (and of 1 more)" in told[0].message


def _follow(contract: Contract, told: Finding, kept: Cassette) -> bool:
    """Follow a reproducer by other means than the check's."""
    assert told.reproduce["cassette"] == "cassettes/found.yaml"
    execution = execute(contract.action, told.reproduce["input"], Player(kept))
    match told.check:
        case "replay/request-changed":
            sent = execution.request
            now = {"method": sent.method, "url": sent.url, "body": sent.body} if sent else {}
            return not execution.ok and now == told.reproduce["request"]
        case "replay/output-changed":
            gave = {"output": execution.output} if execution.ok else {}
            now = {"outcome": execution.ending.value, **gave}
            return now == told.reproduce["now"] != told.reproduce["recorded"]
        case "replay/not-allowed":
            is_output = "output" in told.reproduce
            schema = contract.action.output if is_output else contract.action.input
            value = told.reproduce["output" if is_output else "input"]
            return not jsonschema.Draft4Validator(schema.document).is_valid(value)
    asked = kept.interactions[told.reproduce["interaction"] - 1].request.url
    return execution.ok and execution.request is not None and execution.request.url != asked


@pytest.mark.parametrize("name", PLANTED)
def test_a_reproducer_shows_the_change(name, tmp_path: Path):
    """Its input, answered by its cassette, does what the finding says."""
    plant = PLANTED[name]
    contract = contract_of(changed(VISIT, dict(plant.change)), tmp_path, *plant.cassettes)
    (told,) = found(contract, CaseKind.REPLAY)

    assert _follow(contract, told, plant.cassettes[0])


def test_a_placeholder_that_the_input_contract_refuses_is_no_defect(tmp_path: Path):
    """Nothing can be replayed then, and that is said."""
    document = changed(VISIT, {f"{INPUTS}/channel": {"type": "string", "enum": ["web", "phone"]}})

    (told,) = replayed(document, tmp_path, HIDDEN)

    assert (told.check, str(told.severity)) == ("replay/not-allowed", "note")
    assert told.message.startswith("cassettes/found.yaml cannot be replayed: a placeholder in its input")


EXAMPLE = ActionExample(GIVEN_INPUT, cassette="found", output=GAVE, has_output=True, pointer="/examples/0")


@pytest.mark.parametrize(
    ("example", "checks"),
    [
        (EXAMPLE, []),
        (replace(EXAMPLE, output={}), ["output/example-mismatch"]),
        (replace(EXAMPLE, input={**GIVEN_INPUT, "reason": "other"}), ["replay/unmatched-request"]),
        (replace(EXAMPLE, input={**GIVEN_INPUT, "reason": "other"}, output={}), ["replay/unmatched-request"]),
    ],
    ids=["sound", "another-output", "another-request", "another-request-and-output"],
)
def test_an_example_may_name_a_recording(example, checks, tmp_path: Path):
    """A request without an answer is told as that alone."""
    contract = contract_of(VISIT, tmp_path, replace(FOUND, run=None))
    contract = replace(contract, expectations=replace(contract.expectations, runs=(example,)))

    told = found(contract, CaseKind.EXAMPLES)

    assert [one.check for one in told] == checks
    assert all(
        'body `/reason` was "why" and is "other"' in one.message for one in told if "replay" in one.check
    )


def test_an_example_whose_recording_is_missing_is_not_verified(tmp_path: Path):
    """That is not the same as safe."""
    contract = contract_of(VISIT, tmp_path)
    contract = replace(contract, expectations=replace(contract.expectations, runs=(EXAMPLE,)))

    plan = derive(contract, CaseKind.EXAMPLES, Settings())

    assert plan.notes == ("not verified: /examples/0: no cassette 'found' is there to replay",)


@pytest.mark.parametrize(
    ("today", "days", "told"),
    [
        ("2027-02-01", 365, ["replay/stale"]),
        ("2027-01-31", 365, []),
        ("2026-02-10", 7, ["replay/stale"]),
        ("", 7, []),
    ],
    ids=["over-a-year", "a-year", "over-the-teams-own-age", "day-unknown"],
)
def test_a_recording_is_old_after_the_days_that_the_run_allows(today, days, told, tmp_path: Path):
    """The day comes from the edge."""
    contract = contract_of(VISIT, tmp_path, FOUND)

    findings = found(contract, CaseKind.STATIC, settings=Settings(today=today, stale_days=days))

    assert [one.check for one in findings] == told


def test_a_recording_without_a_day_is_noted_and_not_old(tmp_path: Path):
    """Nothing tells its age."""
    undated = replace(FOUND, interactions=tuple(replace(each, recorded="") for each in FOUND.interactions))
    contract = contract_of(VISIT, tmp_path, undated)
    settings = Settings(today="2040-01-01")

    plan = derive(contract, CaseKind.STATIC, settings)

    assert found(contract, CaseKind.STATIC, settings=settings) == []
    assert plan.notes == ("not verified: how old cassette 'found' is: it does not say when it was recorded",)


def test_only_a_recorded_run_is_an_item_of_its_own(tmp_path: Path):
    """Imported interactions belong to no input that anybody knows."""
    contract = contract_of(VISIT, tmp_path, replace(FOUND, run=None))

    assert CaseKind.REPLAY not in kinds(contract)
    assert CaseKind.REPLAY in kinds(replace(contract, cassettes=(FOUND,)))


PERSON = {"name": "Fetch", "inputs": GIVEN, "outputs": GIVES, "execution": {"type": "python", "code": CODE}}
ASKS = "https://people.example.com/v1/users/7?view=short"
OUTCOME = {"fullName": "Ann", "email": "a@example.com", "statusCode": 200, "errorMessage": ""}
ANN = cassette(
    answered({"name": "Ann", "email": "a@example.com"}, ASKS, method="GET"),
    run=RecordedRun({"userId": "7"}, "success", OUTCOME),
)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", []),
        (
            "?view=short",
            "?view=full",
            [("replay/unmatched-request", 'query `view` was "short" and is "full"')],
        ),
        ('person.get("email")', 'person.get("mail")', [("replay/output-changed", "output `/email` was")]),
    ],
    ids=["as-recorded", "another-request", "another-output"],
)
def test_code_is_replayed_in_its_worker(before, after, told, tmp_path: Path):
    """Its requests are answered by the recording, and one defect is one finding."""
    person = {**PERSON, "execution": {"type": "python", "code": CODE.replace(before, after)}}

    findings = replayed(person, tmp_path, ANN)

    assert [one.check for one in findings] == [check for check, _ in told]
    assert all(words in one.message for one, (_, words) in zip(findings, told, strict=True))
