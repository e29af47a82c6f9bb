"""`gc_schema` and `gc_action`: contracts in hand-written tests."""

from pathlib import Path

import pytest

from harness import Project
from projects import action, schema

FILES = {
    "contracts/schemas/customer/kunde.json": schema() | {"title": "Customer record"},
    "contracts/schemas/customer/contract.yaml": "product: records\n",
    "contracts/actions/Find-user.custom.json": action(),
}
TEST = """
def test_names(gc_schema, gc_action):
    named = [gc_schema(name).id for name in ("customer", "kunde")]
    acting = [gc_action(name).id for name in ("Find-user", "Find user")]
    assert named == ["contracts/schemas/customer/kunde.json"] * 2
    assert acting == ["contracts/actions/Find-user.custom.json"] * 2


def test_use(gc_schema):
    import gc_contracts as gc
    schema = gc_schema("customer").schema
    assert gc.validate(schema, {"a": "b"}) == ()
    assert [v.keyword for v in gc.validate(schema, {})] == ["required"]
"""


def test_a_contract_is_found_by_folder_file_and_name(tmp_path: Path):
    """Without `--gc-contracts`, in an ordinary run."""
    run = Project(FILES | {"test_own.py": TEST}, tmp_path).run()

    assert (run.code, run.outcomes) == (0, {"passed": 2})


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            "gc_schema('custommer')",
            "no schema is called 'custommer' below {root}/contracts (the default of ini",
        ),
        ("gc_schema('custommer')", "nearest: customer"),
        (
            "gc_schema('Find-user')",
            "contracts/actions/Find-user.custom.json: 'Find-user' is not a schema: it is an action",
        ),
        ("gc_action('x')", "no action is called 'x'"),
    ],
    ids=["where", "nearest", "other-kind", "action"],
)
def test_a_name_that_nothing_bears_is_explained(call, message, tmp_path: Path):
    """With the nearest names, and no frame of ours."""
    test = f"def test_own(gc_schema, gc_action):\n    {call}\n"

    run = Project(FILES | {"test_own.py": test}, tmp_path).run()

    assert run.code == 1
    assert message.format(root=tmp_path) in run.text
    assert "lookup.py" not in run.text


def test_a_missing_folder_is_named(tmp_path: Path):
    """A fixture cannot know another place."""
    run = Project({"test_own.py": "def test_own(gc_schema):\n    gc_schema('a')\n"}, tmp_path).run()

    assert run.code == 1
    assert (
        f"below {tmp_path}/contracts (the default of ini option gc_contracts_dir); there is no schema"
        in run.text
    )
