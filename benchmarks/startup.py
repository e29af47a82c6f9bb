"""What our plug-in costs a run that does not use it, and one that does.

Start-up of pytest without the plug-in, with it unused, and with `--gc-contracts` over small suites, in
shuffled rounds. Ratios are taken round by round: machines are busy. Goals: unused 1.05, static 1.35.

    python benchmarks/startup.py [rounds]
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"
SCHEMA = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "type": "object",
    "properties": {"a": {"type": "string"}},
}
ACTION = {
    "name": "Find user",
    "integrationType": "custom-rest-actions",
    "actionType": "custom",
    "config": {
        "request": {
            "requestUrlTemplate": "https://example.com/users/$esc.uriEncode(${input.userId})",
            "requestType": "GET",
            "headers": {},
            "requestTemplate": "",
        },
        "response": {
            "translationMap": {"name": "$.name"},
            "translationMapDefaults": {"name": '""'},
            "successTemplate": '{"name": ${name}}',
        },
    },
    "contract": {
        "input": {
            "inputSchema": {
                "type": "object",
                "properties": {"userId": {"type": "string"}},
                "required": ["userId"],
            }
        },
        "output": {"successSchema": {"type": "object", "properties": {"name": {"type": "string"}}}},
    },
}
SUITES = {
    "none": {},
    "schema": {"a.json": SCHEMA},
    "action": {"a.json": ACTION},
    "hundred": {f"{number}.json": (SCHEMA, ACTION)[number % 2] for number in range(100)},
}
SUITE = ["-p", "gc_contracts.plugin", "--gc-contracts"]
WAYS = {
    "pytest alone": ("none", []),
    "installed, unused": ("none", ["-p", "gc_contracts.plugin"]),
    "a schema, static": ("schema", [*SUITE, "-k", "static"]),
    "a schema, static and boundary": ("schema", [*SUITE, "-k", "not fuzz"]),
    "an action, static": ("action", [*SUITE, "-k", "static"]),
    "an action, all": ("action", SUITE),
    "a schema, collect only": ("schema", [*SUITE, "--collect-only"]),
    "100 contracts, collect only": ("hundred", [*SUITE, "--collect-only"]),
}


def main(rounds: int = 9) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        for suite, files in SUITES.items():
            _write(Path(folder, suite), files)
        for way in WAYS:
            _seconds(folder, way)  # compiles what has not been
        found = _measure(folder, rounds)
    for way, times in found.items():
        ratios = [time / base for time, base in zip(times, found["pytest alone"], strict=True)]
        told = f"{min(ratios):.2f}-{max(ratios):.2f}"
        median = statistics.median(times) * 1000
        print(f"{way:<31} {median:7.1f} ms   x {statistics.median(ratios):.2f} ({told})")


def _write(folder: Path, files: dict[str, object]) -> None:
    (folder / "contracts").mkdir(parents=True)
    (folder / "test_one.py").write_text("def test_one():\n    pass\n")
    for name, content in files.items():
        (folder / "contracts" / name).write_text(json.dumps(content, indent=1))


def _measure(folder: str, rounds: int) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {way: [] for way in WAYS}
    order = list(WAYS)
    for _ in range(rounds):
        random.shuffle(order)
        for way in order:
            found[way].append(_seconds(folder, way))
    return found


def _seconds(folder: str, way: str) -> float:
    suite, flags = WAYS[way]
    env = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # users have their byte code, and so has pytest here
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *flags]
    start = time.perf_counter()
    subprocess.run(command, cwd=Path(folder, suite), env=env, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
