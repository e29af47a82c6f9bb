"""What an action asks of its login, and what the login can give."""

from copy import deepcopy
from pathlib import Path

import pytest

from gc_contracts._json import Json, replace
from gc_contracts.derive import derive
from gc_contracts.load import load
from gc_contracts.load.following import Following
from gc_contracts.model.case import CaseKind
from gc_contracts.model.execution import Cause
from gc_contracts.pipeline import verify
from gc_contracts.run.observe import observe
from gc_contracts.settings import Settings
from subject_files import EXPORT, write

RAW = "${rawResult}"
CLOSED = {"type": "object", "properties": {"token": {"type": "string"}}, "additionalProperties": False}


def login(success: str, translation_map: Json = None, output: Json = None) -> Json:
    """Give a customAuth export."""
    request = {
        "requestUrlTemplate": "${credentials.loginUrl}",
        "requestType": "POST",
        "requestTemplate": "a=b",
    }
    response = {"translationMap": translation_map or {}, "successTemplate": success}
    return {
        "name": "Login",
        "actionType": "customAuth",
        "config": {"request": request, "response": response},
        "contract": {"input": {"inputSchema": None}, "output": {"successSchema": output}},
    }


def files(header: str, login: Json) -> dict[str, Json]:
    """Give an action that sends this header, and its login."""
    action = replace(deepcopy(EXPORT), "/config/request/headers", {"Authorization": header})
    return {"c/action.json": action, "c/login.json": login}


@pytest.mark.parametrize(
    ("header", "login", "severity"),
    [
        ("${authResponse.token}", login(RAW), None),
        ("${authResponse.token}", login('{"token": ${t}}', {"t": "$.access_token"}), None),
        ("${authResponse.other}", login('{"token": ${t}}', {"t": "$.access_token"}), "error"),
        ("$!{authResponse.other}", login('{"token": ${t}}', {"t": "$.access_token"}), "warning"),
        ("${authResponse.other}", login(RAW, output=CLOSED), "error"),
        ("${authResponse.token}", login(RAW, output=CLOSED), None),
        ("${authResponse.other}", login('{#if($t)"other": 1#end}', {"t": "$.t"}), None),
        ("${authResponse.other}", login('{"a": ${t}}', {"t": "$.t"}) | {"actionType": "custom"}, None),
    ],
    ids=["raw", "mapped", "written", "silent", "closed", "declared", "unproven", "no login"],
)
def test_a_field_is_missing_where_the_login_can_never_give_it(header, login, severity, tmp_path: Path):
    """Proof is a closed contract, or a template that writes out each name."""
    write(tmp_path, files(header, login))

    results = verify([tmp_path / "c"], Settings(select=("template/login-without-field",)))

    found = [finding.severity.value for result in results for finding in result.findings]
    assert found == ([severity] if severity else [])


def observed(root: Path, kind: CaseKind, header: str, login: Json) -> tuple:
    """Run one item of the action with its login."""
    write(root, files(header, login))
    contract = Following(root, (root / "c",)).complete(load(root / "c/action.json", root))
    return observe(contract, derive(contract, kind, Settings()), Settings())


@pytest.mark.parametrize(
    ("header", "login", "sent"),
    [
        ("Bearer ${authResponse.token}", login(RAW), "Bearer dummy"),
        ("Bearer ${authResponse.token}", login('{"token": ${t}}', {"t": "$.a.b"}), "Bearer dummy"),
        (
            "${authResponse.token} ${authResponse.n}",
            login(RAW, output={"type": "object", "properties": {"n": {"type": "integer", "minimum": 7}}}),
            "dummy 7",
        ),
    ],
    ids=["raw", "mapped", "declared"],
)
def test_the_login_runs_first_in_every_case(header, login, sent, tmp_path: Path):
    """On an answer of its own that gives what templates ask."""
    seen = observed(tmp_path, CaseKind.REQUEST, header, login)

    assert {run.execution.steps[3].result for run in seen.runs} == {"customAuth"}
    assert {dict(run.execution.request.headers)["Authorization"] for run in seen.runs} == {sent}
    assert seen.notes == ()


def test_a_login_that_does_not_work_is_told_and_dummies_stand_in(tmp_path: Path):
    """Its own items tell why; the action is still tried."""
    broken = login('{"token": ${undefined}}')

    seen = observed(tmp_path, CaseKind.REQUEST, "${authResponse.token}", broken)

    assert {dict(run.execution.request.headers)["Authorization"] for run in seen.runs} == {"dummy"}
    assert seen.notes[0].startswith("not verified: the login c/login.json: Transform failed")


def test_the_login_has_faults_of_its_own(tmp_path: Path):
    """Refused, late, no JSON: the login fails. Empty or incomplete: the template that asks does."""
    seen = observed(tmp_path, CaseKind.FAULT, "${authResponse.token}", login(RAW))

    causes = {run.case.id: run.execution.failure.cause for run in seen.runs if run.case.login is not None}
    assert causes == {
        "login-refused": Cause.LOGIN,
        "login-timeout": Cause.LOGIN,
        "login-html": Cause.LOGIN,
        "login-empty": Cause.VELOCITY,
        "login-without-token": Cause.VELOCITY,
    }


def test_a_login_is_a_contract_of_its_own(tmp_path: Path):
    """Credentials hold harmless texts; a sound one has nothing to find."""
    write(tmp_path, {"login.json": login(RAW)})

    results = list(verify([tmp_path / "login.json"]))

    assert [(result.kind.value, result.outcome.value, result.findings) for result in results] == [
        (kind, "passed", ()) for kind in ("static", "request", "response", "fault")
    ]
