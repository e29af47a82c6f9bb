"""What a contract's references lead to: the other subject, its field, the values in its records.

A reference leads out of its contract, so it is followed when an item runs, not when a file is loaded; only
contracts that refer to others pay for it. Never raises: what is wrong becomes a problem of the contract.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from gc_contracts._json import Json
from gc_contracts.load.circles import circles
from gc_contracts.load.files import shown
from gc_contracts.load.names import names
from gc_contracts.load.neighbours import Neighbours
from gc_contracts.load.record_files import find_records, near_file
from gc_contracts.load.records import Table, Want, read
from gc_contracts.load.reference_places import Standing
from gc_contracts.load.reference_targets import UNKNOWN, fields, meant, needs, pick, types
from gc_contracts.model.contract import Contract, Kind, Problem, Reference
from gc_contracts.model.finding import Severity
from gc_contracts.schema.alike import quoted, told

_TABLES = 4
"""Files whose values are kept at a time; contracts that refer to the same records share them."""
REPEATED = "reference/ambiguous"
DANGLING = "reference/dangling"


@dataclass(frozen=True, slots=True)
class Lead:
    """A reference, and what it leads to as far as it could be followed."""

    standing: Standing
    target: Contract | None
    path: Path | None
    want: Want
    """What to read of the file."""
    problems: tuple[Problem, ...]

    @property
    def reference(self) -> Reference:
        """The reference as it was loaded."""
        return self.standing.reference


class References:
    """Follows the references of a run's contracts; what was read is kept as long as it is likely to serve."""

    def __init__(self, root: Path, folders: Iterable[Path]) -> None:
        self._neighbours = Neighbours(root, folders)
        self._read = lru_cache(_TABLES)(read)
        self._steps: dict[str, tuple[tuple[Reference, Contract], ...]] = {}
        self._last: tuple[Contract, Contract] | None = None

    def complete(self, contract: Contract) -> Contract:
        """Give a contract whose references tell what they lead to; the same one where it has none."""
        if contract.kind is not Kind.SCHEMA or not contract.expectations.references:
            return contract
        if self._last is None or self._last[0] is not contract:
            self._last = contract, self._completed(contract)
        return self._last[1]

    def _completed(self, contract: Contract) -> Contract:
        leads = [self._follow(Standing(contract, one)) for one in contract.expectations.references.values()]
        tables = self._tables(contract, leads)
        problems = [problem for lead in leads for problem in lead.problems]
        problems += [table.problem for table in tables.values() if table.problem]
        problems += [
            problem for lead in leads if lead.path for problem in _of_values(lead, tables[lead.path])
        ]
        problems += circles(contract, self._needed)
        problems += _rows(contract, leads, tables)
        references = {lead.reference.field: _filled(lead, tables) for lead in leads}
        expectations = replace(contract.expectations, references=references)
        return replace(contract, expectations=expectations, problems=(*contract.problems, *problems))

    def _follow(self, standing: Standing) -> Lead:
        target = self._target(standing)
        found = target if isinstance(target, Contract) else None
        path, wrong = self._records(standing, found)
        problems = [*([target] if isinstance(target, Problem) else []), *fields(standing, found), *wrong]
        return Lead(standing, found, path, _want(standing, found), tuple(problems))

    def _target(self, standing: Standing) -> Contract | Problem | None:
        contract, name, near = standing.contract, standing.reference.subject, self._folder(standing.contract)
        found = (contract,) if name in names(contract) else self._neighbours.named(name, near)
        return pick(found, standing, () if found else self._neighbours.known(near))

    def _folder(self, contract: Contract) -> Path:
        document = contract.expectations.document
        file = document.file if document else contract.id
        return Path(os.path.normpath(self._neighbours.root / file)).parent

    def _records(self, standing: Standing, target: Contract | None) -> tuple[Path | None, list[Problem]]:
        """Find the file of records, if one is named."""
        written, here = standing.reference.records, self._folder(standing.contract)
        if not written:
            return None, []
        root, base = self._neighbours.root, self._neighbours.base(here)
        within = [folder for folder in (root, base) if folder]
        path, wrong = find_records(written, [here, *([base] if base else []), root], within)
        if path:
            return path, []
        folders = [here, *([self._folder(target)] if target else []), *within]
        near = near_file(written.replace("\\", "/"), folders, here)
        hint = f"did you mean `{near}`?" if near else "write it relative to contract.yaml, or to the project"
        message = f"`records` is `{written[:80]}`, {wrong}"
        return None, [Problem(UNKNOWN, message, standing.part("records"), hint)]

    def _tables(self, contract: Contract, leads: list[Lead]) -> dict[Path, Table]:
        """Read each file once, for all that is wanted of it."""
        wants: dict[Path, set[Want]] = {}
        for lead in leads:
            if lead.path:
                wants.setdefault(lead.path, set()).add(lead.want)
        for path in _own(contract, leads):
            wants[path].update(_own_want(lead) for lead in leads)
        root = self._neighbours.root
        return {path: self._read(path, shown(path, root), frozenset(found)) for path, found in wants.items()}

    def _needed(self, contract: Contract) -> tuple[tuple[Reference, Contract], ...]:
        """List the references that no record of a contract can do without, and where they lead."""
        if contract.id not in self._steps:
            self._steps[contract.id] = tuple(self._needs(contract))
        return self._steps[contract.id]

    def _needs(self, contract: Contract) -> Iterator[tuple[Reference, Contract]]:
        for reference in contract.expectations.references.values():
            if not reference.records and needs(contract.schema, reference.field):
                target = self._target(Standing(contract, reference))
                if isinstance(target, Contract):
                    yield reference, target


def _want(standing: Standing, target: Contract | None) -> Want:
    """Tell how to read the target's values: by its schema, and by ours where that lets several types be."""
    reference = standing.reference
    mine = types(standing.contract.schema, reference.field)
    theirs = types(target.schema, reference.target) if target else mine
    return Want(reference.target, (theirs & mine) or theirs)


def _own_want(lead: Lead) -> Want:
    return Want(lead.reference.field, types(lead.standing.contract.schema, lead.reference.field))


def _own(contract: Contract, leads: list[Lead]) -> list[Path]:
    """List the files of the contract's own records: what it refers to itself by."""
    own = [lead.path for lead in leads if lead.path and lead.target and lead.target.id == contract.id]
    return list(dict.fromkeys(own))


def _filled(lead: Lead, tables: dict[Path, Table]) -> Reference:
    table = tables[lead.path] if lead.path else None
    return replace(
        lead.reference,
        found=lead.target.id if lead.target else "",
        file=table.rows.file if table else "",
        values=table.columns[lead.want].values if table and _is_whole(lead, table) else None,
    )


def _is_whole(lead: Lead, table: Table) -> bool:
    """Tell whether a value that is missing from a table is missing from the records."""
    return table.problem is None and (bool(table.columns[lead.want].numbers) or not table.count)


def _of_values(lead: Lead, table: Table) -> Iterator[Problem]:
    """Say where a file of records does not have the field, or has one value of it twice."""
    column, reference = table.columns[lead.want], lead.reference
    if table.count and not column.numbers:
        near = meant(reference.target, table.names)
        listed = ", ".join(f"`{name}`" for name in table.names[:5])
        hint = f"did you mean `{near}`?" if near else f"its first record has {listed}"
        message = f"no record in {table.rows.file} has the field `{reference.target}`"
        yield Problem(UNKNOWN, message, lead.standing.part("field"), hint)
    elif column.repeated:
        value, first, second = column.repeated
        where = f"{table.rows.place(first)} and {table.rows.place(second)}"
        message = f"`{reference.target}` is {quoted(value)} on {where}: a reference to it names two records"
        hint = "Refer by a field that tells records apart, or remove one of them."
        yield Problem(REPEATED, message, table.rows.source(second), hint, Severity.WARNING)


def _rows(contract: Contract, leads: list[Lead], tables: dict[Path, Table]) -> Iterator[Problem]:
    """Say which references of the contract's own records lead nowhere: one problem a field and a file."""
    for path in _own(contract, leads):
        for lead in leads:
            table = tables[lead.path] if lead.path else None
            if table and _is_whole(lead, table):
                here, there = tables[path].columns[_own_want(lead)], table.columns[lead.want]
                lost = [key for key in here.numbers if key not in there.numbers]
                source = tables[path].rows.source(here.numbers[lost[0]]) if lost else None
                if source:
                    message = f"{_leads_nowhere(lead, here.value(lost[0]), table)}{_more(len(lost) - 1)}"
                    yield Problem(DANGLING, message, source, told(here.value(lost[0]), there.values))


def _leads_nowhere(lead: Lead, value: Json, table: Table) -> str:
    reference = lead.reference
    there = f"{table.rows.file} has no record with that `{reference.target}`"
    return f"`{reference.field}` is {quoted(value)} in a record of this subject, and {there}"


def _more(count: int) -> str:
    return f"; nor has it {count:,} other value{'s' * (count > 1)} of that field" if count else ""
