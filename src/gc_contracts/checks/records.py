"""Records as reports carry them: JSON, whatever was shown to a validator under test."""

from functools import reduce

from gc_contracts._json import Json, replace, unwritable

_PYTHON = {"nan": "float('nan')", "inf": "float('inf')", "-inf": "float('-inf')"}


def as_data(record: Json) -> dict[str, Json]:
    """Write a record for `reproduce`: where it holds what JSON cannot, null stands there and `python` tells.

    >>> as_data({"score": float("nan")})
    {'record': {'score': None}, 'python': "float('nan') at /score"}
    """
    odd = unwritable(record)
    if not odd:
        return {"record": record}
    plain = reduce(lambda whole, pointer: replace(whole, pointer, None), odd, record)
    told = ", ".join(f"{_PYTHON[str(value)]} at {pointer or 'the record'}" for pointer, value in odd.items())
    return {"record": plain, "python": told}
