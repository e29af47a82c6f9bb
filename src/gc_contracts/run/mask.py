"""Keep secrets out of everything that is shown: it ends in logs and report files.

A credential is shown as the name a template has for it, a value of the environment as the name it has there,
a secret written into a file as stars; each in every usual spelling (`forms`). Very short values are left
alone, since taking them out would garble every text and hide nothing. Places of this machine are shortened.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gc_contracts._json import Json
from gc_contracts.model.finding import Finding
from gc_contracts.model.mutation import Broken, Mutation
from gc_contracts.model.result import Changed, Covered, Result, Waived
from gc_contracts.redact.values import is_searched
from gc_contracts.run.forms import forms
from gc_contracts.run.literals import beside_names, members
from gc_contracts.run.places import Places

SHORTEST = 4
HIDDEN = "*****"
UNREADABLE = "file/unreadable"
_CUTS = ("…", "...")
"""How we, and pytest, say that a text goes on."""


@dataclass(frozen=True, slots=True)
class Mask:
    """What is hidden in one contract's results."""

    shown: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By each spelling of each secret: what is shown in its place."""
    places: Places = field(default_factory=Places, repr=False)
    rare: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By each secret that is no word of a text: what is shown in its place, for the last look."""

    @classmethod
    def of(
        cls,
        credentials: Mapping[str, str],
        literals: Iterable[str] = (),
        environment: Iterable[tuple[str, str]] = (),
        places: Places | None = None,
    ) -> "Mask":
        """Prepare to hide.

        Args:
            credentials: values by the name that templates have for them.
            literals: values that stand in files themselves.
            environment: name and value of each secret that the environment holds.
            places: of this machine.
        """
        named = {value: f"${{credentials.{name}}}" for name, value in credentials.items()}
        long = {value: shown for value, shown in named.items() if len(value) >= SHORTEST}
        secrets = {value: f"${{env:{name}}}" for name, value in environment}
        secrets |= dict.fromkeys(literals, HIDDEN) | long
        spelt = {form: shown for value, shown in secrets.items() for form in forms(value)}
        rare = {value: shown for value, shown in secrets.items() if is_searched(value)}
        return cls(spelt, places or Places(), rare)

    def result(self, result: Result) -> Result:
        """Hide in all that a result tells."""
        mutation = result.mutation
        return replace(
            result,
            findings=tuple(map(self.finding, result.findings)),
            notes=tuple(map(self.text, result.notes)),
            reason=self.text(result.reason),
            mutation=mutation if mutation is None else self._mutation(mutation),
            covered=tuple(map(self._covered, result.covered)),
            changes=tuple(map(self._changed, result.changes)),
            waived=tuple(map(self._waived, result.waived)),
        )

    def _covered(self, one: Covered) -> Covered:
        return replace(one, rule=self.text(one.rule), what=self.text(one.what), why=self.text(one.why))

    def _changed(self, one: Changed) -> Changed:
        return replace(one, pointer=self.text(one.pointer), says=self.text(one.says))

    def _waived(self, one: Waived) -> Waived:
        return replace(one, finding=self.finding(one.finding), reason=self.text(one.reason))

    def finding(self, finding: Finding) -> Finding:
        """Hide in a finding's texts and data, what its lines of source say beside telling names too."""
        look = members if _may_be_credentials(finding) else beside_names
        stars = dict.fromkeys((value for line in finding.excerpt for value in look(line)), HIDDEN)
        mask = self if not stars else replace(self, shown={**stars, **self.shown})
        return mask._finding(finding)  # noqa: SLF001 - one of its own kind

    def _finding(self, finding: Finding) -> Finding:
        return replace(
            finding,
            message=self.text(finding.message),
            source=replace(finding.source, file=self.places.text(finding.source.file)),
            hint=self.text(finding.hint),
            steps=tuple(map(self.text, finding.steps)),
            excerpt=tuple(map(self._line, finding.excerpt)),
            reproduce=self._data(finding.reproduce),
        )

    def text(self, text: str) -> str:
        """Hide in a text."""
        return self.places.text(_hidden(text, self.shown))

    def _line(self, line: str) -> str:
        """Hide in a line of the file, with as many stars, so that the caret still points right."""
        return _hidden(line, {value: "*" * len(value) for value in self.shown})

    def _data(self, value: Json) -> Json:
        if isinstance(value, str):
            return _hidden(value, self.shown)
        if isinstance(value, Mapping):
            return {_hidden(str(key), self.shown): self._data(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self._data(item) for item in value]
        return value

    def _mutation(self, mutation: Mutation) -> Mutation:
        survivors, equivalent = (
            tuple(map(self._broken, told)) for told in (mutation.survivors, mutation.equivalent)
        )
        return replace(mutation, survivors=survivors, equivalent=equivalent)

    def _broken(self, one: Broken) -> Broken:
        change, reason = self.text(one.change), self.text(one.reason)
        return replace(one, change=change, reason=reason, witness=self._data(one.witness))


def _may_be_credentials(finding: Finding) -> bool:
    """Whether lines of a contract file are shown that may be credentials, which nobody could read."""
    source = finding.source
    is_contract_file = source.file.rpartition("/")[2].startswith("contract.")
    return is_contract_file and (finding.check == UNREADABLE or source.pointer.startswith("/credentials"))


def _hidden(text: str, shown: Mapping[str, str]) -> str:
    found = sorted((form for form in shown if form in text), key=len, reverse=True)
    if found:
        text = re.sub("|".join(map(re.escape, found)), lambda match: shown[match[0]], text)
    # After all that stand whole: one may begin like another.
    return _without_pieces(text, shown)


def _without_pieces(text: str, shown: Iterable[str]) -> str:
    """Hide pieces of secrets where a long text was cut in the middle of them."""
    for cut in _CUTS:
        parts = text.split(cut)
        for number, part in enumerate(parts):
            hidden = _end_hidden(part, shown)
            parts[number] = _start_hidden(hidden, shown) if number else hidden
        text = cut.join(parts)
    return text


def _end_hidden(part: str, shown: Iterable[str]) -> str:
    starts = (form for form in shown if form[:SHORTEST] in part[-len(form) :])
    return _starred_end(part, max((_overlap(part, form) for form in starts), default=0))


def _start_hidden(part: str, shown: Iterable[str]) -> str:
    ends = [form[::-1] for form in shown if form[-SHORTEST:] in part[: len(form)]]
    turned = part[::-1]
    return _starred_end(turned, max((_overlap(turned, form) for form in ends), default=0))[::-1]


def _overlap(part: str, form: str) -> int:
    """Tell how many signs at the end of a part are the first ones of a spelling, but not all of it."""
    sizes: Sequence[int] = range(min(len(form) - 1, len(part)), SHORTEST - 1, -1)
    return next((size for size in sizes if part.endswith(form[:size])), 0)


def _starred_end(part: str, size: int) -> str:
    return part if size == 0 else part[:-size] + "*" * size
