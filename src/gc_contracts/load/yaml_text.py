"""YAML as this product reads it: the one home of PyYAML, used only for its events.

The tree is built here, without recursion: YAML 1.2 core scalars (so `no` is a text and `1e3` a number), text
keys, one document, nothing but data. A tag, `<<` or a repeated key is a flaw; a bomb of aliases is refused
before it can explode.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from gc_contracts._json import Json
from gc_contracts.errors import LoadError
from gc_contracts.load.flaw import MAX_DEPTH, Flaw, refuse
from gc_contracts.load.json_text import too_deep
from gc_contracts.load.yaml_places import YamlPlaces
from gc_contracts.positions import Node

MAX_ALIASED = 100_000
"""Most values that aliases may add to a file."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]+")
_RADIX = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: dict[str, Json] = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    word: value for value in (True, False) for word in (str(value), str(value).lower(), str(value).upper())
}
_MAX_DIGITS = 4_000


@dataclass(frozen=True, slots=True)
class Composed:
    """A YAML text as data, with the place of each value and what it may not hold."""

    data: Json
    places: YamlPlaces
    flaws: tuple[Flaw, ...]


@dataclass(slots=True)
class _Value:
    """A finished value: its node, how many values it holds with aliases expanded, how deep it goes."""

    data: Json
    number: int
    size: int = 1
    height: int = 0


@dataclass(slots=True)
class _Open:
    """A collection that is not closed yet."""

    data: Json
    number: int
    anchor: str | None
    size: int = 1
    height: int = 0
    key: str | None = None
    key_start: int = -1
    first: dict[str, int] = field(default_factory=dict)


def compose(text: str, file: str) -> Composed:
    """Read one YAML document.

    Raises:
        LoadError: the text is not YAML, holds several documents, nests too deep, or its aliases explode.
    """
    composer = _Composer(text, file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = mark.index if mark else 0
        raise refuse(file, text, at, _unquoted(text, at) or _sentence(error)) from None
    except yaml.reader.ReaderError as error:
        raise refuse(file, text, error.position, "a character that YAML does not allow stands here") from None
    except RecursionError:
        raise refuse(file, text, 0, too_deep()) from None
    return Composed(composer.data, composer.places, tuple(composer.flaws))


class _Composer:
    """Builds data and places from events, one at a time."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.places = YamlPlaces(text)
        self.flaws: list[Flaw] = []
        self.data: Json = None
        self._documents = 0
        self._aliased = 0
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Value | None] = {}

    def take(self, event: Any) -> None:
        """Take the next event of the parser."""
        self._tagged(event)
        match event:
            case yaml.DocumentStartEvent():
                self._document(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._begin(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._end(event)
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.ScalarEvent():
                self._scalar(event)

    def _refuse(self, event: Any, message: str) -> LoadError:
        return refuse(self.file, self.text, event.start_mark.index, message)

    def _flaw(self, event: Any, message: str, hint: str) -> None:
        line, column = self.places.lines.place(event.start_mark.index)
        self.flaws.append(Flaw(message, line, column, hint))

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._refuse(event, "a second document begins here; a file holds one")

    def _tagged(self, event: Any) -> None:
        tag = getattr(event, "tag", None)
        if tag:
            shown = tag.replace("tag:yaml.org,2002:", "!!")[:60]
            self._flaw(event, f"the tag `{shown}` is not read", "write the value without a tag")

    def _begin(self, event: Any) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise self._refuse(event, too_deep())
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        number = self._place(event, Node(self._key_start(event), event.start_mark.index))
        self._stack.append(_Open({} if is_mapping else [], number, event.anchor))
        if event.anchor:
            self._anchors[event.anchor] = None

    def _key_start(self, event: Any) -> int:
        top = self._stack[-1] if self._stack else None
        if top and isinstance(top.data, dict) and top.key is None:
            raise self._refuse(event, "a list or a mapping cannot be a key; keys are texts")
        return top.key_start if top else -1

    def _place(self, _event: Any, node: Node) -> int:
        if not self._stack:
            return self.places.add(-1, "", node)
        return self.places.add(self._stack[-1].number, self._token(), node)

    def _token(self) -> str:
        top = self._stack[-1]
        return top.key or "" if isinstance(top.data, dict) else str(len(top.data))

    def _end(self, event: Any) -> None:
        done = self._stack.pop()
        self.places.nodes[done.number].end = event.end_mark.index
        value = _Value(done.data, done.number, done.size, done.height + 1)
        if done.anchor:
            self._anchors[done.anchor] = value
        self._keep(value)

    def _keep(self, value: _Value) -> None:
        if not self._stack:
            self.data = value.data
            return
        top = self._stack[-1]
        top.size += value.size
        top.height = max(top.height, value.height)
        if isinstance(top.data, dict):
            top.data[top.key] = value.data
            top.key, top.key_start = None, -1
        else:
            top.data.append(value.data)

    def _alias(self, event: Any) -> None:
        self._key_start(event)
        name = event.anchor
        if name not in self._anchors:
            raise self._refuse(event, f"the alias `*{name}` has no anchor `&{name}` before it")
        value = self._anchors[name]
        if value is None:
            raise self._refuse(event, f"the alias `*{name}` stands inside its own anchor; that never ends")
        self._aliased += value.size
        if self._aliased > MAX_ALIASED:
            raise self._refuse(
                event, f"the aliases stand for more than {MAX_ALIASED:,} values; write them out"
            )
        if len(self._stack) + value.height > MAX_DEPTH:
            raise self._refuse(event, too_deep())
        if self._stack:
            self.places.link(self._stack[-1].number, self._token(), value.number)
        self._keep(value)

    def _scalar(self, event: Any) -> None:
        top = self._stack[-1] if self._stack else None
        if top and isinstance(top.data, dict) and top.key is None:
            self._name(event, top)
            return
        start, end = event.start_mark.index, event.end_mark.index
        node = Node(top.key_start if top else -1, start, end, event.style or "plain", event.value)
        value = _Value(self._resolve(event), self._place(event, node))
        if event.anchor:
            self._anchors[event.anchor] = value
        self._keep(value)

    def _name(self, event: Any, top: _Open) -> None:
        """Take a key: its text as written, so that `200:` and `on:` are names like any other."""
        name, start = event.value, event.start_mark.index
        if name == "<<" and not event.style:
            self._flaw(event, "the merge key `<<` is not read", "write the members out")
        if name in top.first:
            line, _ = self.places.lines.place(top.first[name])
            self._flaw(
                event, f"the key `{name[:80]}` stands here again, after line {line}", "remove one of them"
            )
        top.first[name] = start
        top.key, top.key_start = name, start

    def _resolve(self, event: Any) -> Json:
        """Read a plain scalar by YAML 1.2's core schema; every other style is text."""
        text = event.value
        if event.style:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _NOT_FINITE.fullmatch(text) or len(text) > _MAX_DIGITS:
            return self._odd(event, text)
        if _INT.fullmatch(text):
            return int(text)
        if _RADIX.fullmatch(text):
            return int(text[2:], 8 if text[1] == "o" else 16)
        return self._float(event, text) if _FLOAT.fullmatch(text) else text

    def _float(self, event: Any, text: str) -> Json:
        value = float(text)
        return self._odd(event, text) if value in {float("inf"), float("-inf")} else value

    def _odd(self, event: Any, text: str) -> Json:
        if _NOT_FINITE.fullmatch(text) or _FLOAT.fullmatch(text):
            self._flaw(event, f"{text[:20]} is no number JSON can hold", "put it in quotes, or write null")
        return text


_SENTENCES = {
    "cannot start any token": "a tab or a reserved character begins a value; indent by spaces, or quote it",
    "violates indentation": "a tab stands in the indentation; indent by spaces",
    "exceeded maximum nesting depth": too_deep(),
    "mapping values are not allowed": "a colon inside a text; quote the text, or mend the indentation",
    "could not find expected ':'": "a key stands here without its colon",
    "expected <block end>": "the indentation does not fit the lines before",
    "did not find expected key": "the indentation does not fit the lines before, or a quote is not closed",
    "did not find expected ',' or": "a comma or a closing bracket is missing",
    "unexpected end of stream": "the text ends inside a quoted value",
    "expected the node content": "a value is missing here",
    "did not find expected node content": "a value is missing here",
    "unknown escape character": "a backslash stands alone in double quotes; write two, or use single quotes",
}


_BANG = re.compile(r"(?:[^#'\"]*[:\-,\[{])?\s+(![^\s]+)")
_AFTER = re.compile(r"[^#'\"]*:\s+(?:'[^']*'(?!')|\"(?:[^\"\\]|\\.)*\")\s*[^\s,}\]#]")


def _unquoted(text: str, at: int) -> str:
    """Say what is wrong with the quotes of a line, which YAML's own words never do; empty: nothing is."""
    line = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    if bang := _BANG.match(line):
        return f"`{bang[1][:30]}` is a tag to YAML, for it begins with `!`; put the whole value in quotes"
    if _AFTER.match(line):
        return "text follows the quote that ends the value; quote the whole value, the other way than inside"
    return ""


def _sentence(error: yaml.MarkedYAMLError) -> str:
    """Say what the parser met and what would be right."""
    problem = str(error.problem or error.context or "not YAML")
    said = next((words for start, words in _SENTENCES.items() if start in problem), "")
    return said or f"this is not YAML: {problem}"


def scan_yaml(text: str) -> YamlPlaces:
    """Find every key and value of a YAML text that was read before."""
    return compose(text, "").places
