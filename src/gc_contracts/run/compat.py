"""A contract beside its baseline: what differs, whom it hurts; both versions of an action side by side."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from gc_contracts.action.execute import Executor
from gc_contracts.diff.behaviour import ActionChange, action_changes, judged
from gc_contracts.diff.change import Change
from gc_contracts.diff.changes import diff
from gc_contracts.diff.subjects import judge_action, judge_schema
from gc_contracts.diff.verdict import Level
from gc_contracts.diff.wording import says
from gc_contracts.model.action import Action
from gc_contracts.model.case import ActionCase, Plan
from gc_contracts.model.contract import Baseline, Contract, Kind
from gc_contracts.model.finding import Severity
from gc_contracts.model.interaction import Fault, Response, Send
from gc_contracts.model.judgement import Comparison, Judgement
from gc_contracts.model.result import Changed
from gc_contracts.model.schema import Schema
from gc_contracts.run.login import Login
from gc_contracts.run.replaying import Replay
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.settings import Settings
from gc_contracts.transport.respond import answer

REMOVED = "compat/removed"
Side = Literal["record", "input", "output"]


def compare(contract: Contract, plan: Plan, settings: Settings) -> Comparison:
    """Judge a contract against its baseline, and with a transitive level against all of them.

    Raises:
        SchemaError: a version does not compile.
    """
    if contract.gone:
        return _gone(contract)
    versions = [(one, one.contract) for one in reversed(contract.baseline) if one.contract is not None]
    if not versions or contract.baseline[-1].contract is None:
        return Comparison(changes=(_new(contract),) if contract.baseline else ())
    if all(contract.is_as(old) for _, old in versions):
        return Comparison()
    latest, old = versions[0]
    if old.kind is not contract.kind:
        return _another_kind(contract, old, latest)
    if contract.kind is Kind.SCHEMA:
        return _schemas(contract, versions, settings)
    return _actions(contract, old, plan, settings)


def _gone(contract: Contract) -> Comparison:
    ref = contract.baseline[-1].ref
    who = (
        "flows that call it fail"
        if contract.kind is Kind.ACTION
        else "records that are kept by it have no schema any more"
    )
    message = f"{contract.kind} `{contract.name}` is gone: {who}; it stands in {ref}"
    hint = "put it back, or update the baseline if it is meant (--gc-update-baseline)"
    told = Judgement(REMOVED, Severity.ERROR, message, "gone", hint=hint)
    return Comparison((told,), (Changed("contract", "", f"{contract.kind} `{contract.name}` is gone"),))


def _new(contract: Contract) -> Changed:
    return Changed(
        "contract", "", f"{contract.kind} `{contract.name}` is new since {contract.baseline[-1].ref}"
    )


def _another_kind(contract: Contract, old: Contract, before: Baseline) -> Comparison:
    words = f"`{contract.name}` was {_with_article(old.kind)} and is {_with_article(contract.kind)} now"
    hint = "put it into a file of its own, beside the old one"
    told = Judgement(REMOVED, Severity.ERROR, f"{words}; it stands in {before.ref}", "kind", hint=hint)
    return Comparison((told,), (Changed("contract", "", words),))


def _with_article(kind: Kind) -> str:
    return {"schema": "a schema", "action": "an action", "broken": "no contract"}[kind.value]


def _schemas(contract: Contract, versions: list[tuple[Baseline, Contract]], settings: Settings) -> Comparison:
    level = Level(contract.expectations.compatibility or settings.compat)
    patterns = settings.emulation.patterns
    told: dict[tuple[str, str], Judgement] = {}
    for number, (before, old) in enumerate(versions if level.transitive else versions[:1]):
        if old.kind is Kind.SCHEMA:
            found = judge_schema(old.schema, contract.schema, level, patterns)
            for one in _since(before, found) if number else found:
                told.setdefault((one.check, one.place), one)
    return Comparison(
        tuple(told.values()), _changes("record", versions[0][1].schema, contract.schema, patterns)
    )


def _since(before: Baseline, found: Iterable[Judgement]) -> Iterator[Judgement]:
    """Say of an older version than the last which one it is."""
    for one in found:
        yield replace(one, message=f"{one.message}; this is against {before.ref}")


def _changes(side: Side, old: Schema, new: Schema, patterns: Flavour) -> tuple[Changed, ...]:
    return tuple(_changed(side, one) for one in diff(old, new, patterns))


def _changed(side: Side, one: Change) -> Changed:
    return Changed(side, one.pointer, says(one), one.effect.value)


def _actions(contract: Contract, old: Contract, plan: Plan, settings: Settings) -> Comparison:
    before, after, patterns = old.action, contract.action, settings.emulation.patterns
    told = judge_action(before, after, patterns)
    ran, notes = _behaviour(contract, old, plan, settings) if plan.cases else ((), ())
    changes = (
        *_changes("input", before.input, after.input, patterns),
        *_changes("output", before.output, after.output, patterns),
        *map(_acted, ran),
    )
    return Comparison((*told, *(_placed(judged(one), one, after) for one in ran)), changes, notes)


def _acted(one: ActionChange) -> Changed:
    side = "request" if one.side == "request" else "result"
    return Changed(side, one.part, judged(one).message)


def _placed(told: Judgement, change: ActionChange, action: Action) -> Judgement:
    """Point at the template that decides about a part, where one does."""
    names = {"url": "requestUrlTemplate", "body": "requestTemplate"}
    spelt = {name.lower(): part for name, part in action.templates.items()}
    wanted = names.get(change.part, change.part) if change.side == "request" else "successTemplate"
    part = spelt.get(wanted.lower())
    return told if part is None else replace(told, new_pointer=part.pointer)


@dataclass(frozen=True, slots=True)
class _Side:
    """A version of an action with its login."""

    contract: Contract
    login: Login

    @property
    def entry(self) -> tuple[Action | None, Send | None]:
        return self.login.action, self.login.send

    def executor(self, settings: Settings, credentials: Mapping[str, str]) -> Executor:
        return Executor(self.contract.action, settings.emulation, credentials, self.login.action)


def _behaviour(
    contract: Contract, old: Contract, plan: Plan, settings: Settings
) -> tuple[tuple[ActionChange, ...], tuple[str, ...]]:
    """Run both versions, and give what differs and what could not be verified."""
    if contract.action.form == "field-list":
        from gc_contracts.run.compat_code import code_changes  # noqa: PLC0415 - late: starts processes

        return code_changes(old, contract, plan, settings)
    return _by_templates(contract, old, plan, settings), ()


def _by_templates(
    contract: Contract, old: Contract, plan: Plan, settings: Settings
) -> tuple[ActionChange, ...]:
    """Run both versions with what both of them take; the rest is told by the contracts."""
    credentials = {**old.expectations.credentials, **contract.expectations.credentials}
    sides = [_Side(one, Login.of(one, settings.emulation)) for one in (old, contract)]
    takes = [compile_schema(one.action.input, settings.emulation.patterns) for one in (old, contract)]
    executor = sides[0].executor(settings, credentials)
    cases = [
        ready
        for case in plan.cases
        if isinstance(case, ActionCase)
        and all(each.is_valid(_given(case)) for each in takes)
        and (ready := _answered(case, executor, sides[0].login)) is not None
    ]
    return action_changes(
        old.action,
        contract.action,
        cases,
        answer,
        emulation=settings.emulation,
        credentials=credentials,
        logins=(sides[0].entry, sides[1].entry),
    )


def _given(case: ActionCase) -> object:
    """Give an input as the platform checks it: without members that are null."""
    if not isinstance(case.input, dict):
        return case.input
    return {name: value for name, value in case.input.items() if value is not None}


def _answered(case: ActionCase, executor: Executor, login: Login) -> ActionCase | None:
    """Give a recorded case the replies that its recording gave the old version; None: it gave none.

    The new version gets the same, whatever it asks, so that only what it makes of them counts.
    """
    if case.cassette is None:
        return case
    replay = Replay(case.cassette)
    executor.run(case.input, replay, login=replay.before(login.send))
    used = [case.cassette.interactions[number] for number in replay.told.used]
    replies = [each.reply for each in used if not each.is_login]
    if not replies or not isinstance(replies[-1], Response | Fault):
        return None
    first = next((each.reply for each in used if each.is_login), None)
    return replace(case, reply=replies[-1], login=first or case.login)
