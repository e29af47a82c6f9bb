"""URLs and forms of imported requests."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode, urlsplit


def is_web(url: str) -> bool:
    """Tell an http or https URL with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.netloc)


def written(pairs: Iterable[tuple[str, str]]) -> str:
    """Write a query or a form.

    >>> written([("a", "x y"), ("a", "&")])
    'a=x+y&a=%26'
    """
    return urlencode(list(pairs))


def with_query(url: str, query: str) -> str:
    """Put a query to a URL that may have one."""
    if not query:
        return url
    return f"{url}{'&' if '?' in url else '?'}{query}"


def segment(value: str) -> str:
    """Write a text as a path segment, braces of a template too: they are letters there."""
    return quote(value, safe="!$&'()*+,;=:@~")
