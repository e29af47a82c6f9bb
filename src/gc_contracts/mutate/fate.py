"""What became of one mutant."""

from dataclasses import dataclass

from gc_contracts._json import Json


@dataclass(frozen=True, slots=True)
class Fate:
    """A mutant: killed, equivalent, or a survivor."""

    rule: str
    """Where the broken rule stands: in the schema's document, or in contract.yaml."""
    words: str
    declared: bool = False
    """Whether `rule` is a place in contract.yaml."""
    killer: str = ""
    """The id of a case that noticed it."""
    equivalent: str = ""
    """Why no record can tell it from the unbroken."""
    looked: int = 0
    """For a survivor: how many records were looked at for one that tells."""
    witness: Json = None
    """For a survivor: {"record": …} that tells, where one was found."""
