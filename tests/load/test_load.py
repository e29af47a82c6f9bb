"""Files and folders as contracts."""

import pytest

from gc_contracts.load import Loaded, find, load, load_all
from gc_contracts.model.contract import Kind, Reference
from gc_contracts.source import Source
from subject_files import BARE, DATA_SCHEMA, EXPORT, FIELD_LIST, FIELDS, RULES, SUBJECTS, TABLE, write


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_dialect_loads_without_a_problem(tmp_path, name):
    """One sound file of each; as JSON, and the same as a YAML file."""
    write(tmp_path, {"a.custom.json": SUBJECTS[name], "b.yaml": SUBJECTS[name]})

    loaded = [load(tmp_path / file, tmp_path) for file in ("a.custom.json", "b.yaml")]

    forms = {"schema-request-update": "schema-request"}
    expected = forms.get(name, name.removesuffix("-bare").removesuffix("-terraform").removesuffix("-entity"))
    assert [(contract.dialect, contract.problems) for contract in loaded] == [(expected, ())] * 2
    assert [contract.id for contract in loaded] == ["a.custom.json", "b.yaml"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(DATA_SCHEMA, ("workitems", "draft-04", 512_000), id="data schema"),
        pytest.param(RULES, ("businessrules", "draft-04", 512_000), id="business rules"),
        pytest.param(TABLE, ("datatable", "draft-04", 512_000), id="table"),
        pytest.param(FIELDS, ("records", "draft-04", 1_048_576), id="fields"),
        pytest.param(BARE, ("records", "2020-12", None), id="JSON Schema"),
    ],
)
def test_a_schema_knows_its_product_draft_and_size(tmp_path, data, expected):
    """Told by shape and core types."""
    schema = load(write(tmp_path, {"a.json": data}) / "a.json", tmp_path).schema

    assert (schema.product, schema.dialect, schema.max_bytes) == expected


def test_a_schema_stands_on_its_own(tmp_path):
    """Core types are supplied; the file's own words stay as they are."""
    schema = load(write(tmp_path, {"a.json": DATA_SCHEMA}) / "a.json", tmp_path).schema

    assert list(schema.document["definitions"]) == ["text"]
    assert schema.source == DATA_SCHEMA["jsonSchema"]


def test_an_action_has_drafts(tmp_path):
    """The action contract is draft-04, as the platform says."""
    action = load(write(tmp_path, {"a.json": EXPORT}) / "a.json", tmp_path).action

    assert (action.input.dialect, action.output.dialect) == ("draft-04", "draft-04")


def test_places_are_those_of_the_file(tmp_path):
    """A character of a template has a line and a column in the export."""
    contract = load(write(tmp_path, {"x/a.json": EXPORT}) / "x/a.json", tmp_path)
    body = contract.action.request.body

    source = contract.locate_part(body, body.text.index("$"))

    line = (tmp_path / "x/a.json").read_text().splitlines()[source.line - 1]
    assert (source.file, line[source.column - 1 :][:7]) == ("x/a.json", "${input")


def test_a_contract_file_adds_what_is_expected(tmp_path):
    """The subject's path is the id; the subject is the only file there."""
    write(tmp_path, {"claim/claim.json": BARE, "claim/contract.yaml": "product: workitems\ncases: 7\n"})

    contracts = [
        load(tmp_path / path, tmp_path) for path in ("claim", "claim/claim.json", "claim/contract.yaml")
    ]

    assert [contract.id for contract in contracts] == ["claim/claim.json"] * 3
    assert {contract.expectations.cases for contract in contracts} == {7}
    assert {(c.schema.product, c.schema.max_bytes) for c in contracts} == {("workitems", 512_000)}


def test_references_of_a_field_schema_are_expected(tmp_path):
    """What the file says of other records, unless the team says it better."""
    text = "references: {owner: {subject: people, field: key}}\n"
    write(
        tmp_path,
        {"a/f.json": FIELDS, "b/f.json": FIELDS, "a/contract.yaml": text, "b/contract.yaml": "cases: 1\n"},
    )

    found = [load(tmp_path / folder, tmp_path).expectations.references for folder in "ab"]

    assert found == [
        {"owner": Reference("owner", "people", "key", pointer="/references/owner")},
        {"owner": Reference("owner", "user", "id")},
    ]


@pytest.mark.parametrize(
    ("files", "source", "message", "hint"),
    [
        pytest.param(
            {"contract.yaml": "subject: b.json\n", "a.json": EXPORT},
            (1, 10),
            "`subject` is `b.json`: there is no such file",
            "here is a.json",
            id="missing",
        ),
        pytest.param(
            {"contract.yaml": "cases: 3\n", "a.json": EXPORT, "b.json": BARE},
            (1, 1),
            "the folder holds 2 subjects: a.json, b.json",
            "name one with `subject:`",
            id="several",
        ),
        pytest.param(
            {"contract.yaml": "cases: 3\n", "a.json": {"x": 1}},
            (1, 1),
            "the folder holds no Data Action and no data schema",
            "put an export or a schema beside the contract file",
            id="none",
        ),
        pytest.param(
            {"contract.yaml": "subject: a.json\n", "a.json": {"x": 1}},
            (1, 10),
            "`a.json` is neither a Data Action nor a data schema",
            "name an export or a schema, as the product writes it",
            id="unknown shape",
        ),
        pytest.param(
            {"contract.yaml": "subject: /a.json\n", "a.json": EXPORT},
            (1, 10),
            "`subject` is `/a.json`, which is no file name",
            "the subject lies beside its contract file; write its name alone",
            id="absolute",
        ),
        pytest.param(
            {"contract.yaml": "cases: 3\ncases: 4\n", "a.json": BARE},
            (2, 1),
            "the key `cases` stands here again, after line 1",
            "remove one of them",
            id="repeated key",
        ),
        pytest.param(
            {"contract.json": '{"cases": 3, "cases": 4}', "a.json": BARE},
            (1, 14),
            "the key `cases` stands here again, after line 1",
            "remove one of them; the last one counts",
            id="repeated in JSON",
        ),
        pytest.param(
            {"contract.yaml": "a: [\n", "a.json": BARE},
            (2, 1),
            "a value is missing here",
            "",
            id="no YAML",
        ),
        pytest.param(
            {"contract.yaml": "exampels: {}\n", "a.json": BARE},
            (1, 1),
            "unknown key `exampels`",
            "did you mean `examples`?",
            id="unknown key",
        ),
    ],
)
def test_a_broken_contract_file_is_one_broken_contract(tmp_path, files, source, message, hint):
    """Its id is the contract file's, and so is the place."""
    folder = write(tmp_path, {f"s/{name}": content for name, content in files.items()}) / "s"
    name = next(name for name in files if name.startswith("contract"))

    contract = load(folder, tmp_path)

    problem = contract.problems[0]
    assert (contract.id, contract.kind, find(tmp_path)) == (f"s/{name}", Kind.BROKEN, (folder / name,))
    assert (problem.source.file, problem.source.line, problem.source.column) == (f"s/{name}", *source)
    assert (problem.message, problem.hint) == (message, hint)


def test_a_second_contract_file_is_reported(tmp_path):
    """Nobody knows which is meant."""
    write(tmp_path, {"a.json": BARE, "contract.yaml": "cases: 1\n", "contract.yml": "cases: 2\n"})

    contract = load(tmp_path, tmp_path)

    assert [(problem.source, problem.message) for problem in contract.problems] == [
        (Source("contract.yml", 1, 1), "the folder has a second contract file; contract.yaml is read")
    ]


def test_a_broken_subject_keeps_its_own_id(tmp_path):
    """Where both files are broken the subject's item tells of both."""
    write(tmp_path, {"a.json": "{", "contract.yaml": "exampels: {}\n"})

    contract = load(tmp_path, tmp_path)

    assert (contract.id, [problem.source.file for problem in contract.problems]) == (
        "a.json",
        ["a.json", "contract.yaml"],
    )


def test_find_lists_subjects_and_leaves_out_the_rest(tmp_path):
    """One subject where there is a contract file; recordings, baselines, waivers and hidden files are none."""
    write(
        tmp_path,
        {
            "b/x.json": BARE,
            "b/y.json": BARE,
            "b/contract.yaml": "subject: y.json\n",
            "a/z.yml": BARE,
            "a/records.jsonl": "",
            "a/t.csv": "",
            "a/README.md": "",
            "a/cassettes/found.yaml": "x: 1",
            "baseline/z.json": BARE,
            ".git/x.json": BARE,
            "a/.x.json": BARE,
            "waivers.yaml": "[]",
            "deep/er/q.json": BARE,
        },
    )

    found = [path.relative_to(tmp_path).as_posix() for path in find(tmp_path)]

    assert found == ["a/z.yml", "b/y.json", "deep/er/q.json"]


def test_load_all_sorts_and_names_unknown_files(tmp_path):
    """Whatever the order of the paths; a file named twice is loaded once."""
    write(tmp_path, {"b/x.json": BARE, "a/y.json": EXPORT, "a/z.json": {"x": 1}})

    loaded = load_all([tmp_path / "b", tmp_path / "a", tmp_path / "a/y.json"], tmp_path)

    assert isinstance(loaded, Loaded)
    assert ([contract.id for contract in loaded.contracts], loaded.unknown) == (
        ["a/y.json", "b/x.json"],
        ("a/z.json",),
    )


def test_a_file_that_is_not_the_folders_subject_is_loaded_bare(tmp_path):
    """Somebody asked for this very file."""
    write(tmp_path, {"x.json": BARE, "y.json": BARE, "contract.yaml": "subject: y.json\ncases: 3\n"})

    contract = load(tmp_path / "x.json", tmp_path)

    assert (contract.id, contract.expectations.cases) == ("x.json", None)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param({"a.txt": ""}, "a folder with one subject is wanted; there are 0: none", id="none"),
        pytest.param(
            {"a.json": BARE, "b.json": BARE},
            "a folder with one subject is wanted; there are 2: s/a.json, s/b.json",
            id="several",
        ),
    ],
)
def test_a_folder_without_contract_file_needs_one_subject(tmp_path, files, message):
    """A folder that is asked for by itself must be clear."""
    folder = write(tmp_path, {f"s/{name}": content for name, content in files.items()}) / "s"

    contract = load(folder, tmp_path)

    assert (contract.kind, contract.problems[0].message) == (Kind.BROKEN, message)


def test_a_folder_with_one_subject_needs_no_contract_file(tmp_path):
    """No configuration at all."""
    write(tmp_path, {"s/a.json": FIELD_LIST})

    assert load(tmp_path / "s", tmp_path).id == "s/a.json"


def test_a_repeated_key_is_a_problem_and_no_end(tmp_path):
    """JSON keeps the last; the rest of the subject is verified."""
    write(
        tmp_path,
        {
            "a.json": '{"$schema": "http://json-schema.org/draft-04/schema#",\n "type": "object",\n "type": "array"}'
        },
    )

    contract = load(tmp_path / "a.json", tmp_path)

    assert (contract.kind, contract.schema.document["type"]) == (Kind.SCHEMA, "array")
    assert [(str(p.source), p.check) for p in contract.problems] == [("a.json:3:2", "file/unreadable")]


@pytest.mark.parametrize(
    "text", ["a: !!python/object:x.y {b: 1}\n", "a: 1\na: 2\n"], ids=["tag", "repeated key"]
)
def test_odd_yaml_of_no_known_shape_is_unknown(tmp_path, text):
    """Other tools' files lie around; only a subject's text must be plain."""
    write(tmp_path, {"a.yaml": text, "b.yaml": text + "type: object\nproperties: {x: {type: string}}\n"})

    loaded = load_all([tmp_path], tmp_path)

    assert ([c.id for c in loaded.contracts if c.kind is Kind.BROKEN], loaded.unknown) == (
        ["b.yaml"],
        ("a.yaml",),
    )
