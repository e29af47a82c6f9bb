"""What each Genesys product knows of schemas: data in products.json, each figure with its evidence.

Only figures that are `verified` may refuse a schema; `inferred` and `assumed` ones give a weak word.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure and how sure we are of it."""

    value: int
    evidence: str
    """verified, inferred or assumed."""

    @property
    def weak(self) -> bool:
        """Whether the figure is too unsure to refuse a schema with."""
        return self.evidence != "verified"


@dataclass(frozen=True, slots=True)
class Product:
    """What one product accepts.

    Source: documented: SDK models, terraform provider and help pages, as products.json tags each entry.
    """

    name: str
    dialect: str
    """The only draft it takes; empty: any."""
    core_types: Mapping[str, Json] = field(default_factory=dict)
    """Definition of each core type, system bounds included."""
    keywords: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Keywords an author may put beside each core type."""
    bounds: Mapping[str, Mapping[str, Bound]] = field(default_factory=dict)
    """System bounds by core type: a keyword, `items/maxLength`, `options` or `option_characters`."""
    limits: Mapping[str, Bound] = field(default_factory=dict)
    """Limits of a whole schema: fields, least_fields, field_name_characters …"""
    max_bytes: int | None = None
    """Largest record. Documented: the `request.bytes.max` limit of the platform's API."""
    known: str = ""
    """How sure we are that the list of core types is whole."""
    form: str = ""
    """How sure we are of the form of a property: `allOf` with one `$ref`."""
    draft: str = ""
    """How sure we are that another `$schema` is refused."""

    @property
    def has_core_types(self) -> bool:
        """Whether its fields are made of core types."""
        return bool(self.core_types)


def product(name: str) -> Product:
    """Give what is known of a product.

    Raises: SchemaError: no such product; the message lists those there are.
    """
    if name not in names():
        raise SchemaError(f"{name!r} is no product; known are {', '.join(names())}")
    return _products()[name]


def names() -> tuple[str, ...]:
    """List the products."""
    return tuple(_products())


@cache
def data() -> Mapping[str, Json]:
    """Read products.json once."""
    text = resources.files("gc_contracts.schema").joinpath("products.json").read_text(encoding="utf-8")
    return MappingProxyType(json.loads(text))


@cache
def _products() -> Mapping[str, Product]:
    return MappingProxyType({name: _product(name, row) for name, row in data()["products"].items()})


def _product(name: str, row: Mapping[str, Json]) -> Product:
    types: dict[str, Json] = {}
    for chosen in row["sets"]:
        types |= data()["sets"][chosen]
    return Product(
        name=name,
        dialect=row["dialect"],
        core_types={key: value["definition"] for key, value in types.items()},
        keywords={key: frozenset(value["keywords"]) for key, value in types.items()},
        bounds={key: _bounds(value["bounds"]) for key, value in types.items()},
        limits=_bounds(row["limits"]),
        max_bytes=row["max_bytes"],
        known=row["known"],
        form=row["form"],
        draft=row["draft"],
    )


def _bounds(rows: Mapping[str, Json]) -> dict[str, Bound]:
    return {name: Bound(value, evidence) for name, (value, evidence) in rows.items()}
