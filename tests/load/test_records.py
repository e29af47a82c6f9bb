"""Files of records: their forms, what a text stands for, and what cannot be read."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gc_contracts.load.records import Want, read, readings
from gc_contracts.model.contract import Problem
from gc_contracts.schema.record import is_json
from gc_contracts.source import Source
from subject_files import write

TEXT, WHOLE, ANY = (
    frozenset({"string"}),
    frozenset({"integer"}),
    frozenset({"string", "integer", "number", "boolean"}),
)


def values(folder: Path, name: str, content: object, types: frozenset[str] = TEXT) -> object:
    """Read the values of `id`; a problem comes as its message and line."""
    want = Want("id", types)
    table = read(write(folder, {name: content}) / name, name, frozenset({want}))
    if table.problem:
        return table.problem.message, table.problem.source.line
    return list(table.columns[want].values)


LINES = '{"id": "a", "n": 1}\n{"id": "b"}\n'


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("r.jsonl", LINES, ["a", "b"]),
        ("r.ndjson", LINES.replace("\n", "\r\n"), ["a", "b"]),
        ("r.json", LINES, ["a", "b"]),
        ("r.jsonl", b"\xef\xbb\xbf" + LINES.encode(), ["a", "b"]),
        ("r.jsonl", LINES + "\n  \n" + '{"id": "c"}', ["a", "b", "c"]),
        ("r.jsonl", ' {"id": "a"} \n', ["a"]),
        ("r.jsonl", "", []),
        ("r.jsonl", '{"id": null}\n{}\n{"id": "a"}\n', ["a"]),
        ("r.jsonl", '[{"id": "a"},\n {"id": "b"}]', ["a", "b"]),
        ("r.json", '[{"id": "a"}, {"id": "b"}]', ["a", "b"]),
        ("r.json", {"entities": [{"id": "a"}], "pageSize": 25, "names": ["x"]}, ["a"]),
        ("r.json", {"entities": []}, []),
        ("r.csv", "id,n\na,1\nb,2\n", ["a", "b"]),
        ("r.csv", b"\xef\xbb\xbfid,n\r\na,1\r\n,2\r\n", ["a"]),
        ("r.csv", "n;id\n1;a\n2;b;\n", ["a", "b"]),
        ("r.tsv", "n\tid\n1\ta\n", ["a"]),
        ("r.txt", "n, id\n1,a\n", ["a"]),
        ("r.csv", 'n,id\n1,"a, ""b""\nc"\n\n2,d\n3\n', ['a, "b"\nc', "d"]),
        ("r.csv", "id\nZoë\n", ["Zoë"]),
    ],
)
def test_each_form_is_told_by_ending_and_by_look(name, content, found, tmp_path):
    """JSON Lines, a list, an object with one list, CSV with its delimiter; BOM, CRLF and blank lines are no harm."""
    assert values(tmp_path, name, content) == found


@pytest.mark.parametrize(
    ("name", "content", "message", "line"),
    [
        ("r.jsonl", '{"id": "a"}\n{"id": "b"\n{"id": "c"}\n', "the text ends too early", 2),
        ("r.jsonl", '{"id": "a"}\n"b"\n', "a record is an object, not text", 2),
        ("r.jsonl", b'{"id": "a"}\n{"id": "\xff"}\n', "byte 0xFF is not UTF-8", 2),
        ("r.jsonl", '{"id": NaN}\n', "NaN is no JSON value", 1),
        ("r.jsonl", '{"id": ' + "[" * 100_000 + "\n", "nests more than 200 levels", 1),
        ("r.jsonl", "x\ny\nz\n", "(3 lines cannot be used: 1, 2, 3)", 1),
        ("r.jsonl", "x\n" * 9, "(9 lines cannot be used: 1, 2, 3, 4, 5, …)", 1),
        ("r.json", '{"id": "a"\n', "the text ends", 2),
        ("r.json", "7", "records are a list, or an object with one list of them; here is none", 1),
        ("r.json", {"a": [], "b": [{}]}, "here are `a`, `b`", 1),
        ("r.json", [{"id": "a"}, 7, 8], "(2 records cannot be used: 2, 3)", 0),
        ("r.csv", "id,n\na,1,2\n", "the row has 3 columns, and the header names 2", 2),
        ("r.csv", "", "the file has no header row", 1),
        ("r.csv", b"id,n\na,\xe9\n", "a byte here is not UTF-8", 2),
        ("r.csv", 'id\n"' + "x" * 200_000, "this is no CSV: field larger than field limit", 2),
        ("r.jsonl", "{}".encode("utf-16"), "UTF-16, not UTF-8", 1),
        ("r.csv", '\r [{"id": 1}]', "the file has no header row", 1),
        ("r.parquet", b"PAR1\x15\x04\x15\x00\x00", "this is no text", 0),
    ],
)
def test_what_holds_no_record_is_named_with_its_place(name, content, message, line, tmp_path):
    """One problem a file: the first place, and how many there are."""
    found, at = values(tmp_path, name, content)

    assert message in found
    assert at == line


def test_a_bad_line_costs_no_other(tmp_path):
    """The rest is read."""
    want = Want("id")
    path = write(tmp_path, {"r.jsonl": '{"id": 1}\nx\n{"id": 2}\n'}) / "r.jsonl"

    table = read(path, "far/r.jsonl", frozenset({want}))

    assert (table.columns[want].values, table.count) == ((1, 2), 2)
    assert table.problem == Problem(
        "file/unreadable",
        "`x` is no JSON value; a text stands in double quotes",
        Source("far/r.jsonl", 2, 1),
        "Correct the file: until then, nothing is said of what it lacks.",
    )


def test_a_folder_or_a_file_that_is_gone_is_a_problem(tmp_path):
    """Reading never raises."""
    found = [read(path, path.name, frozenset({Want("id")})).problem for path in (tmp_path, tmp_path / "gone")]

    assert [problem.message.partition(":")[0] for problem in found if problem] == ["this cannot be read"] * 2


@pytest.mark.parametrize(
    ("text", "types", "found"),
    [
        ("7", TEXT, ("7",)),
        ("7", WHOLE, (7,)),
        ("007", WHOLE, (7,)),
        (" 7 ", WHOLE, (7,)),
        ("7.5", frozenset({"number", "integer"}), (7.5,)),
        ("1e3", frozenset({"number"}), (1000.0,)),
        ("x", WHOLE, ("x",)),
        ("True", frozenset({"boolean"}), (True,)),
        ("yes", frozenset({"boolean"}), ("yes",)),
        ("7", ANY, ("7", 7)),
        ("true", ANY, ("true", True)),
        ("٧", WHOLE, ("٧",)),
        ("7", frozenset(), ("7",)),
    ],
)
def test_a_text_of_csv_stands_for_what_its_field_may_be(text, types, found):
    """By the schema; where it takes both, both readings count."""
    assert json.dumps(readings(text, types)) == json.dumps(found)


def test_values_are_distinct_as_json_is_and_the_first_repetition_is_kept(tmp_path):
    """1 and 1.0 are one value; true and "1" are others."""
    want = Want("id")
    records = [{"id": value} for value in (1, True, "1", 1.0, [1], [1.0], {"a": 1}, True)]
    path = write(tmp_path, {"r.json": records}) / "r.json"

    column = read(path, "r.json", frozenset({want})).columns[want]

    assert json.dumps(column.values) == '[1, true, "1", [1], {"a": 1}]'
    assert column.repeated == (1.0, 1, 4)


def test_what_no_json_holds_is_no_value(tmp_path):
    """Infinity by way of 1e999, and half a surrogate pair."""
    assert values(tmp_path, "r.jsonl", '{"id": 1e999}\n{"id": "\\ud800"}\n{"id": "a"}\n') == ["a"]


def test_a_file_is_read_once_for_all_its_fields(tmp_path):
    """One pass fills every column; a record's number is the line it ends on."""
    wants = [Want("id"), Want("boss")]
    path = write(tmp_path, {"r.csv": 'id,boss\n"a\nb",x\nc,y\n'}) / "r.csv"

    table = read(path, "r.csv", frozenset(wants))

    assert [table.columns[want].numbers for want in wants] == [{"a\nb": 3, "c": 4}, {"x": 3, "y": 4}]
    assert (table.names, table.rows.place(3), table.rows.source(3)) == (
        ("id", "boss"),
        "line 3",
        Source("r.csv", 3, 1),
    )


_PIECES = [
    b'{"id": "a"}',
    b'{"id": 1}',
    b"\n",
    b"\r",
    b"[",
    b"]",
    b"{",
    b'"',
    b",",
    b";",
    b"\xff",
    b"\x00",
    b"id",
    b"9" * 4_500,
]


@given(
    content=st.lists(st.sampled_from(_PIECES) | st.binary(max_size=3), max_size=10).map(b"".join),
    suffix=st.sampled_from([".jsonl", ".json", ".csv", ".txt", ""]),
    types=st.frozensets(st.sampled_from(sorted(ANY))),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_file_ends_a_run(content, suffix, types, tmp_path):
    """Whatever it holds: its values are JSON, or there is a problem."""
    path = tmp_path / f"r{suffix}"
    path.write_bytes(content)
    want = Want("id", types)

    table = read(path, path.name, frozenset({want}))

    assert all(is_json(value) for value in table.columns[want].values)


def test_a_record_of_a_document_is_found_by_its_pointer(tmp_path):
    """A document has no lines of its own."""
    table = read(
        write(tmp_path, {"r.json": {"rows": [{"id": 1}]}}) / "r.json", "r.json", frozenset({Want("id")})
    )

    assert (table.rows.place(1), table.rows.source(1)) == ("record 1", Source("r.json", pointer="/rows/0"))
