"""YAML with the tags of VCR.py: bytes as bytes, Python's objects as their data, and never made."""

from typing import Any

import yaml

from gc_contracts._json import Json


class _Reader(yaml.SafeLoader):
    """PyYAML's safe reader, without its dates, and with Python's tags as plain data."""


_Reader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag != "tag:yaml.org,2002:timestamp"]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _plain(reader: _Reader, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return reader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return reader.construct_sequence(node, deep=True)
    return reader.construct_scalar(node)  # type: ignore[arg-type]


_Reader.add_multi_constructor("tag:yaml.org,2002:python/", _plain)


def read_tagged(text: str) -> Json:
    """Read a YAML text; bytes come as `bytes`.

    Raises:
        ValueError: it is none, holds a tag that nobody knows, or refers to itself.
    """
    try:
        return yaml.load(text, Loader=_Reader)  # noqa: S506 - a safe loader: it makes plain data only
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError) as error:
        raise ValueError(_words(error)) from None


def _words(error: Exception) -> str:
    """Say what is wrong and where, without the lines of the file: secrets may stand in them."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return "this is not YAML whose tags are plain data"
    return f"line {mark.line + 1}, column {mark.column + 1}: {getattr(error, 'problem', '')}"
