"""The checks we ship: listed by hand, so that reading this file tells all there is.

A module is imported when one of its checks first looks: the engines below are heavy, and a suite of schemas
needs none of those that actions do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from gc_contracts.checks import compat, file
from gc_contracts.checks.registry import Registry
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import Check, Seen
from gc_contracts.model.contract import Kind
from gc_contracts.model.finding import Finding, Severity

_STATIC = frozenset({CaseKind.STATIC})
_REQUEST = frozenset({CaseKind.REQUEST})
_RESPONSE = frozenset({CaseKind.RESPONSE})
_EXAMPLES = frozenset({CaseKind.EXAMPLES})
_HANDLER = frozenset({CaseKind.HANDLER})
_REPLAY = frozenset({CaseKind.REPLAY})
_RECORDS = frozenset({CaseKind.BOUNDARY, CaseKind.FUZZ, CaseKind.EXAMPLES, CaseKind.RULES})
_RULES = frozenset({CaseKind.RULES})
_OF_SCHEMAS = ("schema/", "rule/", "reference/", "validator/")
"""Families that look at schemas; all others look at actions."""


@dataclass(frozen=True, slots=True)
class Late:
    """A check's `look`: a function of a module beside this one, imported when it first looks."""

    module: str
    name: str

    def __call__(self, seen: Seen) -> Iterator[Finding]:
        """Look, as the function does."""
        found: Iterator[Finding] = getattr(import_module(f"{__package__}.{self.module}"), self.name)(seen)
        return found


def _row(
    id: str,  # noqa: A002 - the word users know
    look: Late,
    kinds: frozenset[CaseKind],
    severity: Severity = Severity.ERROR,
) -> Check:
    about = Kind.SCHEMA if id.startswith(_OF_SCHEMAS) else Kind.ACTION
    return Check(id, kinds, look, severity, frozenset({about}))


BUILTIN: tuple[Check, ...] = (
    *file.CHECKS,
    _row("schema/invalid", Late("schema", "invalid"), _STATIC),
    _row("schema/dialect", Late("schema", "product_dialect"), _STATIC),
    _row("schema/unsatisfiable", Late("schema", "unsatisfiable"), _STATIC),
    _row("schema/example-rejected", Late("schema", "example_rejected"), _EXAMPLES),
    _row("schema/example-accepted", Late("schema", "example_accepted"), _EXAMPLES),
    _row("schema/pattern-unsafe", Late("schema", "pattern_unsafe"), _STATIC, Severity.WARNING),
    _row("schema/pattern-unanchored", Late("schema", "pattern_unanchored"), _STATIC, Severity.NOTE),
    _row("validator/accepts-invalid", Late("validator", "accepts_invalid"), _RECORDS),
    _row("validator/rejects-valid", Late("validator", "rejects_valid"), _RECORDS),
    _row("validator/crash", Late("misbehaved", "crash"), _RECORDS),
    _row("validator/mutates-record", Late("misbehaved", "mutates_record"), _RECORDS),
    _row("validator/unstable", Late("misbehaved", "unstable"), _RECORDS),
    _row("reference/unknown", Late("reference", "unknown"), _STATIC),
    _row("reference/type-mismatch", Late("reference", "type_mismatch"), _STATIC),
    _row("reference/ambiguous", Late("reference", "ambiguous"), _STATIC, Severity.WARNING),
    _row("reference/cycle", Late("reference", "cycle"), _STATIC, Severity.WARNING),
    _row("reference/dangling", Late("reference", "dangling"), _STATIC),
    _row("rule/invalid", Late("rule", "invalid"), _STATIC | _RULES),
    _row("rule/unsatisfiable", Late("rule", "unsatisfiable"), _RULES),
    _row("rule/vacuous", Late("rule", "vacuous"), _RULES),
    _row("contract/invalid-schema", Late("contract", "invalid_schema"), _STATIC),
    _row("contract/input-type", Late("contract", "input_type"), _STATIC),
    _row("contract/reserved-name", Late("contract", "reserved_name"), _STATIC, Severity.WARNING),
    _row("contract/input-name", Late("contract", "input_name"), _STATIC, Severity.WARNING),
    _row("contract/nested-array", Late("contract", "nested_array"), _STATIC, Severity.WARNING),
    _row("contract/ref-unsupported", Late("contract", "ref_unsupported"), _STATIC),
    _row("contract/flatten-conflict", Late("contract", "flatten_conflict"), _STATIC, Severity.WARNING),
    _row("contract/drift", Late("twins", "drift"), _STATIC, Severity.WARNING),
    _row("contract/refused-setting", Late("contract", "refused_setting"), _STATIC),
    _row("template/syntax", Late("template", "syntax"), _STATIC),
    _row("template/undefined-variable", Late("template", "undefined_variable"), _STATIC),
    _row("template/login-without-field", Late("login", "login_without_field"), _STATIC),
    _row(
        "template/unsupported-directive", Late("template", "unsupported_directive"), _STATIC, Severity.WARNING
    ),
    _row("template/unused-input", Late("unused", "unused_input"), _STATIC, Severity.WARNING),
    _row("template/unused-mapping", Late("unused", "unused_mapping"), _STATIC, Severity.WARNING),
    _row("template/unguarded-optional", Late("guarded", "unguarded_optional"), _REQUEST),
    _row("template/render-failure", Late("guarded", "render_failure"), _REQUEST | _RESPONSE),
    _row("mapping/invalid-path", Late("mapping", "invalid_path"), _STATIC | _RESPONSE),
    _row("mapping/never-found", Late("mapping", "unfindable"), _STATIC | _RESPONSE, Severity.WARNING),
    _row("mapping/default-without-path", Late("mapping", "default_without_path"), _STATIC, Severity.WARNING),
    _row("mapping/default-not-json", Late("mapping", "default_not_json"), _RESPONSE),
    _row("mapping/missing-default", Late("mapping", "missing_default"), _RESPONSE, Severity.WARNING),
    _row("mapping/indefinite-to-scalar", Late("mapping", "indefinite_to_scalar"), _RESPONSE),
    _row("request/not-json", Late("json_body", "not_json"), _REQUEST),
    _row("request/injection", Late("injection", "injection"), _REQUEST | _HANDLER),
    _row("request/invalid-url", Late("request", "invalid_url"), _REQUEST),
    _row("request/invalid-header", Late("request", "invalid_header"), _REQUEST),
    _row("request/unresolved-reference", Late("request", "unresolved_reference"), _REQUEST),
    _row("output/not-json", Late("output", "not_json"), _RESPONSE),
    _row("output/schema-mismatch", Late("mismatch", "schema_mismatch"), _RESPONSE),
    _row("output/never-produced", Late("produced", "never_produced"), _RESPONSE),
    _row("output/undeclared", Late("produced", "undeclared"), _RESPONSE, Severity.WARNING),
    _row("output/example-mismatch", Late("output", "example_mismatch"), _EXAMPLES),
    _row("handler/crash", Late("handler", "crash"), _HANDLER),
    _row("handler/timeout", Late("handler", "timeout"), _HANDLER),
    _row("handler/unhandled-fault", Late("handler", "unhandled_fault"), _HANDLER),
    _row(
        "handler/failure-as-success",
        Late("function_outputs", "failure_as_success"),
        _HANDLER,
        Severity.WARNING,
    ),
    _row("handler/missing-output", Late("handler_outputs", "missing_output"), _HANDLER),
    _row("handler/undeclared-output", Late("handler_outputs", "undeclared_output"), _HANDLER),
    _row("handler/output-mismatch", Late("handler_outputs", "output_mismatch"), _HANDLER),
    _row("privacy/secret-in-cassette", Late("privacy", "secret_in_cassette"), _STATIC),
    _row("privacy/secret-in-template", Late("privacy", "secret_in_template"), _STATIC, Severity.WARNING),
    _row("privacy/secret-in-report", Late("report_secrets", "secret_in_report"), _STATIC),
    _row("replay/not-allowed", Late("not_allowed", "not_allowed"), _REPLAY),
    _row("replay/request-changed", Late("replay", "request_changed"), _REPLAY),
    _row("replay/unmatched-request", Late("replay", "unmatched_request"), _REPLAY | _EXAMPLES),
    _row("replay/output-changed", Late("replay", "output_changed"), _REPLAY),
    _row(
        "replay/unused-interaction",
        Late("replay", "unused_interaction"),
        _REPLAY | _EXAMPLES,
        Severity.WARNING,
    ),
    _row("replay/stale", Late("stale", "stale"), _STATIC, Severity.WARNING),
    *compat.CHECKS,
)


def builtin() -> Registry:
    """Give the registry of all checks we ship."""
    return Registry(BUILTIN)
