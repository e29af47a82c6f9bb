"""What reports say of a check is what its page says."""

import re
from pathlib import Path

from gc_contracts.checks.builtin import BUILTIN
from gc_contracts.checks.registry import check
from gc_contracts.checks.says import sentences
from gc_contracts.model.case import CaseKind
from gc_contracts.model.finding import Severity

PAGE = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
PARTS = dict(re.findall(r"^### `([a-z]+/[a-z-]+)`\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_each_check_of_ours_has_a_sentence_of_its_page():
    """Word for word, so that a change of the page changes the reports."""
    told = {name: " ".join(says.split()) for name, (_, says) in sentences(BUILTIN).items()}
    pages = {name: " ".join(part.split()) for name, part in PARTS.items()}

    assert {
        name: says for name, says in told.items() if not says or says.rstrip(".") not in pages[name]
    } == {}


def test_a_check_of_a_team_says_what_its_docstring_begins_with():
    """A check without one says nothing."""

    @check("demo/one", CaseKind.STATIC, severity=Severity.NOTE)
    def one(seen):
        """Find what nobody else does.

        At length.
        """
        yield from ()

    assert sentences([one]) == {"demo/one": (Severity.NOTE, "Find what nobody else does.")}
