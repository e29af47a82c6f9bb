"""What a contract is called: its folder, its file, the name it bears; fixtures and references ask here."""

from pathlib import PurePath

from gc_contracts.model.contract import Contract

_SHARED = frozenset({"", ".", "..", "contracts", "actions", "schemas"})
"""Folders that hold many subjects and name none."""


def names(contract: Contract) -> tuple[str, ...]:
    """Give the names a contract answers to.

    A bare file in a shared folder does not answer to the folder's name.
    """
    owns = contract.expectations.document is not None
    folder, _, last = contract.id.rpartition("/")
    file, _, item = last.partition("::")
    # The file's own names would mean any of the subjects it holds.
    own = (item, last) if item else path_names(PurePath(folder, file), owns=owns)
    return tuple(dict.fromkeys((*own, contract.name)))


def path_names(path: PurePath, *, owns: bool) -> tuple[str, ...]:
    """Give the names that the path of a subject lends it; `owns`: its folder has a contract file."""
    folder = path.parent.name
    named = (folder,) if folder and (owns or folder not in _SHARED) else ()
    return tuple(dict.fromkeys((*named, path.name.partition(".")[0], path.stem)))


def article(kind: str) -> str:
    """Put the article before a kind of contract.

    >>> article("action"), article("schema")
    ('an action', 'a schema')
    """
    return f"an {kind}" if kind == "action" else f"a {kind}"
