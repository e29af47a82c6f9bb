"""Everything we raise when *we* cannot do the work; a broken contract is a finding, never an exception.

GcContractsError
├── LoadError               a contract file cannot be used: says file, line and what would be right
├── SettingsError           a flag or ini option makes no sense
├── SchemaError             a JSON Schema that no engine takes
├── VelocityError           a template cannot be parsed or rendered (message, line, column)
│   └── VelocityLimitError  it would be too long, too deep or too slow
├── JsonPathError
│   ├── InvalidPath         the path does not compile
│   ├── Unresolved          nothing there: the platform takes the default
│   └── Failed              it compiles, and the engine gives up on this document
├── LeakError               a recording would still hold a secret: nothing was written
├── WorkerError             a process for code under test cannot be had here
├── RuleError               a cross-field rule's CEL cannot be read (message, offset)
└── TransportError          what a `Send` raises instead of answering
    ├── TimeoutFault        no answer in time
    ├── ConnectionFault     no connection, or it broke
    └── UnmatchedError      offline: nothing that was recorded answers the request
"""

from gc_contracts.source import Source


class GcContractsError(Exception):
    """Base of all our exceptions; `source` is the place in a user's file, where there is one."""

    def __init__(self, message: str, source: Source | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.source = source

    def __str__(self) -> str:
        return f"{self.source}: {self.message}" if self.source else self.message


class LoadError(GcContractsError):
    """A file is unreadable or only half a contract; `check` is the id it is reported under."""

    def __init__(self, message: str, source: Source | None = None, check: str = "file/unreadable") -> None:
        super().__init__(message, source)
        self.check = check


class SettingsError(GcContractsError):
    """A flag or ini option is not usable; becomes pytest's usage error."""


class SchemaError(GcContractsError):
    """A schema that cannot be compiled; `source` is absent, `pointer` tells the place inside it."""

    def __init__(self, message: str, pointer: str = "") -> None:
        super().__init__(message)
        self.pointer = pointer


class VelocityError(GcContractsError):
    """A template fails: `line` and `column` count from 1, columns in UTF-16 units as the engine does."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class VelocityLimitError(VelocityError):
    """Rendering was stopped: output, loop turns or nesting went over the limit."""


class JsonPathError(GcContractsError):
    """Base of what a path can do wrong; `path` is its text."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class InvalidPath(JsonPathError):  # noqa: N818 - the public name is fixed
    """The path does not compile, or calls an unknown function."""


class Unresolved(JsonPathError):  # noqa: N818 - the public name is fixed
    """The path leads nowhere in this document."""


class Failed(JsonPathError):  # noqa: N818 - the public name is fixed
    """The path compiles and the engine gives up on this document."""


class LeakError(GcContractsError):
    """What would be written still holds a secret; the words name it without repeating it."""


class WorkerError(GcContractsError):
    """No process for code under test can be had, or what it is asked cannot be handed over."""


class RuleError(GcContractsError):
    """A rule's CEL cannot be read; `offset` is the character of its text where that shows."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


class TransportError(GcContractsError):
    """A request was sent and no response came."""


class TimeoutFault(TransportError):  # noqa: N818 - a fault is what it is in our glossary
    """No answer within the action's timeout."""


class ConnectionFault(TransportError):  # noqa: N818 - as above
    """No connection could be made, or it broke."""


class UnmatchedError(TransportError):
    """A request that no recorded interaction answers; `details` tells it in several lines."""

    def __init__(self, message: str, details: str = "") -> None:
        super().__init__(message)
        self.details = details or message
