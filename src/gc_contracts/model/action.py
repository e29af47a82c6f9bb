"""A Data Action as its export describes it, with the place of each text in the file."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from gc_contracts._json import Json
from gc_contracts.model.schema import Schema


@dataclass(frozen=True, slots=True)
class Part:
    """One text of an action: a template, a path, a default."""

    text: str
    pointer: str
    """Where it stands in the file."""
    dropped: tuple[int, ...] = ()
    """Offsets in `text` before which the file holds one character more (`$${` of CX as Code), ascending."""

    def offset(self, at: int) -> int:
        """Translate an offset in `text` to one in the file's own value."""
        return at + bisect_left(self.dropped, at + 1)


@dataclass(frozen=True, slots=True)
class Unknown:
    """An expression that another program fills in: Terraform, which knows its value when it runs."""

    pointer: str
    text: str
    """As written."""
    whole: bool = False
    """Nothing is known of what stands there; else a plain text stands for the expression."""


@dataclass(frozen=True, slots=True)
class RequestConfig:
    """The request side: four kinds of templates and a method."""

    method: str
    url: Part | None
    """None: function actions have none."""
    headers: Mapping[str, Part] = field(default_factory=dict)
    body: Part | None = None


@dataclass(frozen=True, slots=True)
class ResponseConfig:
    """The response side: JSONPath by name, defaults as JSON text by name, the success template."""

    translation_map: Mapping[str, Part] = field(default_factory=dict)
    defaults: Mapping[str, Part] = field(default_factory=dict)
    success: Part | None = None
    """None: as the default `${rawResult}`."""


@dataclass(frozen=True, slots=True)
class Action:
    """A Data Action. Input and output are its action contract."""

    name: str
    integration_type: str
    """custom-rest-actions, purecloud-data-actions, …; empty where the file does not say."""
    input: Schema
    output: Schema
    request: RequestConfig
    response: ResponseConfig
    action_type: str = "custom"
    """custom, static or customAuth."""
    form: str = "export"
    """The shape of the file: export, api, cx-as-code, field-list."""
    category: str = ""
    secure: bool = False
    timeout: float = 60.0
    """Seconds."""
    code: Part | None = None
    """Python code of the field-list dialect."""
    function: Json = None
    """Settings of a function action (handler, runtime, …), as in the file."""
    unknown: tuple[Unknown, ...] = ()
    """What the file leaves to Terraform."""

    def leaves_open(self, *members: str) -> Unknown | None:
        """Give the first text of these members of the resource of which nothing is known."""
        found = (one for one in self.unknown if one.whole)
        return next((one for one in found if any(f"/{name}/" in f"{one.pointer}/" for name in members)), None)

    @property
    def templates(self) -> dict[str, Part]:
        """The templates that are rendered, by the name errors give them, in the platform's order."""
        parts: dict[str, Part | None] = {"requestUrlTemplate": self.request.url}
        parts |= {f"headers.{name}": part for name, part in self.request.headers.items()}
        parts |= {
            "requestTemplate": self.request.body if self.sends_body else None,
            "successTemplate": self.response.success,
        }
        return {name: part for name, part in parts.items() if part is not None}

    @property
    def sends_body(self) -> bool:
        """Whether the body template is resolved and sent.

        Source: documented: request configuration article: GET sends none; assumed for DELETE.
        A function's body is its event, whatever the method says.
        """
        event = self.integration_type in {"function-data-actions", "aws-lambda-data-actions"}
        return event or self.request.method.upper() in {"POST", "PUT", "PATCH"}
