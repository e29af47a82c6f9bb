"""What Java's character classes and escapes hold, in the words of `regex`.

Source: documented: java.util.regex.Pattern of Java 17.
"""

LINE_END = r"(?:\r\n|[\n\r\u0085\u2028\u2029])"
NOT_IN_CRLF = r"(?!(?<=\r)\n)"
LAST_LINE_END = rf"(?={LINE_END}?\Z){NOT_IN_CRLF}"
CLASSES = {
    "d": "0-9",
    "w": "a-zA-Z_0-9",
    "s": r" \t\n\x0b\f\r",
    "h": r" \t\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000",
    "v": r"\n\x0b\f\r\x85\u2028\u2029",
}
FIXED = {
    "R": r"(?:\r\n|[\n\x0b\f\r\x85\u2028\u2029])",
    "e": r"\x1b",
    "Z": LAST_LINE_END,
    "z": r"\Z",
    "a": r"\x07",
}
POSIX = {
    "Lower": "a-z",
    "Upper": "A-Z",
    "ASCII": r"\x00-\x7f",
    "Alpha": "a-zA-Z",
    "Digit": "0-9",
    "Alnum": "a-zA-Z0-9",
    "Punct": r"!-/:-@\[-`{-~",
    "Graph": "!-~",
    "Print": " -~",
    "Blank": r" \t",
    "Cntrl": r"\x00-\x1f\x7f",
    "XDigit": "0-9a-fA-F",
    "Space": r" \t\n\x0b\f\r",
}
