"""Function actions with their JavaScript, from files to findings."""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from function_export import EXPORT
from gc_contracts.model.case import CaseKind
from gc_contracts.model.result import Outcome, Result
from gc_contracts.pipeline import verify
from gc_contracts.settings import Project, Settings
from javascript import LOOK_UP, needs_node
from subject_files import write


@dataclass(frozen=True)
class Scene:
    """A project with one function action in it."""

    folder: Path

    def run(self, files: dict[str, object], kind: CaseKind = CaseKind.HANDLER, node: str = "node") -> Result:
        """Write files beside the export and run one item."""
        write(self.folder, {"Person.json": EXPORT, **files})
        results = verify([self.folder], Settings(project=Project(node=node)))
        return next(result for result in results if result.kind is kind)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """A folder for it."""
    return Scene(tmp_path / "contracts" / "person")


def found(result: Result) -> set[tuple[str, str]]:
    """Tell what was found, notes left out: those are speculation."""
    return {(one.check, one.severity.value) for one in result.findings if one.severity.value != "note"}


def with_edit(old: str, new: str) -> str:
    """Give the sound function with one edit."""
    assert old in LOOK_UP
    return LOOK_UP.replace(old, new)


RETURNS_STATUS = with_edit(
    "throw new Error(`people answered ${response.status}`)",
    "return { statusCode: response.status, fullName: '' }",
)
FOUND = {
    "sound": (LOOK_UP, set()),
    "input-not-encoded": (
        with_edit("encodeURIComponent(event.userId)", "event.userId"),
        {("request/injection", "error")},
    ),
    "failure-returned": (RETURNS_STATUS, {("handler/failure-as-success", "warning")}),
    "optional-input": (
        with_edit("const response", "const lang = event.lang.toUpperCase();\n  const response"),
        {("handler/crash", "error")},
    ),
    "input-refused-on-purpose": (
        with_edit("const response", "if (!event.lang) throw new Error('lang?');\n  const response"),
        set(),
    ),
    "ends-its-process": (
        with_edit("const response", "if (!event.lang) process.exit(1);\n  const response"),
        {("handler/crash", "error")},
    ),
    "no-time-out": (
        with_edit("signal: AbortSignal.timeout(3000),", ""),
        {("handler/timeout", "warning")},
    ),
    "sleeps": (
        with_edit("const response", "await new Promise((r) => setTimeout(r, 60000));\n  const response"),
        {("handler/timeout", "error")},
    ),
    "wrong-type": (
        with_edit("String(person.name ?? '')", "Boolean(person.name)"),
        {("handler/output-mismatch", "error")},
    ),
    "encoded-but-a-step-up": (
        with_edit("users?id=$", "users/$"),
        {("request/injection", "error")},
    ),
    "no-json": (
        with_edit("return { fullName: String(person.name ?? '') }", "return { fullName: '', a: 1n }"),
        {("handler/crash", "error")},
    ),
    "child-process": (
        with_edit(
            "const response", "try { require('child_process').execSync('id'); } catch {}\n  const response"
        ),
        set(),
    ),
}


@needs_node
@pytest.mark.parametrize(("text", "findings"), FOUND.values(), ids=FOUND)
def test_what_is_found_in_a_function_is_a_defect_and_nothing_else_is(scene: Scene, text, findings):
    """A function may throw; what nobody meant, and what passes for a success, is told."""
    result = scene.run({"code/index.js": text})

    assert found(result) == findings, [one.message for one in result.findings]


@needs_node
def test_a_finding_points_into_the_functions_own_file(scene: Scene):
    """File and line of the team's."""
    text = with_edit("const response", "const lang = event.lang.toUpperCase();\n  const response")

    result = scene.run({"code/index.js": text})

    crash = next(one for one in result.findings if one.check == "handler/crash" and one.severity == "error")
    assert (Path(crash.source.file).as_posix().endswith("person/code/index.js"), crash.source.line) == (
        True,
        4,
    )
    assert crash.reproduce["input"] == {"userId": crash.reproduce["input"]["userId"]}
    assert "TypeError: Cannot read properties of undefined (reading 'toUpperCase')" in crash.message


@needs_node
def test_an_archive_is_run_like_a_folder(scene: Scene):
    """As it is uploaded."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("index.mjs", LOOK_UP.replace("exports.handler =", "export const handler ="))

    result = scene.run({"person.zip": packed.getvalue()})

    assert (result.outcome, result.reason, found(result)) == (Outcome.PASSED, "", set())
    assert result.examples > 50


SKIPPED = {
    "no-code": ({}, "node", "not verified: no JavaScript with `index.js` (.mjs, .cjs) is here"),
    "no-node": (
        {"code/index.js": LOOK_UP},
        "no-such-node",
        "not verified: the function's JavaScript needs Node.js",
    ),
}


@pytest.mark.parametrize(("files", "node", "reason"), SKIPPED.values(), ids=SKIPPED)
def test_what_cannot_be_run_is_skipped_with_its_reason(scene: Scene, files, node, reason):
    """Not verified is not the same as safe."""
    result = scene.run(files, node=node)

    assert (result.outcome, result.findings, result.reason.startswith(reason)) == (Outcome.SKIPPED, (), True)


@needs_node
def test_packages_that_are_not_installed_are_no_defect_of_a_folder(scene: Scene):
    """In an archive they are."""
    result = scene.run({"code/index.js": "require('left-out');"})

    assert (result.outcome, result.findings) == (Outcome.SKIPPED, ())
    assert result.reason.startswith("not verified: Cannot find module 'left-out'; install")


VISITS = with_edit("fullName: String", "visits: person.visits.count, fullName: String")


@needs_node
@pytest.mark.parametrize(
    ("text", "findings"),
    [(VISITS, set()), (LOOK_UP, {("handler/missing-output", "warning")})],
    ids=["of-the-responses-type", "never-given"],
)
def test_an_output_that_comes_out_of_the_response_gets_a_response_that_fits(scene: Scene, text, findings):
    """What the code reads is asked; of what type it must be, the contract says."""
    contract = json.loads(json.dumps(EXPORT["contract"]))
    contract["output"]["successSchema"]["properties"]["visits"] = {"type": "integer"}

    result = scene.run({"Person.json": {**EXPORT, "contract": contract}, "code/index.js": text})

    assert found(result) == findings, [one.message for one in result.findings]


@needs_node
@pytest.mark.parametrize("kind", ["integer", "boolean"])
def test_many_outputs_of_another_type_get_a_response_that_fits(scene: Scene, kind):
    """Eight members, each of a type that nobody told but the contract."""
    names = [f"v{number}" for number in range(8)]
    contract = json.loads(json.dumps(EXPORT["contract"]))
    contract["output"]["successSchema"]["properties"] |= {name: {"type": kind} for name in names}
    given = ", ".join(f"{name}: person.{name}" for name in names)
    code = with_edit("fullName: String", f"{given}, fullName: String")

    result = scene.run({"Person.json": {**EXPORT, "contract": contract}, "code/index.js": code})

    assert found(result) == set(), [one.message for one in result.findings]


@needs_node
def test_another_generation_of_node_is_noted(scene: Scene):
    """What passes here may not there."""
    function = {**EXPORT["function"], "runtime": "nodejs99.x"}

    result = scene.run({"Person.json": {**EXPORT, "function": function}, "code/index.js": LOOK_UP})

    assert [note.endswith("the file says nodejs99.x") for note in result.notes] == [True]


@needs_node
def test_a_handler_that_is_named_and_not_there_is_found(scene: Scene):
    """A promise of contract.yaml."""
    result = scene.run({"contract.yaml": "handler: code/person.look\n"})

    assert found(result) == {("handler/crash", "error")}
    assert "there is no module 'code/person' (.js, .mjs or .cjs)" in result.findings[0].message


EXAMPLES = """
handler: code/index.handler
examples:
  - {input: {userId: "1"}, respond: {json: {name: Ann}}, output: {fullName: Ann}}
  - {input: {userId: "2"}, respond: {status: 404, json: {}}, outcome: failure, step: Execute}
  - {input: {userId: "3"}, respond: {json: {name: Bob}}, output: {fullName: Ann}}
"""


@needs_node
def test_declared_runs_go_through_a_handler_that_contract_yaml_names(scene: Scene):
    """Then `respond` is what the outside answers to the function."""
    result = scene.run({"contract.yaml": EXAMPLES, "code/index.js": LOOK_UP}, CaseKind.EXAMPLES)

    assert [one.check for one in result.findings] == ["output/example-mismatch"]
    assert '{"fullName":"Bob"}' in result.findings[0].message


@needs_node
def test_a_run_tells_the_platforms_steps_and_its_error(scene: Scene):
    """The flow's Failure path, in the platform's words."""
    result = scene.run(
        {
            "contract.yaml": EXAMPLES.replace("outcome: failure, step: Execute", "output: {}"),
            "code/index.js": LOOK_UP,
        },
        CaseKind.EXAMPLES,
    )

    failed = next(one for one in result.findings if "people answered" in one.message)
    assert failed.steps[-1] == (
        "FAIL 8. Execute: REST call for action execute failed. Message: Error: people answered 404"
    )


@needs_node
def test_an_event_that_is_no_json_is_refused_as_lambda_does(scene: Scene):
    """The function is not even called."""
    config = json.loads(json.dumps(EXPORT["config"]))
    config["request"]["requestTemplate"] = "{id: ${input.userId}}"
    contract = EXAMPLES.replace("output: {fullName: Ann}", "outcome: failure, step: Execute")

    result = scene.run(
        {"Person.json": {**EXPORT, "config": config}, "contract.yaml": contract, "code/index.js": LOOK_UP},
        CaseKind.EXAMPLES,
    )

    assert result.findings == ()


@needs_node
def test_the_same_tree_gives_the_same_findings(scene: Scene):
    """Nothing in them is measured."""
    text = with_edit("signal: AbortSignal.timeout(3000),", "").replace("encodeURIComponent", "")

    first, second = (scene.run({"code/index.js": text}) for _ in range(2))

    assert first.findings == second.findings
