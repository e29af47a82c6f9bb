"""What every test of the project shares: our own plug-in, and the examples in docs and docstrings."""

import importlib.metadata

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

if not importlib.metadata.entry_points(group="pytest11", name="gc_contracts"):
    # A checkout that is not installed: tests mark themselves and ask for fixtures all the same.
    pytest_plugins = ["gc_contracts.plugin"]

pytest_collect_file = (
    Sybil(parsers=[DocTestParser()], patterns=["src/**/*.py"])
    + Sybil(parsers=[PythonCodeBlockParser()], patterns=["README.md", "docs/*.md"])
).pytest()
