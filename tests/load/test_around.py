"""What lies around an action: the same one in another form, and the login of its integration."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from gc_contracts._json import Json, replace
from gc_contracts.load import load
from gc_contracts.load.around import plain_name
from gc_contracts.load.following import Following
from gc_contracts.model.contract import Contract
from subject_files import CX, EXPORT, write

TF = {"resource": {"genesyscloud_integration_action": {"get_user": CX}}}
EXPORTED = EXPORT | {"name": "Get User - Exported 2024-01-02 @ 3:04"}


def login(name: str = "Login") -> Json:
    """Give an export of a customAuth action."""
    config = {"request": {"requestUrlTemplate": "https://e.com/token", "requestType": "POST"}}
    contract = {"input": {"inputSchema": None}, "output": {"successSchema": None}}
    return {"name": name, "actionType": "customAuth", "config": config, "contract": contract}


def asking() -> Json:
    """Give an export that sends what a login gave."""
    headers = {"Authorization": "Bearer ${authResponse.access_token}"}
    return replace(deepcopy(EXPORT), "/config/request/headers", headers)


def completed(root: Path, files: dict[str, Json], path: str, folders: tuple[str, ...] = ("c",)) -> Contract:
    """Load one contract of these files and look around it."""
    write(root, files)
    contract = load(root / path, root)
    return Following(root, tuple(root / folder for folder in folders)).complete(contract)


def test_exporting_adds_to_a_name_what_is_no_part_of_it():
    """Again on every export."""
    assert plain_name("A - B - Exported 2021-07-21 @ 15:32 - Exported 2022-03-30 @ 4:17") == "A - B"


@pytest.mark.parametrize(
    ("files", "path", "twin"),
    [
        ({"c/a.json": EXPORTED, "c/b.tf.json": TF}, "c/b.tf.json", "c/a.json"),
        ({"c/a.json": EXPORTED, "c/b.tf.json": TF}, "c/a.json", None),
        (
            {"c/x/a.json": EXPORTED, "c/x/b.tf.json": TF, "c/x/contract.yaml": "subject: a.json\n"},
            "c/x",
            "c/x/b.tf.json",
        ),
        ({"c/a.json": EXPORTED | {"name": "Other"}, "c/b.tf.json": TF}, "c/b.tf.json", None),
        ({"c/x/a.json": EXPORTED, "c/b.tf.json": TF}, "c/b.tf.json", None),
        ({"c/a.json": EXPORTED | {"actionType": "customAuth"}, "c/b.tf.json": TF}, "c/b.tf.json", None),
    ],
    ids=["the resource tells", "the export does not", "the only contract tells", "name", "folder", "login"],
)
def test_a_twin_is_the_same_action_in_another_form_in_the_same_folder(files, path, twin, tmp_path: Path):
    """Each pair is told once: on the resource, or on the only one of the two that is a contract."""
    contract = completed(tmp_path, files, path)

    assert (contract.twin and contract.twin.id) == twin


def test_of_several_twins_none_is_compared(tmp_path: Path):
    """Which one is meant nobody can tell."""
    files = {"c/a.json": EXPORTED, "c/a2.json": EXPORT, "c/b.tf.json": TF}

    contract = completed(tmp_path, files, "c/b.tf.json")

    assert contract.twin is None
    assert contract.notes == (
        "not verified: whether it differs from its twin, for there are 2: c/a.json, c/a2.json",
    )


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"c/x/y/l.json": login(), "c/l.json": login("Far")}, "c/x/y/l.json"),
        ({"c/x/l.json": login(), "c/l.json": login("Far")}, "c/x/l.json"),
        ({"c/l.json": login()}, "c/l.json"),
        (
            {"c/l.json": login(), "c/m.json": login() | {"name": "Login - Exported 2024-01-02 @ 3:04"}},
            "c/l.json",
        ),
        ({"l.json": login()}, ""),
        ({"c/z/l.json": login()}, ""),
        ({"c/x/l.json": login("A"), "c/x/m.json": login("B"), "c/l.json": login()}, ""),
    ],
    ids=["beside", "above", "at the top", "one in two exports", "outside", "elsewhere", "two"],
)
def test_a_login_is_the_only_one_in_the_nearest_folder_that_has_any(files, found, tmp_path: Path):
    """Beside the action, else above it, up to the contracts folder."""
    contract = completed(tmp_path, {**files, "c/x/y/a.json": asking()}, "c/x/y/a.json")

    assert contract.login_id == found
    assert (contract.login is not None, len(contract.notes)) == (bool(found), 0 if found else 1)


def test_an_action_that_asks_for_nothing_has_no_login(tmp_path: Path):
    """Nor does the login itself."""
    files = {"c/l.json": login(), "c/a.json": EXPORT}

    assert completed(tmp_path, files, "c/a.json").login is None
    assert completed(tmp_path, {}, "c/l.json").login is None


def test_a_folder_is_read_once_whatever_number_of_actions_ask(tmp_path: Path):
    """What was read is kept: a file that is gone by then is still known."""
    files = {f"c/a{n}.json": asking() | {"name": f"A{n}"} for n in range(3)}
    write(tmp_path, {**files, "c/l.json": login()})
    following = Following(tmp_path, (tmp_path / "c",))
    contracts = [load(tmp_path / name, tmp_path) for name in files]
    first = following.complete(contracts[0])
    (tmp_path / "c/l.json").write_text(json.dumps(EXPORT), encoding="utf-8")

    assert [following.complete(contract).login for contract in contracts] == [first.login] * 3
