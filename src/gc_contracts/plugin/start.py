"""What `--gc-contracts` sets going: settings are read, folders found, the working half is registered."""

import os
from pathlib import Path

import pytest

from gc_contracts.plugin.against import baselines
from gc_contracts.plugin.collect import Collect
from gc_contracts.plugin.options import absolutepath, folders, lets_unverified_pass, reports, settings
from gc_contracts.plugin.suite import Suite
from gc_contracts.plugin.terminal import Terminal


def start(config: pytest.Config) -> None:
    """Register the suite; decide which paths pytest is to collect.

    With no paths the contracts folders are run instead of `testpaths`; with paths those, and what
    `--gc-dir` names.
    """
    where, named_by = folders(config)
    explicit = config.args_source is config.ArgsSource.ARGS
    needed = not explicit or bool(config.getoption("gc_dir"))
    if needed:
        _must_exist(where, named_by)
    named = _named(config) if explicit else ()
    against = baselines(config, where, named)
    asked, passes = settings(config), lets_unverified_pass(config)
    suite = Suite(config, asked, where, named, reports(config), against, passes)
    if config.getoption("gc_waive") is not None:
        from gc_contracts.plugin.waive import new_waiver  # noqa: PLC0415 - late: for one flag

        suite.following.waivers.new = new_waiver(config, asked)
    if needed:
        _collect_from(config, where, keep=explicit)
    config.pluginmanager.register(Collect(suite), "gc_contracts_collect")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Terminal(suite), "gc_contracts_terminal")


def _must_exist(where: tuple[Path, ...], named_by: str) -> None:
    for path in where:
        if not path.is_dir():
            raise pytest.UsageError(
                f"no contracts folder at {path} ({named_by}): create it, or name another with --gc-dir PATH "
                "or ini option gc_contracts_dir"
            )


def _collect_from(config: pytest.Config, where: tuple[Path, ...], *, keep: bool) -> None:
    here = config.invocation_params.dir
    config.args = [*(config.args if keep else ()), *(os.path.relpath(path, here) for path in where)]
    config.args_source = config.ArgsSource.ARGS


def _named(config: pytest.Config) -> tuple[Path, ...]:
    here = config.invocation_params.dir
    paths = (absolutepath(here / arg.partition("::")[0]) for arg in config.args)
    return tuple(path for path in paths if path.exists())
