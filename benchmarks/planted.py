"""The validators of tests/validators, put to the test: false alarms of correct ones, bugs that are found.

    python benchmarks/planted.py             # correct ones: 10,000 examples, three seeds; then all bugs
    python benchmarks/planted.py --quick     # 300 examples and one seed
    python benchmarks/planted.py --correct   # no bugs
    python benchmarks/planted.py hang …      # these bugs only

A bug counts as found where the expected check reports it, for the expected rule where the bug lets something
through, with a record that shows it when it is given to the validator directly.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from validators.planted import BUGS  # noqa: E402 - after the path
from validators.proof import Missed, judge, verify  # noqa: E402 - after the path


def main() -> int:
    """Print a line a validator; 1: there was a false alarm, or a bug was missed."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--correct", action="store_true")
    asked.add_argument("bugs", nargs="*")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        alarms = 0 if given.bugs else sum(_correct(root, quick=given.quick))
        planted = () if given.correct else given.bugs or BUGS
        missed = [name for name in planted if not _bug(root, name)]
    print(f"false alarms {alarms}, bugs missed {len(missed)}: {', '.join(missed) or 'none'}")
    return int(bool(alarms or missed))


def _correct(root: Path, *, quick: bool) -> list[int]:
    counts = []
    for schema, module in (("every", "correct"), ("workitem", "workitem")):
        for seed in (1,) if quick else (1, 2, 3):
            start = time.perf_counter()
            examples = 300 if quick else 10_000
            found = verify(root, f"{schema}-{seed}", schema, f"validators.{module}:validate", examples, seed)
            print(f"correct {schema:<9} seed {seed} {examples:>6} {_since(start)} {len(found)} findings")
            for one in found:
                print(f"    {one.check} {one.message.splitlines()[0][:150]}")
            counts.append(len(found))
    return counts


def _bug(root: Path, name: str) -> bool:
    start = time.perf_counter()
    bug = BUGS[name]
    found = verify(root, name, bug.schema, f"validators.planted:{name}", 100, None)
    word = judge(name, found)
    found_it = not isinstance(word, Missed)
    print(f"{name:<28} {'found ' if found_it else 'MISSED'} {_since(start)} {word}", flush=True)
    return found_it


def _since(start: float) -> str:
    return f"{time.perf_counter() - start:6.1f} s"


if __name__ == "__main__":
    raise SystemExit(main())
