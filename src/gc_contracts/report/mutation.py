"""How mutation scores are told: a line for each contract, its survivors, and the total."""

from collections.abc import Iterable, Iterator

from gc_contracts._json import Json
from gc_contracts.model.mutation import Broken, Mutation
from gc_contracts.model.result import Result
from gc_contracts.report.finding import Line, clean, cut, cut_path, wrapped
from gc_contracts.report.summary import Summary

BRIEF = 5
"""Survivors of one contract that are shown unless the run is verbose."""


def scores(results: Iterable[Result]) -> tuple[tuple[str, Mutation], ...]:
    """Give the mutation of each contract that has one."""
    return tuple((result.contract, result.mutation) for result in results if result.mutation is not None)


def total(mutations: Iterable[Mutation]) -> Mutation:
    """Add up."""
    each = tuple(mutations)
    return Mutation(
        sum(one.killed for one in each),
        tuple(broken for one in each for broken in one.survivors),
        tuple(broken for one in each for broken in one.equivalent),
    )


def mutation_lines(summary: Summary, width: int, verbosity: int) -> list[Line]:
    """Write the part of the closing section; empty where nothing was broken on purpose."""
    found = scores(summary.results)
    if not found:
        return []
    lines = [Line("broken on purpose (--gc-mutate):", "bold")]
    for contract, mutation in found:
        lines += _contract(contract, mutation, width, verbosity)
    if len(found) > 1:
        lines += [Line(f"  all: {line.text}", line.style) for line in score_line(summary)]
    return lines


def score_line(summary: Summary) -> list[Line]:
    """Write the total in one line; none where nothing was broken on purpose."""
    found = scores(summary.results)
    together = total(one for _, one in found)
    return [Line(_said(together), _colour(together))] if found else []


def _contract(contract: str, mutation: Mutation, width: int, verbosity: int) -> Iterator[Line]:
    yield Line(f"  {cut_path(clean(contract), width - 2)}")
    yield Line(f"    {_said(mutation)}", _colour(mutation))
    shown = mutation.survivors[: None if verbosity > 0 else BRIEF]
    for one in shown:
        text = f"{_place(one, contract)} {one.change}: {one.reason}"
        yield from (
            Line("      " + line.text) for line in wrapped(clean(cut(text, 400)), "survives: ", width - 6, 3)
        )
    more = len(mutation.survivors) - len(shown)
    if more:
        yield Line(f"      … and {more} more survivors: -v shows all, --gc-report FILE.json keeps all")


def _colour(mutation: Mutation) -> str:
    return "yellow" if mutation.survivors else "green"


def _place(one: Broken, contract: str) -> str:
    place = str(one.source).removeprefix(contract).lstrip(":") if one.source.file == contract else ""
    return " ".join(filter(None, (place or str(one.source), one.source.pointer)))


def _said(mutation: Mutation) -> str:
    """Word a score."""
    alike = f", {len(mutation.equivalent):,} equivalent" if mutation.equivalent else ""
    return (
        f"mutation score {percent(mutation)} % "
        f"({mutation.killed:,} of {mutation.counted:,} killed{alike}; survivors: {len(mutation.survivors):,})"
    )


def percent(mutation: Mutation) -> str:
    """Write a score; only what is complete is 100.

    >>> percent(Mutation(killed=1999, survivors=(Broken(None, ""),))), percent(Mutation(killed=1))
    ('99.9', '100')
    """
    if not mutation.survivors:
        return "100"
    return f"{min(mutation.percent, 99.9):.1f}"


def mutation_data(mutation: Mutation) -> dict[str, Json]:
    """Write a mutation for the JSON report."""
    return {
        "score": round(mutation.percent, 2),
        "killed": mutation.killed,
        "equivalent": [_data(one) for one in mutation.equivalent],
        "survivors": [_data(one) for one in mutation.survivors],
    }


def totals_data(mutation: Mutation) -> dict[str, Json]:
    """Write the total for the JSON report."""
    return {
        "score": round(mutation.percent, 2),
        "killed": mutation.killed,
        "equivalent": len(mutation.equivalent),
        "survivors": len(mutation.survivors),
    }


def _data(one: Broken) -> dict[str, Json]:
    source = one.source
    place = {"file": source.file, "line": source.line, "column": source.column, "pointer": source.pointer}
    data: dict[str, Json] = {"source": place, "change": one.change, "reason": one.reason}
    return data | ({"witness": one.witness["record"]} if one.witness else {})
