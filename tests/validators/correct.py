"""A validator for every.json as a careful engineer writes it: plain Python, a seam a rule, no schema library.

It is an oracle: written from the drafts of JSON Schema alone, so that nothing of our engines is in it. Each
limit, pattern and predicate is a member of its own, so that `planted` can break one at a time.
"""

# ruff: noqa: D102 - each member is named for the rule it judges
from collections.abc import Callable, Iterator

from validators.words import Json, Words

Rule = Callable[[Json], bool]


class Every(Words):
    """Judges records of every.json."""

    REQUIRED = ("id", "status", "amount")
    LEAST = 4
    CODE = r"\A[A-Z]{2}-[0-9]{3}\Z"
    STATUS = ("open", "On hold", "closed")
    LEVELS = (1, 2, False, None, "3")
    TITLE = (2, 10)
    BLANK = 0
    SLUG = "[a-z]+-[a-z]+"
    START = r"\Aab"
    END = r"[0-9]{2}\Z"
    ZIP = r"\A[0-9]{5}\Z"
    MAIL = (
        r"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
        r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*\Z"
    )
    OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
    TAG_ITEMS = (1, 4)
    TAG = (1, 8)
    NONE_ITEMS = 0
    LABELS = (1, 3)
    LABEL = r"\Ax-"
    STREET = (1, 12)
    USERS = ("admin", "root")
    OPEN_PLACES = ()

    def __call__(self, record: Json) -> list[str]:
        """Give one error a broken rule; none: the record is valid."""
        if not self.is_object(record):
            return ["the record is no object"]
        return [*self.whole(record), *self.members(record)]

    def whole(self, record: dict[str, Json]) -> Iterator[str]:
        """Judge what is about the record as one."""
        yield from (f"{name} is required" for name in self.REQUIRED if self.absent(record, name))
        if len(record) < self.LEAST:
            yield f"there are only {len(record)} properties"
        if not self.depends(record):
            yield "a property depends on another"
        if not self.fits(record):
            yield "the record is too large"

    def absent(self, record: dict[str, Json], name: str) -> bool:
        return name not in record

    def depends(self, record: dict[str, Json]) -> bool:
        if "card" in record and "holder" not in record:
            return False
        amount = record.get("amount")
        return not ("discount" in record and self.is_number(amount) and amount < 10)

    def members(self, record: dict[str, Json]) -> Iterator[str]:
        """Judge each property by the method of its name."""
        for name, value in record.items():
            rule = self.rule(name)
            if rule is None:
                yield from self.unknown(name)
            elif not rule(value):
                yield f"{name} is wrong"

    def rule(self, name: str) -> Rule | None:
        return getattr(self, f"judge_{name}", None)

    def unknown(self, name: str) -> Iterator[str]:
        yield f"{name} is not known"

    def judge_id(self, value: Json) -> bool:
        return self.text(value, pattern=self.CODE)

    def judge_parent(self, value: Json) -> bool:
        return self.text(value, pattern=self.CODE)

    def judge_status(self, value: Json) -> bool:
        return self.among(value, self.STATUS)

    def judge_level(self, value: Json) -> bool:
        return self.among(value, self.LEVELS)

    def judge_title(self, value: Json) -> bool:
        return self.text(value, *self.TITLE)

    def judge_blank(self, value: Json) -> bool:
        return self.text(value, 0, self.BLANK)

    def judge_slug(self, value: Json) -> bool:
        return self.text(value, pattern=self.SLUG)

    def judge_start(self, value: Json) -> bool:
        return self.text(value, pattern=self.START)

    def judge_end(self, value: Json) -> bool:
        return self.text(value, pattern=self.END)

    def judge_zip(self, value: Json) -> bool:
        return self.text(value, pattern=self.ZIP)

    def judge_day(self, value: Json) -> bool:
        return self.is_text(value) and self.is_date(value)

    def judge_moment(self, value: Json) -> bool:
        return self.is_text(value) and self.is_moment(value)

    def judge_mail(self, value: Json) -> bool:
        return self.text(value, pattern=self.MAIL) and self.dotted(value.split("@")[0])

    def dotted(self, name: str) -> bool:
        return ".." not in name and not name.startswith(".") and not name.endswith(".")

    def judge_host(self, value: Json) -> bool:
        return self.text(value, pattern=rf"\A{self.OCTET}(?:\.{self.OCTET}){{3}}\Z")

    def judge_memo(self, value: Json) -> bool:
        return self.is_text(value)

    def judge_amount(self, value: Json) -> bool:
        return self.is_number(value) and 0 < value <= 1000

    def judge_share(self, value: Json) -> bool:
        return self.is_number(value) and 0 <= value < 1

    def judge_price(self, value: Json) -> bool:
        return self.is_number(value) and self.multiple(value, "0.01")

    def judge_step(self, value: Json) -> bool:
        return self.is_number(value) and self.multiple(value, "0.25")

    def judge_count(self, value: Json) -> bool:
        return self.is_integer(value) and 1 <= value <= 10

    def judge_zero(self, value: Json) -> bool:
        return self.is_integer(value) and value <= 0

    def judge_even(self, value: Json) -> bool:
        return self.is_integer(value) and value % 2 == 0

    def judge_flag(self, value: Json) -> bool:
        return self.is_flag(value)

    def judge_nothing(self, value: Json) -> bool:
        return value is None

    def judge_maybe(self, value: Json) -> bool:
        return value is None or self.text(value, 0, 5)

    def judge_tags(self, value: Json) -> bool:
        least, most = self.TAG_ITEMS
        return (
            self.is_list(value)
            and least <= len(value) <= most
            and self.each(lambda item: self.text(item, *self.TAG), value)
            and self.unique(value)
        )

    def each(self, rule: Rule, items: list[Json]) -> bool:
        return all(map(rule, items))

    def judge_bag(self, value: Json) -> bool:
        return self.is_list(value) and self.unique(value)

    def judge_none(self, value: Json) -> bool:
        return self.is_list(value) and len(value) <= self.NONE_ITEMS

    def judge_pair(self, value: Json) -> bool:
        rules = (self.is_text, self.is_integer)
        return (
            self.is_list(value)
            and all(rule(item) for rule, item in zip(rules, value, strict=False))
            and all(map(self.is_flag, value[2:]))
        )

    def judge_point(self, value: Json) -> bool:
        return self.is_list(value) and len(value) == 2 and all(map(self.is_number, value))

    def judge_matrix(self, value: Json) -> bool:
        return self.is_list(value) and self.each(self.row, value)

    def row(self, value: Json) -> bool:
        return self.is_list(value) and len(value) <= 3 and self.each(self.is_integer, value)

    def judge_labels(self, value: Json) -> bool:
        least, most = self.LABELS
        return (
            self.is_object(value)
            and least <= len(value) <= most
            and all(self.label(name, item) for name, item in value.items())
        )

    def label(self, name: str, value: Json) -> bool:
        return self.text(value, 0, 5) if self.found(self.LABEL, name) else self.is_integer(value)

    def judge_place(self, value: Json) -> bool:
        return self.parts(value, {"street": self.street, "geo": self.geo}, ("street",))

    def parts(self, value: Json, rules: dict[str, Rule], required: tuple[str, ...]) -> bool:
        """Judge a closed object."""
        return (
            self.is_object(value)
            and self.closed(value, rules)
            and not any(self.absent(value, name) for name in required)
            and all(rules[name](item) for name, item in value.items() if name in rules)
        )

    def closed(self, value: dict[str, Json], rules: dict[str, Rule]) -> bool:
        return value.keys() <= rules.keys()

    def street(self, value: Json) -> bool:
        return self.text(value, *self.STREET)

    def geo(self, value: Json) -> bool:
        return self.parts(value, {"lat": self.lat, "lon": self.lon}, ("lat", "lon"))

    def lat(self, value: Json) -> bool:
        return self.is_number(value) and -90 <= value <= 90

    def lon(self, value: Json) -> bool:
        return self.is_number(value) and -180 <= value < 180

    def judge_lines(self, value: Json) -> bool:
        return self.is_list(value) and self.each(self.line, value)

    def line(self, value: Json) -> bool:
        return self.parts(value, {"sku": self.sku, "quantity": self.quantity}, ("sku",))

    def sku(self, value: Json) -> bool:
        return self.text(value, 3)

    def quantity(self, value: Json) -> bool:
        return self.is_integer(value) and value >= 1

    def judge_card(self, value: Json) -> bool:
        return self.is_text(value)

    def judge_holder(self, value: Json) -> bool:
        return self.is_text(value)

    def judge_discount(self, value: Json) -> bool:
        return self.is_flag(value)

    def judge_both(self, value: Json) -> bool:
        return self.is_integer(value) and 5 <= value <= 8

    def judge_any(self, value: Json) -> bool:
        return self.text(value, 0, 3) or (self.is_integer(value) and value >= 100)

    def judge_one(self, value: Json) -> bool:
        return self.is_integer(value) and (value % 3 == 0) is not (value % 5 == 0)

    def judge_user(self, value: Json) -> bool:
        return self.is_text(value) and not self.among(value, self.USERS)


def validate(record: Json) -> list[str]:
    """Judge a record of every.json."""
    return Every()(record)
