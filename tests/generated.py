"""Hypothesis recipes for schemas over the keywords we know, nested, satisfiable or not."""

from hypothesis import strategies as st

NAMES = ("a", "b", "note", "x_1")
COUNTS = st.integers(0, 6)
NUMBERS = st.sampled_from([-3, 0, 0.5, 1, 2.25, 7, 100, 2**53])
PATTERNS = ("^[a-c]{2,4}$", "b", "^x", "\\d+$", "^(ab|cd)?$")
FORMATS = ("date", "date-time", "ipv4", "uuid", "email")
VALUES = st.sampled_from([None, True, 0, 1, 1.0, "1", "a", "B", "", [], [1], {}, {"a": 1}, 0.5])


def some(fixed, optional):
    """A mapping with a few of the optional keywords."""
    return st.lists(st.sampled_from(sorted(optional)), max_size=3, unique=True).flatmap(
        lambda keys: st.fixed_dictionaries({**fixed, **{key: optional[key] for key in keys}})
    )


def texts():
    """Schemas of text."""
    keywords = {"minLength": COUNTS, "maxLength": COUNTS, "pattern": st.sampled_from(PATTERNS)}
    keywords |= {
        "format": st.sampled_from(FORMATS),
        "enum": st.lists(st.sampled_from("aBcd"), min_size=1, unique=True),
    }
    return some({"type": st.just("string")}, keywords)


def numbers(draft):
    """Schemas of numbers."""
    exclusive = st.booleans() if draft == "draft-04" else NUMBERS
    keywords = {"minimum": NUMBERS, "maximum": NUMBERS, "multipleOf": st.sampled_from([0.1, 0.5, 1, 2.5, 3])}
    old = {"minimum": NUMBERS} if draft == "draft-04" else {}
    return some(
        {"type": st.sampled_from(["integer", "number"]), **old}, {**keywords, "exclusiveMinimum": exclusive}
    )


def arrays(inner):
    """Schemas of arrays."""
    return some(
        {"type": st.just("array")},
        {
            "items": inner,
            "minItems": st.integers(0, 3),
            "maxItems": st.integers(0, 4),
            "uniqueItems": st.booleans(),
        },
    )


def objects(inner):
    """Schemas of objects."""
    properties = st.dictionaries(st.sampled_from(NAMES), inner, max_size=3)
    keywords = {"required": st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True)}
    keywords |= {"additionalProperties": st.one_of(st.booleans(), inner), "minProperties": st.integers(0, 3)}
    keywords |= {
        "maxProperties": st.integers(0, 4),
        "patternProperties": st.fixed_dictionaries({"^x": inner}),
    }
    keywords |= {"dependencies": st.just({"a": ["b"]})}
    return some({"type": st.just("object"), "properties": properties}, keywords)


def schemas(draft):
    """Schemas of every type, combined with allOf, anyOf, oneOf and not."""
    plain = st.one_of(
        texts(),
        numbers(draft),
        st.fixed_dictionaries({"enum": st.lists(VALUES, min_size=1, max_size=3)}),
        st.fixed_dictionaries(
            {"type": st.lists(st.sampled_from(["null", "boolean", "string"]), min_size=1, unique=True)}
        ),
        st.just({}),
    )

    def nested(inner):
        pairs = st.lists(inner, min_size=1, max_size=2)
        combined = st.sampled_from(["allOf", "anyOf", "oneOf"]).flatmap(
            lambda word: st.fixed_dictionaries({word: pairs})
        )
        return st.one_of(arrays(inner), objects(inner), combined, st.fixed_dictionaries({"not": inner}))

    return st.recursive(plain, nested, max_leaves=6)
