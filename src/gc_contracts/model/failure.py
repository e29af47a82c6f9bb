"""Why a run of an action stopped."""

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why a step failed, for checks; the platform's own words stand in the message."""

    INPUT_SHAPE = "input-shape"
    INPUT_SCHEMA = "input-schema"
    DEFINITION = "definition"
    LOGIN = "login"
    VELOCITY = "velocity"
    REQUEST = "request"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    STATUS = "status"
    BODY = "body"
    JSONPATH = "jsonpath"
    OUTPUT_JSON = "output-json"
    OUTPUT_SCHEMA = "output-schema"
    LIMIT = "limit"
    HANDLER = "handler"
    """Code under test failed; its Trouble says how."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What stopped a run."""

    cause: Cause
    message: str
    code: str = "bad.request"
    status: int = 400
    error_code: str = "ACTION.PROCESSING"
    """`details[0].errorCode` of the platform's error body."""
    part: str = ""
    """Which template, map key or member, e.g. `requestUrlTemplate`, `successTemplate`, a map key."""
    line: int = 0
    column: int = 0
    """Inside the template, from 1."""
    pointer: str = ""
    """Into the input or output, for schema violations."""
    keyword: str = ""
