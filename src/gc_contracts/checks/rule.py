"""Family `rule/`: does each cross-field rule compile, can it be kept, and can it ever be broken?

What can never be kept or broken was proved by derivation, which tried every choice; here it is worded.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from gc_contracts.checks.make import Declared, finding
from gc_contracts.model.check import Seen
from gc_contracts.model.contract import Rule
from gc_contracts.model.finding import Finding


def invalid(seen: Seen) -> Iterator[Finding]:
    """Report rules that do not compile, name what cannot be there, or fail on a record the schema takes."""
    if seen.contract.expectations.rules:
        from gc_contracts.checks import rule_faults  # noqa: PLC0415 - late: most schemas have no rules

        yield from rule_faults.tell(seen)


def unsatisfiable(seen: Seen) -> Iterator[Finding]:
    """Report rules that no record keeps where they apply: with the schema, or with the other rules."""
    hint = "One of them is wrong: loosen it, or let it apply to fewer records by `when`."
    yield from _proved(seen, "unsatisfiable", "rule/unsatisfiable", hint)


def vacuous(seen: Seen) -> Iterator[Finding]:
    """Report rules that no record can break, or that never apply."""
    hint = "The schema decides this already: correct the rule, or remove it."
    yield from _proved(seen, "vacuous", "rule/vacuous", hint)


def _proved(seen: Seen, kind: str, check: str, hint: str) -> Iterator[Finding]:
    facts = [fact for name, found in seen.plan.facts if name == "rules" for fact in found]
    chosen = [fact for fact in facts if fact["kind"] == kind]
    if chosen:
        from gc_contracts.checks import rule_faults  # noqa: PLC0415 - late: as above

        known = rule_faults.failing(seen)
        yield from (_told(seen, check, fact, hint) for fact in chosen if fact["rule"] not in known)


def _told(seen: Seen, check: str, fact: Mapping[str, Any], hint: str) -> Finding:
    rules, others = seen.contract.expectations.rules, list(fact["with"])
    data: dict[str, Any] = {"rule": fact["rule"], **({"with": others} if others else {})}
    quoted = "; ".join(_quoted(rule) for rule in rules if rule.id in others)
    words = f"{fact['words']} ({quoted})" if quoted else fact["words"]
    return finding(seen, check, words, Declared(fact["pointer"]), reproduce=data, hint=hint)


def _quoted(rule: Rule) -> str:
    where = f"where {rule.when.strip()}, " if rule.when.strip() else ""
    return f"{rule.id}: {where}{rule.require.strip()}"
