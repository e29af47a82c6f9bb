"""What all nodes of one folded schema share: its document, its patterns, and what was once computed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import tee

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError
from gc_contracts.schema import pattern as patterns
from gc_contracts.schema.effective_references import References


@dataclass(frozen=True, slots=True)
class Rule:
    """One keyword as declared. `branch`: pointer of the `anyOf`, `oneOf` … it is an alternative of."""

    keyword: str
    value: Json
    pointer: str
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One schema object (or `false`) that speaks about a place."""

    schema: Mapping[str, Json] | bool
    pointer: str
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Root:
    """The document all nodes of one schema share."""

    document: Json
    draft: str
    references: References
    flavour: patterns.Flavour = "ecma"
    compiled: dict[str, patterns.Pattern | None] = field(default_factory=dict, repr=False, compare=False)
    """Memory of `pattern`, filled as it goes."""
    built: dict[tuple[str, int, int | None], Iterator[str]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Memory of `examples`: building texts is dear, and each is asked for several times."""

    tests: dict[str, Callable[[Json], bool] | None] = field(default_factory=dict, repr=False, compare=False)
    """Memory of schemas compiled by themselves, by their JSON; None: one does not stand by itself."""

    def pattern(self, text: Json) -> patterns.Pattern | None:
        """Compile a pattern once; None: it is none, or not one we can run."""
        if not isinstance(text, str):
            return None
        if text not in self.compiled:
            self.compiled[text] = _compiled(text, self.flavour)
        return self.compiled[text]

    def examples(self, text: Json, low: int = 0, high: int | None = None) -> Iterator[str]:
        """Yield texts of a pattern within lengths; none where we cannot run it."""
        pattern = self.pattern(text)
        if pattern is None:
            return iter(())
        source = self.built.get((text, low, high)) or pattern.examples(low, high)
        self.built[text, low, high], copy = tee(source)
        return copy

    def matches(self, text: Json, name: str) -> bool:
        """Tell whether a text keeps a pattern; one that we cannot run, or not in time, is not kept."""
        found = self.pattern(text)
        try:
            return found is not None and found.search(name)
        except TimeoutError:
            return False


def _compiled(text: str, flavour: patterns.Flavour) -> patterns.Pattern | None:
    try:
        return patterns.compile(text, flavour)
    except SchemaError:
        return None
