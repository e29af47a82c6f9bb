"""One thing to run: plain data, derived from a contract without running anything."""

from dataclasses import dataclass, field
from enum import StrEnum

from gc_contracts._json import Json
from gc_contracts.model.finding import Evidence
from gc_contracts.model.interaction import Reply
from gc_contracts.model.recording import Cassette


class CaseKind(StrEnum):
    """What an item is called: one item holds all cases of one kind of one contract."""

    STATIC = "static"
    BOUNDARY = "boundary"
    FUZZ = "fuzz"
    REQUEST = "request"
    RESPONSE = "response"
    FAULT = "fault"
    EXAMPLES = "examples"
    RULES = "rules"
    HANDLER = "handler"
    REPLAY = "replay"
    COMPAT = "compat"
    MUTATE = "mutate"


class Origin(StrEnum):
    """What declares a rule about records."""

    SCHEMA = "schema"
    RULE = "rule"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class RecordCase:
    """A record and its verdict. An invalid one breaks `keyword` at `pointer` and nothing else."""

    id: str
    record: Json
    valid: bool
    keyword: str = ""
    pointer: str = ""
    """Into the record, as Violation has it."""
    rule: str = ""
    """Pointer of the probed keyword in the schema document."""
    declared: str = ""
    """For a declared example: its pointer in contract.yaml."""
    origin: Origin = Origin.SCHEMA
    """What declares the probed rule. For `rule` and `reference` the keyword is the rule's id or `reference`,
    and `rule` points into contract.yaml."""


@dataclass(frozen=True, slots=True)
class FuzzCase:
    """A property: `examples` generated records, all valid or each breaking one keyword."""

    id: str
    valid: bool
    examples: int


@dataclass(frozen=True, slots=True)
class ActionCase:
    """An action run: this input, then this reply."""

    id: str
    input: Json
    reply: Reply
    evidence: Evidence = Evidence.CONTRACT
    about: str = ""
    """The varied thing: an input's name, or a translation map key or pointer in the response."""
    variation: str = ""
    """How it was varied, in a word or two: `absent`, `null`, `quote`, `empty body` …"""
    value: Json = None
    """The hostile or changed value itself."""
    expected: Json = None
    """For declared examples: {"output"?, "outcome"?, "step"?}."""
    declared: str = ""
    login: Reply | None = None
    """What answers the customAuth action; None: what it hopes for."""
    record: str = ""
    """How its cassette is recorded in this run: `all`, or `new_episodes`; empty: it is replayed."""
    before: tuple[Reply, ...] = ()
    """What answers the requests of code under test before those that `reply` answers."""
    cassette: Cassette | None = None
    """The recording that answers in place of `reply`, `before` and `login`."""
    shown: str = ""
    """What recordings say of this reply or of the change that it is, in words, with the file."""
    witness: str = ""
    """For a change that a recording shows among others: the id of the case that is this recording."""


Case = RecordCase | FuzzCase | ActionCase


@dataclass(frozen=True, slots=True)
class Plan:
    """All cases of one item. `skip`: a reason why it cannot be verified here."""

    contract: str
    kind: CaseKind
    cases: tuple[Case, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reader should know, e.g. which rules are implied by others."""
    skip: str = ""
    facts: tuple[tuple[str, Json], ...] = field(default=())
    """Plain data that derivation learnt and checks need, as (name, value)."""
