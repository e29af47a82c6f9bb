r"""What Java's character classes, properties and line ends hold, in the words of `regex`.

A class is written as what stands between its brackets. `\b` has its own idea of a word up to Java 18: letters
and digits of every script, and marks that stand on one.
Source: documented: java.util.regex.Pattern and java.lang.Character, Java 17; settled by running Java 17.
"""

from collections.abc import Mapping

LINE_ENDS = r"\n\r\u0085\u2028\u2029"
NOT_IN_CRLF = r"(?!(?<=\r)\n)"
ANY_BREAK = r"(?:\r\n|[\n\x0b\f\r\u0085\u2028\u2029])"
CLASSES: Mapping[str, str] = {
    "d": "0-9",
    "w": "a-zA-Z0-9_",
    "s": r" \t\n\x0b\f\r",
    "h": r" \t\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000",
    "v": r"\n\x0b\f\r\u0085\u2028\u2029",
}
_IGNORABLE = r"\x00-\x08\x0e-\x1b\x7f-\x9f\p{Cf}"
_INVISIBLE = r"\p{Zl}\p{Zp}\p{Cc}\p{Cs}\p{Cn}"
UNICODE: Mapping[str, str] = {
    "ALPHABETIC": r"\p{Alphabetic}",
    "LETTER": r"\p{L}",
    "IDEOGRAPHIC": r"\p{Ideographic}",
    "LOWERCASE": r"\p{Lowercase}",
    "UPPERCASE": r"\p{Uppercase}",
    "TITLECASE": r"\p{Lt}",
    "WHITESPACE": r"\p{White_Space}",
    "CONTROL": r"\p{Cc}",
    "PUNCTUATION": r"\p{P}",
    "HEXDIGIT": r"\p{Nd}A-Fa-f\uff21-\uff26\uff41-\uff46",
    "ASSIGNED": r"\P{Cn}",
    "NONCHARACTERCODEPOINT": r"\p{Noncharacter_Code_Point}",
    "DIGIT": r"\p{Nd}",
    "ALNUM": r"\p{Alphabetic}\p{Nd}",
    "BLANK": r"\p{Zs}\t",
    "GRAPH": rf"[^\p{{Zs}}{_INVISIBLE}]",
    "PRINT": rf"[^{_INVISIBLE}]",
    "WORD": r"\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c\u200d",
    "JOINCONTROL": r"\u200c\u200d",
}
"""Properties behind `Is`, in capitals and without underscores."""
CLASSES_BY_UNICODE: Mapping[str, str] = {
    **CLASSES,
    "d": UNICODE["DIGIT"],
    "w": UNICODE["WORD"],
    "s": UNICODE["WHITESPACE"],
}
POSIX: Mapping[str, str] = {
    "Lower": "a-z",
    "Upper": "A-Z",
    "ASCII": r"\x00-\x7f",
    "Alpha": "a-zA-Z",
    "Digit": "0-9",
    "Alnum": "a-zA-Z0-9",
    "Punct": r"!-/:-@\[-`{-\~",
    "Graph": r"!-\~",
    "Print": r"\x20-\~",
    "Blank": r" \t",
    "Cntrl": r"\x00-\x1f\x7f",
    "XDigit": "0-9a-fA-F",
    "Space": r" \t\n\x0b\f\r",
}
POSIX_OF_UNICODE: Mapping[str, str] = {
    "LOWER": "LOWERCASE",
    "UPPER": "UPPERCASE",
    "ALPHA": "ALPHABETIC",
    "DIGIT": "DIGIT",
    "ALNUM": "ALNUM",
    "PUNCT": "PUNCTUATION",
    "GRAPH": "GRAPH",
    "PRINT": "PRINT",
    "BLANK": "BLANK",
    "CNTRL": "CONTROL",
    "XDIGIT": "HEXDIGIT",
    "SPACE": "WHITESPACE",
}
"""What these become under the flag `U`, in capitals or not."""
_CATEGORIES = (
    *("L", "Lu", "Ll", "Lt", "Lm", "Lo", "LC", "M", "Mn", "Me", "Mc", "N", "Nd", "Nl", "No"),
    *("Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co", "Cs", "Cn"),
    *("P", "Pd", "Ps", "Pe", "Pc", "Po", "Pi", "Pf", "S", "Sm", "Sc", "Sk", "So"),
)
GENERAL: Mapping[str, str] = {
    **{name: rf"\p{{{name}}}" for name in _CATEGORIES},
    "LD": r"\p{L}\p{Nd}",
    "L1": r"\x00-\xff",
    "all": r"\x00-\U0010ffff",
}
JAVA: Mapping[str, str] = {
    "javaLowerCase": r"\p{Lowercase}",
    "javaUpperCase": r"\p{Uppercase}",
    "javaAlphabetic": r"\p{Alphabetic}",
    "javaIdeographic": r"\p{Ideographic}",
    "javaTitleCase": r"\p{Lt}",
    "javaDigit": r"\p{Nd}",
    "javaDefined": r"\P{Cn}",
    "javaLetter": r"\p{L}",
    "javaLetterOrDigit": r"\p{L}\p{Nd}",
    "javaJavaIdentifierStart": r"\p{L}\p{Nl}\p{Sc}\p{Pc}",
    "javaJavaIdentifierPart": rf"\p{{L}}\p{{Nl}}\p{{Sc}}\p{{Pc}}\p{{Nd}}\p{{Mn}}\p{{Mc}}{_IGNORABLE}",
    "javaUnicodeIdentifierStart": r"\p{ID_Start}",
    "javaUnicodeIdentifierPart": rf"\p{{ID_Continue}}{_IGNORABLE}",
    "javaIdentifierIgnorable": _IGNORABLE,
    "javaSpaceChar": r"\p{Z}",
    "javaWhitespace": r"\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000",
    "javaISOControl": r"\x00-\x1f\x7f-\x9f",
    "javaMirrored": r"\p{Bidi_Mirrored}",
}
WITHOUT_CASE: Mapping[str, str] = {
    **dict.fromkeys(("Lower", "Upper"), "a-zA-Z"),
    **dict.fromkeys(("Lu", "Ll", "Lt"), r"\p{LC}"),
    **dict.fromkeys(
        ("LOWERCASE", "UPPERCASE", "TITLECASE", "javaLowerCase", "javaUpperCase", "javaTitleCase"),
        r"\p{Lowercase}\p{Uppercase}\p{Lt}",
    ),
}
"""What properties of case hold under the flag `i`."""
CHARACTERS: Mapping[str, str] = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\x07", "e": "\x1b"}


def edge(of_unicode: bool, *, none: bool) -> str:
    r"""Write `\b`, or `\B`: where a word begins or ends, or where none does."""
    word = UNICODE["WORD"] if of_unicode else r"\p{L}\p{Nd}_"
    marked = r"[\p{L}\p{Nd}]\p{Mn}*"
    behind = rf"(?:(?<=[{word}])|(?<={marked}\p{{Mn}}))"
    ahead = rf"(?:(?=[{word}])|(?=\p{{Mn}})(?<={marked}))"
    if none:
        return f"(?:{behind}{ahead}|(?!{behind})(?!{ahead}))"
    return f"(?:{behind}(?!{ahead})|(?!{behind}){ahead})"
