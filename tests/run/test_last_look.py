"""The last look undoes encodings that the mask does not write, and tells what it found without repeating it."""

from base64 import b64encode
from dataclasses import replace

import pytest

from gc_contracts.model.case import CaseKind
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.result import Outcome, Result
from gc_contracts.model.waiver import Waiver
from gc_contracts.run.last_look import CHECK, looked_over
from gc_contracts.settings import Settings
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
    result = looked_over(_result(place=f"/a/{text}"), CONTRACT, {SECRET: "${env:K}"}, Settings(), tells=True)

    assert text not in repr(result)
    assert (result.outcome, [found.check for found in result.findings]) == (
        Outcome.FAILED,
        [CHECK, "demo/x"],
    )
    assert "${env:K}" in result.findings[0].message


def test_a_result_without_secrets_stays_as_it_is():
    """Nothing is garbled: the same value comes back."""
    result = _result(place="/a/b", hint="aGVsbG8gd29ybGQh %41 \\u0041", reproduce={"input": {"id": 1.5}})

    assert looked_over(result, CONTRACT, {SECRET: "${env:K}"}, Settings(), tells=True) == result


def test_what_is_found_is_replaced_where_the_check_is_off_too():
    """Switching a check off is no leave to write secrets."""
    result = looked_over(_result(hint=SECRET), CONTRACT, {SECRET: "${env:K}"}, Settings(), tells=False)

    assert (result.outcome, result.findings[0].hint) == (Outcome.PASSED, "${env:K}")


def test_a_leak_can_be_waived_and_stays_hidden():
    """Code that cannot be mended today keeps nobody from a gate; nobody reads the secret either."""
    here = Source("contracts/waivers.yaml", 1, 3)
    waiver = Waiver(CHECK, CONTRACT.id, "the vendor's code prints it", "ops", "2026-12-31", here)
    contract = replace(CONTRACT, waivers=(waiver,))

    result = looked_over(
        _result(hint=SECRET), contract, {SECRET: "${env:K}"}, Settings(today="2026-12-31"), tells=True
    )

    assert SECRET not in repr(result)
    assert (result.outcome, [found.check for found in result.findings]) == (Outcome.PASSED, ["demo/x"])
    assert [(one.finding.check, one.until, one.source) for one in result.waived] == [
        (CHECK, "2026-12-31", here)
    ]
