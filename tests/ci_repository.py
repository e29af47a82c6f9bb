"""A repository in which a request waits: `main`, the branch `change` that left it, and what others merged meanwhile."""

import json
import subprocess
from pathlib import Path
from typing import Any

from harness import Project
from projects import schema

A, OTHER = "contracts/s/a.json", "contracts/s/other.json"
INI = "[pytest]\ngc_examples = 3\n"
NO_RULE = f"{INI}gc_redact =\n    ssn\n"
"""No item can be run with it: the line is no rule of redaction."""


def letters(most: int) -> Any:
    """Give the schema with so many letters at most; five is the usual."""
    return json.loads(json.dumps(schema() | {"title": "A"}).replace('"maxLength": 5', f'"maxLength": {most}'))


REQUESTS = {
    "safe": (letters(5), {A: letters(9)}),
    "broken": (letters(5), {A: letters(4)}),
    "not verified": ("{", {A: letters(5)}),
    "could not run": (letters(5), {"pytest.ini": NO_RULE}),
}
"""For each verdict what was on main, and what the request changes."""
CODES = {"safe": 0, "broken": 1, "not verified": 5, "could not run": 3}
"""What pytest ends with."""


def waiting(verdict: str, root: Path) -> Project:
    """Give a repository whose request comes to a verdict; another contract came to main after the branch left it."""
    before, changes = REQUESTS[verdict]
    root.mkdir()
    project = Project({A: before, "pytest.ini": INI}, root)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(project, "what was")
    git(root, "switch", "--quiet", "--create=change")
    for name, content in changes.items():
        project.write(name, content)
    commit(project, "the change")
    git(root, "switch", "--quiet", "main")
    project.write(OTHER, schema() | {"title": "Other"})
    commit(project, "what others did")
    git(root, "update-ref", "refs/remotes/origin/main", "main")
    git(root, "switch", "--quiet", "change")
    return project


def merged(verdict: str, root: Path) -> Project:
    """Give it with the merge of both sides checked out, as GitHub does: the first parent is the target."""
    project = waiting(verdict, root)
    git(root, "switch", "--quiet", "--detach", "main")
    git(root, "merge", "--quiet", "--no-ff", "-m", "merge", "change")
    return project


def checkout(project: Project, depth: int) -> Path:
    """Give a clone with so many commits of what is checked out, as a runner has it."""
    into = project.root.with_name("checkout")
    git(project.root, "switch", "--quiet", "--create=built")
    git(
        into.parent,
        "clone",
        "--quiet",
        f"--depth={depth}",
        "--branch=built",
        project.root.as_uri(),
        str(into),
    )
    return into


def commit(project: Project, message: str) -> None:
    """Commit all there is."""
    git(project.root, "add", "--all")
    git(project.root, "commit", "--quiet", f"--message={message}")


def git(root: Path, *words: str) -> str:
    """Ask git as somebody who needs no settings of this machine."""
    person = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *person, *words], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()
