"""Findings and results to make reports from."""

from gc_contracts.model.case import CaseKind
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.result import Outcome, Result
from gc_contracts.report.summary import Subject
from gc_contracts.source import Source

ID = "contracts/x/X.custom.json"
OTHER = "contracts/schemas/s.json"

UNDEFINED = Finding(
    "template/undefined-variable",
    Severity.ERROR,
    ID,
    "`$input.userld` is not in the input contract; did you mean `userId`?",
    Source(ID, 14, 31, "/config/request/requestUrlTemplate"),
    "/config/request/requestUrlTemplate#userld",
    {"input": {"userId": "é\n"}},
    "write ${input.userId}",
    ('   14 |   "requestUrlTemplate": "/${input.userld}"', "                                     ^"),
    ("ok   1. Validate request body", "FAIL 5. Resolve request URL template: not set"),
)
UNUSED = Finding(
    "template/unused-input",
    Severity.WARNING,
    ID,
    "`pages` is declared and no template uses it",
    Source(ID, 40, 9, "/contract/input/inputSchema/properties/pages"),
    "/contract/input/inputSchema/properties/pages",
)
STYLE = Finding(
    "schema/pattern-unanchored",
    Severity.NOTE,
    OTHER,
    "the pattern may match in the middle",
    Source(OTHER, 3, 4, "/properties/a/pattern"),
    "/properties/a/pattern",
)
RESULTS = (
    Result(ID, CaseKind.STATIC, Outcome.FAILED, (UNDEFINED, UNUSED), 0, 0.001),
    Result(ID, CaseKind.REQUEST, Outcome.FAILED, (UNDEFINED,), 40, 0.1234567),
    Result(
        ID, CaseKind.HANDLER, Outcome.SKIPPED, reason="not verified: handler a:b is not run by this version"
    ),
    Result(OTHER, CaseKind.STATIC, Outcome.PASSED, (STYLE,), notes=("maxLength of /a is implied by enum",)),
    Result(
        OTHER, CaseKind.BOUNDARY, Outcome.PASSED, (), 1200, 0.01, ("not verified: the engines disagree on x",)
    ),
)
SUBJECTS = (Subject(ID, "Find user", "action", "export"), Subject(OTHER, "s", "schema", "json-schema"))
