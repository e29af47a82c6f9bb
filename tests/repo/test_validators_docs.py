"""The first example of docs/validators.md does what the page says it does."""

import re
from pathlib import Path

from harness import Project

TEXT = (Path(__file__).parents[2] / "docs" / "validators.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"```(?:json|python|yaml) (\S+\.\w+)\n(.*?)```", TEXT, re.DOTALL))
SHOWN = re.findall(r"```text\n(.*?)```", TEXT, re.DOTALL)[0]


def test_the_first_example_finds_what_the_page_shows(tmp_path: Path):
    """Three files and one flag: five rules, of which one is quoted."""
    run = Project(FILES, tmp_path).run("--gc-contracts")

    errors = {
        (each["check"], each["source"]["pointer"])
        for each in run.report["findings"]
        if each["severity"] == "error"
    }
    assert errors == {
        ("validator/accepts-invalid", "/properties/id/pattern"),
        ("validator/accepts-invalid", "/properties/score/minimum"),
        ("validator/accepts-invalid", "/properties/score/type"),
        ("validator/rejects-valid", "/properties/score/type"),
        ("validator/crash", ""),
    }
    assert SHOWN in run.text
