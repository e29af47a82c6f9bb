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


def told(url: str) -> str:
    """Write a URL for people: without the places that secrets stand in.

    >>> told("https://me:word@a.example/x?token=t"), told("data:text/plain,word")
    ('https://a.example/x', 'data:')
    """
    scheme, mark, rest = url.partition("://")
    if not mark or not scheme.isalpha():
        return f"{url.partition(':')[0][:20]}:" if ":" in url else ""
    host, slash, path = rest.partition("?")[0].partition("#")[0].partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"[:80]


def literal(url: str) -> str:
    """Encode a URL's braces and drop its fragment: in a recording braces mean any segment.

    >>> literal("https://a.example/{x}#top")
    'https://a.example/%7Bx%7D'
    """
    return url.partition("#")[0].replace("{", "%7B").replace("}", "%7D")


def written(pairs: Iterable[tuple[str, str]]) -> str:
    """Write a query or a form.

    >>> written([("a", "x y"), ("a", "&")])
    'a=x+y&a=%26'
    """
    return urlencode(list(pairs), errors="replace")


def with_query(url: str, query: str) -> str:
    """Put a query to a URL that may have one."""
    if not query:
        return url
    return f"{url}{'&' if '?' in url else '?'}{query}"


def segment(value: str) -> str:
    """Write a text as a path segment: braces are letters there, and what is encoded already stays so.

    >>> segment("a b/{c}%20")
    'a%20b%2F%7Bc%7D%20'
    """
    return quote(value, safe="!$&'()*+,;=:@~%", errors="replace")
