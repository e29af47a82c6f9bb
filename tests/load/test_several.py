"""A file of several subjects: each is a contract of its own, called by its file and its label."""

from pathlib import Path

import pytest

from gc_contracts.errors import LoadError
from gc_contracts.load import load, load_all
from gc_contracts.model.contract import Kind
from gc_contracts.pipeline import load as load_one
from gc_contracts.pipeline import verify
from subject_files import CX, write

FILE = {"resource": {"genesyscloud_integration_action": {"one": CX, "two": [CX | {"name": "Second"}]}}}


def test_each_subject_has_an_id_of_its_own_and_the_places_of_the_file(tmp_path: Path):
    """The id carries the label; findings point into the file."""
    write(tmp_path, {"c/all.tf.json": FILE})

    contracts = load_all([tmp_path], tmp_path).contracts

    assert [contract.id for contract in contracts] == ["c/all.tf.json::one", "c/all.tf.json::two"]
    assert [contract.name for contract in contracts] == ["Get User", "Second"]
    assert {contract.locate().file for contract in contracts} == {"c/all.tf.json"}


def test_one_of_several_is_loaded_by_its_label(tmp_path: Path):
    """As a rerun line names it."""
    write(tmp_path, {"all.tf.json": FILE})

    assert load(tmp_path / "all.tf.json::two", tmp_path).name == "Second"


def test_python_loads_one_by_its_label(tmp_path: Path):
    """And is told which there are where the label is missing."""
    write(tmp_path, {"all.tf.json": FILE})

    assert load_one(tmp_path / "all.tf.json::two").name == "Second"
    with pytest.raises(LoadError, match="the file holds 2 subjects: one, two"):
        load_one(tmp_path / "all.tf.json")


@pytest.mark.parametrize("name", ["all.tf.json", "all.tf.json::three"])
def test_without_its_label_the_file_says_which_there_are(name, tmp_path: Path):
    """Nobody has to guess."""
    write(tmp_path, {"all.tf.json": FILE})

    contract = load(tmp_path / name, tmp_path)

    assert contract.kind is Kind.BROKEN
    assert contract.problems[0].message == "the file holds 2 subjects: one, two"
    assert contract.problems[0].hint == "name one: all.tf.json::one"


def test_a_contract_file_names_one_by_its_label(tmp_path: Path):
    """`subject: file::label`; without the label it is told which there are."""
    write(tmp_path, {"a/all.tf.json": FILE, "a/contract.yaml": "subject: all.tf.json::two\ncases: 3\n"})
    write(tmp_path, {"b/all.tf.json": FILE, "b/contract.yaml": "subject: all.tf.json\n"})

    contracts = load_all([tmp_path], tmp_path).contracts

    assert [(contract.id, contract.name) for contract in contracts] == [
        ("a/all.tf.json::two", "Second"),
        ("b/contract.yaml", "b"),
    ]
    assert "holds 2 subjects: one, two" in contracts[1].problems[0].message


def test_what_is_left_to_terraform_is_not_verified(tmp_path: Path):
    """A template from a file of Terraform's: the items that need it say so, and nothing is found in vain."""
    request = CX["config_request"] | {"headers": {}}
    response = {"success_template": '${file("s.vm")}', "translation_map": {"name": "$.name"}}
    closed = {
        "type": "object",
        "properties": {"userId": {"type": "string", "enum": ["a"]}},
        "required": ["userId"],
    }
    body = CX | {"config_request": request, "config_response": response, "contract_input": closed}
    write(tmp_path, {"one.tf.json": {"resource": {"genesyscloud_integration_action": {"one": body}}}})

    results = list(verify([tmp_path / "one.tf.json"]))

    reason = '`success_template` is left to Terraform (`${file("s.vm")}`)'
    assert [finding.message for result in results for finding in result.findings] == []
    assert [result.kind for result in results if reason in result.reason] == ["response", "fault"]
    assert reason in results[0].notes[0]
