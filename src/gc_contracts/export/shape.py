"""What a file of ours looks like, and what reading one gives: a subject, and the faults found on the way.

A fault names its place by JSON Pointer only; the load stage adds file, line and column.
"""

from dataclasses import dataclass, field
from typing import Literal

from gc_contracts.model.action import Action
from gc_contracts.model.finding import Severity
from gc_contracts.model.schema import Schema

Form = Literal[
    "export",
    "api",
    "cx-as-code",
    "field-list",
    "data-schema",
    "schema-request",
    "businessrules-schema",
    "datatable",
    "fields",
    "json-schema",
]
ACTION_FORMS = frozenset({"export", "api", "cx-as-code", "field-list"})


@dataclass(frozen=True, slots=True)
class Shape:
    """Which form a file has, and where in it the subject stands."""

    form: Form
    pointer: str = ""
    label: str = ""
    """The name of a Terraform resource, where the subject is one."""
    resource: str = ""
    """The type of that resource."""
    literal: bool = False
    """The file holds values as the platform gets them, and no escapes of Terraform."""
    item: str = ""
    """What tells this resource from the others of the file; fit for an item id."""

    @property
    def is_action(self) -> bool:
        """Whether the subject is a Data Action; else it is a data schema."""
        return self.form in ACTION_FORMS


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that is missing or of the wrong kind. `fatal`: nothing can be verified without it."""

    pointer: str
    message: str
    hint: str = ""
    fatal: bool = False
    check: str = "file/incomplete"
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Reading:
    """A subject as far as it could be read; None where a fatal fault leaves nothing to verify."""

    name: str
    subject: Action | Schema | None
    faults: tuple[Fault, ...] = field(default=())
