"""Patterns: where a match may begin and end, whose letters and digits count, and which case."""

from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType

from gc_contracts.schema.boundary.formats import INVALID, VALID
from gc_contracts.schema.boundary.model import Stand
from gc_contracts.schema.boundary.texts import limit
from gc_contracts.schema.effective import Rule
from gc_contracts.schema.pattern.compiled import Pattern
from gc_contracts.schema.separate.formats import TEXTS
from gc_contracts.schema.separate.sieve import Trial

PARSED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "date": ("basic", "week", "short", "slashes", "month-13", "day-32", "day-zero", "with-time"),
        "date-time": ("basic", "week", "only-date", "seconds-since-1970"),
    }
)
"""By format: texts that libraries for it read gladly."""

DIGITS = str.maketrans("0123456789", "".join(chr(0x660 + digit) for digit in range(10)))
"""To Arabic-Indic digits, which `\\d` takes in languages that read it by Unicode."""


def pattern_trials(stand: Stand) -> Iterator[Trial]:
    """Try what stands around a match, inside it, and in its stead."""
    low, high = limit(stand.node, "minLength", "maxLength")
    for rule in stand.node.named("pattern"):
        pattern = stand.node.root.pattern(rule.value)
        for word, text in _texts(stand, rule, pattern) if pattern else ():
            fits = low <= len(text) <= (len(text) if high is None else high)
            if fits and not _doubtful(text, stand, rule):
                yield Trial(rule, word, text)


def _texts(stand: Stand, rule: Rule, pattern: Pattern) -> Iterator[tuple[str, str]]:
    low, high = limit(stand.node, "minLength", "maxLength")
    made = list(islice(stand.node.root.examples(rule.value, low, high), 5))
    matches = [text for text in (stand.value, *made) if stand.node.root.matches(rule.value, text)]
    if matches:
        text = max(matches[:3], key=len)
        yield from (*_parsed(stand, rule, text), *around(text), *letters(text), *inside(text))
    misses = islice(pattern.counterexamples(low, high), 4, 8)
    yield from ((f"counterexample-{index + 5}", text) for index, text in enumerate(misses))
    yield from ((f"example-{index + 3}", text) for index, text in enumerate(made[2:]))


def _parsed(stand: Stand, rule: Rule, text: str) -> Iterator[tuple[str, str]]:
    """Where a pattern stands for a format, what a parser of that format takes beyond it."""
    matches = stand.node.root.matches
    for name, words in PARSED.items():
        if any(matches(rule.value, example) for example in VALID[name]):
            known = {**INVALID[name], **TEXTS[name]}
            texts = {word: known[word] for word in words} | (_respelt(text) if name == "date-time" else {})
            yield from (one for one in texts.items() if not matches(rule.value, one[1]))


def _respelt(moment: str) -> dict[str, str]:
    """The same moment as others write it."""
    return {
        "blank-for-t": moment.replace("T", " ").replace("t", " "),
        "lower-case": moment.lower(),
        "offset-for-z": moment.replace("Z", "+00:00"),
        "without-z": moment.removesuffix("Z"),
        "short-offset": moment.replace("Z", "+0000"),
    }


def _doubtful(text: str, stand: Stand, rule: Rule) -> bool:
    """Tell whether the first engine may misread a text: its `.` takes all line ends but one."""
    odd = "." in rule.value and any(sign in text for sign in "\r\u2028\u2029")
    return odd and not stand.node.root.matches(rule.value, text)


def around(text: str) -> Iterator[tuple[str, str]]:
    """What multi-line mode, `search`, `match`, `strip` and a lenient `$` let through."""
    yield from {
        "lines": f"\u00a7\n{text}\n\u00a7",
        "newline-before": f"\n{text}",
        "line-end": f"{text}\r\n",
        "line-separator": f"{text}\u2028",
        "both-sides": f"\u00a7{text}\u00a7",
        "two-lines": f"{text}\n{text}",
        "newline-after": f"{text}\n",
        "blank-before": f" {text}",
        "blank-after": f"{text} ",
        "suffixed": f"{text}\u00a7",
        "prefixed": f"\u00a7{text}",
        "twice": f"{text}{text}",
    }.items()


def inside(text: str) -> Iterator[tuple[str, str]]:
    """What `.`, blanks and signs mean, and a match cut short."""
    half = len(text) // 2
    sign = next((char for char in text if not char.isalnum()), "")
    yield from {
        "newline-inside": f"{text[:half]}\n{text[half + 1 :]}",
        "separator-inside": f"{text[:half]}\u2028{text[half + 1 :]}",
        "sign-dropped": text.replace(sign, "", 1),
        "sign-replaced": text.replace(sign, "x", 1) if sign else text,
        "without-last": text[:-1],
        "without-first": text[1:],
        "first-replaced": f"\u00a7{text[1:]}",
        "last-replaced": f"{text[:-1]}\u00a7",
        "blank-inside": f"{text[:half]} {text[half:]}",
        "no-break-blank": text.replace(" ", "\u00a0"),
    }.items()


def letters(text: str) -> Iterator[tuple[str, str]]:
    r"""What ignoring case and Unicode's own `\d` and `\w` let through."""
    yield from {
        "swapped": text.swapcase(),
        "upper": text.upper(),
        "arabic-digits": text.translate(DIGITS),
    }.items()
    letter = next((at for at, char in enumerate(text) if char.isascii() and char.isalpha()), None)
    word = next((at for at, char in enumerate(text) if char.isascii() and char.isalnum()), None)
    for at, signs in ((letter, {"kelvin": "\u212a"}), (word, {"accent": "\u00e9", "astral": "\U0001d4b3"})):
        if at is not None:
            yield from ((name, f"{text[:at]}{sign}{text[at + 1 :]}") for name, sign in signs.items())
