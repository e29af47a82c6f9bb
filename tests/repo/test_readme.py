"""The README shows what a run really prints."""

import re
from pathlib import Path

from harness import Project

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
_EXPORT = re.compile(r"^```json (contracts/\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SHOWN = re.compile(r"^```text\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_the_finding_shown_is_the_finding_printed(tmp_path):
    """The export in the README gives the text below it, to the letter."""
    name, export = _EXPORT.findall(README)[0]

    run = Project({name: export}, tmp_path).run("--gc-contracts")

    assert _SHOWN.findall(README)[0] in run.text


def test_the_first_two_blocks_are_commands():
    """The first runs the shipped contracts in a fresh clone, the second passes the tests."""
    blocks = re.findall(r"^```(\w+)[^\n]*\n(.*?)^```", README, re.MULTILINE | re.DOTALL)

    assert [language for language, _ in blocks[:2]] == ["sh", "sh"]
    assert "--gc-contracts" in blocks[0][1]
    assert blocks[1][1].strip() == ".venv/bin/pytest"
