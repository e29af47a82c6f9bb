"""The file side of keeping examples: which contract file is meant, and what it then holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gc_contracts.errors import LoadError
from gc_contracts.load.files import contract_files, entries, shown
from gc_contracts.load.keep import Kept, holds, keep, paste, reason_against
from gc_contracts.load.rewrite import marked, replaced, said
from gc_contracts.load.subject import load_bare
from gc_contracts.source import Source

_NEW = "contract.yaml"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of some examples: those written, those that were there, and why others were not kept."""

    file: Path
    kept: int = 0
    refused: tuple[str, ...] = ()
    """One sentence each."""
    paste: str = ""
    """The text for people to add themselves; empty: nothing is left to add."""


def keep_examples(subject: Path, examples: Iterable[Kept]) -> Outcome:
    """Write examples into the contract file beside a subject, made where the subject is alone in its folder.

    A record that is there already is passed over.
    """
    path = _file(subject)
    try:
        mark, text = marked(path)
        _refuse_crowd(path, subject)
    except (OSError, LoadError, UnicodeDecodeError) as error:
        return Outcome(path, refused=(said(error),), paste=paste([*examples]))
    return _written(path, mark, text, [one for one in examples if not holds(text, one)])


def _written(path: Path, mark: bytes, text: str, examples: list[Kept]) -> Outcome:
    refused, left, now = [], [], text
    for one in examples:
        reason = reason_against(one)
        added = None if reason else keep(now, one)
        if reason:
            refused.append(reason)
        elif added is None:
            refused.append("the file is written in a way that leaves no sure place for it")
            left.append(one)
        else:
            now = added
    try:
        if now != text:
            replaced(path, mark + now.encode())
    except OSError as error:
        return Outcome(path, refused=(said(error),), paste=paste(examples))
    kept = len(examples) - len(refused)
    return Outcome(path, kept, tuple(dict.fromkeys(refused)), paste(left) if left else "")


def _file(subject: Path) -> Path:
    return next(iter(contract_files(subject.parent)), subject.parent / _NEW)


def _refuse_crowd(path: Path, subject: Path) -> None:
    """Make no contract file where it would not say which subject it is about."""
    if path.exists():
        return
    here = subject.parent
    others = [entry for entry in entries(here) if entry.name != subject.name and load_bare(entry, here)]
    if others:
        name = shown(others[0], here)
        raise LoadError(
            f"there is no {_NEW}, and the folder holds other subjects, {name} for one", Source("")
        )
