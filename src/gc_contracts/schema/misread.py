"""Schemas in which one rule is misread: keywords of our own that stand for usual mistakes of validators.

They let a mistake stand at one place of a document, judged by the first engine like any other keyword, so
that no second validator is needed to ask whether the cases of a suite notice it.
"""

from collections.abc import Callable, Mapping
from math import trunc
from typing import TYPE_CHECKING, Any
from unicodedata import combining

from gc_contracts._json import Json, dumps, equal, is_number, kind
from gc_contracts.model.schema import Schema
from gc_contracts.schema.portable import respell
from gc_contracts.schema.refusal import refusal
from gc_contracts.schema.validate import ENGINES

if TYPE_CHECKING:
    from gc_contracts.schema.pattern import Flavour

Test = Callable[[Json, Json], bool]
"""(the keyword's value, an instance) → whether the instance keeps it."""


def accepts(schema: Schema, patterns: "Flavour" = "ecma") -> Callable[[Json], bool]:
    """Compile a schema that may hold keywords of `MISREAD`: whether the engine takes a record.

    The size limit is not looked at; records must be JSON.

    Raises:
        SchemaError: no schema, or one the engine cannot run.
    """
    try:
        return _engine(schema, schema.document if patterns == "ecma" else _respelt(schema, patterns))
    except (ValueError, KeyError) as error:
        if patterns != "ecma":
            raise refusal(schema, error) from None
    try:
        return _engine(schema, _respelt(schema, patterns))
    except (ValueError, KeyError) as error:
        raise refusal(schema, error) from None


def _respelt(schema: Schema, patterns: "Flavour") -> Json:
    return respell(schema.document, patterns).document


def _engine(schema: Schema, document: Json) -> Callable[[Json], bool]:
    engine = ENGINES[schema.dialect](document, validate_formats=True, offline=True, keywords=_KEYWORDS)
    return _guarded(engine.is_valid)


def _guarded(is_valid: Callable[[Json], bool]) -> Callable[[Json], bool]:
    def accepted(record: Json) -> bool:
        try:
            return is_valid(record)
        except (ValueError, RecursionError):
            return False

    return accepted


def _length(measure: Callable[[str], int]) -> Test:
    def test(rule: Mapping[str, int], text: Json) -> bool:
        return not isinstance(text, str) or _within(rule, measure(text))

    return test


def _within(rule: Mapping[str, Any], value: float) -> bool:
    """Compare with a bound, written as its keyword has it."""
    ((word, bound),) = rule.items()
    return bool(value >= bound if word.startswith("min") else value <= bound)


def _cut(rule: Mapping[str, float], number: Json) -> bool:
    return not is_number(number) or _within(rule, trunc(number))


def _unique_texts(_: Json, items: Json) -> bool:
    return not isinstance(items, list) or len({str(item) for item in items}) == len(items)


def _unique_written(_: Json, items: Json) -> bool:
    return not isinstance(items, list) or len({dumps(item) for item in items}) == len(items)


def _unique_python(_: Json, items: Json) -> bool:
    return not isinstance(items, list) or all(item not in items[:at] for at, item in enumerate(items))


def _given(names: list[str], record: Json) -> bool:
    return not isinstance(record, dict) or all(record.get(name) is not None for name in names)


def _filled(names: list[str], record: Json) -> bool:
    return not isinstance(record, dict) or all(record.get(name) for name in names)


def _known(names: list[str], record: Json) -> bool:
    lower = {name.lower() for name in names}
    return not isinstance(record, dict) or all(name.lower() in lower for name in record)


def _type_or_text(names: list[str], value: Json) -> bool:
    return _type_or_whole(names, value) or (isinstance(value, str) and _reads_as_number(value))


def _type_or_text_early(names: list[str], value: Json) -> bool:
    return _is_of(names, value) or (isinstance(value, str) and _reads_as_number(value))


def _type_or_whole(names: list[str], value: Json) -> bool:
    whole = isinstance(value, float) and value.is_integer()
    return _is_of(names, value) or (whole and "integer" in names)


def _is_of(names: list[str], value: Json) -> bool:
    """Tell whether a value is of one of some types as draft-04 has them: there 1.0 is no integer."""
    own = kind(value)
    return own in names or (own == "integer" and "number" in names)


def _reads_as_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _member_ignoring_case(members: list[Json], value: Json) -> bool:
    texts = {member.lower() for member in members if isinstance(member, str)}
    return _is_member(members, value) or (isinstance(value, str) and value.lower() in texts)


def _member_trimmed(members: list[Json], value: Json) -> bool:
    return _is_member(members, value.strip() if isinstance(value, str) else value)


def _member_beginning(members: list[Json], value: Json) -> bool:
    texts = (member for member in members if isinstance(member, str))
    return _is_member(members, value) or (
        isinstance(value, str) and any(text.startswith(value) for text in texts)
    )


def _member_written(members: list[Json], value: Json) -> bool:
    return _is_member(members, value) or str(value) in {str(member) for member in members}


def _member_in_python(members: list[Json], value: Json) -> bool:
    return value in members


def _is_member(members: list[Json], value: Json) -> bool:
    return any(equal(member, value) for member in members)


MISREAD: Mapping[str, Test] = {
    "gc:lengthInUtf16": _length(lambda text: len(text.encode("utf-16-le")) // 2),
    "gc:lengthInBytes": _length(lambda text: len(text.encode())),
    "gc:lengthTrimmed": _length(lambda text: len(text.strip())),
    "gc:lengthOfLetters": _length(lambda text: sum(not combining(char) for char in text)),
    "gc:boundCut": _cut,
    "gc:uniqueTexts": _unique_texts,
    "gc:uniqueWritten": _unique_written,
    "gc:uniquePython": _unique_python,
    "gc:requiredGiven": _given,
    "gc:requiredFilled": _filled,
    "gc:namesIgnoringCase": _known,
    "gc:typeOrText": _type_or_text,
    "gc:typeOrTextEarly": _type_or_text_early,
    "gc:typeOrWhole": _type_or_whole,
    "gc:enumIgnoringCase": _member_ignoring_case,
    "gc:enumTrimmed": _member_trimmed,
    "gc:enumBeginning": _member_beginning,
    "gc:enumWritten": _member_written,
    "gc:enumPython": _member_in_python,
}
"""The misreadings, by keyword."""


def _keyword(test: Test) -> type[Any]:
    class Keyword:
        def __init__(self, _: Json, value: Json, __: list[str | int]) -> None:
            self.value = value

        def validate(self, instance: Json) -> None:
            if not test(self.value, instance):
                raise ValueError("misread")

    return Keyword


_KEYWORDS = {name: _keyword(test) for name, test in MISREAD.items()}
