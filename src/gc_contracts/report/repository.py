"""Where a file lies in its repository: readers of code know no other root.

The report's own paths start at pytest's root folder; `root` says where that lies, if it is another.
"""

import posixpath
from collections.abc import Mapping
from typing import Any


def in_repository(data: Mapping[str, Any], file: str) -> str:
    """Name a file from the repository's root.

    >>> in_repository({"root": "services/flows"}, "../contracts/a.json")
    'services/contracts/a.json'
    """
    return posixpath.normpath(posixpath.join(data.get("root", ""), file))
