"""Where pytest's root folder lies in its repository: code scanning and GitHub's notes know no other root."""

from collections.abc import Mapping
from pathlib import Path


def root_in_repository(root: Path, environ: Mapping[str, str]) -> str:
    """Name pytest's root folder from the repository's; empty where they are the same, or there is none.

    The repository is the nearest folder above that Git keeps, or that GitHub Actions works in.
    """
    workspace = environ.get("GITHUB_WORKSPACE", "")
    for folder in (root, *root.parents):
        if (folder / ".git").exists() or (workspace and folder == Path(workspace)):
            return "" if folder == root else root.relative_to(folder).as_posix()
    return ""
