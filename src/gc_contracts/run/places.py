"""Places of this machine, as reports show them: a report that is handed on must not tell how it is laid out.

What lies in the project is shown relative to it, what lies in the home folder after `~`, what is installed
after `…`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

UNPACKED = re.compile(r"(?:[^\s\"'<>()]*[\\/])?gc-function-\w+(?:[\\/](?:code|s)\b)?")
"""The private folder that a function's archive is unpacked to, in whatever temporary folder."""
_INSTALLED = re.compile(
    r"(?<![\w.~…-])(?:[A-Za-z]:)?[\\/][^\s\"'<>(),;]*[\\/](site-packages|dist-packages)(?=[\\/])"
)
_BEFORE, _AFTER = r"(?<![\w.~-])", r"(?![\w.~-])"


@dataclass(frozen=True)
class Places:
    """The folders that are shortened, each with what is shown in its place; `""`: what lies in it stays."""

    known: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, root: str, home: str, others: Iterable[str] = ()) -> "Places":
        """Know the project's root, the home folder, and folders that code is imported from.

        A folder right below the top, `/app`, tells nothing, and reads like a place in a document.
        """
        found = dict.fromkeys(others, "…") | {home: "~", root: ""}
        deep = {folder.rstrip("/\\"): shown for folder, shown in found.items() if _is_deep(folder)}
        return cls(tuple(sorted(deep.items(), key=lambda pair: -len(pair[0]))))

    def text(self, text: str) -> str:
        """Shorten every place in a text."""
        if "/" not in text and "\\" not in text:
            return text
        if self._pattern is not None:
            text = self._pattern.sub(self._shown, text)
        text = UNPACKED.sub("…", text) if "gc-function-" in text else text
        return _INSTALLED.sub(r"…/\1", text) if "-packages" in text else text

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        spelt = [form for folder, _ in self.known for form in _spelt(folder)]
        words = "|".join(map(re.escape, dict.fromkeys(spelt)))
        return re.compile(rf"{_BEFORE}({words})(?:{_AFTER}|(?=\.(?:\W|$)))([\\/]*)") if spelt else None

    def _shown(self, match: re.Match[str]) -> str:
        shown = next(shown for folder, shown in self.known if match[1] in _spelt(folder))
        if shown:
            return shown + match[2]
        return "" if match[2] else "."


def _is_deep(folder: str) -> bool:
    return len([part for part in re.split(r"[\\/]", folder) if part]) > 1


def _spelt(folder: str) -> tuple[str, ...]:
    """Spell a folder as the system does, and as it stands in quotes and in URLs."""
    return (folder, folder.replace("\\", "\\\\"), folder.replace("\\", "/"))
