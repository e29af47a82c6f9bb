"""What people may type is documented: every flag, ini option, marker, hook and check."""

import re
from pathlib import Path

import pytest

from gc_contracts.checks.builtin import BUILTIN
from gc_contracts.plugin import MARKERS, hookspecs

ROOT = Path(__file__).parents[2]
CHECKS = ROOT / "docs" / "checks.md"
DOCS = "\n".join(
    path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
)
PLUGIN = (ROOT / "src/gc_contracts/plugin/__init__.py").read_text(encoding="utf-8")
OPTIONS = re.findall(r'add\(\s*"(--gc-[a-z-]+|gc_[a-z_]+)"', PLUGIN)
HOOKS = [name for name in vars(hookspecs) if name.startswith("pytest_gc_")]


def test_all_options_are_seen_here():
    """The list below is read off the source; this is its length."""
    assert len(OPTIONS) == 14 + 24


@pytest.mark.parametrize("name", [*OPTIONS, *MARKERS, *HOOKS, "gc_schema", "gc_action", "gc_replay"])
def test_what_people_may_type_is_documented(name):
    """In the README or below docs/."""
    assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", DOCS)


def test_docs_name_no_option_that_is_not_there():
    """A flag that does nothing is worse than none."""
    named = set(re.findall(r"(?<![\w-])--gc-[a-z-]+", DOCS))

    assert named - set(OPTIONS) == set()


def test_every_check_has_its_part_and_no_part_is_without_its_check():
    """docs/checks.md: what, why, bad, good, how to mend."""
    parts = re.findall(r"^### `([a-z]+/[a-z-]+)`$", CHECKS.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(parts) == sorted(check.id for check in BUILTIN)


def test_check_ids_are_unique():
    """Findings are told apart by them."""
    assert len({check.id for check in BUILTIN}) == len(BUILTIN)
