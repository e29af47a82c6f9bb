"""Put a validator of this folder to the test, and judge what was found of a planted bug."""

import copy
import json
from collections.abc import Sequence
from pathlib import Path

from gc_contracts.model.finding import Finding
from gc_contracts.pipeline import verify as verify_paths
from gc_contracts.settings import Project, Settings
from validators import contracts, correct, workitem
from validators.bug import ACCEPTS, CRASH, MUTATES, REJECTS, UNSTABLE
from validators.planted import BUGS
from validators.words import Json

HERE = Path(__file__).parent
TESTS = Path(__file__).parents[1]
JUDGES = {"every": correct.validate, "workitem": workitem.validate}


class Missed(str):
    """Why a bug does not count as found."""

    __slots__ = ()


def verify(
    root: Path, name: str, schema: str, validator: str, examples: int, seed: int | None
) -> list[Finding]:
    """Run the whole suite over one contract; give the findings of the families that judge validators."""
    for file, text in contracts.files(name, schema, validator).items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    place = Project(root=str(TESTS), paths=(str(TESTS),), seconds=1.0)
    settings = Settings(examples=examples, seed=seed, project=place, ignore=("schema/*",))
    summary = verify_paths([root / "contracts" / name], settings)
    return [finding for finding in summary.findings if finding.severity != "note"]


def judge(name: str, found: Sequence[Finding]) -> str:
    """Tell by which finding a planted bug was found, or why it was not."""
    bug = BUGS[name]
    right = [one for one in found if one.check == bug.check and _about(name, one)]
    if not right:
        others = "; ".join(f"{one.check} {one.place}" for one in found) or "nothing"
        return Missed(f"wanted {bug.check} {bug.keyword} {bug.pointer}, found {others}")
    shown = next((one for one in right if replayed(name, one.reproduce)), None)
    if shown is None:
        return Missed(f"the record does not show it: {json.dumps(dict(right[0].reproduce))[:200]}")
    return f"{len(found)} findings; {shown.message.splitlines()[0][:110]}"


def _about(name: str, finding: Finding) -> bool:
    bug, told = BUGS[name], finding.reproduce
    if bug.check not in {ACCEPTS, REJECTS}:
        return True
    keyword = told.get("keyword", "") == bug.keyword or bug.check == REJECTS
    names = [token for token in bug.pointer.split("/") if token]
    return keyword and all(token in finding.place or token in finding.message for token in names)


def replayed(name: str, reproduce: dict[str, Json]) -> bool:
    """Give the record to the buggy validator directly, and see the defect."""
    bug = BUGS[name]
    if "record" not in reproduce or name == "hang":
        return name == "hang" and len(reproduce["record"].get("title", "")) > 9
    record = reproduce["record"]
    right = not JUDGES[bug.schema](copy.deepcopy(record))
    validator = bug.make()
    shown = copy.deepcopy(record)
    try:
        said = [not validator(each) for each in (shown, {}, shown, shown)]
    except Exception:  # noqa: BLE001 - a crash is what some bugs are
        return bug.check == CRASH
    if bug.check == MUTATES:
        return json.dumps(shown) != json.dumps(record)
    told = {said[at] for at in (0, 2, 3)}
    if bug.check == UNSTABLE:
        return told == {True, False}
    return right is (reproduce["expected"] == "valid") and told == {not right}
