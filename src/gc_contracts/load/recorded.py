"""What a cassette's file may say, as data classes: the one list of its keys.

`cassette.schema.json` beside this module is the same list for editors; a test keeps the two alike.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from gc_contracts.load.expected import Strict, Text

Texts = dict[Text, str | list[str]]
_BASE64 = r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
_BODIES = ("json", "form", "text", "base64")


class _Body(Strict):
    """A body in one of its forms."""

    as_json: Any = Field(default=None, alias="json", description="The body as a JSON value.")
    form: Texts = Field(default={}, description="The body as fields of a form.")
    text: str = Field(default="", description="The body as text, UTF-8.")
    base64: str = Field(
        default="",
        pattern=r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
        description="The body's bytes.",
    )

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        given = [name for name in _BODIES if name in {*self.model_fields_set, *self._aliased()}]
        if len(given) > 1:
            raise ValueError(f"it has {len(given)} bodies: {', '.join(given)}; keep one")
        return self

    def _aliased(self) -> set[str]:
        return {"json"} if "as_json" in self.model_fields_set else set()


class RecordedRequest(_Body):
    """What was sent."""

    method: Text = Field(description="GET, POST …")
    url: Text = Field(description="The URL; `{name}` in its path stands for any one segment.")
    query: Texts = Field(default={}, description="The query by name; a list for a name that comes again.")
    headers: Texts = Field(default={}, description="Header lines by name.")


class RecordedResponse(_Body):
    """What came back."""

    status: int = Field(ge=100, le=599, description="HTTP status.")
    headers: Texts = Field(default={}, description="Header lines by name.")


class RecordedInteraction(Strict):
    """One request and what answered it."""

    request: RecordedRequest
    response: RecordedResponse | None = Field(default=None, description="What came back.")
    fault: Literal["timeout", "refused", "reset"] | None = Field(
        default=None, description="What happened instead of a response."
    )
    recorded: str = Field(
        default="",
        pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$",
        description="When, in UTC: 2026-01-31T12:00:00Z.",
    )
    times: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="How often it may answer; absent: any number of times."
    )

    @model_validator(mode="after")
    def _one_reply(self) -> Self:
        if (self.response is None) is (self.fault is None):
            raise ValueError("it needs a `response`, or a `fault`, and not both")
        return self


class RecordedMatch(Strict):
    """What of a request must be as recorded, beside its method and its URL without the query."""

    query: bool = True
    body: bool = True
    headers: list[Text] = Field(default=[], description="Names of headers that are compared.")
    ordered: bool = Field(default=False, description="Requests must come in the order of the file.")


class RecordedAction(Strict):
    """The run of an action that was recorded."""

    input: Any = Field(description="What the flow sent.")
    outcome: Literal["success", "failure", "timeout"] = "success"
    output: Any = Field(default=None, description="What came out.")
    step: str = Field(default="", description="The step that failed, by its name on the platform.")


class RecordedFile(Strict):
    """Recorded interactions, to be replayed."""

    version: Literal[1]
    run: RecordedAction | None = None
    match: RecordedMatch | None = None
    interactions: list[RecordedInteraction]
