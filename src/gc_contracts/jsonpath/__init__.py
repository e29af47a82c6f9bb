"""JSONPath as the platform speaks it: Jayway JsonPath 2.10.0, default configuration."""

__all__ = [
    "Failed",
    "InvalidPath",
    "JsonPathError",
    "Path",
    "Unresolved",
    "compile",
    "find",
    "loads",
    "text",
]

from gc_contracts.errors import Failed, InvalidPath, JsonPathError, Unresolved
from gc_contracts.jsonpath.documents import loads, text
from gc_contracts.jsonpath.path import Path, find
from gc_contracts.jsonpath.path import compile_path as compile  # noqa: A004 - the public name is fixed
