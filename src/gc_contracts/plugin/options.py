"""From flags and ini options to Settings and paths: a flag wins over the ini option, which wins over us.

Whatever makes no sense is pytest's usage error, with the values that would be right.
"""

import hashlib
import math
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from gc_contracts.model.finding import Severity
from gc_contracts.report.formats import FORMATS, SHOWS_COVERAGE, missing
from gc_contracts.run.surroundings import surrounded
from gc_contracts.settings import Emulation, Level, Project, Settings

RECORD_MODES = ("none", "once", "new_episodes", "all")
_LONGEST = 86_400
"""Seconds, a day: nobody waits longer on purpose."""


def settings(config: pytest.Config) -> Settings:
    """Read what the run was asked to do."""
    return Settings(
        examples=_examples(config),
        select=_globs(config, "gc_select"),
        ignore=_globs(config, "gc_ignore"),
        fail_on=Severity(_choice(config, "gc_fail_on", tuple(Severity), Severity.ERROR)),
        strict=bool(_ini(config, "gc_strict")),
        seed=_seed(config),
        today=datetime.now(UTC).date().isoformat(),
        now=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        record=_choice(config, "gc_record", RECORD_MODES, "none"),  # type: ignore[arg-type]
        stale_days=days(config, "gc_stale_days", Settings().stale_days),
        compat=_choice(config, "gc_compat", get_args(Level), "backward"),  # type: ignore[arg-type]
        coverage=any(path.suffix in SHOWS_COVERAGE for path in reports(config)),
        mutate=_mutate(config),
        mutate_min=_percent(config),
        project=_project(config),
        emulation=Emulation(
            velocity=_choice(config, "gc_velocity", ("1.7", "2"), "1.7"),  # type: ignore[arg-type]
            patterns=_choice(config, "gc_patterns", ("ecma", "java"), "ecma"),  # type: ignore[arg-type]
            strict_request=_choice(config, "gc_references", ("strict", "lenient"), "strict") == "strict",
        ),
    )


def lets_unverified_pass(config: pytest.Config) -> bool:
    """Tell whether a run in which something was not verified ends as one in which all was."""
    return _choice(config, "gc_unverified", ("fail", "pass"), "fail") == "pass"


def _project(config: pytest.Config) -> Project:
    project = Project(
        root=str(config.rootpath),
        paths=import_paths(config.rootpath),
        seconds=_seconds(config, "gc_validator_seconds", Project().seconds),
        budget=_seconds(config, "gc_validator_budget", Project().budget),
        node=str(_ini(config, "gc_node") or Project().node),
    )
    return surrounded(project, os.environ)


def import_paths(root: Path) -> tuple[str, ...]:
    """Tell where code under test is imported from: as here, pytest's `pythonpath` too, and the root."""
    return tuple(dict.fromkeys([*(path or str(Path.cwd()) for path in sys.path), str(root)]))


def folders(config: pytest.Config) -> tuple[tuple[Path, ...], str]:
    """Tell the contracts folders, and in words where they were named.

    A flag is relative to the working directory, an ini option to the ini file.
    """
    given = config.getoption("gc_dir")
    if given:
        here = config.invocation_params.dir
        return tuple(absolutepath(here / path) for path in given), "--gc-dir"
    for name in ("gc_contracts_dir", "gc_dir"):
        named = _ini(config, name)
        if named:
            return tuple(absolutepath(path) for path in named), f"ini option {name}"
    return (config.rootpath / "contracts",), "the default of ini option gc_contracts_dir"


def absolutepath(path: str | Path) -> Path:
    """Make a path absolute and free of `..`, but follow no links: as pytest itself names files."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would follow links


def reports(config: pytest.Config) -> tuple[Path, ...]:
    """Tell the report files, each of a format we write and in a place that can hold it."""
    here = config.invocation_params.dir
    given = [here / name for name in config.getoption("gc_report")] or _ini(config, "gc_report") or []
    return tuple(_report(Path(path)) for path in given)


def _report(path: Path) -> Path:
    if path.suffix not in FORMATS:
        raise pytest.UsageError(
            f"--gc-report {path.name}: this version writes {', '.join(FORMATS)}; "
            "for JUnit use pytest's own --junitxml"
        )
    if lacking := missing(path.suffix):
        raise pytest.UsageError(f"--gc-report {path.name}: {lacking}")
    if path.is_dir() or any(parent.exists() and not parent.is_dir() for parent in path.parents):
        raise pytest.UsageError(
            f"--gc-report {path}: a folder is in the way, or a file where a folder must be"
        )
    return path


def _examples(config: pytest.Config) -> int:
    text = _value(config, "gc_examples")
    if text is None and config.getoption("--hypothesis-profile", None):
        from gc_contracts.run.property import profile_examples  # noqa: PLC0415 - late: loads Hypothesis

        return profile_examples()
    if text is None:
        return Settings().examples
    if not (str(text).isascii() and str(text).isdigit() and int(text) > 0):
        raise pytest.UsageError(f"{_both('gc_examples')} must be a whole number from 1, not {text!r}")
    return int(text)


def _mutate(config: pytest.Config) -> bool:
    asked = config.getoption("gc_mutate") or config.getoption("gc_mutate_min") is not None
    return bool(asked or _ini(config, "gc_mutate"))


def _percent(config: pytest.Config) -> float | None:
    text = _value(config, "gc_mutate_min")
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]+)?", str(text)) or float(text) > 100:
        raise pytest.UsageError(f"{_both('gc_mutate_min')} must be a number from 0 to 100, not {text!r}")
    return float(text)


def _seconds(config: pytest.Config, name: str, usual: float) -> float:
    text = _ini(config, name)
    if text is None:
        return usual
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= _LONGEST:
        raise pytest.UsageError(f"ini option {name} must be a number of seconds, not {text!r}")
    return seconds


def days(config: pytest.Config, name: str, usual: int) -> int:
    """Read a whole number of days, at most 99,999, from an ini option."""
    text = _ini(config, name)
    if text is None:
        return usual
    if not (str(text).isascii() and str(text).isdigit() and len(str(text)) < 6):
        raise pytest.UsageError(f"ini option {name} must be a whole number of days, not {text!r}")
    return int(text)


def _seed(config: pytest.Config) -> int | None:
    text = config.getoption("--hypothesis-seed", None)
    if text is None:
        return None
    try:
        return int(text)
    except ValueError:  # Hypothesis takes any text; ours is a number made from it
        return int.from_bytes(hashlib.sha256(str(text).encode()).digest()[:8], "big")


def _globs(config: pytest.Config, name: str) -> tuple[str, ...]:
    given = config.getoption(name) or _ini(config, name) or ()
    return tuple(glob.strip() for text in given for glob in text.split(",") if glob.strip())


def _choice(config: pytest.Config, name: str, right: tuple[str, ...], default: str) -> str:
    value = _value(config, name)
    if value is None:
        return default
    if value not in right:
        raise pytest.UsageError(f"{_both(name)} must be one of {', '.join(right)}, not {str(value)!r}")
    return str(value)


def _value(config: pytest.Config, name: str) -> Any:
    given = config.getoption(name, None)
    return _ini(config, name) if given is None else given


def _ini(config: pytest.Config, name: str) -> Any:
    try:
        value = config.getini(name)
    except (TypeError, ValueError, pytest.UsageError) as error:
        raise pytest.UsageError(f"ini option {name}: {error}") from None
    return None if value in ("", []) else value


def _both(name: str) -> str:
    flag = name.replace("_", "-")
    flags = {"gc-examples", "gc-fail-on", "gc-mutate-min", "gc-record"}
    return f"--{flag} (ini {name})" if flag in flags else f"ini option {name}"
