"""A bad file is a clear problem with a place, never an exception."""

import os
import sys
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gc_contracts._json import dumps, remove, replace, walk
from gc_contracts.export import recognise
from gc_contracts.load import load, load_all
from gc_contracts.load.files import MAX_BYTES
from gc_contracts.load.subject import load_bare
from gc_contracts.model.contract import Kind
from subject_files import BARE, EXPORT, FIELD_LIST, SUBJECTS, write

SOUND = dumps(EXPORT, indent=2)
CYCLIC = {
    "$schema": BARE["$schema"],
    "$ref": "#/definitions/a",
    "definitions": {"a": {"$ref": "#/definitions/a"}},
}


def cut(at):
    return SOUND[: len(SOUND) * at // 10]


def half(data, key):
    return {name: value for name, value in data.items() if name != key}


BAD = {
    **{f"cut-{at}.json": cut(at) for at in range(1, 10)},
    **{f"cut-{at}.yaml": cut(at) for at in range(1, 10)},
    **{f"comma-{n}.json": SOUND.replace(",", "", n) for n in range(1, 10)},
    **{f"quote-{n}.json": SOUND.replace('"', "", n) for n in range(1, 10)},
    **{f"colon-{n}.json": SOUND.replace(":", "", n) for n in range(1, 6)},
    **{f"brace-{n}.json": SOUND.replace("{", "", n) for n in range(1, 6)},
    **{
        f"indent-{n}.yaml": "type: object\nproperties:\n  a: {type: string}\n" + " " * n + "b:\n- c\n d\n"
        for n in range(1, 6)
    },
    **{
        f"encoding-{n}.json": SOUND.encode().replace(b"Get", "Gét".encode(name))
        for n, name in enumerate(["latin-1", "cp1252", "mac-roman", "cp437"])
    },
    **{f"wide-{name}.json": SOUND.encode(name) for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32")},
    **{f"empty-{n}.{end}": " \n" * n for n in range(2) for end in ("json", "yaml", "yml")},
    **{f"half-{key}.json": half(EXPORT, key) for key in ("config", "contract")},
    **{f"half-{key}.json": half(FIELD_LIST, key) for key in ("inputs", "outputs")},
    **{
        f"schema-{n}.json": {"name": "x", "enabled": True, "version": 1, "jsonSchema": value}
        for n, value in enumerate([None, [], "x", 1, True])
    },
    **{
        f"input-{n}.json": replace(EXPORT, "/contract/input/inputSchema", value)
        for n, value in enumerate([[], "x", 1, True])
    },
    **{
        f"deep-{n}{end}": text
        for n, text in enumerate(["[" * 200_000, '{"a":' * 100_000])
        for end in (".json", ".yaml")
    },
    **{
        f"word-{n}.json": '{"type": "object", "default": ' + word + "}"
        for n, word in enumerate(
            ["True", "None", "undefined", "'x'", "01", "+1", ".5", "1e999", "-", "x", "{,}", "[,]", '"\\x"']
        )
    },
    **{f"comment-{n}.json": f"{text}\n{SOUND}" for n, text in enumerate(["// a", "/* a */", "# a"])},
    **{
        f"tag-{n}.yaml": f"type: object\nproperties: {{a: {text}}}\n"
        for n, text in enumerate(
            [
                "!!set {type: string}",
                "{<<: {type: string}}",
                "{type: string, type: number}",
                "{type: number, default: .nan}",
            ]
        )
    },
    "dashes.yaml": "- " * 100_000,
    "big.json": b"[" + b"1," * (MAX_BYTES // 2) + b"1]",
    "bomb.yaml": "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    + "".join(
        f"{b}: &{b} [{','.join(['*' + a] * 10)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=False)
    ),
    "cycle.yaml": "a: &a [*a]\n",
    "nan.json": '{"type": "number", "default": NaN}',
    "surrogate.json": '{"type": "string", "title": "\\ud800"}',
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_a_problem_with_a_place(tmp_path, name):
    """Ten kinds of broken files: each names file, line and column, and says what would be right."""
    path = write(tmp_path, {name: BAD[name]}) / name

    contract = load(path, tmp_path)

    assert (contract.id, contract.kind) == (name, Kind.BROKEN)
    assert contract.problems
    for problem in contract.problems:
        assert (problem.source.file, problem.source.line > 0, problem.source.column > 0) == (name, True, True)
        assert len(problem.message) > 15


def test_there_are_a_hundred_bad_files():
    """The promise of the table above."""
    assert len(BAD) >= 100


def test_the_size_limit_is_inclusive(tmp_path):
    """10,485,760 bytes are read; a byte more is refused before it is."""
    body = dumps(BARE).encode()
    write(tmp_path, {"most.json": body.ljust(MAX_BYTES), "more.json": body.ljust(MAX_BYTES + 1)})

    most, more = (load(tmp_path / name, tmp_path) for name in ("most.json", "more.json"))

    assert (most.kind, more.kind) == (Kind.SCHEMA, Kind.BROKEN)
    assert (
        more.problems[0].message == "the file is bigger than 10,485,760 bytes (10 MB); no export or schema is"
    )


@pytest.mark.parametrize(
    ("data", "place", "start"),
    [
        (b'{"a": "x",\r\n "b": "\xc3\xa9\xe9"}', (2, 9), "byte 0xE9 is not UTF-8; save the file as UTF-8"),
        (b'\xef\xbb\xbf{"a": "\xe9"}', (1, 8), "byte 0xE9 is not UTF-8"),
        (b"\xff\xfe{\x00}\x00", (1, 1), "the file is UTF-16, not UTF-8; save it as UTF-8"),
        (b"{\x00}\x00", (1, 1), "the file is UTF-16, not UTF-8"),
        (b"\xff\xfe\x00\x00{\x00\x00\x00", (1, 1), "the file is UTF-32, not UTF-8"),
    ],
    ids=["byte", "after a mark", "UTF-16", "UTF-16 without mark", "UTF-32"],
)
def test_a_wrong_encoding_names_its_first_bad_byte(tmp_path, data, place, start):
    """Line and column of the byte, counted in characters."""
    problem = load(write(tmp_path, {"a.json": data}) / "a.json", tmp_path).problems[0]

    assert (problem.source.line, problem.source.column, problem.check) == (*place, "file/unreadable")
    assert problem.message.startswith(start)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_mark_and_any_line_ending_are_welcome(tmp_path, ending):
    """A byte order mark and CRLF are tolerated."""
    text = "\ufeff" + dumps(EXPORT, indent=2).replace("\n", ending)

    contract = load(write(tmp_path, {"a.json": text}) / "a.json", tmp_path)

    assert (contract.kind, contract.problems, contract.locate("/name").line) == (Kind.ACTION, (), 2)


def test_a_missing_path_is_a_problem(tmp_path):
    """File or folder, it is named."""
    loaded = load_all([tmp_path / "gone", tmp_path / "gone.json"], tmp_path)

    assert [(c.id, c.problems[0].message) for c in loaded.contracts] == [
        ("gone", "this cannot be read: there is no such file"),
        ("gone.json", "this cannot be read: there is no such file"),
    ]


@pytest.mark.parametrize(
    "name", ["x" * 300, "a\0b.json", "y" * 300 + ".json"], ids=["long", "NUL", "long file"]
)
def test_a_path_that_can_be_none_is_a_problem(tmp_path, name):
    """What the system refuses to look for is reported like a missing file."""
    contract = load(tmp_path / name, tmp_path)

    assert (contract.kind, len(contract.problems)) == (Kind.BROKEN, 1)


def test_a_folder_called_like_a_file_is_a_problem(tmp_path):
    """It is not passed over, and what is in it is not read."""
    write(tmp_path, {"x.json/a.json": BARE})

    loaded = load_all([tmp_path], tmp_path)

    assert [(c.id, c.problems[0].message) for c in loaded.contracts] == [
        ("x.json", "this is a folder, and its name is that of a file; rename it")
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
def test_other_things_than_files_are_problems(tmp_path):
    """A pipe would block for ever, a link to itself leads nowhere."""
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    (tmp_path / "dangling.json").symlink_to(tmp_path / "nothing")

    loaded = load_all([tmp_path], tmp_path)

    assert [(c.id, c.kind, len(c.problems)) for c in loaded.contracts] == [
        (name, Kind.BROKEN, 1) for name in ("dangling.json", "loop.json", "pipe.json")
    ]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user"
)
def test_a_file_without_permission_is_a_problem(tmp_path):
    """It says what to do."""
    path = write(tmp_path, {"a.json": BARE}) / "a.json"
    path.chmod(0)

    contract = load(path, tmp_path)

    assert contract.problems[0].message == "this cannot be read: permission is denied; make it readable"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user"
)
def test_a_folder_without_permission_is_a_problem(tmp_path):
    """It is not passed over."""
    folder = write(tmp_path, {"s/a.json": BARE}) / "s"
    folder.chmod(0)

    loaded = load_all([tmp_path], tmp_path)
    folder.chmod(0o700)

    assert [(c.id, c.problems[0].message) for c in loaded.contracts] == [
        ("s", "this cannot be read: permission is denied; make it readable")
    ]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(CYCLIC, id="a cyclic reference"),
        pytest.param(BARE | {"type": "thing"}, id="no type"),
        pytest.param(BARE | {"properties": {"a": 5}}, id="no schema inside"),
        pytest.param(BARE | {"required": "a", "definitions": [1]}, id="words misused"),
    ],
)
def test_a_schema_that_is_none_is_still_a_subject(tmp_path, data):
    """The schema checks tell what is wrong with it, with its place."""
    contract = load(write(tmp_path, {"a.json": data}) / "a.json", tmp_path)

    assert contract.kind is Kind.SCHEMA


VALUES = st.sampled_from(
    [None, True, 0, -1.5, "", "x", [], [1], [{}], {}, {"a": 1}, {"name": []}, "$${", "\u2028"]
)


@st.composite
def broken_subjects(draw):
    """A sound file of some dialect with one to four values dropped or replaced."""
    data = deepcopy(draw(st.sampled_from(list(SUBJECTS.values()))))
    for _ in range(draw(st.integers(1, 4))):
        pointers = [pointer for pointer, _ in walk(data) if pointer]
        if not pointers:
            break
        pointer = draw(st.sampled_from(pointers))
        data = remove(data, pointer) if draw(st.booleans()) else replace(data, pointer, draw(VALUES))
    return data


@settings(max_examples=300, deadline=None)
@given(broken_subjects(), st.booleans())
def test_no_change_to_a_subject_makes_loading_raise(tmp_path_factory, data, as_yaml):
    """Property: whatever is dropped or retyped, loading ends, and every problem has a place."""
    folder = tmp_path_factory.mktemp("broken")
    path = write(folder, {"a.yaml" if as_yaml else "a.json": data}) / ("a.yaml" if as_yaml else "a.json")

    contract = load_bare(path, folder)

    assert (contract is None) == (recognise(data) is None)
    for problem in contract.problems if contract else ():
        assert (problem.source.file, problem.source.line > 0) == (path.name, True)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(), st.text(alphabet=" \n\t-:[]{}&*!|>'\"%@`,#?a1\\"), st.binary()),
    st.sampled_from([".json", ".yaml"]),
)
def test_no_text_makes_loading_raise(tmp_path_factory, content, suffix):
    """Property: any bytes are a contract, an unknown file or a problem with a place."""
    folder = tmp_path_factory.mktemp("any")
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    path = write(folder, {f"a{suffix}": data}) / f"a{suffix}"

    contract = load_bare(path, folder)

    assert all(problem.source.line > 0 for problem in (contract.problems if contract else ()))


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        VALUES,
        lambda inner: (
            st.dictionaries(
                st.sampled_from(
                    ["examples", "valid", "input", "respond", "checks", "subject", "cases", "x/y", "rules"]
                ),
                inner,
                max_size=3,
            )
            | st.lists(inner, max_size=2)
        ),
    )
)
def test_no_contract_file_makes_loading_raise(tmp_path_factory, data):
    """Property: any contract file beside a subject gives a contract, or a broken one with places."""
    folder = write(tmp_path_factory.mktemp("contract"), {"a.json": EXPORT, "contract.json": data})

    contract = load(folder, folder)

    assert all(problem.source.line > 0 for problem in contract.problems)
    assert (contract.kind is Kind.BROKEN) == bool(contract.problems)
