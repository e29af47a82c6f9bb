"""Java's `String.format` for the conversions a template could use: `s d f x X o c b n %`.

Source: documented: java.util.Formatter of Java 17.
"""

import math
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from gc_contracts.java.errors import JavaError
from gc_contracts.java.numbers import number_class, number_text
from gc_contracts.velocity.lengths import check_length
from gc_contracts.velocity.objects import class_name, shown

_SPECIFIER = re.compile(r"%(?:(\d+)\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])")
_WIDEST = 10_000


def format_text(pattern: str, arguments: Sequence[Any]) -> str:
    """Fill a format.

    Raises:
        JavaError: an argument is missing or of the wrong type, or the conversion is unknown.
    """
    parts, end, position = list[str](), 0, 0
    for match in _SPECIFIER.finditer(pattern):
        parts.append(_between(pattern, end, match.start()))
        end = match.end()
        if match[5] in "n%":
            parts.append("\n" if match[5] == "n" else _padded("%", match))
            continue
        index = int(match[1]) - 1 if match[1] else position
        position += not match[1]
        parts.append(_padded(_converted(match, _argument(arguments, index, match)), match))
        check_length(sum(map(len, parts)))
    return "".join([*parts, _between(pattern, end, len(pattern))])


def _between(pattern: str, start: int, end: int) -> str:
    text = pattern[start:end]
    if "%" in text:
        after = text[text.index("%") + 1 :][:1] or "%"
        raise JavaError("java.util.UnknownFormatConversionException", f"Conversion = '{after}'")
    return text


def _argument(arguments: Sequence[Any], index: int, match: "re.Match[str]") -> Any:
    if index >= len(arguments):
        raise JavaError("java.util.MissingFormatArgumentException", f"Format specifier '{match[0]}'")
    return arguments[index]


def _padded(text: str, match: "re.Match[str]") -> str:
    width = min(int(match[3] or 0), _WIDEST)
    if "-" in match[2]:
        return text.ljust(width)
    if "0" in match[2] and match[5] in "dfxXo":
        sign = text[0] if text[:1] in {"-", "+"} else ""
        return sign + text[len(sign) :].rjust(width - len(sign), "0")
    return text.rjust(width)


def _converted(match: "re.Match[str]", value: Any) -> str:
    conversion = match[5]
    if conversion in "sS":
        text = shown(value)[: int(match[4])] if match[4] else shown(value)
        return text.upper() if conversion == "S" else text
    if conversion in "bB":
        return shown(value if isinstance(value, bool) else value is not None)
    if value is None:
        return "null"
    if conversion in "dxXo":
        return _whole(match, value)
    if conversion == "f":
        return _fixed(match, value)
    if conversion == "c" and isinstance(value, str):
        return value
    raise _wrong(match, value)


def _wrong(match: "re.Match[str]", value: Any) -> JavaError:
    if match[5] not in "sSbBdxXofc":
        return JavaError("java.util.UnknownFormatConversionException", f"Conversion = '{match[5]}'")
    return JavaError("java.util.IllegalFormatConversionException", f"{match[5]} != {class_name(value)}")


def _whole(match: "re.Match[str]", value: Any) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(match, value)
    if match[5] != "d":
        bits = 64 if number_class(value) == "Long" else 32
        unsigned = int(value) & ((1 << bits) - 1)
        return format(unsigned, match[5])
    text = f"{int(value):,}" if "," in match[2] else str(int(value))
    return "+" + text if "+" in match[2] and value >= 0 else text


def _fixed(match: "re.Match[str]", value: Any) -> str:
    if not isinstance(value, float | Decimal):
        raise _wrong(match, value)
    places = min(int(match[4]) if match[4] else 6, _WIDEST)
    if isinstance(value, float) and not math.isfinite(value):
        return number_text(value)
    with localcontext() as context:
        context.prec = _WIDEST + 400
        rounded = Decimal(number_text(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in match[2] else f"{rounded:f}"
    return "+" + text if "+" in match[2] and value >= 0 else text
