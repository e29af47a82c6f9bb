"""A contract: one subject, what a team expects of it, and where all of it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gc_contracts._json import Json, get
from gc_contracts.model.action import Action, Part
from gc_contracts.model.document import Document
from gc_contracts.model.finding import Severity
from gc_contracts.model.recording import Cassette
from gc_contracts.model.schema import Schema
from gc_contracts.model.waiver import Waiver
from gc_contracts.source import Source


class Kind(StrEnum):
    """What a contract is about; `broken`: its file could not be used."""

    SCHEMA = "schema"
    ACTION = "action"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class RecordExample:
    """A record a person declared; `violates` is a keyword, a rule id, `reference` or `size`; empty: valid."""

    record: Json
    violates: str = ""
    pointer: str = ""
    """Where it stands in contract.yaml."""


@dataclass(frozen=True, slots=True)
class ActionExample:
    """A run a person declared: an input, what comes back, and what should come out."""

    input: Json
    respond: Mapping[str, Json] | None = None
    """Keywords of `gc.respond`: status, json, text, headers."""
    cassette: str = ""
    output: Json = None
    has_output: bool = False
    outcome: str = ""
    """success, failure, timeout; empty: success."""
    step: str = ""
    """The step that should fail, by its name on the platform."""
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule across fields, in CEL: where `when` holds, `require` must."""

    id: str
    require: str
    when: str = ""
    """Empty: always."""
    message: str = ""
    pointer: str = ""
    """Where it stands in contract.yaml, e.g. `/rules/0`."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A field that names a record of another subject."""

    field: str
    """The member of the record that refers."""
    subject: str
    target: str
    """The field of the other subject it is found by."""
    records: str = ""
    """The file of the other subject's records, as written."""
    values: tuple[Json, ...] | None = None
    """The target's values in that file, in its order, distinct; None: no file of records is known."""
    pointer: str = ""
    """Where it stands in contract.yaml; empty for one that the subject's own file declares."""
    found: str = ""
    """The id of the contract that `subject` names; empty: it was not looked for, or there is none."""
    file: str = ""
    """The file the values were read from, as reports show it."""


@dataclass(frozen=True, slots=True)
class Expectations:
    """contract.yaml, checked; the defaults are those of a subject without one."""

    document: Document | None = None
    product: str = ""
    records: tuple[RecordExample, ...] = ()
    runs: tuple[ActionExample, ...] = ()
    rules: tuple[Rule, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=dict)
    """By the field that refers."""
    validator: str | Callable[..., object] = ""
    """The code under test: `package.module:name`, or an object that the hook supplied."""
    handler: str = ""
    credentials: Mapping[str, str] = field(default_factory=dict)
    timeout: float | None = None
    cases: int | None = None
    compatibility: str = ""
    """Who must be able to read whom when the schema changes; empty: as the run asks."""
    disabled: tuple[str, ...] = ()
    """Globs of check ids that are off here."""
    severity: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """What loading found wrong; becomes a finding of the contract's static item."""

    check: str
    message: str
    source: Source
    hint: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a contract was before."""

    ref: str
    """The baseline, as it was named: a folder, a git revision."""
    contract: "Contract | None" = None
    """None: it is new since."""


@dataclass(frozen=True, slots=True)
class Contract:
    """One subject and its expectations. `id` is the subject's path as item ids show it."""

    id: str
    kind: Kind
    name: str
    document: Document | None
    subject: Schema | Action | None
    expectations: Expectations = field(default_factory=Expectations)
    problems: tuple[Problem, ...] = ()
    login: Action | None = None
    """The customAuth action whose answer is `${authResponse.x}` here; None: none is known."""
    login_id: str = ""
    """The id of the contract that has it."""
    twin: "Contract | None" = None
    """The same action in another form, beside this one; differences are told on this one."""
    notes: tuple[str, ...] = ()
    """What could not be verified of what lies around it."""
    cassettes: tuple[Cassette, ...] = ()
    """What was recorded for it, by name; read when an item runs."""
    unreadable: tuple[str, ...] = ()
    """Names of recordings that are there and cannot be read."""
    has_runs: bool = False
    """Whether a recording of it seems to keep a run; known when it is collected."""
    waivers: tuple[Waiver, ...] = ()
    """The entries of waivers.yaml about it; read when an item runs."""
    baseline: "tuple[Baseline, ...]" = ()
    """What it was before, oldest first."""
    gone: bool = False
    """It stands in the baseline alone."""

    @property
    def schema(self) -> Schema:
        """The schema this contract is about; raises TypeError for an action."""
        if not isinstance(self.subject, Schema):
            raise TypeError(f"{self.id} is no schema but {self.kind}")
        return self.subject

    @property
    def action(self) -> Action:
        """The action this contract is about; raises TypeError for a schema."""
        if not isinstance(self.subject, Action):
            raise TypeError(f"{self.id} is no action but {self.kind}")
        return self.subject

    @property
    def dialect(self) -> str:
        """What the report calls the dialect: the shape of the file."""
        return self.subject.form if self.subject is not None else ""

    def is_as(self, old: "Contract") -> bool:
        """Tell whether nothing that counts can differ from an older one: the same file, product and login."""
        return self.compared_by == old.compared_by

    @property
    def compared_by(self) -> tuple[object, ...]:
        """All that can make it another one to its users."""
        text = self.document.text if self.document else None
        product = self.subject.product if isinstance(self.subject, Schema) else ""
        return self.kind, text, self.name, product, self.login

    def declares(self, pointer: str) -> bool:
        """Tell whether a pointer leads somewhere in the subject's file; core types that we supply do not."""
        if self.document is None:
            return True
        try:
            get(self.document.data, pointer)
        except KeyError:
            return False
        return True

    def locate(self, pointer: str = "", offset: int = -1) -> Source:
        """Tell where a value of the subject's file stands."""
        if self.document is None:
            return Source(self.id, pointer=pointer)
        return self.document.locate(pointer, offset)

    def locate_part(self, part: Part, offset: int = -1) -> Source:
        """Tell where a part, or the character at `offset` of its text, stands in the file."""
        return self.locate(part.pointer, part.offset(offset) if offset >= 0 else -1)
