"""Places in code under test: in the text that stands in an export, or in the team's own files."""

from dataclasses import dataclass

from gc_contracts.checks.make import Spot
from gc_contracts.model.check import Seen
from gc_contracts.model.verdict import Trouble
from gc_contracts.source import Source, caret


@dataclass(frozen=True, slots=True)
class Line(Spot):
    """A line of one of the team's files."""

    file: str = ""
    line: int = 0
    text: str = ""

    def source(self, seen: Seen) -> Source:  # noqa: ARG002 - the file is known without
        """Give file and line."""
        return Source(self.file, self.line)

    def excerpt(self, seen: Seen) -> tuple[str, ...]:  # noqa: ARG002 - the text is known without
        """Show the line."""
        text = self.text.strip()
        return (f"{self.line:>5} | {text}", " " * 8 + "^") if text else ()


@dataclass(frozen=True, slots=True)
class Within(Spot):
    """A place in code that stands in the file, where all of it is one long line: shown as code."""

    def excerpt(self, seen: Seen) -> tuple[str, ...]:  # noqa: ARG002 - the text is known without
        """Show the line of the code, by its own number."""
        if self.part is None or self.offset < 0:
            return ()
        before = self.part.text[: self.offset]
        column = len(before) - (before.rfind("\n") + 1)
        return tuple(caret(self.part.text, before.count("\n") + 1, column + 1))


def of_trouble(seen: Seen, trouble: Trouble, subject: str) -> Spot:
    """Point at the line where code under test failed; `subject` tells apart what fails there.

    The place survives edits above it: it is made of the function and the words, not of the number.
    """
    what = f"{trouble.function}:{subject}" if trouble.function else subject
    code = seen.contract.action.code
    if trouble.file and (code is None or trouble.file != seen.contract.id):
        return Line(trouble.file, subject=what, file=trouble.file, line=trouble.line, text=trouble.text)
    if code is None or seen.contract.expectations.handler:
        return _of_contract(seen, what)
    if not trouble.line:
        return Within(code.pointer, code, max(code.text.find("def execute"), 0), what)
    return Within(code.pointer, code, _start(code.text, trouble.line), what)


def of_word(seen: Seen, word: str, subject: str) -> Spot:
    """Point at a name in code that stands in the file, else at the handler that is named."""
    code = seen.contract.action.code
    if code is None or seen.contract.expectations.handler:
        return _of_contract(seen, subject)
    at = _of_literal(code.text, word)
    return Within(code.pointer, code, at if at >= 0 else max(code.text.find("def execute"), 0), subject)


def _of_literal(text: str, word: str) -> int:
    """Give the offset of a name in quotes, best where it is assigned to; -1: it does not stand there."""
    quoted = [f"{quote}{word}{quote}" for quote in "\"'"]
    assigned = [text.find(f"[{each}] =") for each in quoted]
    anywhere = [text.find(each) for each in quoted]
    return min((at + 2 for at in assigned if at >= 0), default=0) or min(
        (at + 1 for at in anywhere if at >= 0), default=-1
    )


def _of_contract(seen: Seen, subject: str) -> Spot:
    document = seen.contract.expectations.document
    if document is None or not seen.contract.expectations.handler:
        return Spot("", subject=subject)
    source = document.locate("/handler")
    text = f"handler: {seen.contract.expectations.handler}"
    return Line("/handler", subject=subject, file=source.file, line=source.line, text=text)


def _start(text: str, line: int) -> int:
    """Give the offset of a line's first sign that is no blank."""
    lines = text.splitlines(keepends=True)
    before = sum(map(len, lines[: max(line - 1, 0)]))
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    return before + len(here) - len(here.lstrip())
