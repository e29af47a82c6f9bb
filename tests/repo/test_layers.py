"""Who may import whom: this table, and no other edge.

`ARCHITECTURE.md` draws it. A folder's own modules may meet; the face is imported by nobody.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
PACKAGE = SOURCE / "gc_contracts"
LEAVES = {"source", "errors", "_json", "_yaml", "positions"}
NOUNS = LEAVES | {"model", "settings"}
EVERYTHING = NOUNS | {
    *(
        "java",
        "schema",
        "export",
        "velocity",
        "jsonpath",
        "transport",
        "worker",
        "cassette",
        "redact",
        "infer",
    ),
    *("strategy", "rules", "action", "vary", "mutate", "replay", "importers", "diff"),
    *("load", "derive", "checks", "run", "report"),
}
MAY: dict[str, set[str]] = {
    "source": set(),
    "errors": {"source"},
    "_json": {"errors"},
    "_yaml": {"_json"},
    "positions": {"_json"},
    "model": NOUNS,
    "settings": LEAVES | {"model"},
    "schema": NOUNS,
    "java": NOUNS,
    "velocity": NOUNS | {"java"},
    "jsonpath": NOUNS | {"java"},
    "transport": NOUNS,
    "worker": NOUNS,
    "cassette": NOUNS,
    "redact": NOUNS,
    "infer": NOUNS,
    "rules": NOUNS | {"schema"},
    "export": NOUNS | {"schema"},
    "strategy": NOUNS | {"schema"},
    "action": NOUNS | {"schema", "velocity", "jsonpath"},
    "mutate": NOUNS | {"schema", "rules"},
    "vary": NOUNS | {"schema", "velocity", "jsonpath", "action", "infer"},
    "replay": NOUNS | {"cassette", "redact"},
    "importers": NOUNS | {"cassette", "redact", "transport"},
    "diff": NOUNS | {"schema", "export", "action"},
    "load": NOUNS | {"schema", "export", "cassette"},
    "derive": NOUNS | {"schema", "rules", "velocity", "jsonpath", "action", "vary"},
    "checks": NOUNS | {"schema", "rules", "velocity", "jsonpath", "action", "redact", "replay", "diff"},
    "run": NOUNS
    | {"schema", "rules", "strategy", "action", "vary", "mutate", "transport", "worker"}
    | {"cassette", "redact", "replay", "diff"},
    "report": LEAVES | {"model"},
    "cli": EVERYTHING | {"pipeline"},
    "plugin": EVERYTHING,
    "pipeline": EVERYTHING,
    "": EVERYTHING | {"pipeline"},
}
HOMES: dict[str, tuple[str, ...]] = {
    "pytest": ("plugin/",),
    "_pytest": (),
    "pluggy": ("plugin/",),
    "hypothesis": ("strategy/", "run/property.py"),
    "jsonschema_rs": ("schema/",),
    "jsonschema": ("schema/",),
    "jsonschema_specifications": ("schema/",),
    "referencing": ("schema/",),
    "regex": ("java/", "schema/", "velocity/lexer.py"),
    "yaml": ("load/", "cassette/", "importers/"),
    "pydantic": ("load/", "cassette/", "importers/"),
    "h11": ("worker/child/serve.py",),
    "httpx": ("transport/", "replay/"),
    "respx": ("replay/",),
    "filelock": ("cassette/",),
    "typer": ("cli/",),
    "cel_expr_python": ("rules/cel.py",),
    "jinja2": ("report/html/page.py",),
    "markupsafe": ("report/html/page.py",),
}
STDLIB_OFF_LIMITS = {"random", "socket", "urllib.request", "http.client", "ssl"}
REPLACES_THEM = {f"worker/child/{name}.py" for name in ("network", "serve", "tls")}
"""In the process of the code under test these stand where the network would be."""


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _part(path: Path) -> str:
    """Name the folder or top module a file belongs to; the face is the empty name."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def _imports(path: Path) -> Iterator[str]:
    """Give every module a file imports, late imports too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
            if node.module == "gc_contracts":
                yield from (f"gc_contracts.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", _modules(), ids=_name)
def test_a_module_imports_only_what_its_layer_may(path):
    """Downward, and along the edges of the table."""
    ours = [name for name in _imports(path) if name.startswith("gc_contracts.")]
    used = {name.split(".")[1] for name in ours}

    assert used - MAY[_part(path)] - {_part(path)} == set()


@pytest.mark.parametrize("path", _modules(), ids=_name)
def test_a_module_imports_foreign_libraries_only_where_they_are_at_home(path):
    """Replacing one is an edit of one folder."""
    foreign = {name.split(".")[0] for name in _imports(path)} & HOMES.keys()

    strayed = [name for name in foreign if not _name(path).startswith(HOMES[name] or ("-",))]
    assert strayed == []


@pytest.mark.parametrize("path", _modules(), ids=_name)
def test_a_module_imports_absolutely_and_never_from_the_face(path):
    """Nobody imports the face; no star, no relative import."""
    text = path.read_text(encoding="utf-8")
    stars = [
        node.module
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]
    face = [name for name in _imports(path) if _part(path) and _is_face(name)]

    assert stars == []
    assert [name for name in _imports(path) if name.startswith(".")] == []
    assert face == []


def _is_face(name: str) -> bool:
    """Whether an import takes a public name of the root, and not one of its modules."""
    head, _, rest = name.partition(".")
    module = PACKAGE.joinpath(*rest.split("."))
    return (
        head == "gc_contracts" and bool(rest) and not (module.is_dir() or module.with_suffix(".py").is_file())
    )


@pytest.mark.parametrize("path", _modules(), ids=_name)
def test_a_module_rolls_no_dice_and_opens_no_connection(path):
    """Nothing random unless asked, and no way out but `Send`."""
    if _name(path) not in REPLACES_THEM:
        assert STDLIB_OFF_LIMITS.intersection(_imports(path)) == set()


def test_every_part_of_the_tree_has_its_row():
    """A new folder gets its place on purpose."""
    assert {_part(path) for path in _modules()} <= set(MAY)


def _in_parts(path: Path) -> str:
    return "gc_contracts" + "".join(f".{part}" for part in path.relative_to(PACKAGE).with_suffix("").parts)


def test_no_module_is_part_of_a_cycle():
    """Modules that import each other at import time cannot be read alone."""
    names = {_in_parts(path).removesuffix(".__init__"): path for path in _modules()}
    edges = {name: _at_import(path) & names.keys() - {name} for name, path in names.items()}

    while leaves := [name for name, used in edges.items() if not used & edges.keys()]:
        for name in leaves:
            del edges[name]

    assert sorted(edges) == []


def _at_import(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    # `from package import module` needs the module; the package itself only where a name is taken from it.
    return {name for name in found if not any(other.startswith(f"{name}.") for other in found)}
