"""Times as recordings have them: UTC, whole seconds."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def moment(told: str) -> str:
    """Give a time of ISO 8601 or of HTTP's `Date`; empty for what is none.

    >>> moment("2023-07-04T10:00:00.5+02:00"), moment("Mon, 21 Apr 2014 23:06:09 GMT"), moment("soon")
    ('2023-07-04T08:00:00Z', '2014-04-21T23:06:09Z', '')
    """
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(told)
        except (ValueError, TypeError, OverflowError):
            continue
        if found.tzinfo is not None:
            return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return ""
