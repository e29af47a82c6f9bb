"""Every module can be compiled from its tree, as pytest does with plug-ins, by every Python that we promise."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
MODULES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_docstring_holds_what_no_text_can(path):
    r"""Python 3.13 tidies docstrings up as UTF-8: one that holds `\ud800` itself, and not its spelling, cannot be."""
    nodes = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = [ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, nodes)]

    assert [
        doc for doc in docs if doc.encode("utf-8", "replace") != doc.encode("utf-8", "surrogatepass")
    ] == []
