"""One command that shows a finding again: same item, check and settings, from where pytest was started."""

import re
import shlex
from pathlib import Path

import pytest

from gc_contracts.load.files import shown
from gc_contracts.model.case import CaseKind
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.result import Result
from gc_contracts.plugin.options import absolutepath
from gc_contracts.plugin.suite import Suite

_ODD = re.compile(r"[^\w:+./-]")
"""What `-k` takes in no word."""
_REPEATED = {
    "--gc-examples": "gc_examples",
    "--hypothesis-seed": "--hypothesis-seed",
    "--config-file": "inifilename",
}
"""Flags that change what an item finds, and the names of their options."""


def rerun(result: Result, finding: Finding, suite: Suite) -> str:
    """Write the command for one finding of a result."""
    path = absolutepath(suite.config.rootpath / result.contract)
    chosen = _chosen(path, result.kind, suite)
    asked = _asked(suite.config, finding) + _baseline(result, suite)
    return f"pytest --gc-contracts {chosen} --gc-select {finding.check}{asked}"


def keyword(path: Path, kind: CaseKind, suite: Suite) -> str:
    """Give the word that picks an item by `-k` where its path cannot; empty: its path can.

    A path on the command line tells pytest where to look for its ini file and conftest.py. For a file that
    does not lie below us that would be another place, so the contracts folder is named, and the item in it.
    """
    base = _apart(path, suite)
    return _ODD.sub("_", f"./{path.relative_to(base).as_posix()}::{kind}") if base else ""


def _apart(path: Path, suite: Suite) -> Path | None:
    """Give the contracts folder of a file that lies elsewhere; None: it lies below us, or was named."""
    if not path.exists():  # what is gone cannot be named; the folder it was in can
        return next((folder for folder in suite.folders if path.is_relative_to(folder)), None)
    if any(path.is_relative_to(near) for near in (suite.config.invocation_params.dir, *suite.named)):
        return None
    return next((folder for folder in suite.folders if path.is_relative_to(folder)), None)


def _chosen(path: Path, kind: CaseKind, suite: Suite) -> str:
    params, base = suite.config.invocation_params, _apart(path, suite)
    if base is None:
        return shlex.quote(f"{shown(path, params.dir)}::{kind}")
    # With a blank pytest takes the folder for a path of its own, and its ini file from there: do as was done.
    blank = " " if "--gc-dir" in params.args else "="
    return f"--gc-dir{blank}{shlex.quote(shown(base, params.dir))} -k {keyword(path, kind, suite)}"


def _baseline(result: Result, suite: Suite) -> str:
    """Repeat what was compared with, where the command line named it."""
    refs = suite.config.getoption("gc_baseline") if result.kind is CaseKind.COMPAT else ()
    here = suite.config.invocation_params.dir
    names = (shown(Path(ref), here) if Path(ref).is_absolute() else ref for ref in refs)
    return "".join(f" --gc-baseline={shlex.quote(name)}" for name in names)


def _asked(config: pytest.Config, finding: Finding) -> str:
    """Repeat what this finding needs to show again and to fail again."""
    given = {flag: config.getoption(name, None) for flag, name in _REPEATED.items()}
    if finding.severity is not Severity.ERROR:
        given["--gc-fail-on"] = config.getoption("gc_fail_on")
    flags = [f"{flag}={shlex.quote(str(value))}" for flag, value in given.items() if value is not None]
    # Not those that pytest makes of its own flags in `addopts`: the ini file says them again.
    asked = " ".join(map(str, config.invocation_params.args))
    overrides = (option for option in config.getoption("override_ini", None) or () if option in asked)
    flags += [f"-o {shlex.quote(option)}" for option in overrides]
    return "".join(f" {flag}" for flag in flags)
