"""Recordings tell what code under test can use."""

import json
from dataclasses import replace
from pathlib import Path

from gc_contracts.checks.builtin import builtin
from gc_contracts.derive import derive
from gc_contracts.load import load_all
from gc_contracts.model.case import CaseKind
from gc_contracts.model.recording import RecordedRun
from gc_contracts.run import run
from gc_contracts.run.handlers import UNUSABLE
from gc_contracts.settings import Project, Settings
from recordings import answered, cassette

URL = "https://people.example.com/v1/users/7"
PICKY = """import json
import urllib.request


def execute(inputs):
    url = "https://people.example.com/v1/users/" + str(int(inputs["userId"]))
    with urllib.request.urlopen(url, timeout=3) as response:
        person = json.load(response)
    plan = {"gold": 1, "lead": 2}[person["plan"]["name"].split("-")[1]]
    return {"rank": plan, "fullName": person["name"].title()}
"""


def observed(folder: Path, *cassettes):
    """Run the handler item of code that can use few responses."""
    document = {
        "name": "Fetch",
        "inputs": [{"name": "userId", "type": "string", "required": True}],
        "outputs": [{"name": "rank", "type": "integer"}, {"name": "fullName", "type": "string"}],
        "execution": {"type": "python", "code": PICKY},
    }
    (folder / "subject.json").write_text(json.dumps(document), encoding="utf-8")
    (contract,) = load_all([folder], folder).contracts
    contract = replace(contract, cassettes=cassettes)
    settings = Settings(project=Project(root=str(folder)))
    plan = derive(contract, CaseKind.HANDLER, settings)
    return run(contract, plan, builtin().checks, settings, derive)


def _crashes(result):
    return [one for one in result.findings if one.check == "handler/crash" and "recorded in" in one.message]


def test_a_recorded_response_ends_the_search_for_one_that_it_can_use(tmp_path: Path):
    """Guessing finds none; the recording is one, and with it nothing fails that was recorded."""
    kept = cassette(
        answered({"name": "ann", "plan": {"name": "team-gold"}}, URL, method="GET"),
        run=RecordedRun({"userId": "7"}, "success", {"rank": 1, "fullName": "Ann"}),
    )

    without, with_it = observed(tmp_path), observed(tmp_path, kept)

    assert UNUSABLE in without.notes
    assert UNUSABLE not in with_it.notes
    assert _crashes(with_it) == []


def test_a_recorded_response_that_it_cannot_use_is_proof(tmp_path: Path):
    """It came back for this very input."""
    good = answered({"name": "ann", "plan": {"name": "team-gold"}}, URL, method="GET")
    kept = cassette(
        good, name="good", run=RecordedRun({"userId": "7"}, "success", {"rank": 1, "fullName": "Ann"})
    )
    bad = answered({"name": None, "plan": {"name": "team-gold"}}, URL.replace("7", "8"), method="GET")
    broken = cassette(bad, name="bad", run=RecordedRun({"userId": "8"}, "failure"))

    (told,) = _crashes(observed(tmp_path, kept, broken))

    assert str(told.severity) == "error"
    assert told.message.endswith("; recorded in cassettes/bad.yaml, interaction 1")
    assert told.reproduce["input"] == {"userId": "8"}
