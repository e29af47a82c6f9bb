"""The last look over a finished result, by undoing encodings instead of writing them.

Independent of the mask, which writes each secret as it may be spelt and reads texts alone: this one reads
all that a report carries, pointers and ids of checks too. What still holds a known secret is replaced, and
told as `privacy/secret-in-report`. Only values rare enough not to be a word of the text are looked for.
"""

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any
from urllib.parse import unquote, unquote_plus

from gc_contracts.model.contract import Contract
from gc_contracts.model.finding import Finding, Severity, distinct
from gc_contracts.model.result import Outcome, Result
from gc_contracts.redact.looks import looks
from gc_contracts.run.waiving import waive
from gc_contracts.settings import Settings

CHECK = "privacy/secret-in-report"
_ESCAPE = re.compile(r"\\+(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([\"'\\/]))")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}")
_KEPT = frozenset({"contract", "kind", "outcome", "severity"})
"""Fields that are no text of ours: ids are file names, which a check of their own looks at."""
_HINT = (
    "keep the value out of what code under test and checks of your own put together: print its name instead; "
    "what was printed before this run may have to be replaced"
)


@dataclass(slots=True)
class LastLook:
    """One result's last look; remembers where it found what."""

    known: Mapping[str, str] = field(repr=False)
    """By each secret: what is shown in its place."""
    found: dict[str, str] = field(default_factory=dict)
    """By the field of the result: what was hidden there."""

    def over(self, value: Any, place: str = "") -> Any:
        """Give a value of a result without the secrets it still holds."""
        if isinstance(value, str) and not isinstance(value, Severity | Outcome):
            return self._text(value, place)
        if isinstance(value, Mapping):
            return {
                self._text(str(key), place): self.over(item, f"{place}/{number}")
                for number, (key, item) in enumerate(value.items())
            }
        if isinstance(value, list | tuple):
            return type(value)(self.over(item, f"{place}/{number}") for number, item in enumerate(value))
        if is_dataclass(value) and not isinstance(value, type):
            return self._noun(value, place)
        return value

    def _noun(self, value: Any, place: str) -> Any:
        names = [each.name for each in fields(value) if each.name not in _KEPT]
        new = {name: self.over(getattr(value, name), f"{place}/{name}") for name in names}
        return replace(value, **new)

    def _text(self, text: str, place: str) -> str:
        if len(text) < 8:
            return text
        for begin, end, name in sorted(
            ((begin, end, look.name) for look, begin, end in looks(text)), reverse=True
        ):
            shown = f"${{{name}}}"
            self.found.setdefault(place, shown)
            text = text[:begin] + shown + text[end:]
        for view in views(text):
            shown = next((shown for secret, shown in self.known.items() if secret in view), "")
            if shown:
                self.found.setdefault(place, shown)
                return self._replaced(text)
        return text

    def _replaced(self, text: str) -> str:
        plain = text
        for secret, shown in self.known.items():
            plain = plain.replace(secret, shown)
        still = any(secret in view for view in views(plain) for secret in self.known)
        return "(hidden: it held a secret)" if still else plain


def views(text: str) -> Iterator[str]:
    """Give a text as it is, and with each usual encoding undone, Base64 wherever it begins."""
    yield text
    if "%" in text:
        yield unquote(unquote(text))
        yield unquote_plus(unquote_plus(text))
    plain = _ESCAPE.sub(_sign, text) if "\\" in text else text
    if plain != text:
        yield plain
    for run in _BASE64.findall(plain):
        signs = run.replace("+", "-").replace("/", "_")
        for start in range(4):
            whole = signs[start : start + (len(signs) - start) // 4 * 4]
            yield urlsafe_b64decode(whole).decode("utf-8", "replace")


def _sign(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else found[3]


def looked_over(
    result: Result, contract: Contract, known: Mapping[str, str], settings: Settings, *, tells: bool
) -> Result:
    """Replace what still holds a secret, and tell of it.

    Args:
        result: finished and masked.
        contract: whose result it is.
        known: what is shown by each secret.
        settings: the severity from which on an item fails, and the day by which a waiver holds.
        tells: whether the check is on; what is found is replaced in any case.
    """
    look = LastLook(known)
    clean: Result = look.over(result)
    if not look.found or not tells:
        return clean
    told, waived = waive(_told(look.found, contract), contract.waivers, settings.today)
    fails = told and clean.outcome is Outcome.PASSED and Severity.ERROR.rank >= settings.fail_on.rank
    return replace(
        clean,
        findings=distinct((*clean.findings, *told)),
        waived=(*clean.waived, *waived),
        outcome=Outcome.FAILED if fails else clean.outcome,
    )


def _told(found: Mapping[str, str], contract: Contract) -> Iterator[Finding]:
    for place, shown in found.items():
        message = f"the result's {place.strip('/').replace('/', ' ')} held the secret shown as {shown}"
        yield Finding(CHECK, Severity.ERROR, contract.id, message, contract.locate(), place=place, hint=_HINT)
