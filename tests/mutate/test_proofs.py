"""No proof may say that a mutant is no mutant where some record tells: held against mutants that are killed."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from gc_contracts.errors import SchemaError
from gc_contracts.model.case import RecordCase
from gc_contracts.model.schema import Schema
from gc_contracts.mutate.equivalent import Proofs
from gc_contracts.mutate.judge import Suite
from gc_contracts.mutate.mutants import mutants
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.validate import compile as compile_schema
from generated import schemas
from shared import REASON, SHARED

DRAFTS = {"draft4": "draft-04", "draft7": "draft-07", "draft2020-12": "2020-12"}
QUIET = settings(
    max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def lies(schema, records=()):
    """Mutants that a case kills and a proof calls equivalent."""
    validator = compile_schema(schema)
    cases = list(boundary(schema).cases)
    cases += [RecordCase(str(n), one, validator.is_valid(one)) for n, one in enumerate(records)]
    suite, proofs = Suite.of(schema, cases, "ecma", lambda _: True), Proofs(schema, "ecma")
    return [mutant.words for mutant in mutants(schema) if _killed(suite, mutant) and proofs.reason(mutant)]


def _killed(suite, mutant):
    try:
        return suite.noticed(mutant) is not None
    except SchemaError:
        return False


@pytest.mark.parametrize("draft", DRAFTS.values())
def test_a_mutant_of_any_schema_that_a_case_kills_is_never_proved_equal(draft):
    """Generated schemas, nested."""

    @QUIET
    @given(schemas(draft))
    def holds(document):
        schema = Schema("s", document, draft)
        try:
            compile_schema(schema)
        except SchemaError:
            return
        assert lies(schema) == []

    holds()


@pytest.mark.skipif(SHARED is None, reason=REASON)
@pytest.mark.parametrize(("folder", "draft"), DRAFTS.items(), ids=DRAFTS)
def test_the_official_suite_refutes_no_proof(folder, draft):
    """Every schema of the suite with its own records."""
    root = (SHARED or Path()) / "conformance" / "json-schema" / "tests" / folder
    groups = [group for path in sorted(root.glob("*.json")) for group in json.loads(path.read_text("utf-8"))]
    found = {}
    for group in groups:
        try:
            lied = lies(Schema("s", group["schema"], draft), [test["data"] for test in group["tests"]])
        except SchemaError:
            continue
        found |= {group["description"]: lied} if lied else {}

    assert (len(groups) > 100, found) == (True, {})
