"""The tutorials' lists of fields as JSON Schema, with the way back from each keyword to its list element."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gc_contracts._json import Json, join
from gc_contracts.export import vocabulary
from gc_contracts.export.intake import Intake, worded

_TYPES = ("string", "integer", "number", "boolean", "array", "object")
_DRAFT = "http://json-schema.org/draft-04/schema#"


@dataclass(slots=True)
class Built:
    """A schema that grows field by field, and where each piece of it stands in the file."""

    places: dict[str, str]
    properties: dict[str, Json] = field(default_factory=dict)
    required: list[str] = field(default_factory=list)

    @property
    def document(self) -> dict[str, Json]:
        """The schema, open to other members as the tutorials' validators are."""
        document: dict[str, Json] = {"$schema": _DRAFT, "type": "object", "properties": self.properties}
        return document | ({"required": self.required} if self.required else {})

    def let_null_be_absent(self) -> None:
        """Let optional fields be null.

        Source: recorded: the record validation tutorial's validator passes over None, unless it is required.
        """
        for name, rules in self.properties.items():
            if name not in self.required and "type" in rules:
                rules["type"] = [rules["type"], "null"]

    def keep(self, name: str, keyword: str, value: Json, pointer: str) -> None:
        """Set a keyword of a field, and note where it comes from."""
        self.properties[name][keyword] = value
        self.places[join("/properties", name, keyword)] = pointer


def build(intake: Intake, items: list[Json], at: str, words: Mapping[str, str]) -> Built:
    """Turn a list of fields into a schema.

    `words` tells what the dialect calls each keyword beside `type` and `required`: its name to ours.

    Source: recorded: the record validation tutorial's validator; lengths of 0 or null mean none there.
    """
    built = Built({"": at, "/properties": at, "/required": at})
    for index, item in enumerate(items):
        pointer = join(at, index)
        if not isinstance(item, dict):
            intake.wrong(pointer, item, "an object: a field with a name and a type")
        elif _named(intake, item, pointer, built):
            _field(intake, item, pointer, built, words)
    return built


def _named(intake: Intake, item: dict[str, Json], at: str, built: Built) -> bool:
    name = item.get("name")
    if not isinstance(name, str) or not name:
        place = join(at, "name") if "name" in item else at
        intake.note(place, f"a field needs a `name`, which is text, not {worded(name)}", "add its name")
        return False
    if name in built.properties:
        intake.note(join(at, "name"), f"two fields are called `{name}`", "rename one of them")
        return False
    return True


def _field(intake: Intake, item: dict[str, Json], at: str, built: Built, words: Mapping[str, str]) -> None:
    name = item["name"]
    built.properties[name] = {}
    built.places[join("/properties", name)] = at
    if _typed(intake, item, at):
        built.keep(name, "type", item["type"], join(at, "type"))
    for word, keyword in words.items():
        if item.get(word) is not None and _fits(intake, item[word], keyword, join(at, word)):
            built.keep(name, keyword, item[word], join(at, word))
    if intake.flag(item, "required", at):
        built.places[join("/required", len(built.required))] = join(at, "required")
        built.required.append(name)


def _typed(intake: Intake, item: dict[str, Json], at: str) -> bool:
    value = item.get("type")
    if isinstance(value, str) and value in _TYPES and vocabulary.types(value):
        return True
    place = join(at, "type") if "type" in item else at
    said = f"`{value}`" if isinstance(value, str) else worded(value)
    intake.note(place, f"a field's `type` is one of {', '.join(_TYPES)}, not {said}")
    return False


def _fits(intake: Intake, value: Json, keyword: str, at: str) -> bool:
    """Tell whether a field's rule is one; an empty rule is none, and a wrong one is noted."""
    if keyword in {"minLength", "maxLength"}:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            intake.wrong(at, value, "a whole number, 0 or more")
            return False
        return value > 0
    if keyword in {"pattern", "description"}:
        if not isinstance(value, str):
            intake.wrong(at, value, "text")
            return False
        return bool(value)
    return True
