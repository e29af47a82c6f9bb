"""A recording run that is killed at random moments, again and again: how many recordings are broken.

    python benchmarks/killed.py [kills] [seed]

A process asks a local HTTP server and writes what it answered, in a loop; after a random time it is killed
with SIGKILL. Every other kill waits on until the file is being written, which is a fiftieth of a turn. A
recording is broken that cannot be read, holds interactions of two turns, or a secret.
"""

import random
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from gc_contracts.cassette.store import save  # noqa: E402 - after the path
from gc_contracts.model.recording import Cassette  # noqa: E402 - after the path
from gc_contracts.redact.hiding import redactor  # noqa: E402 - after the path
from killed import broken, left_over, recording, service  # noqa: E402 - after the path


def main(kills: int = 50, seed: int = 0) -> int:
    """Print what the kills left; 1: a recording was broken, or something stayed beside it."""
    moment, wrong, halves, killed = random.Random(seed), [], 0, 0
    with tempfile.TemporaryDirectory() as folder, service() as url:
        path = Path(folder, "found.yaml")
        for turn in range(kills):
            with recording(path, url, turn * 1_000) as process:
                process.saved()
                aim = path.parent if turn % 2 else None
                killed += process.kill(moment.uniform(0, 0.3), aim)
            halves += bool(left_over(path.parent))
            wrong += filter(None, [broken(path)])
        save(path, Cassette("found"), redactor({}))
        stayed = left_over(path.parent)
    print(f"seed {seed}: killed {killed}, {halves} of them while a temporary file lay there")
    print(f"broken recordings {len(wrong)}; left beside them after the next save {len(stayed)}")
    print(*wrong, *stayed, sep="\n", end="")
    return int(bool(wrong or stayed or killed < kills))


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:3])))
