"""Bracketed classes: unions, `&&`, classes inside classes, and case, spelt out for `regex`.

Source: documented: java.util.regex.Pattern, Java 17; settled by running Java 17; assumed: an empty side
of `&&` is ignored, where Java itself answers now this and now that.
"""

from gc_contracts.java.escapes import escaped_char, escaped_class
from gc_contracts.java.letters import in_both_cases
from gc_contracts.java.reading import Reading, spelt


def bracketed(reading: Reading) -> str:
    """Read a class behind its `[`, up to its `]`, and write it as a set.

    Raises:
        JavaError: Java refuses it.
    """
    negated = reading.text.startswith("^", reading.at)
    reading.at += negated
    sides: list[list[str]] = [[]]
    while not (reading.peek() == "]" and any(sides)):
        if reading.peek() == "&" and _both(reading):
            _next_side(reading, sides)
        elif reading.eat("["):
            sides[-1].append(bracketed(reading))
        else:
            sides[-1].append(_item(reading))
    reading.at += 1
    written = [f"[{''.join(side)}]" for side in sides if side]
    return f"[{'^' if negated else ''}{'&&'.join(written)}]"


def _both(reading: Reading) -> bool:
    """Take `&&`."""
    start = reading.at
    if reading.eat("&") and reading.eat("&"):
        return True
    reading.at = start
    return False


def _next_side(reading: Reading, sides: list[list[str]]) -> None:
    """Begin another side of `&&`, unless there is nothing on it."""
    if reading.peek() in {"]", "&"}:
        if not any(sides):
            raise reading.wrong("Bad class syntax")
    else:
        sides.append([])


def _item(reading: Reading) -> str:
    """Read a character, a range or the class behind an escape."""
    char = reading.take()
    if not char:
        raise reading.wrong("Unclosed character class", 2)
    if char == "\\":
        letter = reading.take_next()
        held = escaped_class(reading, letter)
        if held is not None:
            return held
        char = _escaped(reading, letter)
    return _range(reading, char) if reading.peek() == "-" else with_case(reading, char, char)


def _escaped(reading: Reading, letter: str) -> str:
    if not letter:
        raise reading.wrong("Unclosed character class")
    return escaped_char(reading, letter)


def _range(reading: Reading, low: str) -> str:
    start = reading.at
    reading.at += 1
    if reading.peek() in {"[", "]"}:
        # The `-` stands for itself.
        reading.at = start
        return with_case(reading, low, low)
    high = reading.take()
    if high == "\\":
        letter = reading.take_next()
        high = escaped_char(reading, letter) if not letter or letter not in "dDwWsShHvVpP" else ""
    if high < low:
        raise reading.wrong("Illegal character range")
    return with_case(reading, low, high)


def with_case(reading: Reading, low: str, high: str) -> str:
    """Write a range of characters, under the flag `i` with those that differ in case only."""
    ranges = [(ord(low), ord(high))]
    if "i" in reading.flags:
        ranges = in_both_cases(*ranges[0], of_unicode="u" in reading.flags)
    return "".join(_spelt(chr(first), chr(last)) for first, last in ranges)


def _spelt(low: str, high: str) -> str:
    return spelt(low) if low == high else f"{spelt(low)}-{spelt(high)}"
