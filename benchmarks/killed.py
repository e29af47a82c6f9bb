"""Kill a recording run at random moments: is a recording ever half written?

A real pytest records a dozen files anew, over and over, from a server here, and is killed with SIGKILL. After
each kill every file is read. Run: `python benchmarks/killed.py [KILLS] [SEED]`.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from gc_contracts.load.beside import files_of
from gc_contracts.load.cassettes import read_file
from served import served

SOURCE = Path(__file__).parents[1] / "src"
EXAMPLES = 12
SECRET = "kq-8841-ZpLm-77"  # noqa: S105 - what must never be seen
PATHS = {
    f"/users/{number}": (200, {}, {"name": "x" * 50_000, "api_key": SECRET, "id": number})
    for number in range(EXAMPLES)
}


def action(url: str) -> dict[str, object]:
    """Give an action that gets a user."""
    return {
        "name": "Get user",
        "integrationType": "custom-rest-actions",
        "config": {
            "request": {
                "requestUrlTemplate": url + "/users/$esc.uriEncode(${input.id})",
                "requestType": "GET",
                "headers": {},
            },
            "response": {"translationMap": {}, "successTemplate": "${rawResult}"},
        },
        "contract": {
            "input": {"inputSchema": {"type": "object", "properties": {"id": {"type": "string"}}}},
            "output": {"successSchema": {"type": "object"}},
        },
    }


def started(root: Path) -> subprocess.Popen[bytes]:
    """Record everything anew."""
    words = ["-p", "gc_contracts.plugin"] if not _installed() else []
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", *words, "--gc-contracts", "--gc-record=all", "-k", "examples"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _installed() -> bool:
    from importlib.metadata import entry_points  # noqa: PLC0415 - asked once

    return bool(entry_points(group="pytest11", name="gc_contracts"))


def broken(folder: Path) -> list[str]:
    """Name the recordings that are not whole, and those that hold the secret."""
    found = [(path, read_file(path, name, folder)) for name, path in files_of(folder)]
    half = [str(path) for path, each in found if each.problems or not each.cassettes[0].interactions]
    files = [path for path in folder.rglob("*") if path.is_file()]
    told = [str(path) for path in files if SECRET in path.read_text("utf-8", "replace")]
    return half + told


def main(kills: int, seed: int) -> int:
    """Kill, look, and count."""
    rng = random.Random(seed)
    with served(PATHS) as service, tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "contracts" / "a"
        folder.mkdir(parents=True)
        (folder / "a.json").write_text(json.dumps(action(service.url)))
        rows = (f'  - {{input: {{id: "{number}"}}, cassette: user-{number}}}\n' for number in range(EXAMPLES))
        (folder / "contract.yaml").write_text("examples:\n" + "".join(rows))
        begun = time.monotonic()
        started(Path(name)).wait()
        whole = time.monotonic() - begun
        bad, changed, early = 0, 0, 0
        for _ in range(kills):
            before = {path: path.stat().st_mtime_ns for _, path in files_of(folder)}
            child = started(Path(name))
            time.sleep(rng.uniform(0.55, 1.0) * whole)
            early += child.poll() is None
            child.kill()
            child.wait()
            after = {path: path.stat().st_mtime_ns for _, path in files_of(folder)}
            changed += 0 < sum(after[path] != before.get(path) for path in after) < EXAMPLES
            bad += len(broken(folder))
        left = sum(path.name.endswith(".tmp") for path in folder.rglob("*"))
        started(Path(name)).wait()
        swept = sum(path.name.endswith(".tmp") for path in folder.rglob("*"))
    print(
        f"{kills} kills of a run of {whole:.1f} s (seed {seed}): {early} while it ran, {changed} in the "
        f"middle of writing its {EXAMPLES} files; {bad} broken recordings; {left} temporary files left, "
        f"{swept} after the next run"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:3]]
    raise SystemExit(main(*given, *(50, 7)[len(given) :]))
