"""The pytest plug-in's door: options, markers, hook specifications, fixtures.

An ordinary run pays for this module and `hookspecs` only. Everything else is imported and registered when
`--gc-contracts` is given, or when a test asks for a fixture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gc_contracts.plugin import hookspecs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gc_contracts.model.contract import Contract
    from gc_contracts.plugin.replaying import Replays

MARKERS = {
    "gc_schema": "an item about a data schema",
    "gc_action": "an item about a Data Action",
    "gc_fuzz": "an item of generated examples",
    "gc_replay": "an item of recorded interactions",
    "gc_compat": "an item that compares with the baseline",
    "gc_live": "an item that asks a live org",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add our flags, in one group, and our ini options."""
    group = parser.getgroup("gc-contracts", "Genesys Cloud contracts")
    add = group.addoption
    add("--gc-contracts", action="store_true", help="run the contract suite")
    add("--gc-dir", action="append", default=[], metavar="PATH", help="the contracts folder (repeatable)")
    add("--gc-examples", metavar="N", help="generated examples a property case (default 100)")
    add("--gc-select", action="append", default=[], metavar="GLOB", help="checks to run, e.g. template/*")
    add("--gc-ignore", action="append", default=[], metavar="GLOB", help="checks not to run")
    add("--gc-fail-on", metavar="LEVEL", help="what fails an item: error (default), warning or note")
    add("--gc-mutate", action="store_true", help="break each rule once and show that some case notices")
    add("--gc-mutate-min", metavar="PERCENT", help="as --gc-mutate; fail where the score is below")
    add("--gc-record", metavar="MODE", help="make recordings: none (default), once, new_episodes or all")
    add("--gc-baseline", action="append", default=[], metavar="REF", help="compare with a folder or revision")
    add("--gc-update-baseline", action="store_true", help="make the present contracts the baseline")
    add("--gc-keep", action="store_true", help="write what fuzzing finds into contract.yaml's examples")
    add(
        "--gc-waive",
        metavar="OWNER",
        nargs="?",
        const="unassigned",
        help="accept what is found, in waivers.yaml and in OWNER's name",
    )
    add(
        "--gc-report",
        action="append",
        default=[],
        metavar="FILE",
        help="write a report: .json, .sarif, .md or .html",
    )
    _add_ini(parser)


def _add_ini(parser: pytest.Parser) -> None:
    # pytest learnt whole numbers in 8.4; before, every value is text.
    whole = "int" if pytest.version_tuple >= (8, 4) else "string"
    add = parser.addini
    add("gc_contracts_dir", "contracts folders (default: contracts)", type="paths", default=None)
    add("gc_dir", "the same as gc_contracts_dir", type="paths", default=None)
    add("gc_examples", "as --gc-examples", type=whole, default=None)  # type: ignore[arg-type]
    add("gc_select", "as --gc-select", type="args", default=None)
    add("gc_ignore", "as --gc-ignore", type="args", default=None)
    add("gc_fail_on", "as --gc-fail-on", type="string", default=None)
    add("gc_mutate", "as --gc-mutate", type="bool", default=False)
    add("gc_mutate_min", "the least score; does not ask for --gc-mutate", type="string", default=None)
    add("gc_baseline", "as --gc-baseline", type="args", default=None)
    add("gc_compat", "who must read whom: backward (default), forward, full, each -transitive", default=None)
    add(
        "gc_unverified",
        "what not verified ends as: fail, exit code 5 (default), or pass",
        default=None,
    )
    add("gc_record", "as --gc-record", type="string", default=None)
    add("gc_report", "as --gc-report", type="paths", default=None)
    add("gc_github", "notes and a summary where GitHub Actions runs us", type="bool", default=True)
    add("gc_strict", "files of unknown shape fail", type="bool", default=False)
    add("gc_redact", "what else is secret in recordings, or is not", type="linelist", default=None)
    add("gc_node", "the Node.js that runs functions (default: node in PATH)", default=None)
    add("gc_validator_seconds", "seconds a validator may take for a record (default 5)", default=None)
    add("gc_validator_budget", "seconds its records may take in an item (default 120)", default=None)
    add("gc_stale_days", "days after which a recording is old (default 365)", type=whole, default=None)  # type: ignore[arg-type]
    add("gc_waive_days", "days for which --gc-waive accepts (default 90)", type=whole, default=None)  # type: ignore[arg-type]
    add("gc_velocity", "template engine: 1.7 (default) or 2", type="string", default=None)
    add("gc_patterns", "how patterns are read: ecma (default) or java", type="string", default=None)
    add("gc_references", "references in requests: strict (default) or lenient", type="string", default=None)


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Offer our hooks in every run: a conftest that implements an unknown hook would stop pytest."""
    pluginmanager.add_hookspecs(hookspecs)


def pytest_configure(config: pytest.Config) -> None:
    """Name our markers, and wake the suite under `--gc-contracts`."""
    for name, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")
    if config.getoption("gc_contracts"):
        from gc_contracts.plugin.start import start  # noqa: PLC0415 - late: ordinary runs must not pay for it

        start(config)


@pytest.fixture(scope="session")
def gc_schema(pytestconfig: pytest.Config) -> Callable[[str], Contract]:
    """Load a schema contract by the name of its folder, file or schema: `gc_schema("x").schema`."""
    from gc_contracts.plugin.lookup import Lookup  # noqa: PLC0415 - late: as above

    return Lookup.of(pytestconfig, "schema")


@pytest.fixture(scope="session")
def gc_action(pytestconfig: pytest.Config) -> Callable[[str], Contract]:
    """Load an action contract by the name of its folder, file or action: `gc_action("x").action`."""
    from gc_contracts.plugin.lookup import Lookup  # noqa: PLC0415 - late: as above

    return Lookup.of(pytestconfig, "action")


@pytest.fixture
def gc_replay(request: pytest.FixtureRequest) -> Iterator[Replays]:
    """Have a recording answer httpx until the test, or a `with` block, ends: `gc_replay("users")`."""
    from gc_contracts.plugin.replay_start import replays_of  # noqa: PLC0415 - late: as above

    replays = replays_of(request)
    yield replays
    replays.finish()
