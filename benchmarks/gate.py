"""What comparing with a baseline costs, and how it grows with the number of contracts.

Runs the items `static` and `compat` of schemas of nine fields without a baseline, with one that is the same,
with one in which each was spelt otherwise, and with one in which each had an option more. Every round takes
all ways in turn; figures are medians.

    python benchmarks/gate.py [rounds]
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

from suite import SOURCE, plain

SIZES = (30, 300)
Schema = dict[str, object]


def same(schema: Schema) -> Schema:
    return schema


def respelt(schema: Schema) -> Schema:
    """Turn the order of all members round, and say what is said by another keyword too."""
    turned = {name: schema[name] for name in reversed(schema)}
    fields = turned["properties"]
    assert isinstance(fields, dict)
    return {**turned, "properties": {name: {"allOf": [rules]} for name, rules in reversed(fields.items())}}


def wider(schema: Schema) -> Schema:
    """Give what the schema was before it lost an option, so that each has a break to show."""
    text = json.dumps(schema).replace('"new", "open"', '"new", "open", "gone"')
    found: Schema = json.loads(text)
    return found


WAYS: dict[str, Callable[[Schema], Schema] | None] = {
    "no baseline": None,
    "the same": same,
    "spelt otherwise": respelt,
    "an option lost": wider,
}


def main(rounds: int = 3) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        suites = {
            (way, size): Path(folder, way.replace(" ", "-"), str(size)) for way in WAYS for size in SIZES
        }
        for (way, size), suite in suites.items():
            _write(suite, size, WAYS[way])
        found: dict[tuple[str, int], list[float]] = {key: [] for key in suites}
        for _ in range(rounds):
            for key, suite in suites.items():
                found[key].append(_seconds(suite))
        for way in WAYS:
            few, many = (statistics.median(found[way, size]) for size in SIZES)
            base = statistics.median(found["no baseline", SIZES[1]])
            each = (many - few) / (SIZES[1] - SIZES[0]) * 1e3
            print(f"{way:<16} {few:6.2f} s {many:7.2f} s   {each:6.2f} ms a contract   x {many / base:.2f}")


def _write(suite: Path, size: int, before: Callable[[Schema], Schema] | None) -> None:
    for number in range(size):
        _put(suite / "contracts" / f"s{number:04}.json", plain(number))
        if before is not None:
            _put(suite / "contracts" / "baseline" / f"s{number:04}.json", before(plain(number)))


def _put(path: Path, document: Schema) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document))


def _seconds(suite: Path) -> float:
    env = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "gc_contracts.plugin"]
    start = time.perf_counter()
    done = subprocess.run(
        [*command, "--gc-contracts", "-k", "static or compat"],
        cwd=suite,
        env=env,
        check=False,
        stdout=subprocess.DEVNULL,
    )
    assert done.returncode in {0, 1}
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
