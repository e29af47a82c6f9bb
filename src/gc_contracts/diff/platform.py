"""What the platform itself refuses or does when a version is put in the place of another, as data.

Source: documented: the help pages of each product and the SDK's texts, row by row; a row that nobody has seen
refused is assumed and gives a note.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gc_contracts._json import Json, dumps, split
from gc_contracts.diff.change import Change
from gc_contracts.diff.changes import diff
from gc_contracts.diff.wording import says
from gc_contracts.model.action import Action
from gc_contracts.model.finding import Severity
from gc_contracts.model.judgement import Judgement
from gc_contracts.model.schema import Schema
from gc_contracts.schema.pattern import Flavour

PLATFORM = "compat/platform"
IDENTITY = "compat/identity"
_SEVERITY = {"documented": Severity.ERROR, "inferred": Severity.WARNING, "assumed": Severity.NOTE}
_NARROWER = (
    *("minimum-raised", "maximum-lowered", "min-length-raised", "max-length-lowered"),
    *("min-items-raised", "max-items-lowered"),
)
_RETYPED = ("core-type-changed", "type-changed", "type-narrowed", "type-widened")


@dataclass(frozen=True, slots=True)
class PlatformRule:
    """An edit of a saved schema that a product refuses."""

    products: tuple[str, ...]
    kinds: tuple[str, ...]
    says: str
    mend: str
    evidence: str
    """documented, inferred or assumed."""
    source: str
    on_new: bool | None = None
    """Only for fields that are new (True) or were there (False)."""


RULES: tuple[PlatformRule, ...] = (
    PlatformRule(
        ("contacts", "organizations", "conversations", "businessrules"),
        ("field-removed",),
        "a field cannot be removed once the schema is saved",
        "keep the field; stop using it",
        "documented",
        "help pages of external contacts, conversation attributes and business rules",
    ),
    PlatformRule(
        ("contacts", "organizations", "conversations", "businessrules"),
        ("core-type-changed",),
        "the core type of a saved field cannot change",
        "add a field of the new core type under another key",
        "documented",
        "help pages of external contacts, conversation attributes and business rules",
    ),
    PlatformRule(
        ("conversations", "businessrules"),
        _NARROWER,
        "ranges and lengths of a saved field may only widen",
        "keep the old bound",
        "documented",
        "help pages of conversation attributes and business rules",
    ),
    PlatformRule(
        ("workitems", "contacts", "organizations", "conversations", "businessrules"),
        ("values-removed",),
        "options of a saved enum cannot be deleted",
        "keep the option; where the product can, mark it `_disabled`",
        "documented",
        "help pages of custom fields, conversation attributes and business rules",
    ),
    PlatformRule(
        ("conversations",),
        ("required-added",),
        "a field that is added later must start optional",
        "save it optional first, make it required in a later version",
        "documented",
        "SDK text of `required`, help page of conversation attributes",
        on_new=True,
    ),
    PlatformRule(
        ("journey",),
        ("required-added",),
        "an optional attribute can never become required once it is saved",
        "leave it optional",
        "documented",
        "SDK text of `required`",
        on_new=False,
    ),
    PlatformRule(
        ("datatable",),
        ("field-removed",),
        "a data table refuses to lose a column (flows.datatables.cannot.remove.fields)",
        "keep the column",
        "documented",
        "developer page of data tables",
    ),
    PlatformRule(
        ("datatable",),
        _RETYPED,
        "a data table refuses another type for a column",
        "add a column of the new type",
        "documented",
        "developer page of data tables",
    ),
    PlatformRule(
        ("workitems",),
        ("field-removed", "core-type-changed"),
        "other products refuse this for a saved field; of workitem schemas nobody has published it",
        "try it in a test org first",
        "assumed",
        "the rules of the products beside it",
    ),
    PlatformRule(
        ("journey", "users"),
        ("field-removed", "core-type-changed", "values-removed"),
        "other products refuse this for a saved field; of this product nobody has published it",
        "try it in a test org first",
        "assumed",
        "the rules of the products beside it",
    ),
)
"""All rows; only a field of the record itself is a field to the platform."""


def platform(old: Schema, new: Schema, patterns: Flavour = "ecma") -> tuple[Judgement, ...]:
    """Tell which edits the product refuses when the new version is saved over the old one."""
    changes = diff(old, new, patterns)
    added = {one.pointer for one in changes if one.kind == "field-added"}
    return tuple(_refused(new, changes, added))


def _refused(new: Schema, changes: tuple[Change, ...], added: set[str]) -> Iterator[Judgement]:
    for change in changes:
        for rule in RULES:
            fits = new.product in rule.products and change.kind in rule.kinds
            told = rule.on_new is None or rule.on_new is (change.pointer in added)
            if fits and told and len(split(change.pointer)) == 1:
                yield Judgement(
                    PLATFORM,
                    _SEVERITY[rule.evidence],
                    f"{says(change)}: {rule.says} ({new.product}; {rule.evidence}: {rule.source})",
                    f"{change.pointer} {change.kind}",
                    change.old_pointer,
                    change.new_pointer,
                    rule.mend,
                )


def identity(old: Action, new: Action) -> tuple[Judgement, ...]:
    """Tell which edits of a published action make a new one of it, under a new id that no flow knows.

    Source: documented: the Terraform provider recreates an action whose contract or `secure` changes; a
    contract is frozen once its action is published. Any edit counts, a title too; order of members does not.
    """
    parts: tuple[tuple[str, Json, Json, str], ...] = (
        ("the input contract", old.input.document, new.input.document, new.input.pointer),
        ("the output contract", old.output.document, new.output.document, new.output.pointer),
        ("`secure`", old.secure, new.secure, "/secure"),
        ("the kind of integration", old.integration_type, new.integration_type, "/integrationType"),
    )
    recreates = new.form == "cx-as-code"
    severity = Severity.ERROR if recreates else Severity.WARNING
    done = (
        "CX as Code drops the action and creates it anew"
        if recreates
        else "a published action cannot take it, so a new one has to be made"
    )
    return tuple(
        Judgement(
            IDENTITY,
            severity,
            f"{name} changed: {done}, under a new id; flows fail until they are linked to it",
            pointer or name,
            new_pointer=pointer,
            hint="add a second action beside it, move the flows, then remove this one",
        )
        for name, before, after, pointer in parts
        if _spelt(before) != _spelt(after)
    )


def _spelt(value: Json) -> str:
    return dumps(_sorted(value))


def _sorted(value: Json) -> Json:
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(one) for one in value] if isinstance(value, list) else value
