"""Text of another tool's file to data, with places. Tags of YAML are data: nothing is ever executed."""

import json
from base64 import b64decode
from functools import lru_cache
from typing import Any

from gc_contracts._json import Json, loads, split
from gc_contracts.errors import LoadError
from gc_contracts.model.document import Document
from gc_contracts.positions import scan_json
from gc_contracts.source import Source

DEEPEST = 200
"""Levels of nesting that are read."""
_TRUE = frozenset({"true", "yes", "on"})


def document(text: str, file: str) -> Document:
    """Read a text as JSON, or as YAML where it does not begin like JSON.

    Returns: data as JSON values; texts tagged `!!binary` are bytes.

    Raises:
        LoadError: it is neither; says line and column.
    """
    bare = text.removeprefix("\ufeff")
    if not bare.strip():
        raise LoadError("the file is empty", Source(file, 1, 1))
    if bare.lstrip().startswith(("{", "[")):
        return Document(file, text, _json(bare, file), lru_cache(1)(scan_json))
    return _yaml(bare, file)


def _json(text: str, file: str) -> Json:
    try:
        return loads(text)
    except json.JSONDecodeError as error:
        message = f"this is not JSON: {error.msg}; is the file whole?"
        raise LoadError(message, Source(file, error.lineno, error.colno)) from None
    except ValueError as error:
        raise LoadError(f"this cannot be read: {error}", Source(file, 1, 1)) from None


def _yaml(text: str, file: str) -> Document:
    import yaml  # noqa: PLC0415 - late: most files of other tools are JSON

    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        data = _Reader(file).value(root, 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Source(file, mark.line + 1, mark.column + 1) if mark else Source(file, 1, 1)
        raise LoadError(f"this is not YAML: {error.problem or error.context}", place) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise LoadError(f"this is not YAML: {str(error)[:80]}", Source(file, 1, 1)) from None
    return Document(file, text, data, lambda _: _Marks(root))


class _Reader:
    """Nodes to values; an alias gives the value it names, so that repetition costs nothing."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._made: dict[int, Json] = {}
        self._open: set[int] = set()

    def value(self, node: Any, depth: int) -> Json:
        """Give a node's value."""
        if node is None:
            return None
        if id(node) in self._open or depth > DEEPEST:
            place = Source(self._file, node.start_mark.line + 1, node.start_mark.column + 1)
            raise LoadError("a value holds itself, or nests too deep", place)
        if id(node) not in self._made:
            self._open.add(id(node))
            self._made[id(node)] = self._new(node, depth + 1)
            self._open.remove(id(node))
        return self._made[id(node)]

    def _new(self, node: Any, depth: int) -> Json:
        if node.id == "sequence":
            return [self.value(each, depth) for each in node.value]
        if node.id == "mapping":
            return {str(self.value(key, depth)): self.value(each, depth) for key, each in node.value}
        return _scalar(node.tag.rpartition(":")[2], node.value)


def _scalar(kind: str, text: str) -> Json:
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() in _TRUE
    if kind in {"binary", "bytes"}:
        return b64decode(text)
    if kind == "int" and text.isascii() and text.isdecimal() and len(text) < 20:
        return int(text)
    return text


class _Marks:
    """Where values stand in a YAML text."""

    def __init__(self, root: Any) -> None:
        self._root = root

    def find(self, pointer: str, offset: int) -> tuple[int, int]:  # noqa: ARG002 - as the protocol has it
        """Give (line, column) of the value at `pointer`, or of its nearest ancestor."""
        node = self._root
        for token in split(pointer):
            child = _child(node, token)
            if child is None:
                break
            node = child
        return (node.start_mark.line + 1, node.start_mark.column + 1) if node else (1, 1)


def _child(node: Any, token: str) -> Any:
    if node.id == "mapping":
        return next((value for key, value in node.value if key.value == token), None)
    if node.id == "sequence" and token.isdecimal() and int(token) < len(node.value):
        return node.value[int(token)]
    return None
