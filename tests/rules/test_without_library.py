"""Without the extra `rules` nothing is said of rules, and that is said."""

import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
CODE = """
import sys
sys.modules["cel_expr_python"] = None
from gc_contracts.model.contract import Expectations, Reference, Rule
from gc_contracts.model.schema import Schema
from gc_contracts.rules import Conditions
reference = Reference("account", "account", "id", values=("a1",))
rules = (Rule("r", "record.x =="),)
both = Conditions.of(Expectations(rules=rules, references={"account": reference}), Schema("s", {}, "draft-07"))
print(both.missing, both.troubles, [v.keyword for v in both.violations({"account": "b"})], both.second({}))
alone = Conditions.of(Expectations(references={"account": reference}), Schema("s", {}, "draft-07"))
print(repr(alone.missing), alone.second({}))
"""


def test_rules_are_not_verified_and_references_are():
    """Not verified is not the same as safe."""
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCE)},
    )

    assert done.stdout.splitlines() == [
        "not verified: the rules need a library; install pytest-gc-contracts[rules] () ['reference'] None",
        "'' True",
    ]
