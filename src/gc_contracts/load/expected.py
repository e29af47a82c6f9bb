"""What contract.yaml may say, as data classes: the one list of its keys, for both kinds of subject.

`contract.schema.json` beside this module is the same list for editors; a test keeps the two alike.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Product = Literal[
    "workitems",
    "contacts",
    "organizations",
    "conversations",
    "users",
    "journey",
    "businessrules",
    "datatable",
    "records",
]
Compatibility = Literal[
    "backward", "forward", "full", "backward-transitive", "forward-transitive", "full-transitive"
]
Text = Annotated[str, Field(min_length=1)]
_ODD = frozenset('\\:*?"<>|\n\r\t\0')
"""What no name of a file may hold on some system."""


class Strict(BaseModel):
    """No unknown key, no silent conversion; built when it is first asked, for most files ask one of them."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, populate_by_name=True, defer_build=True
    )


class Checks(Strict):
    """How this contract's checks differ from the usual."""

    disable: list[Text] = Field(default=[], description="Globs of check ids that are off here.")
    severity: dict[str, Literal["error", "warning", "note"]] = Field(
        default={}, description="Another severity for a check, by its id."
    )


class Rule(Strict):
    """A rule across fields, in CEL; `record` is the record, `has()` tells presence."""

    id: Text = Field(description="Its name in reports.")
    require: Text = Field(description="What must hold.")
    when: str = Field(default="", description="Where it applies; absent: always.")
    message: str = Field(default="", description="What to tell people when it is broken.")


class Reference(Strict):
    """A field that names a record of another schema."""

    subject: Text = Field(description="The other schema's contract.")
    field: Text = Field(description="The field it is found by there.")
    records: str = Field(
        default="", description="The other schema's records: a file of JSON Lines, CSV or JSON."
    )


class InvalidExample(Strict):
    """A record that must be refused."""

    record: Any = Field(description="The record.")
    violates: Text = Field(description="A JSON Schema keyword, a rule's id, `reference` or `size`.")


class SchemaExamples(Strict):
    """Records people know the verdict of."""

    valid: list[Any] = Field(default=[], description="Records that must be accepted.")
    invalid: list[InvalidExample] = Field(default=[], description="Records that must be refused, and why.")


class Respond(Strict):
    """What comes back from outside."""

    status: Annotated[int, Field(ge=100, le=599)] = Field(default=200, description="HTTP status.")
    json_: Any = Field(default=None, alias="json", description="The body, as a JSON value.")
    text: str = Field(default="", description="The body, as text.")
    headers: dict[str, str] = Field(default={}, description="Response headers.")

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        if {"json_", "text"} <= self.model_fields_set:
            raise ValueError("give the body as `json` or as `text`, not both")
        return self


class ActionRunExample(Strict):
    """An input, what comes back, and what should come out."""

    input: dict[str, Any] = Field(description="The inputs, by name.")
    respond: Respond | None = Field(default=None, description="What comes back.")
    cassette: str = Field(default="", description="A recording below `cassettes/`, without its ending.")
    output: Any = Field(default=None, description="The output that should result.")
    outcome: Literal["success", "failure", "timeout"] | None = Field(
        default=None, description="The path Architect should take; absent: success."
    )
    step: str = Field(default="", description="The step that should fail, by its name on the platform.")

    @field_validator("cassette")
    @classmethod
    def _below(cls, name: str) -> str:
        """Refuse what leads elsewhere: recording writes there. Hidden files are no recordings."""
        is_path = all(part and not part.startswith(".") for part in name.split("/"))
        if name and (not is_path or not _ODD.isdisjoint(name)):
            raise ValueError("it must be a path below `cassettes/`, like `users/found`")
        return name


class _Expected(Strict):
    """The keys both kinds share."""

    subject: str = Field(
        default="", description="The subject's file; needed only where the folder holds several."
    )
    cases: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="Generated examples a property case."
    )
    checks: Checks = Checks()


class ExpectedOfSchema(_Expected):
    """contract.yaml beside a data schema."""

    product: Product | None = Field(default=None, description="Told by shape where possible.")
    compatibility: Compatibility | None = Field(
        default=None, description="Who must be able to read whom when the schema changes."
    )
    rules: list[Rule] = Field(default=[], description="Rules across fields, in CEL.")
    references: dict[str, Reference] = Field(default={}, description="Fields that name other records.")
    examples: SchemaExamples = SchemaExamples()
    validator: str = Field(default="", description="The code under test, `package.module:name`.")


class ExpectedOfAction(_Expected):
    """contract.yaml beside a Data Action."""

    handler: str = Field(
        default="",
        description="Code under test: `package.module:name`; of a function action `path/module.method`.",
    )
    credentials: dict[str, str] = Field(
        default={}, description="Template values; `${env:NAME}` is looked up only in live runs."
    )
    examples: list[ActionRunExample] = Field(default=[], description="Runs people know the outcome of.")
    timeout: Annotated[float, Field(gt=0, le=3600)] | None = Field(
        default=None, description="Seconds the action may take, hard."
    )
