"""What `$1`, `${name}` and backslashes mean in a replacement.

Source: documented: java.util.regex.Matcher.appendReplacement, Java 17; recorded:
`conformance/velocity.jsonl`, group string-methods.
"""

from typing import TYPE_CHECKING

from gc_contracts.java.errors import JavaError

if TYPE_CHECKING:
    import regex


def expanded(replacement: str, match: "regex.Match[str]") -> str:
    """Fill the groups of a match into a replacement.

    Raises:
        JavaError: it names a group that is not there, or ends in a backslash or `$`.
    """
    if "\\" not in replacement and "$" not in replacement:
        return replacement
    parts, index = list[str](), 0
    while index < len(replacement):
        char = replacement[index]
        if char == "\\":
            if index + 1 == len(replacement):
                raise JavaError("java.lang.IllegalArgumentException", "character to be escaped is missing")
            parts.append(replacement[index + 1])
            index += 2
        elif char == "$":
            group, index = _group(replacement, index + 1, match)
            parts.append(group)
        else:
            parts.append(char)
            index += 1
    return "".join(parts)


def _group(replacement: str, index: int, match: "regex.Match[str]") -> tuple[str, int]:
    following = replacement[index : index + 1]
    if not following:
        raise JavaError(
            "java.lang.IllegalArgumentException", "Illegal group reference: group index is missing"
        )
    if following == "{":
        end = replacement.find("}", index)
        name = replacement[index + 1 : end]
        if end < 0 or name not in match.re.groupindex:
            raise JavaError("java.lang.IllegalArgumentException", f"No group with name {{{name}}}")
        return match.group(name) or "", end + 1
    if not (following.isascii() and following.isdigit()):
        raise JavaError("java.lang.IllegalArgumentException", "Illegal group reference")
    return _numbered(replacement, index, match)


def _numbered(replacement: str, index: int, match: "regex.Match[str]") -> tuple[str, int]:
    number, count = int(replacement[index]), match.re.groups
    if number > count:
        raise JavaError("java.lang.IndexOutOfBoundsException", f"No group {number}")
    index += 1
    while index < len(replacement) and replacement[index].isascii() and replacement[index].isdigit():
        longer = number * 10 + int(replacement[index])
        if longer > count:
            break
        number, index = longer, index + 1
    return match.group(number) or "", index
