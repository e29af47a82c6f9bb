"""Where a reference stands: in contract.yaml, or in the subject's own list of fields."""

from dataclasses import dataclass

from gc_contracts._json import join
from gc_contracts.load.files import places
from gc_contracts.model.contract import Contract, Reference
from gc_contracts.source import Source

_WORDS = {"subject": "referential_schema_id", "field": "referential_field_name"}
"""What a field list calls the parts of a reference."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A reference of a contract, as a place."""

    contract: Contract
    reference: Reference

    @property
    def is_ours(self) -> bool:
        """Whether contract.yaml says it; a field list may speak of schemas that only the org knows."""
        return bool(self.reference.pointer)

    @property
    def whole(self) -> Source:
        """The name of the field that refers."""
        document, pointer = self.contract.expectations.document, self.reference.pointer
        if document is None or not self.is_ours:
            return self.contract.locate(join(self._item, "name"))
        return Source(document.file, *places(document).key(pointer), pointer)

    def part(self, name: str) -> Source:
        """One of `subject`, `field`, `records`."""
        document = self.contract.expectations.document
        if document is None or not self.is_ours:
            return self.contract.locate(join(self._item, _WORDS.get(name, "name")))
        return document.locate(join(self.reference.pointer, name))

    def word(self, name: str) -> str:
        """What the file calls a part."""
        return name if self.is_ours else _WORDS.get(name, name)

    @property
    def _item(self) -> str:
        return self.contract.schema.place(join("/properties", self.reference.field))
