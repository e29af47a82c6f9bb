"""Which characters Java takes for one another where case does not count.

Alone the flag `i` knows ASCII; with `u` two characters are the same when the small letters of their capitals
are, so that `i`, `I`, `İ` and `ı` are one.
Source: documented: java.util.regex.Pattern, CASE_INSENSITIVE and UNICODE_CASE; settled by running Java 17.
"""

from functools import cache

_SHIFT = ord("a") - ord("A")
_LAST_CASED = 0x1E944


def in_both_cases(first: int, last: int, *, of_unicode: bool) -> list[tuple[int, int]]:
    """Return the ranges of characters that a range stands for.

    >>> in_both_cases(98, 99, of_unicode=False)
    [(98, 99), (66, 67)]
    """
    if of_unicode:
        return [(first, last), *((char, char) for char in _alike(first, last))]
    small = max(first, 97) - _SHIFT, min(last, 122) - _SHIFT
    capital = max(first, 65) + _SHIFT, min(last, 90) + _SHIFT
    return [(first, last), *(pair for pair in (small, capital) if pair[0] <= pair[1])]


def _alike(first: int, last: int) -> list[int]:
    if first == last:
        folded = _folded(chr(first))
        return [char for char, _, small in _cased() if small == folded and char != first]
    return [
        char
        for char, capital, small in _cased()
        if not first <= char <= last and (first <= capital <= last or first <= small <= last)
    ]


def _folded(char: str) -> int:
    return _small(_capital(char))


def _capital(char: str) -> str:
    return next((found for found in (char.upper(), char.title()) if len(found) == 1), char)


def _small(char: str) -> int:
    # The one small letter that Python writes as two characters is `i` with a dot of its own.
    return ord(char.lower()[0])


@cache
def _cased() -> tuple[tuple[int, int, int], ...]:
    """List all characters that have a case, with their capital and the small letter of that."""
    chars = map(chr, range(_LAST_CASED))
    return tuple(
        (ord(char), ord(_capital(char)), _folded(char))
        for char in chars
        if char.upper() != char or char.lower() != char
    )
