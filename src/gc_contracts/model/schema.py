"""A data schema as it is checked, and what can be wrong with a record."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gc_contracts._json import Json


@dataclass(frozen=True, slots=True)
class Schema:
    """A JSON Schema with all that its product adds.

    `document` stands on its own: core types that the platform keeps on the server are supplied under
    `definitions`. Pointers into `document` are pointers into the file once `places` is applied.
    """

    name: str
    document: Json
    """The schema to validate with: a dict or a bool."""
    dialect: str
    """JSON Schema draft: 4, 6, 7, 2019-09 or 2020-12, written `draft-04` … `2020-12`."""
    product: str = "records"
    """workitems contacts organizations conversations users journey businessrules datatable records."""
    form: str = "json-schema"
    """The file's shape: data-schema schema-request businessrules-schema datatable fields json-schema."""
    pointer: str = ""
    """Where the schema stands in the file, e.g. `/jsonSchema`."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Pointers in `document` that stand elsewhere in the file: longest prefix wins; empty for most shapes."""
    max_bytes: int | None = None
    """Largest record the product takes, as bytes of compact UTF-8 JSON; None: no limit known."""
    source: Json = None
    """The schema as it stands in the file, before anything was supplied."""

    def place(self, pointer: str) -> str:
        """Translate a pointer into `document` to a pointer into the file."""
        parts = pointer.split("/")
        for end in range(len(parts), 0, -1):
            prefix = "/".join(parts[:end])
            if prefix in self.places:
                return self.places[prefix] + pointer[len(prefix) :]
        return self.pointer + pointer


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One keyword failing at one place of a record."""

    pointer: str
    """JSON Pointer into the record; for `required` the object that lacks the member."""
    keyword: str
    """The JSON Schema keyword, or `size`."""
    message: str
    rule: str = ""
    """Pointer of the keyword in the schema document, as declared: a `$ref` target, not the way there."""
