"""Small functions, small modules: where one grows, it names its own split."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
MODULES = sorted(SOURCE.rglob("*.py"))


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_function_has_more_than_40_lines_and_no_module_more_than_300(path):
    """Ours have 5 to 10, and about 100."""
    long = [name for name, lines in _functions(path) if lines > 40]
    length = len(path.read_text(encoding="utf-8").splitlines())

    assert (long, min(length, 300)) == ([], length)


def test_there_are_modules():
    """The list above is not empty by mistake."""
    assert len(MODULES) > 30
