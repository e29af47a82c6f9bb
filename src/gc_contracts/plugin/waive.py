"""`--gc-waive[=OWNER]`: what is found today becomes entries of waivers.yaml, and the run passes.

In a run with the flag each grave finding is accepted as if its entry were there; the entries are written in
the main process after the last test. What cannot be written fails the run. An entry that ran out is not
renewed: somebody promised to look at it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import pytest

from gc_contracts.load.files import shown
from gc_contracts.load.waivers import Waivers
from gc_contracts.load.waivers_write import New, add_waivers
from gc_contracts.model.finding import Finding
from gc_contracts.model.result import Waived
from gc_contracts.model.waiver import Waiver, plain
from gc_contracts.plugin.options import days
from gc_contracts.plugin.suite import Suite
from gc_contracts.report.summary import Summary
from gc_contracts.run.last_look import CHECK as LEAK
from gc_contracts.run.mask import HIDDEN
from gc_contracts.settings import Settings
from gc_contracts.source import Source

REASON = "known when the gate began"
NOBODY = "unassigned"
"""The owner of what is waived in nobody's name."""
DAYS = 90
_MASKS = (HIDDEN, "${", "(hidden:")


def new_waiver(config: pytest.Config, settings: Settings) -> Waiver:
    """Give what every new entry says, of any finding that would fail this run.

    Raises:
        pytest.UsageError: no owner is named, or the number of days is none.
    """
    owner = config.getoption("gc_waive").strip()
    # With a blank, the word behind the flag is taken for the owner: most likely it was meant as a path.
    if not owner or (config.invocation_params.dir / owner.partition("::")[0]).exists():
        raise pytest.UsageError(
            f"--gc-waive={owner}: name who looks at these findings again, a team or a person: "
            "--gc-waive=OWNER"
        )
    until = date.fromisoformat(settings.today) + timedelta(days(config, "gc_waive_days", DAYS))
    return Waiver("*", "*", REASON, owner, until.isoformat(), Source(""), new_from=settings.fail_on)


def write_waivers(suite: Suite, summary: Summary) -> tuple[tuple[str, ...], bool]:
    """Write an entry for each finding that this run has accepted and no entry has.

    Returns: the lines that tell people what was written; whether all of it was.
    """
    found = [one for one in summary.waived if not one.source.line]
    if not found:
        return ("nothing to waive: no entry was written",), True
    secret = [one.finding for one in found if _is_masked(one.finding)]
    told = [
        f"not waived: the place of {each.check} in {each.contract} holds what reports hide" for each in secret
    ]
    whole = not secret
    for path, entries in _by_file(suite.following.waivers, found):
        why = add_waivers(path, entries)
        whole = whole and not why
        told.append(_said(shown(path, suite.config.rootpath), entries, why))
    if found[0].owner == NOBODY:
        told.append(f"write who looks at them again in place of `{NOBODY}`, or name them: --gc-waive=OWNER")
    return tuple(told), whole


def _by_file(waivers: Waivers, found: Iterable[Waived]) -> Iterator[tuple[Path, list[New]]]:
    placed = sorted(
        ((waivers.home(one.finding.contract), one) for one in found if not _is_masked(one.finding)),
        key=lambda pair: (pair[0], pair[1].finding.contract, pair[1].finding.source, pair[1].finding.key),
    )
    for path, group in groupby(placed, key=lambda pair: pair[0]):
        folder = f"{shown(path.parent, waivers.root)}/".removeprefix("./")
        entries = (_entry(one, folder) for _, one in group)
        yield path, list(dict.fromkeys(entries))


def _entry(one: Waived, folder: str) -> New:
    finding = one.finding
    # Places of leaks are numbered by result, and change with what else is accepted.
    place = None if finding.check == LEAK else plain(finding.place)
    contract = finding.contract.removeprefix(folder)
    return New(finding.check, contract, place, one.reason, one.owner, one.until)


def _is_masked(finding: Finding) -> bool:
    return finding.check != LEAK and any(mask in finding.place for mask in _MASKS)


def _said(name: str, entries: list[New], why: str) -> str:
    noun = "finding" if len(entries) == 1 else "findings"
    if why:
        return f"not waived: {len(entries):,} {noun} in {name}: {why}"
    return f"waived {len(entries):,} {noun} until {entries[0].until} ({entries[0].owner}) in {name}"
