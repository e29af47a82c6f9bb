"""The last look undoes encodings that the mask does not write, and tells what it found without repeating it."""

from base64 import b64encode

import pytest

from gc_contracts.model.case import CaseKind
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.result import Outcome, Result
from gc_contracts.run.last_look import CHECK, looked_over
from gc_contracts.source import Source

SECRET = "Kx7-bq29/Zt+4"
CONTRACT = Contract("contracts/a.json", Kind.BROKEN, "a", None, None)


def _result(**parts):
    finding = Finding("demo/x", Severity.NOTE, CONTRACT.id, "plain", Source(CONTRACT.id), **parts)
    return Result(CONTRACT.id, CaseKind.STATIC, Outcome.PASSED, (finding,))


@pytest.mark.parametrize(
    "text",
    [
        SECRET,
        "".join(f"%{ord(sign):02x}" for sign in SECRET),
        "".join(f"\\u{ord(sign):04x}" for sign in SECRET),
        b64encode(f"x{SECRET}y".encode()).decode(),
    ],
    ids=["plain", "percent", "escapes", "base64"],
)
def test_what_still_holds_a_secret_is_replaced_and_told(text):
    """Whichever field it stands in: here one that the mask leaves alone."""
    result = looked_over(
        _result(place=f"/a/{text}"), CONTRACT, {SECRET: "${env:K}"}, Severity.ERROR, tells=True
    )

    assert text not in repr(result)
    assert (result.outcome, [found.check for found in result.findings]) == (
        Outcome.FAILED,
        [CHECK, "demo/x"],
    )
    assert "${env:K}" in result.findings[0].message


def test_a_result_without_secrets_stays_as_it_is():
    """Nothing is garbled: the same value comes back."""
    result = _result(place="/a/b", hint="aGVsbG8gd29ybGQh %41 \\u0041", reproduce={"input": {"id": 1.5}})

    assert looked_over(result, CONTRACT, {SECRET: "${env:K}"}, Severity.ERROR, tells=True) == result


def test_what_is_found_is_replaced_where_the_check_is_off_too():
    """Switching a check off is no leave to write secrets."""
    result = looked_over(_result(hint=SECRET), CONTRACT, {SECRET: "${env:K}"}, Severity.ERROR, tells=False)

    assert (result.outcome, result.findings[0].hint) == (Outcome.PASSED, "${env:K}")
