"""Every shape a validator may have, and every answer it may give."""

import pytest

from gc_contracts.model.verdict import Said, Trouble, Verdict
from gc_contracts.worker.terms import Opened
from gc_contracts.worker.verdicts import speaks_by_raising, verdict_of

VALID = {"a": 1}
INVALID = {"a": "x"}

SHAPES = {
    "function": ("def check(record):\n    return record['a'] == 1", "function"),
    "function-with-defaults": ("def check(record, strict=True):\n    return record['a'] == 1", "function"),
    "function-with-id": ("def check(record, record_id):\n    return record['a'] == 1", "function"),
    "lambda": ("check = lambda record: record['a'] == 1", "function"),
    "asynchronous": ("async def check(record):\n    return record['a'] == 1", "function"),
    "partial": (
        (
            "from functools import partial\ndef told(wanted, record):\n    return record['a'] == wanted\n"
            "check = partial(told, 1)"
        ),
        "partial",
    ),
    "bound-method": (
        "class Rules:\n    def told(self, record):\n        return record['a'] == 1\ncheck = Rules().told",
        "method",
    ),
    "callable-object": (
        "class Rules:\n    def __call__(self, record):\n        return record['a'] == 1\ncheck = Rules()",
        "Rules",
    ),
    "object-with-validate": (
        "class Rules:\n    def validate(self, record):\n        return record['a'] == 1\ncheck = Rules()",
        "object with validate",
    ),
    "class-with-validate": (
        "class check:\n    def validate(self, record):\n        return record['a'] == 1",
        "class with validate",
    ),
    "class-with-call": (
        "class check:\n    def __call__(self, record):\n        return record['a'] == 1",
        "class with __call__",
    ),
    "class-from-the-matrix": (
        (
            "class check:\n    def __init__(self, constraints):\n        self.a = constraints['a']\n"
            "    def validate_record(self, record, record_id):\n        return record['a'] == self.a"
        ),
        "class with validate_record",
    ),
    "class-from-the-matrix-by-keyword": (
        (
            "class check:\n    def __init__(self, *, rules):\n        self.a = rules['a']\n"
            "    def validate_record(self, record, record_id):\n        return record['a'] == self.a"
        ),
        "class with validate_record",
    ),
    "class-with-options-only": (
        (
            "class check:\n    def __init__(self, wanted=1):\n        self.a = wanted\n"
            "    def validate_record(self, record, record_id):\n        return record['a'] == self.a"
        ),
        "class with validate_record",
    ),
    "class-that-wants-no-id": (
        "class check:\n    def validate_record(self, record):\n        return record['a'] == 1",
        "class with validate_record",
    ),
    "model-class": (
        "from pydantic import BaseModel\nclass check(BaseModel, strict=True):\n    a: int",
        "model class with model_validate",
    ),
    "type-adapter": (
        (
            "from pydantic import BaseModel, TypeAdapter\nclass Rules(BaseModel, strict=True):\n    a: int\n"
            "check = TypeAdapter(Rules)"
        ),
        "object with validate_python",
    ),
    "static-method": (
        (
            "class Rules:\n    @staticmethod\n    def told(record):\n        return record['a'] == 1\n"
            "check = Rules.told"
        ),
        "function",
    ),
    "built-in": ("import operator\ncheck = operator.itemgetter('ok')\n", "itemgetter"),
}


@pytest.mark.parametrize(("code", "shape"), SHAPES.values(), ids=SHAPES)
def test_a_validator_of_any_shape_is_called_with_a_record(under_test, code, shape):
    """It says valid for one and invalid for the other, whatever it is."""
    worker = under_test(code, setup={"a": 1})

    opened = worker.open()
    said = [verdict_of(worker.ask({**record, "ok": record is VALID})).said for record in (VALID, INVALID)]

    assert (opened, said) == (Opened(shape), [Said.VALID, Said.INVALID])


ANSWERS = {
    "true": ("True", Verdict(Said.VALID)),
    "false": ("False", Verdict(Said.INVALID)),
    "no-errors": ("[]", Verdict(Said.VALID)),
    "errors": ("['a is odd', 'b is even']", Verdict(Said.INVALID, ("a is odd", "b is even"))),
    "tuple-of-errors": ("('a is odd', 'b is even')", Verdict(Said.INVALID, ("a is odd", "b is even"))),
    "empty-tuple": ("()", Verdict(Said.VALID)),
    "pair-valid": ("(True, [])", Verdict(Said.VALID)),
    "pair-invalid": ("(False, ['a is odd'])", Verdict(Said.INVALID, ("a is odd",))),
    "pair-without-words": ("(False, ())", Verdict(Said.INVALID)),
    "generator": ("(f'{name} is odd' for name in record)", Verdict(Said.INVALID, ("a is odd",))),
    "empty-generator": ("(name for name in ())", Verdict(Said.VALID)),
    "set-of-errors": ("{'a is odd'}", Verdict(Said.INVALID, ("a is odd",))),
    "errors-as-exceptions": ("[ValueError('a is odd')]", Verdict(Said.INVALID, ("a is odd",))),
    "lone-surrogate": ("['\\ud800']", Verdict(Said.INVALID, ("\ud800",))),
    "like-numpy-true": (
        "type('bool_', (), {'__bool__': lambda self: True})()",
        Verdict(Said.VALID),
    ),
    "like-numpy-false": (
        "(type('bool_', (), {'__bool__': lambda self: False})(), [])",
        Verdict(Said.INVALID),
    ),
}


@pytest.mark.parametrize(("answer", "verdict"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_in_an_agreed_shape_is_a_verdict(under_test, answer, verdict):
    """A bool, texts, or both."""
    worker = under_test(f"def check(record):\n    return {answer}\n")

    assert verdict_of(worker.ask(VALID)) == verdict


RIGHT = "a validator gives a bool, a list of texts (empty: valid), or (bool, list of texts)"
ODD = {
    "text": ("'bad'", f"gave str 'bad', which is no verdict: {RIGHT}"),
    "number": ("1", f"gave int 1, which is no verdict: {RIGHT}"),
    "object": ("{'valid': True}", f"gave dict {{'valid': True}}, which is no verdict: {RIGHT}"),
    "list-of-numbers": ("[1]", f"gave list [1], which is no verdict: {RIGHT}"),
    "record-given-back": ("record", f"gave dict {{'a': 1}}, which is no verdict: {RIGHT}"),
    "pair-with-text": (
        "(False, 'bad')",
        f"gave tuple (False, 'bad'), whose second part is no list of texts: {RIGHT}",
    ),
    "contradiction": (
        "(True, ['x'])",
        "gave tuple (True, ['x']), which says valid and names errors: it contradicts itself",
    ),
    "ellipsis": ("...", f"gave ellipsis Ellipsis, which is no verdict: {RIGHT}"),
}


@pytest.mark.parametrize(("answer", "message"), ODD.values(), ids=ODD)
def test_any_other_answer_is_a_crash_that_says_what_would_be_right(under_test, answer, message):
    """Put down to the line where the validator begins."""
    worker = under_test(f"def check(record):\n    return {answer}\n")

    verdict = verdict_of(worker.ask(VALID))

    trouble = Trouble("answer", message, "team.py", 1, "check", "def check(record):")
    assert verdict == Verdict(Said.CRASH, trouble=trouble)


RAISED = {
    "value-error": ("ValueError('a is odd')", ("a is odd",)),
    "own-subclass": ("type('Odd', (ValueError,), {})('a is odd')", ("a is odd",)),
    "without-words": ("ValueError()", ()),
    "of-a-library": ("type('ValidationError', (Exception,), {})('a is odd')", ("a is odd",)),
}


@pytest.mark.parametrize(("error", "errors"), RAISED.values(), ids=RAISED)
def test_a_value_error_says_invalid_in_its_own_words(under_test, error, errors):
    """So do the validation errors of libraries, whatever they derive from."""
    worker = under_test(f"def check(record):\n    raise {error}\n")

    assert verdict_of(worker.ask(VALID)) == Verdict(Said.INVALID, errors)


BY_RAISING = """
def check(record):
    if record["a"] != 1:
        raise ValueError("a is odd")
"""


def test_none_means_valid_where_the_validator_speaks_by_raising(under_test):
    """Its answer to the valid probe shows it."""
    worker = under_test(BY_RAISING)

    raising = speaks_by_raising(worker.open(VALID))

    verdicts = [verdict_of(worker.ask(record), raising=raising) for record in (VALID, INVALID)]
    assert verdicts == [Verdict(Said.VALID), Verdict(Said.INVALID, ("a is odd",))]


def test_none_is_no_verdict_where_the_validator_speaks_otherwise(under_test):
    """A branch without a return is a defect."""
    worker = under_test("def check(record):\n    if record['a'] == 1:\n        return True\n")

    raising = speaks_by_raising(worker.open(VALID))

    trouble = Trouble(
        "answer", f"gave None, which is no verdict: {RIGHT}", "team.py", 1, "check", "def check(record):"
    )
    assert not raising
    assert verdict_of(worker.ask(INVALID), raising=raising) == Verdict(Said.CRASH, trouble=trouble)


CHANGES = {
    "a-member-more": ("record['b'] = 2", {"a": 1, "b": 2}),
    "a-member-less": ("record.clear()", {}),
    "one-as-float": ("record['a'] = 1.0", {"a": 1.0}),
    "one-as-true": ("record['a'] = True", {"a": True}),
    "what-json-has-not": ("record['a'] = {1}", {"a": "{1}"}),
    "itself": ("record['a'] = record", None),
}


@pytest.mark.parametrize(("change", "after"), CHANGES.values(), ids=CHANGES)
def test_a_record_that_comes_back_as_another_one_is_told(under_test, change, after):
    """1, 1.0 and true are three values."""
    worker = under_test(f"def check(record):\n    {change}\n    return True\n")

    verdict = verdict_of(worker.ask(VALID))

    assert repr(verdict) == repr(Verdict(Said.VALID, mutated=True, after=after))


def test_another_order_of_members_is_the_same_record(under_test):
    """And a record is handed over anew each time."""
    worker = under_test("def check(record):\n    record['a'] = record.pop('a')\n    return True\n")

    verdicts = [verdict_of(worker.ask({"a": 1, "b": [1.0, -0.0]})) for _ in range(2)]

    assert verdicts == [Verdict(Said.VALID)] * 2
