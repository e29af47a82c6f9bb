"""Where Terraform's JSON keeps our subjects: configuration (`*.tf.json`), and `terraform show -json`.

A configuration holds texts with Terraform's escapes and expressions; a state or a plan holds values, as the
platform gets them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from gc_contracts._json import Json, join
from gc_contracts.export.shape import Form, Shape

AUTH = "genesyscloud_integration_custom_auth_action"
RESOURCES: dict[str, Form] = {
    "genesyscloud_integration_action": "cx-as-code",
    "genesyscloud_integration_action_draft": "cx-as-code",
    AUTH: "cx-as-code",
    "genesyscloud_architect_datatable": "datatable",
}
_VALUES = ("planned_values", "values")
_ODD = re.compile(r"[^\w.-]+")
"""What an item id holds none of: pytest and shells read more into it."""


def speaks(data: dict[str, Json]) -> bool:
    """Tell Terraform's JSON from any other."""
    return "resource" in data or any(_is_module(data.get(key)) for key in _VALUES)


def resources(data: dict[str, Json]) -> tuple[Shape, ...]:
    """List our resources, in the order of the file, each under a label of its own.

    Source: documented: Terraform's JSON configuration syntax (`resource.<type>.<name>`, each level may be a
    list) and JSON output format (`values` and `planned_values`, modules inside modules).
    """
    found = list(_configured(data.get("resource")))
    for key in _VALUES:
        if not found and _is_module(data.get(key)):
            found = list(_module(data[key]["root_module"], f"/{key}/root_module"))
    return tuple(_apart(found))


def _is_module(value: Json) -> bool:
    return isinstance(value, dict) and isinstance(value.get("root_module"), dict)


def _configured(resource: Json) -> Iterator[Shape]:
    for types_at, types in _blocks(resource, "/resource"):
        for kind in types:
            for names_at, names in _blocks(types[kind], join(types_at, kind)) if kind in RESOURCES else ():
                for name, body in names.items():
                    for at, _ in _blocks(body, join(names_at, name)):
                        yield Shape(RESOURCES[kind], at, name, kind)


def _blocks(value: Json, pointer: str) -> Iterator[tuple[str, dict[str, Json]]]:
    if isinstance(value, dict):
        yield pointer, value
    elif isinstance(value, list):
        yield from ((join(pointer, at), item) for at, item in enumerate(value) if isinstance(item, dict))


def _module(module: dict[str, Json], at: str) -> Iterator[Shape]:
    """Walk a module and those inside it; data sources are no resources of ours."""
    for pointer, item in _blocks(module.get("resources"), join(at, "resources")):
        kind, name = str(item.get("type")), item.get("name")
        ours = kind in RESOURCES and item.get("mode", "managed") == "managed"
        if ours and isinstance(item.get("values"), dict):
            label = name if isinstance(name, str) and "index" not in item else str(item.get("address", name))
            yield Shape(RESOURCES[kind], join(pointer, "values"), label, kind, literal=True)
    for pointer, inner in _blocks(module.get("child_modules"), join(at, "child_modules")):
        yield from _module(inner, pointer)


def _apart(found: list[Shape]) -> Iterator[Shape]:
    """Give each resource a label that no other one has: its name, its type too where names are shared."""
    used: set[str] = set()
    labels = [shape.label for shape in found]
    for shape in found:
        shared = labels.count(shape.label) > 1
        label = f"{shape.resource.removeprefix('genesyscloud_')}.{shape.label}" if shared else shape.label
        plain, number = _ODD.sub("_", label).strip("_") or "action", 2
        name = plain
        while name in used:
            name, number = f"{plain}-{number}", number + 1
        used.add(name)
        yield replace(shape, item=name)
