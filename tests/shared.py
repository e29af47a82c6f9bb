"""Where the reference material lies, if it is here: golden tables and real files beside the project."""

import os
from pathlib import Path

_BESIDE = Path(__file__).parents[2] / "shared"
_NAMED = os.environ.get("GC_SHARED", "")

SHARED: Path | None = next((p for p in (Path(_NAMED) if _NAMED else _BESIDE,) if p.is_dir()), None)
"""The folder, or None: then tests that need it are skipped with a reason."""

REASON = "the reference tables are not beside this checkout"
