"""References followed: the other subject, its field, its records; and every way in which they lead nowhere."""

from pathlib import Path
from typing import Any

import pytest

from gc_contracts.load import load
from gc_contracts.load.following import Following
from gc_contracts.load.neighbours import Neighbours
from gc_contracts.model.contract import Contract, Problem
from gc_contracts.model.finding import Severity
from gc_contracts.source import Source
from subject_files import EXPORT, write

DRAFT = "http://json-schema.org/draft-07/schema#"


def schema(
    title: str, required: tuple[str, ...] = (), *, closed: bool = True, **fields: Any
) -> dict[str, Any]:
    """Give a schema; a field is a type's name or a schema."""
    properties = {name: {"type": rule} if isinstance(rule, str) else rule for name, rule in fields.items()}
    shut = {"additionalProperties": False} if closed else {}
    return {"$schema": DRAFT, "title": title, "type": "object", "properties": properties, **shut} | (
        {"required": list(required)} if required else {}
    )


ACCOUNT = schema("Account", id="string", code="integer", boss="string")
ORDER = schema("Order", account_id="string", n="integer", tags="array")
FILES = {
    "c/account/account.json": ACCOUNT,
    "c/account/contract.yaml": "cases: 1\n",
    "c/order/order.json": ORDER,
}


def follow(
    root: Path, files: dict[str, Any], path: str = "c/order", folders: tuple[str, ...] = ("c",)
) -> Contract:
    """Write files, load one contract and follow its references."""
    write(root, files)
    contract = load(root / path, root)
    assert contract is not None
    return Following(root, tuple(root / folder for folder in folders)).complete(contract)


def order(reference: str, **more: Any) -> dict[str, Any]:
    """Give the files of an order that refers by one reference."""
    return {**FILES, "c/order/contract.yaml": f"references:\n  {reference}\n", **more}


def told(contract: Contract) -> list[tuple[str, int, int, str, str]]:
    """List what was found: severity, place, message, hint."""
    return [
        (each.severity.value, each.source.line, each.source.column, each.message, each.hint)
        for each in contract.problems
    ]


def test_a_reference_tells_what_it_leads_to(tmp_path):
    """The contract, the file and the target's values, in its order, distinct."""
    lines = '{"id": "b"}\n{"id": "a"}\n{"code": 7}\n'
    files = order("account_id: {subject: account, field: id, records: r.jsonl}", **{"c/order/r.jsonl": lines})

    contract = follow(tmp_path, files)

    reference = contract.expectations.references["account_id"]
    assert (reference.found, reference.file, reference.values) == (
        "c/account/account.json",
        "c/order/r.jsonl",
        ("b", "a"),
    )
    assert contract.problems == ()


def test_a_contract_without_references_stays_as_it_is(tmp_path):
    """Following costs nothing where nothing refers."""
    write(tmp_path, FILES)
    contract = load(tmp_path / "c/account", tmp_path)

    assert Following(tmp_path, ()).complete(contract) is contract


@pytest.mark.parametrize(
    ("subject", "more"),
    [
        ("account", {}),
        ("Account", {}),
        ("konto", {"c/account/account.json": "", "c/account/konto.json": ACCOUNT}),
        ("people", {"c/people/who.json": ACCOUNT}),
        ("who", {"c/schemas/who.custom.json": ACCOUNT}),
        (
            "9f1",
            {"c/who.json": {"id": "9f1", "name": "W", "version": 1, "enabled": True, "jsonSchema": ACCOUNT}},
        ),
        ("acc", {"c/actions/acc/a.json": EXPORT, "c/schemas/acc/a.json": ACCOUNT}),
        ("other", {"c/other.json": ACCOUNT, "c/x.json": {**ACCOUNT, "title": "other"}}),
    ],
    ids=["folder", "title", "file", "bare-folder", "bare-file", "id", "beside-an-action", "file-over-title"],
)
def test_a_subject_is_called_by_its_folder_its_file_or_what_it_bears(subject, more, tmp_path):
    """As the fixtures call it; of an action and a schema with one name, the schema is meant."""
    files = order(f"account_id: {{subject: {subject}, field: id}}", **more)
    contract = follow(tmp_path, {name: content for name, content in files.items() if content != ""})

    assert told(contract) == []
    assert contract.expectations.references["account_id"].found in {*FILES, *more}


@pytest.mark.parametrize(
    ("reference", "more", "problem"),
    [
        (
            "account_id: {subject: acount, field: id}",
            {},
            (
                "error",
                2,
                25,
                "`subject` is `acount`, and no contract is called that",
                "did you mean `account`?",
            ),
        ),
        (
            "account_id: {subject: zzz, field: id}",
            {},
            (
                "error",
                2,
                25,
                "`subject` is `zzz`, and no contract is called that",
                "schemas here are `Account`, `Order`, `account`, `order`",
            ),
        ),
        (
            "account_id: {subject: get, field: id}",
            {"c/get.json": EXPORT},
            (
                "error",
                2,
                25,
                "`subject` is `get`, which is an action: c/get.json",
                "a reference leads to records, so name a schema",
            ),
        ),
        (
            "account_id: {subject: x, field: id}",
            {"c/a/x.json": ACCOUNT, "c/b/x.json": ACCOUNT},
            (
                "error",
                2,
                25,
                "`subject` is `x`, and 2 schemas are called that: c/a/x.json, c/b/x.json",
                "use a name of one alone",
            ),
        ),
        (
            "account_id: {subject: account, field: idd}",
            {},
            ("error", 2, 41, "`idd` is no field of `account`", "did you mean `id`?"),
        ),
        (
            "account_id: {subject: open, field: idd}",
            {"c/open.json": schema("Open", closed=False, id="string")},
            (
                "warning",
                2,
                38,
                "`idd` is not declared by `open`, which lets any field through",
                "did you mean `id`?",
            ),
        ),
        (
            "acount_id: {subject: account, field: id}",
            {},
            ("error", 2, 3, "`acount_id` is no field of this schema", "did you mean `account_id`?"),
        ),
        (
            "n: {subject: account, field: id}",
            {},
            (
                "error",
                2,
                3,
                "`n` is integer, and `id` of `account` is string: no value is both",
                "Give both the same type; a value is looked up as it is, and a text is no number.",
            ),
        ),
        (
            "account_id: {subject: list, field: id}",
            {
                "c/list.json": schema("List", id={"enum": [1, "A", None]}),
                "c/order/order.json": schema("Order", account_id={"type": "string", "minLength": 2}),
            },
            (
                "error",
                2,
                3,
                "no value is allowed both for `account_id` and for `id` of `list`",
                "One of them lists its values: make them agree.",
            ),
        ),
        (
            "account_id: {subject: account, field: id, records: ../account/acc.jsonl}",
            {"c/account/accs.jsonl": ""},
            (
                "error",
                2,
                54,
                "`records` is `../account/acc.jsonl`, and there is no such file",
                "did you mean `../account/accs.jsonl`?",
            ),
        ),
        (
            "account_id: {subject: account, field: id, records: accs.jsonl}",
            {"c/account/accs.jsonl": ""},
            (
                "error",
                2,
                54,
                "`records` is `accs.jsonl`, and there is no such file",
                "did you mean `../account/accs.jsonl`?",
            ),
        ),
        (
            "account_id: {subject: account, field: id, records: /etc/passwd}",
            {},
            (
                "error",
                2,
                54,
                "`records` is `/etc/passwd`, which is no relative path",
                "write it relative to contract.yaml, or to the project",
            ),
        ),
        (
            "account_id: {subject: account, field: id, records: r.csv}",
            {"c/order/r.csv": "ID,name\na,b\n"},
            ("error", 2, 41, "no record in c/order/r.csv has the field `id`", "did you mean `ID`?"),
        ),
        (
            "account_id: {subject: account, field: id, records: r.csv}",
            {"c/order/r.csv": "id\na\nb\na\na\n"},
            (
                "warning",
                4,
                1,
                '`id` is `"a"` on line 2 and line 4: a reference to it names two records',
                "Refer by a field that tells records apart, or remove one of them.",
            ),
        ),
    ],
    ids=[
        *("subject", "subject-far", "action", "several", "closed", "open", "own", "types", "lists"),
        *("records", "elsewhere", "absolute", "column", "ambiguous"),
    ],
)
def test_a_reference_that_leads_nowhere_is_named_with_its_place(reference, more, problem, tmp_path):
    """Line and column, what is wrong, what would be right."""
    assert told(follow(tmp_path, order(reference, **more))) == [problem]


@pytest.mark.parametrize(
    ("account", "own"),
    [
        (schema("A", id={}), "string"),
        (schema("A", id=["integer", "string"]), "string"),
        (schema("A", id="number"), "integer"),
        (schema("A", id={"enum": ["a", "b"]}), {"enum": ["b", "c"]}),
        (schema("A", id="string"), ["string", "null"]),
        ({"$schema": DRAFT, "type": "object", "title": "A", "oneOf": [{"properties": {"id": {}}}]}, "string"),
        (
            {"$schema": DRAFT, "type": "object", "title": "A", "additionalProperties": {"type": "string"}},
            "string",
        ),
        ({"$schema": DRAFT, "type": "object", "title": "A", "patternProperties": {"^i": {}}}, "string"),
        (
            {
                "$schema": DRAFT,
                "type": "object",
                "title": "A",
                "allOf": [{"$ref": "#/definitions/b"}],
                "definitions": {"b": schema("B", id="string")},
            },
            "string",
        ),
    ],
    ids=["any", "either", "number", "lists", "null", "branch", "map", "pattern", "folded"],
)
def test_what_may_lead_somewhere_is_no_finding(account, own, tmp_path):
    """Only proofs count."""
    own_schema = schema("Order", account_id=own if isinstance(own, dict) else {"type": own})
    files = order(
        "account_id: {subject: a, field: id}", **{"c/a.json": account, "c/order/order.json": own_schema}
    )

    assert told(follow(tmp_path, files)) == []


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("r.jsonl", "c/order/r.jsonl"),
        ("shared.jsonl", "c/shared.jsonl"),
        ("data/r.jsonl", "data/r.jsonl"),
        ("../account/r.jsonl", "c/account/r.jsonl"),
        ("./r.jsonl", "c/order/r.jsonl"),
    ],
)
def test_records_are_beside_the_contract_or_in_its_folder_or_the_project(written, place, tmp_path):
    """The first that is there."""
    places = ("c/order/r.jsonl", "c/shared.jsonl", "shared.jsonl", "data/r.jsonl", "c/account/r.jsonl")
    lines = dict.fromkeys(places, '{"id": "a"}\n')
    files = order(f"account_id: {{subject: account, field: id, records: {written}}}", **lines)

    contract = follow(tmp_path, files)

    assert contract.expectations.references["account_id"].file == place


@pytest.mark.parametrize(
    "written", ["../../../far.jsonl", "../../p/../far.jsonl", "link.jsonl", "linked/far.jsonl"]
)
def test_records_outside_the_project_are_refused(written, tmp_path):
    """Whichever way leads there."""
    root = tmp_path / "p"
    write(tmp_path, {"far.jsonl": '{"id": "a"}\n'})
    files = order(f"account_id: {{subject: account, field: id, records: {written}}}")
    write(root, files)
    (root / "c/order/link.jsonl").symlink_to(tmp_path / "far.jsonl")
    (root / "c/order/linked").symlink_to(tmp_path)

    contract = follow(root, {})

    assert [problem.message for problem in contract.problems] == [
        f"`records` is `{written}`, which leads out of the project"
    ]
    assert contract.expectations.references["account_id"].values is None


def test_a_contracts_folder_outside_the_project_keeps_its_own_records(tmp_path):
    """It was named by the user."""
    lines = {"c/order/r.jsonl": '{"id": "a"}\n'}
    write(tmp_path, order("account_id: {subject: account, field: id, records: r.jsonl}", **lines))
    root = tmp_path / "project"
    root.mkdir()

    contract = Following(root, (tmp_path / "c",)).complete(load(tmp_path / "c/order", root))

    reference = contract.expectations.references["account_id"]
    assert (reference.found, reference.values) == ("../c/account/account.json", ("a",))


def test_the_contracts_folder_of_who_asks_comes_first(tmp_path):
    """A schema of that name elsewhere in what was named is not meant; one that is only there is."""
    more = {"data/account.json": ACCOUNT, "data/other.json": ACCOUNT}
    files = order("account_id: {subject: account, field: id}\n  n: {subject: other, field: code}", **more)

    contract = follow(tmp_path, files, folders=("c", "."))

    found = [each.found for each in contract.expectations.references.values()]
    assert (found, contract.problems) == (["c/account/account.json", "data/other.json"], ())


def test_outside_all_contracts_folders_the_neighbours_are_those_beside(tmp_path):
    """A contract that is named alone still finds its siblings."""
    contract = follow(tmp_path, order("account_id: {subject: account, field: id}"), folders=())

    assert contract.expectations.references["account_id"].found == "c/account/account.json"


def test_a_file_with_a_bad_line_proves_nothing(tmp_path):
    """The line is named; values are not known, for one may stand there."""
    lines = '{"id": "b"}\n{"id" "a"}\n'
    files = order("account_id: {subject: account, field: id, records: r.jsonl}", **{"c/order/r.jsonl": lines})

    contract = follow(tmp_path, files)

    assert contract.problems == (
        Problem(
            "file/unreadable",
            "a colon is missing between a member's name and its value",
            Source("c/order/r.jsonl", 2, 7),
            "Correct the file: until then, nothing is said of what it lacks.",
        ),
    )
    assert contract.expectations.references["account_id"].values is None


def test_a_broken_subject_is_its_own_finding_and_no_other(tmp_path):
    """The file that does not parse is reported by itself."""
    contract = follow(tmp_path, order("account_id: {subject: bad, field: id}", **{"c/bad.json": "{"}))

    assert contract.problems == ()


def fields(**reference: Any) -> dict[str, Any]:
    """Give a field list whose one field refers."""
    return {"fields": [{"name": "account_id", "type": "string", "required": True, **reference}]}


@pytest.mark.parametrize(
    ("reference", "found", "problems"),
    [
        ({"referential_schema_id": "7c2e", "referential_field_name": "id"}, "", []),
        ({"referential_schema_id": "account", "referential_field_name": None}, "c/account/account.json", []),
        ({"referential_schema_id": "account", "referential_field_name": "id"}, "c/account/account.json", []),
        (
            {"referential_schema_id": "account", "referential_field_name": "idd"},
            "c/account/account.json",
            [("error", 8, 33, "`idd` is no field of `account`", "did you mean `id`?")],
        ),
    ],
    ids=["opaque", "no-field", "known", "unknown-field"],
)
def test_a_field_list_may_speak_of_what_only_the_org_knows(reference, found, problems, tmp_path):
    """An id that nobody bears here is no finding; a name that is borne is followed."""
    contract = follow(tmp_path, {**FILES, "c/list.json": fields(**reference)}, "c/list.json")

    assert contract.expectations.references["account_id"].found == found
    assert told(contract) == problems


def test_csv_is_read_by_the_types_of_the_other_field(tmp_path):
    """`7` is a number where the schema says so."""
    files = order("n: {subject: account, field: code, records: r.csv}", **{"c/order/r.csv": "code\n7\n08\n"})

    assert follow(tmp_path, files).expectations.references["n"].values == (7, 8)


OWN = "boss: {subject: account, field: id, records: r.csv}"


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ("id,boss\na,\nb,a\n", []),
        ("id,boss\na,a\n", []),
        (
            "id,boss\na1,\nb1,A1\nc1,zz\nd1,A1\n",
            [
                (
                    "error",
                    3,
                    1,
                    '`boss` is `"A1"` in a record of this subject, and c/account/r.csv has no record with that `id`; nor has it 1 other value of that field',
                    'did you mean `"a1"`?',
                )
            ],
        ),
    ],
    ids=["well-founded", "itself", "dangling"],
)
def test_a_subject_that_refers_to_itself_has_its_own_records_looked_up(rows, problems, tmp_path):
    """One problem a field, at the first record that is lost."""
    files = {**FILES, "c/account/contract.yaml": f"references:\n  {OWN}\n", "c/account/r.csv": rows}

    assert told(follow(tmp_path, files, "c/account")) == problems


def test_own_records_are_looked_up_for_every_reference(tmp_path):
    """Also those that lead to others."""
    text = "references:\n  boss: {subject: account, field: id, records: r.csv}\n  code: {subject: order, field: n, records: o.csv}\n"
    files = {
        **FILES,
        "c/account/contract.yaml": text,
        "c/account/r.csv": "id,code\na,1\nb,2\n",
        "c/account/o.csv": "n\n1\n",
    }

    found = told(follow(tmp_path, files, "c/account"))

    assert [(line, message) for _, line, _, message, _ in found] == [
        (3, "`code` is `2` in a record of this subject, and c/account/o.csv has no record with that `n`")
    ]


def ring(*names: str, required: bool = True, more: str = "") -> dict[str, Any]:
    """Give subjects that refer to each other in turn, the last to the first."""
    files: dict[str, Any] = {}
    for name, after in zip(names, (*names[1:], names[0]), strict=True):
        files[f"c/{name}/{name}.json"] = schema(name.title(), ("x",) if required else (), x="string")
        files[f"c/{name}/contract.yaml"] = f"references: {{x: {{subject: {after}, field: x{more}}}}}\n"
    return files


def test_a_circle_of_required_references_is_spelled_out_once(tmp_path):
    """By the contract whose id comes first."""
    write(tmp_path, ring("b", "a", "c"))
    following = Following(tmp_path, (tmp_path / "c",))

    found = {name: following.complete(load(tmp_path / "c" / name, tmp_path)).problems for name in "abc"}

    assert found == {
        "a": (
            Problem(
                "reference/cycle",
                "each of these needs a record of the next: A.x → C.x → B.x → A; none can be the first",
                Source("c/a/contract.yaml", 1, 14, "/references/x"),
                "Make one of the fields optional, or name the file of the records that exist.",
                Severity.WARNING,
            ),
        ),
        "b": (),
        "c": (),
    }


@pytest.mark.parametrize(
    "files",
    [
        ring("a", "b", required=False),
        ring("a"),
        ring("a", "b", more=", records: r.jsonl") | {"c/r.jsonl": '{"x": "1"}\n'},
        ring("a", "b") | {"c/b/b.json": schema("B", ("x",), x={"type": ["string", "null"]})},
        ring("a", "b") | {"c/b/contract.yaml": "references: {x: {subject: gone, field: x}}\n"},
    ],
    ids=["optional", "itself", "records", "null", "open-end"],
)
def test_a_circle_that_can_be_broken_is_none(files, tmp_path):
    """A first record can be written."""
    assert follow(tmp_path, files, "c/a").problems == ()


def test_circles_beside_the_way_end(tmp_path):
    """A contract that leads into a circle is not part of it, and following it comes to an end."""
    files = ring("b", "c") | {
        "c/a/a.json": schema("A", ("x",), x="string"),
        "c/a/contract.yaml": "references: {x: {subject: b, field: x}}\n",
    }

    assert follow(tmp_path, files, "c/a").problems == ()


def test_nothing_is_read_for_a_name_that_a_path_tells(tmp_path):
    """A suite of many subjects pays for those that are referred to."""
    write(tmp_path, order("account_id: {subject: account, field: id}"))
    neighbours = Neighbours(tmp_path, (tmp_path / "c",))

    found = neighbours.named("account", tmp_path / "c/order")

    assert ([one.id for one in found], list(neighbours._loaded)) == (
        ["c/account/account.json"],
        [tmp_path / "c/account"],
    )
