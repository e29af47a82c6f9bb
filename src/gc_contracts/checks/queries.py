r"""Query languages inside a text: SOQL and SQL, OData filters, GraphQL. Does a value end its literal?

Only what each of these languages leaves no choice about is judged: an apostrophe or quote that is neither
doubled nor has a backslash ends a literal. Source: documented: SOQL (quoted string escapes), SQL and OData
(doubled apostrophe), GraphQL (string values).
"""

import re
from dataclasses import dataclass

_SELECT = re.compile(
    r"\s*(?:select\b.*\bfrom\b|find\s*\{|update\b|delete\s+from\b)", re.IGNORECASE | re.DOTALL
)
_ODATA = re.compile(r"(?:\b(?:eq|ne|gt|ge|lt|le)\s+|\b(?:contains|startswith|endswith)\([\w/]+,\s*)'")
_GRAPHQL = re.compile(r"\s*(?:(?:query|mutation|subscription)\b[^{\"]*)?\{")
_APOSTROPHES = re.compile(r"'(?:[^'\\]|\\.|'')*+'", re.DOTALL)
_QUOTES = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Query:
    """A literal of a query that holds the value, and the query around it."""

    language: str
    before: str
    after: str
    literal: "re.Pattern[str]"

    @property
    def quote(self) -> str:
        """What begins and ends a literal."""
        return '"' if self.language == "GraphQL" else "'"

    @property
    def words(self) -> str:
        """What a reader is told where it ends early."""
        return f"the {self.language} text literal ends early"

    def ends_early(self, other: str, value: str) -> bool:
        """Whether the literal of another query, with this value in it, ends before its own end."""
        if self.quote not in value:
            return False  # what a backslash does differs between dialects
        found = self.literal.match(other, len(self.before)) if other.startswith(self.before) else None
        return found is None or other[found.end() :] != self.after


def query_of(text: str, mark: str) -> Query | None:
    """Find the literal around a mark; None where the text is no query, or the mark stands in no literal."""
    language, literal = _language(text)
    if not language:
        return None
    found = next((item for item in literal.finditer(text) if mark in item.group()), None)
    return Query(language, text[: found.start()], text[found.end() :], literal) if found else None


def _language(text: str) -> tuple[str, "re.Pattern[str]"]:
    if _SELECT.match(text):
        return "SQL", _APOSTROPHES
    if _ODATA.search(text):
        return "OData", _APOSTROPHES
    return ("GraphQL", _QUOTES) if _GRAPHQL.match(text) else ("", _QUOTES)
