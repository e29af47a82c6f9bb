"""What our plug-in costs a run that does not use it, and one that does.

Start-up of pytest without the plug-in, with it unused, and with `--gc-contracts` over one small schema, in
shuffled rounds; the figures are medians and their ratio to the first. Goals: 1.05 and 1.35.

    python benchmarks/startup.py [rounds]
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"
SCHEMA = """{
 "$schema": "http://json-schema.org/draft-04/schema#",
 "type": "object",
 "properties": {"a": {"type": "string"}}
}"""
WAYS = {
    "pytest alone": [],
    "installed, unused": ["-p", "gc_contracts.plugin"],
    "--gc-contracts, static": ["-p", "gc_contracts.plugin", "--gc-contracts", "-k", "static"],
    "--gc-contracts, boundary": ["-p", "gc_contracts.plugin", "--gc-contracts", "-k", "boundary"],
    "--gc-contracts, collect only": ["-p", "gc_contracts.plugin", "--gc-contracts", "--collect-only"],
}


def main(rounds: int = 9) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "contracts").mkdir()
        (Path(folder) / "contracts" / "a.json").write_text(SCHEMA)
        (Path(folder) / "test_one.py").write_text("def test_one():\n    pass\n")
        for flags in WAYS.values():
            _seconds(folder, flags)  # compiles what has not been
        found = _measure(folder, rounds)
    base = statistics.median(found["pytest alone"])
    for way, times in found.items():
        median = statistics.median(times)
        print(f"{way:<28} {median * 1000:7.1f} ms   x {median / base:.2f}")


def _measure(folder: str, rounds: int) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {way: [] for way in WAYS}
    order = list(WAYS)
    for _ in range(rounds):
        random.shuffle(order)
        for way in order:
            found[way].append(_seconds(folder, WAYS[way]))
    return found


def _seconds(folder: str, flags: list[str]) -> float:
    env = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *flags]
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=env, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
