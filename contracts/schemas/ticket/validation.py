"""What checks a ticket before it is submitted: the code under test of this contract."""

import json
import re

STATUS = ("active", "inactive")
PRIORITY = ("low", "high", "critical")
ADDRESS = re.compile(r"[a-z0-9.+-]+@[a-z0-9-]+\.[a-z]{2,}")
MOST_BYTES = 1_048_576


def validate(ticket: object) -> list[str]:
    """Tell all that is wrong with a ticket; an empty list means that it is valid."""
    if not isinstance(ticket, dict):
        return ["a ticket is an object"]
    errors = [*_required(ticket), *_email(ticket.get("email")), *_score(ticket.get("score"))]
    if ticket.get("priority") == "critical" and ticket.get("status") != "active":
        errors.append("a critical ticket is active")
    if len(json.dumps(ticket, ensure_ascii=False, separators=(",", ":")).encode()) > MOST_BYTES:
        errors.append(f"a ticket has at most {MOST_BYTES} bytes")
    return errors


def _required(ticket: dict) -> list[str]:
    wrong = []
    if ticket.get("status") not in STATUS:
        wrong.append(f"status is one of {', '.join(STATUS)}")
    if ticket.get("priority") not in PRIORITY:
        wrong.append(f"priority is one of {', '.join(PRIORITY)}")
    return wrong


def _email(value: object) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, str) or not 6 <= len(value) <= 80 or not ADDRESS.fullmatch(value):
        return ["email is an address of 6 to 80 characters"]
    return []


def _score(value: object) -> list[str]:
    # `True` is an int to Python, and no number to JSON.
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return [] if value is None or is_whole else ["score is a whole number"]
