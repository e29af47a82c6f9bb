"""What a whole suite costs, and how it grows with the number of contracts.

Runs `pytest --gc-contracts -k "static or boundary"` over 100 and over 1,000 schemas of nine fields, side by
side with pytest's bare start-up, in rounds; figures are medians. Growth is told with the start-up taken off:
ten times the contracts should take about ten times as long.

    python benchmarks/suite.py [rounds]
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"
SIZES = (0, 100, 1000)


def schema(number: int) -> dict[str, object]:
    """Write a schema of nine fields, a little different each time."""
    text = {"type": "string", "minLength": 1, "maxLength": 20 + number % 7}
    return {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "title": f"Schema {number}",
        "type": "object",
        "required": ["id", "status"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "pattern": "^[A-Z]{2}[0-9]{4}$"},
            "status": {"type": "string", "enum": ["new", "open", "done"]},
            "title": text,
            "note": {"type": "string", "maxLength": 1000},
            "count": {"type": "integer", "minimum": 0, "maximum": 100 + number},
            "rate": {"type": "number", "minimum": 0, "maximum": 1},
            "flag": {"type": "boolean"},
            "tags": {"type": "array", "items": text, "maxItems": 10, "uniqueItems": True},
            "day": {"type": "string", "format": "date"},
        },
    }


def main(rounds: int = 3) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            contracts = Path(folder) / str(size) / "contracts"
            contracts.mkdir(parents=True)
            for number in range(size):
                (contracts / f"s{number:04}.json").write_text(json.dumps(schema(number)))
        found = {size: statistics.median(_seconds(folder, size) for _ in range(rounds)) for size in SIZES}
        cases = _cases(folder)
    start, hundred, thousand = (found[size] for size in SIZES)
    print(f"pytest's start-up      {start:6.2f} s")
    print(f"100 contracts          {hundred:6.2f} s   x {hundred / start:.1f} start-up")
    print(f"1,000 contracts        {thousand:6.2f} s   x {thousand / start:.1f} start-up")
    print(f"growth, start-up off   x {(thousand - start) / (hundred - start):.1f} for 10 x the contracts")
    each = (thousand - start) / (10 * cases) * 1e6
    print(f"a case                 {each:6.0f} us, {cases} cases in 100 contracts")


def _seconds(folder: str, size: int) -> float:
    start = time.perf_counter()
    _run(folder, size, "-k", "static or boundary")
    return time.perf_counter() - start


def _cases(folder: str) -> int:
    _run(folder, 100, "-k", "boundary", "--gc-report=report.json")
    return int(json.loads((Path(folder) / "100" / "report.json").read_text())["totals"]["examples"])


def _run(folder: str, size: int, *flags: str) -> None:
    env = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    if size:
        command += ["-p", "gc_contracts.plugin", "--gc-contracts", *flags]
    subprocess.run(command, cwd=Path(folder) / str(size), env=env, check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
