"""Trees back into text: what is spelled is read as the same tree."""

import pytest

from gc_contracts.rules.parser import parse
from gc_contracts.rules.search.spell import spell


@pytest.mark.parametrize(
    "text",
    [
        "has(record.a.b) && !(record.a.b > -1 || record['x'] <= 2.5)",
        "record.a ? record.b == 'it\\'s \"so\"\\n' : record.c in [1, 2u, null, true]",
        "record.tags.all(t, size(t) > 1) && record.tags.map(t, t != '', t + 'x').exists_one(u, u == 'é😀')",
        "timestamp(record.a) - duration('1h') < timestamp('2026-01-01T00:00:00Z')",
        "{'a': 1, 'b': record.b}['a'] == -record.c % 3",
        "b'\\xff\\x00a' == bytes(record.a)",
        "record.a.matches('^[a-z]+$') == record.lines[0].`odd-name`.startsWith('x')",
    ],
)
def test_spelling_is_read_back_as_it_was(text):
    """Whatever the operators and quotes."""
    tree = parse(text)

    assert parse(spell(tree)) == tree
