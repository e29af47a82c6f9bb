"""Where a function's code is found, and how its archive is read."""

import stat
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from gc_contracts._json import Json
from gc_contracts.model.contract import Contract, Expectations
from gc_contracts.worker.node.archive import ArchiveError, unpack
from gc_contracts.worker.node.layout import laid_out
from gc_contracts.worker.node.source import NoSourceError, Source, find_source
from little import little_action, little_contract
from subject_files import write

ENTRY = "exports.handler = async () => 1;"


def contract(function: Json = None, handler: str = "") -> Contract:
    """A function action at `actions/one/action.json`."""
    action = replace(little_action(kind="function-data-actions"), function=function)
    made = little_contract(action, Expectations(handler=handler))
    return replace(made, id="actions/one/action.json")


def tree(root: Path, *names: str) -> None:
    """Write files; an archive holds what stands after the colon of its name."""
    write(root / "actions" / "one", {"action.json": {}})
    for name in names:
        file, _, inside = name.partition(":")
        path = root / "actions" / "one" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if inside:
            with ZipFile(path, "w") as packed:
                packed.writestr(inside, ENTRY)
        else:
            path.write_text(ENTRY)


FOUND = {
    "file-path-folder": (
        ("built/src/index.js",),
        {"handler": "src/index.handler", "file_path": "./built"},
        "",
        ("actions/one/built", "src/index.handler"),
    ),
    "file-path-from-the-root": (
        ("f.zip:src/index.mjs",),
        {"handler": "src/index.handler", "file_path": "actions/one/f.zip"},
        "",
        ("actions/one/f.zip", "src/index.handler"),
    ),
    "file-path-of-terraform": (
        ("f.zip:index.js",),
        {"handler": "index.handler", "file_path": "${path.module}/f.zip"},
        "",
        ("actions/one/f.zip", "index.handler"),
    ),
    "beside": (
        ("code/index.cjs", "notes/readme.txt"),
        {"handler": "index.main"},
        "",
        ("actions/one/code", "index.main"),
    ),
    "archive-beside": (
        ("code.zip:src/index.js",),
        {"handler": "src/index.handler"},
        "",
        ("actions/one/code.zip", "src/index.handler"),
    ),
    "in-the-folder": (("index.js",), None, "", ("actions/one", "index.handler")),
    "usual-name": (("code/src/index.js",), None, "", ("actions/one/code", "src/index.handler")),
    "contract-yaml": (
        ("mine/person.js", "code/index.js"),
        {"handler": "index.handler"},
        "mine/person.look",
        ("actions/one", "mine/person.look"),
    ),
    "contract-yaml-in-vain": ((), None, "mine/person.look", ("actions/one", "mine/person.look")),
}


@pytest.mark.parametrize(("names", "function", "handler", "found"), FOUND.values(), ids=FOUND)
def test_code_is_found_where_teams_keep_it(tmp_path: Path, names, function, handler, found):
    """What the file names comes first; what contract.yaml names is believed even in vain."""
    tree(tmp_path, *names)

    source = find_source(contract(function, handler), str(tmp_path))

    assert (source.shown, source.handler) == found


MISSING = {
    "nothing": (
        (),
        {"handler": "src/index.handler"},
        "no JavaScript with `src/index.js` (.mjs, .cjs) is here",
    ),
    "expression": (
        (),
        {"handler": "index.handler", "file_path": "${var.archive}"},
        "no JavaScript with `index.js` (.mjs, .cjs) is here",
    ),
    "several": (
        ("a/index.js", "b/index.js"),
        {"handler": "index.handler"},
        "several folders may hold its code (actions/one/a, actions/one/b)",
    ),
    "installed-packages": (("node_modules/index.js",), None, "no JavaScript with `index.js`"),
    "no-archive": (("f.zip",), None, "no JavaScript with `index.js`"),
}


@pytest.mark.parametrize(("names", "function", "words"), MISSING.values(), ids=MISSING)
def test_where_there_is_no_code_it_is_said_what_would_be_needed(tmp_path: Path, names, function, words):
    """Not verified is not the same as safe."""
    tree(tmp_path, *names)

    with pytest.raises(NoSourceError) as raised:
        find_source(contract(function), str(tmp_path))

    assert str(raised.value).startswith(words)


def packed(path: Path, *entries: tuple[str, int]) -> Path:
    """Write an archive of entries with Unix modes."""
    with ZipFile(path, "w", ZIP_DEFLATED) as made:
        for name, mode in entries:
            info = ZipInfo(name)
            info.external_attr = mode << 16
            made.writestr(info, "x")
    return path


ODD = {
    "upward": ("../out.js", stat.S_IFREG, "an entry outside of its folder"),
    "upward-inside": ("a/../../out.js", stat.S_IFREG, "an entry outside of its folder"),
    "absolute": ("/etc/out.js", stat.S_IFREG, "an entry outside of its folder"),
    "drive": ("C:out.js", stat.S_IFREG, "an entry outside of its folder"),
    "backslash": ("..\\out.js", stat.S_IFREG, "an entry outside of its folder"),
    "link": ("link", stat.S_IFLNK, "a link"),
}


@pytest.mark.parametrize(("name", "mode", "words"), ODD.values(), ids=ODD)
def test_an_archive_cannot_write_outside_of_its_folder(tmp_path: Path, name, mode, words):
    """Whatever its entries are called."""
    path = packed(tmp_path / "f.zip", (name, mode))
    target = tmp_path / "in"
    target.mkdir()

    with pytest.raises(ArchiveError) as raised:
        unpack(path, target)

    assert words in str(raised.value)
    assert [one.name for one in sorted(tmp_path.rglob("*"))] == ["f.zip", "in"]


def test_an_archive_that_grows_too_large_is_refused(tmp_path: Path):
    """What it says of its size is not believed."""
    path = tmp_path / "f.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as made:
        made.writestr("a.js", "x" * 5000)
    target = tmp_path / "in"
    target.mkdir()

    with pytest.raises(ArchiveError, match="larger than 1000 bytes"):
        unpack(path, target, most=1000)


def test_what_is_no_archive_is_refused(tmp_path: Path):
    """A text by the name of an archive."""
    path = tmp_path / "f.zip"
    path.write_text("no")

    with pytest.raises(ArchiveError, match=r"f\.zip cannot be unpacked"):
        unpack(path, tmp_path)


def test_an_archive_is_unpacked_to_a_private_folder_and_removed(tmp_path: Path):
    """Nothing of it stays."""
    tree(tmp_path, "f.zip:src/index.js")
    source = Source(tmp_path / "actions/one/f.zip", "src/index.handler", "f.zip")

    with laid_out(source) as function:
        folder = Path(function.folder)
        there = (folder / "src/index.js").read_text()

    assert (there, folder.exists()) == (ENTRY, False)
