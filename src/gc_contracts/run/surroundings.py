"""What is around a run and must not be told: the environment's secrets, and where things lie on this machine.

Called at the edges alone, which hand the environment in.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from gc_contracts.run.literals import environment_secrets
from gc_contracts.settings import Project

LARGEST = 1_000_000
"""Bytes of a file of settings that is read."""


def surrounded(project: Project, environment: Mapping[str, str]) -> Project:
    """Give a project that knows what its reports must not show.

    Code under test may load `.env` files by itself, so those at the root count as the environment.
    """
    secrets = dict.fromkeys(environment_secrets(environment))
    for text in _files(Path(project.root)):
        secrets |= dict.fromkeys(environment_secrets(dict(_settings(text))))
    home = environment.get("HOME") or environment.get("USERPROFILE") or ""
    package = Path(__file__).parents[2]
    installed = tuple(dict.fromkeys((str(package), sys.prefix, sys.base_prefix)))
    return replace(project, secrets=tuple(secrets), home=home, installed=installed)


def _files(root: Path) -> Iterator[str]:
    try:
        for path in sorted(root.glob(".env*")):
            if path.is_file() and path.stat().st_size <= LARGEST:
                yield path.read_text("utf-8", "replace")
    except OSError:
        return


def _settings(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, sign, value = line.strip().removeprefix("export ").partition("=")
        if sign and not name.startswith("#"):
            yield name.strip(), value.strip().strip("\"'")
