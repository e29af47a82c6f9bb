"""A correct validator for workitem.json, its rules across fields and its reference."""

# ruff: noqa: D102 - each member is named for the rule it judges
from collections.abc import Iterator

from validators.correct import Every, Rule
from validators.words import Json


class Workitem(Every):
    """Judges records of workitem.json, its rules across fields and its reference."""

    REQUIRED = ("policy_text", "status_enum")
    LEAST = 0
    POLICY = (3, 20)
    STORY = (0, 1000)
    STATUS = ("active", "waiting", "closed")
    PRIORITY = ("low", "high", "critical")
    ACCOUNTS = ("A-1", "A-2", "B-77")
    FILED = r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z\Z"
    PARTS = (0, 3)
    PART = (1, 12)

    FIELDS = (
        "policy_text",
        "story_longtext",
        "photo_url",
        "account_identifier",
        "status_enum",
        "priority_enum",
        "seen_date",
        "filed_datetime",
        "least_integer",
        "most_integer",
        "score_integer",
        "amount_number",
        "rate_number",
        "settled_checkbox",
        "parts_tag",
    )

    def __call__(self, record: Json) -> list[str]:
        """Judge the fields, and the rules across them."""
        errors = super().__call__(record)
        return errors or [*self.across(record)]

    def across(self, record: dict[str, Json]) -> Iterator[str]:
        """Judge a record whose fields are right each by itself."""
        if not self.critical(record):
            yield "a critical claim is active"
        if not self.ordered(record):
            yield "least is above most"
        if "account_identifier" in record and not self.known(record["account_identifier"]):
            yield "there is no such account"

    def critical(self, record: dict[str, Json]) -> bool:
        return record.get("priority_enum") != "critical" or record["status_enum"] == "active"

    def ordered(self, record: dict[str, Json]) -> bool:
        both = "least_integer" in record and "most_integer" in record
        return not both or record["least_integer"] <= record["most_integer"]

    def known(self, account: str) -> bool:
        return account in self.ACCOUNTS

    def depends(self, record: dict[str, Json]) -> bool:
        return True

    def rule(self, name: str) -> Rule | None:
        return getattr(self, f"field_{name}") if name in self.FIELDS else None

    def field_policy_text(self, value: Json) -> bool:
        return self.text(value, *self.POLICY)

    def field_story_longtext(self, value: Json) -> bool:
        return self.text(value, *self.STORY)

    def field_photo_url(self, value: Json) -> bool:
        return self.text(value, 0, 200)

    def field_account_identifier(self, value: Json) -> bool:
        return self.text(value, 1, 100)

    def field_status_enum(self, value: Json) -> bool:
        return self.is_text(value) and self.among(value, self.STATUS)

    def field_priority_enum(self, value: Json) -> bool:
        return self.is_text(value) and self.among(value, self.PRIORITY)

    def field_seen_date(self, value: Json) -> bool:
        return self.is_text(value) and self.is_date(value)

    def field_filed_datetime(self, value: Json) -> bool:
        return self.text(value, pattern=self.FILED) and self.is_moment(value)

    def field_least_integer(self, value: Json) -> bool:
        return self.is_integer(value) and 0 <= value <= 100

    def field_most_integer(self, value: Json) -> bool:
        return self.is_integer(value) and 0 <= value <= 100

    def field_score_integer(self, value: Json) -> bool:
        return self.is_integer(value) and -5 <= value <= 5

    def field_amount_number(self, value: Json) -> bool:
        return self.is_number(value) and 0 <= value <= 99999.5

    def field_rate_number(self, value: Json) -> bool:
        return self.is_number(value) and 0 <= value <= 1

    def field_settled_checkbox(self, value: Json) -> bool:
        return value is None or self.is_flag(value)

    def field_parts_tag(self, value: Json) -> bool:
        least, most = self.PARTS
        return (
            self.is_list(value)
            and least <= len(value) <= most
            and self.each(lambda item: self.text(item, *self.PART), value)
            and self.unique(value)
        )


def validate(record: Json) -> list[str]:
    """Judge a record of workitem.json."""
    return Workitem()(record)
