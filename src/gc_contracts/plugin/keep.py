"""`--gc-keep`: what Hypothesis found becomes an example in contract.yaml, to be committed.

Runs in the main process only, after the last test, so that workers never write the same file. What a finding
hides is not written: a record with something taken out is another record.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from gc_contracts._json import dumps
from gc_contracts.load.files import shown
from gc_contracts.load.keep import Kept
from gc_contracts.load.keep_file import Outcome, keep_examples
from gc_contracts.model.case import CaseKind
from gc_contracts.model.finding import Finding
from gc_contracts.model.result import Result
from gc_contracts.run.mask import HIDDEN

_FAMILY = "validator/"
_MASKS = (HIDDEN, "${credentials.", "${env:")


def keep_found(results: Iterable[Result], root: Path) -> tuple[str, ...]:
    """Write what fuzzing found into contract files.

    Args:
        results: all of the run.
        root: what the contracts' ids are relative to.

    Returns: the lines that tell people what was written, what was not and why.
    """
    lines: list[str] = []
    for result in results:
        findings = result.findings if result.kind is CaseKind.FUZZ else ()
        examples = list(_examples(findings))
        if any("python" in finding.reproduce for finding in findings):
            lines.append(
                f"not kept: a record of {result.contract} holds what JSON has not, NaN or an infinity"
            )
        plain = [one for one in examples if not _masked(one)]
        if len(plain) < len(examples):
            lines.append(f"not kept: a record of {result.contract} holds what reports hide")
        if plain:
            lines += _told(keep_examples(root / result.contract, plain), root)
    return tuple(lines)


def _examples(findings: Iterable[Finding]) -> Iterator[Kept]:
    seen: set[str] = set()
    for finding in findings:
        told = finding.reproduce
        if not finding.check.startswith(_FAMILY) or "record" not in told or "python" in told:
            continue
        violates = str(told.get("keyword", "")) if told.get("expected") == "invalid" else ""
        known = dumps(told["record"])
        if (violates or told.get("expected") == "valid") and known not in seen:
            seen.add(known)
            yield Kept(told["record"], violates)


def _masked(example: Kept) -> bool:
    text = dumps(example.record)
    return any(mask in text for mask in _MASKS)


def _told(outcome: Outcome, root: Path) -> Iterator[str]:
    name = shown(outcome.file, root)
    if outcome.kept:
        yield f"kept {outcome.kept} {'record' if outcome.kept == 1 else 'records'} in {name}"
    for reason in outcome.refused:
        yield f"not kept in {name}: {reason}"
    if outcome.paste:
        yield "to add by hand:"
        yield from outcome.paste.splitlines()
