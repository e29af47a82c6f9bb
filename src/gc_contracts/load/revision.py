"""What a git revision holds of some folders, written to a folder of its own; the work tree is never touched.

`git ls-tree` and `git cat-file` are asked, not `git archive`, which leaves out what `.gitattributes` marks
`export-ignore`.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gc_contracts.errors import SettingsError

_FILE_MODES = frozenset({"100644", "100755"})
"""Links and submodules are no files that anybody can read from the object store."""
_ADVICE = "in CI fetch it first: `git fetch origin {name}`, or `fetch-depth: 0` for actions/checkout"


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit of the repository that some folder lies in."""

    repository: Path
    """The top of its work tree."""
    commit: str
    """Its whole hash."""
    apart: bool = False
    """It is no ancestor of what is checked out: what was added there since looks as if it were gone here."""

    def write(self, paths: Iterable[Path], into: Path) -> None:
        """Write the files below some paths of the work tree as they are in this commit, at the same places.

        Raises:
            SettingsError: git cannot read them.
        """
        wanted = [self.inside(path) for path in paths]
        blobs = [blob for path in wanted for blob in self._listed(path)]
        asked = "".join(f"{sha}\n" for _, sha in blobs)
        stream = _git(self.repository, "cat-file", "--batch", given=asked.encode())
        for name, data in zip((name for name, _ in blobs), _contents(stream), strict=True):
            target = into / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def inside(self, path: Path) -> str:
        """Give a path as the repository has it: relative to its top, with forward slashes."""
        relative = os.path.relpath(os.path.realpath(path), os.path.realpath(self.repository))
        return Path(relative).as_posix()

    def _listed(self, path: str) -> Iterator[tuple[str, str]]:
        """Give name and blob of each file below a path; none where the commit does not have it."""
        out = _git(self.repository, "ls-tree", "-r", "-z", "--full-tree", self.commit, "--", path)
        for entry in filter(None, out.decode("utf-8", "surrogateescape").split("\0")):
            meta, _, name = entry.partition("\t")
            mode, kind, sha = meta.split(" ")
            if kind == "blob" and mode in _FILE_MODES:
                yield name, sha


def find(name: str, near: Path) -> Revision:
    """Find a commit by a branch, a tag or a hash; a branch that only the remote `origin` has counts too.

    Raises:
        SettingsError: git is not installed, there is no repository, or it has no such revision.
    """
    if name.startswith("-"):
        raise SettingsError(f"--gc-baseline {name}: this is no name of a revision")
    top = Path(_git(near, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n"))
    for spelt in (name, f"origin/{name}"):
        done = _run(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{spelt}^{{commit}}")
        if done.returncode == 0:
            commit = done.stdout.decode("ascii").strip()
            ancestor = _run(top, "merge-base", "--is-ancestor", commit, "HEAD")
            return Revision(top, commit, apart=ancestor.returncode == 1)
    raise SettingsError(
        f"--gc-baseline {name}: there is no such folder, and no such revision in {top}; "
        + _ADVICE.format(name=name)
    )


def _git(near: Path, *arguments: str, given: bytes = b"") -> bytes:
    done = _run(near, *arguments, given=given)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SettingsError(f"git {arguments[0]} in {near}: {said[0] if said else 'it gives no reason'}")
    return done.stdout


def _run(near: Path, *arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(  # noqa: S603 - git, with arguments that no shell reads
            ["git", "-C", str(near), *arguments],  # noqa: S607 - the git that people use is the one in PATH
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise SettingsError(f"--gc-baseline: git cannot be run: {error.strerror or error}") from None


def _contents(stream: bytes) -> Iterator[bytes]:
    """Read what `cat-file --batch` wrote: a line that ends in the size, the bytes, a line end."""
    at = 0
    while at < len(stream):
        end = stream.index(b"\n", at)
        size = int(stream[at:end].rpartition(b" ")[2])
        yield stream[end + 1 : end + 1 + size]
        at = end + 2 + size
