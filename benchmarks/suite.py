"""What a whole suite costs, and how it grows with the number of contracts.

Runs `pytest --gc-contracts -k "static or boundary"` over 100 and over 1,000 schemas of nine fields, and of
twenty in the spelling that Genesys Cloud writes, side by side with pytest's bare start-up. Every round takes
all ways in turn, for machines are busy; figures are medians. Growth is told with the start-up taken off: ten
times the contracts should take about ten times as long.

    python benchmarks/suite.py [rounds]
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"
SIZES = (100, 1000)
Fields = dict[str, dict[str, object]]


def text(**rules: object) -> dict[str, object]:
    return {"type": "string", **rules}


def nine(number: int) -> Fields:
    """Write nine fields, a little different each time."""
    label = text(minLength=1, maxLength=20 + number % 7)
    return {
        "id": text(pattern=f"^[A-Z]{{2}}[0-9]{{{4 + number % 9}}}$"),
        "status": text(enum=["new", "open", f"done{number}"]),
        "title": label,
        "note": text(maxLength=1000),
        "count": {"type": "integer", "minimum": 0, "maximum": 100 + number},
        "rate": {"type": "number", "minimum": 0, "maximum": 1},
        "flag": {"type": "boolean"},
        "tags": {"type": "array", "items": label, "maxItems": 10, "uniqueItems": True},
        "day": text(format="date"),
    }


def twenty(number: int) -> Fields:
    """Write eleven fields more, most of them with a rule of their own."""
    return nine(number) | {
        "zip": text(pattern="^\\d{5}$", minLength=5, maxLength=5),
        "holder": text(pattern="^[A-Za-z][A-Za-z .'-]*$", minLength=2, maxLength=60 + number % 11),
        "phone": text(pattern="^\\+[1-9]\\d{6,14}$"),
        "mail": text(format="email", maxLength=100),
        "link": text(format="uri", maxLength=200),
        "reported": text(format="date-time"),
        "year": {"type": "integer", "minimum": 1900, "maximum": 2100 + number},
        "amount": {"type": "number", "minimum": 0, "maximum": 250_000, "multipleOf": 0.01},
        "urgent": {"type": "boolean"},
        "kinds": {"type": "array", "items": text(enum=["car", "home"]), "minItems": 1},
        "address": {"type": "object", "required": ["city"], "properties": {"city": text(minLength=1)}},
    }


def plain(number: int) -> dict[str, object]:
    """Spell nine fields out, each in its own place."""
    return _schema(number, nine(number))


def referring(number: int) -> dict[str, object]:
    """Spell twenty fields as the platform's editor does: a type by reference, its rules beside it."""
    fields = twenty(number)
    types = {name: {"type": rules["type"]} for name, rules in fields.items()}
    spelt: Fields = {
        name: {
            "allOf": [{"$ref": f"#/definitions/{name}"}],
            "title": name,
            **{key: value for key, value in rules.items() if key != "type"},
        }
        for name, rules in fields.items()
    }
    return {**_schema(number, spelt), "definitions": types}


def _schema(number: int, fields: Fields) -> dict[str, object]:
    return {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "title": f"Schema {number}",
        "type": "object",
        "required": ["id", "status"],
        "additionalProperties": False,
        "properties": fields,
    }


SPELLINGS: dict[str, Callable[[int], dict[str, object]]] = {"9 fields": plain, "20 fields": referring}


def main(rounds: int = 3) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        suites = [(0, Path(folder, "none"))]
        suites += [(size, Path(folder, name, str(size))) for name in SPELLINGS for size in SIZES]
        for size, suite in suites:
            _write(suite, size)
        found: dict[Path, list[float]] = {suite: [] for _, suite in suites}
        for _ in range(rounds):
            for size, suite in suites:
                found[suite].append(_seconds(suite, size))
        start = statistics.median(found[suites[0][1]])
        print(f"pytest alone                     {start:7.2f} s")
        for name in SPELLINGS:
            few, many = (statistics.median(found[Path(folder, name, str(size))]) for size in SIZES)
            _tell(name, start, few, many, _cases(Path(folder, name, str(SIZES[0]))))


def _tell(name: str, start: float, few: float, many: float, cases: int) -> None:
    for size, seconds in zip(SIZES, (few, many), strict=True):
        print(f"{name:<11} {size:5} contracts      {seconds:7.2f} s   x {seconds / start:.1f} pytest alone")
    print(
        f"{name:<11} growth, start-up off       x {(many - start) / (few - start):.1f} for 10 x the contracts"
    )
    each = (many - start) / (SIZES[1] / SIZES[0] * cases) * 1e6
    print(f"{name:<11} a case, all in all    {each:7.0f} us  {cases // SIZES[0]} cases in a contract")


def _write(suite: Path, size: int) -> None:
    contracts = suite / "contracts"
    contracts.mkdir(parents=True)
    for number in range(size):
        document = SPELLINGS[suite.parent.name](number)
        (contracts / f"s{number:04}.json").write_text(json.dumps(document))


def _seconds(suite: Path, size: int) -> float:
    start = time.perf_counter()
    _run(suite, size, "-k", "static or boundary")
    return time.perf_counter() - start


def _cases(suite: Path) -> int:
    _run(suite, SIZES[0], "-k", "boundary", "--gc-report=report.json")
    return int(json.loads((suite / "report.json").read_text())["totals"]["examples"])


def _run(suite: Path, size: int, *flags: str) -> None:
    env = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    if size:
        command += ["-p", "gc_contracts.plugin", "--gc-contracts", *flags]
    # pytest ends with 5 where there is no test, as in the suite that shows its bare start-up.
    done = subprocess.run(command, cwd=suite, env=env, check=False, stdout=subprocess.DEVNULL)
    assert done.returncode == (0 if size else 5)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
