"""Bugs of a validator's behaviour, and of rules across fields and references."""

import time

from validators.bug import ACCEPTS, CRASH, MUTATES, REJECTS, UNSTABLE, Bug
from validators.correct import Every
from validators.words import Json
from validators.workitem import Workitem


def _yes(self: Every, *_: Json) -> bool:
    return True


def _crash_on_null(self: Every, value: Json) -> bool:
    return len(value) <= 5 and (value is None or isinstance(value, str))


def _crash_on_absent(self: Every, record: dict[str, Json]) -> bool:
    card, holder = record["card"], record.get("holder")
    return (card is None or holder is not None) and Every.depends(self, record)


def _slow(self: Every, value: Json) -> bool:
    if isinstance(value, str) and len(value) > 9:
        while True:  # as a pattern that backtracks without end
            time.sleep(0.01)
    return Every.judge_title(self, value)


class _Remembering(Every):
    """Judges a record by what it judged before."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def __call__(self, record: Json) -> list[str]:
        """Never forgets an error."""
        self.errors += super().__call__(record)
        return self.errors


class _Alternating(Every):
    """Forgets one rule every second time."""

    def __init__(self) -> None:
        self.count = 0

    def judge_count(self, value: Json) -> bool:
        self.count += 1
        return super().judge_count(value) if self.count % 2 else True


def _mutating(self: Every, record: Json) -> list[str]:
    if isinstance(record, dict):
        record.setdefault("flag", False)
    return Every.__call__(self, record)


def _popping(self: Every, record: Json) -> list[str]:
    errors = Every.__call__(self, record)
    if isinstance(record, dict):
        record.pop("memo", None)
    return errors


def _sorting(self: Every, value: Json) -> bool:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value.sort()
    return Every.judge_tags(self, value)


def _critical_always(self: Workitem, record: dict[str, Json]) -> bool:
    return bool(record["status_enum"] == "active")


def _critical_or(self: Workitem, record: dict[str, Json]) -> bool:
    return record.get("priority_enum") == "critical" or record["status_enum"] == "active"


def _critical_prefix(self: Workitem, record: dict[str, Json]) -> bool:
    return record.get("priority_enum") != "critical" or record["status_enum"] in {"active", "waiting"}


def _ordered_strictly(self: Workitem, record: dict[str, Json]) -> bool:
    return record.get("least_integer", 0) < record.get("most_integer", 101)


def _ordered_by_default(self: Workitem, record: dict[str, Json]) -> bool:
    return record.get("least_integer", 0) <= record.get("most_integer", 0)


def _known_by_prefix(self: Workitem, account: str) -> bool:
    return any(known.startswith(account) for known in self.ACCOUNTS)


def _known_by_case(self: Workitem, account: str) -> bool:
    return account.upper() in self.ACCOUNTS


BUGS = {
    # Behaviour.
    "crash_on_null": Bug("len(None)", CRASH, "", "/maybe", {"judge_maybe": _crash_on_null}),
    "crash_on_absent": Bug("record['card']", CRASH, "", "", {"depends": _crash_on_absent}),
    "hang": Bug("never ends on a longer text", CRASH, "", "/title", {"judge_title": _slow}),
    "mutates_default": Bug("sets a default in the record", MUTATES, "", "", {"__call__": _mutating}),
    "mutates_by_pop": Bug("takes a member away", MUTATES, "", "", {"__call__": _popping}),
    "mutates_nested": Bug("sorts a list in place", MUTATES, "", "/tags", {"judge_tags": _sorting}),
    "errors_not_reset": Bug("remembers errors", UNSTABLE, "", "", {}, _Remembering),
    "alternating": Bug("forgets a rule every second time", UNSTABLE, "", "", {}, _Alternating),
    # Rules across fields, and the reference.
    "rule_dropped": Bug(
        "a critical claim may be closed", ACCEPTS, "critical-is-active", "", {"critical": _yes}, Workitem
    ),
    "rule_when_ignored": Bug(
        "every claim must be active", REJECTS, "", "", {"critical": _critical_always}, Workitem
    ),
    "rule_or_swapped": Bug(
        "critical or active", ACCEPTS, "critical-is-active", "", {"critical": _critical_or}, Workitem
    ),
    "rule_loosened": Bug(
        "waiting is let through", ACCEPTS, "critical-is-active", "", {"critical": _critical_prefix}, Workitem
    ),
    "rule_strict": Bug("equal bounds are refused", REJECTS, "", "", {"ordered": _ordered_strictly}, Workitem),
    "rule_by_default": Bug(
        "an absent bound counts as 0", REJECTS, "", "", {"ordered": _ordered_by_default}, Workitem
    ),
    "rule_order_dropped": Bug(
        "least may be above most", ACCEPTS, "least-below-most", "", {"ordered": _yes}, Workitem
    ),
    "reference_dropped": Bug(
        "any account passes", ACCEPTS, "reference", "/account_identifier", {"known": _yes}, Workitem
    ),
    "reference_by_prefix": Bug(
        "a beginning of an account passes",
        ACCEPTS,
        "reference",
        "/account_identifier",
        {"known": _known_by_prefix},
        Workitem,
    ),
    "reference_by_case": Bug(
        "upper() on the account",
        ACCEPTS,
        "reference",
        "/account_identifier",
        {"known": _known_by_case},
        Workitem,
    ),
    "reference_missing": Bug(
        "an account is missing", REJECTS, "", "/account_identifier", {"ACCOUNTS": ("A-1", "A-2")}, Workitem
    ),
    "flat_enum_lost": Bug(
        "a member is missing", REJECTS, "", "/priority_enum", {"PRIORITY": ("low", "critical")}, Workitem
    ),
    "flat_longtext_short": Bug(
        "500 characters at most", REJECTS, "", "/story_longtext", {"STORY": (0, 500)}, Workitem
    ),
}
