"""A response grown by asking: what code looks for in an empty one is put in, until it looks for nothing more.

Nobody has shown the response; but if the code works at all, it works on something like this.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from gc_contracts._json import Json, get, replace, split

Wanted = Sequence[tuple[str, str]]
"""Absent members, by pointer, with the JSON type of what the code takes instead; empty: it does not say."""
Look = Callable[[Json], Wanted]
"""Shows code a response and tells what it looked for in vain."""

MOST = 60
"""Responses that are shown."""
FILLERS: Mapping[str, Json] = {"integer": 7, "number": 7, "boolean": True, "object": {}, "array": [{}]}
GUESSES: tuple[str, ...] = ("string", "object", "array")
"""Types tried where the code does not say one; the first that lets it look further is right."""


def grow(look: Look, start: Json = None) -> Json:
    """Grow the response that code reads.

    Args:
        look: shows it a response; called at most MOST times.
        start: what is known of the response; null: nothing.

    Returns: the response; `{}` where the code looks for nothing.
    """
    return _Growth(look).run(start)


class _Growth:
    def __init__(self, look: Look) -> None:
        self._look, self._left = look, MOST
        self._known: set[str] = set()

    def run(self, start: Json) -> Json:
        if start is not None:
            return self._filled(start, self._seen(start))
        wanted = self._seen({})
        if wanted and not all(split(pointer)[0].isdigit() for pointer, _ in wanted):
            return self._filled({}, wanted)
        elements = self._seen([{}])
        return self._filled([{}], elements) if elements else [{}] if wanted else {}

    def _filled(self, document: Json, wanted: Wanted) -> Json:
        while wanted and self._left > 0:
            self._known.update(pointer for pointer, _ in wanted)
            said = [(pointer, type_) for pointer, type_ in wanted if type_]
            document = with_members(document, said)
            more: list[tuple[str, str]] = []
            for pointer, _ in (each for each in wanted if not each[1]):
                document, further = self._guessed(document, pointer)
                more += further
            wanted = [*more, *self._fresh(self._seen(document))]
        return document

    def _guessed(self, document: Json, pointer: str) -> tuple[Json, Wanted]:
        """Put in a member of unknown type: of the first type that lets the code look further, else a text."""
        plain = with_members(document, [(pointer, GUESSES[0])])
        before = {place for place, _ in self._seen(plain)}
        for type_ in GUESSES[1:]:
            tried = with_members(document, [(pointer, type_)])
            further = [each for each in self._fresh(self._seen(tried)) if each[0] not in before]
            if any(place.startswith(pointer + "/") for place, _ in further):
                return tried, [each for each in further if each[0].startswith(pointer + "/")]
        return plain, []

    def _seen(self, document: Json) -> Wanted:
        if self._left <= 0:
            return []
        self._left -= 1
        return self._look(document)

    def _fresh(self, wanted: Wanted) -> Wanted:
        return [each for each in wanted if each[0] not in self._known]


def with_members(document: Json, members: Iterable[tuple[str, str]]) -> Json:
    """Put members of given types where nothing stands; each text is one of its own.

    >>> with_members({}, [("/name", "string"), ("/company", "object")])
    {'name': 'name', 'company': {}}
    """
    for pointer, type_ in members:
        document = _with_member(document, pointer, FILLERS.get(type_, _text(pointer)))
    return document


def _with_member(document: Json, pointer: str, value: Json) -> Json:
    """Put a value where nothing stands, if it can stand there: its parent is an object or a list it ends."""
    above, token = pointer.rpartition("/")[0], split(pointer)[-1]
    try:
        parent = get(document, above)
    except KeyError:
        return document
    if isinstance(parent, dict):
        return replace(document, above, {**parent, token: value})
    if isinstance(parent, list) and token == str(len(parent)):
        return replace(document, above, [*parent, value])
    return document


def _text(pointer: str) -> str:
    words = [token for token in split(pointer) if not token.isdigit()]
    return words[-1] if words else "text"
