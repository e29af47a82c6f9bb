"""What a template may see: the input, credentials, the login's answer, the response.

Nothing else is reachable: no clock, no environment, no object but JSON values and texts.
"""

from collections.abc import Iterable, Mapping

from gc_contracts._json import Json
from gc_contracts.jsonpath import text
from gc_contracts.velocity.analysis import Reference

ORG_ID = "00000000-0000-4000-8000-000000000001"
INTEGRATION_ID = "00000000-0000-4000-8000-000000000002"
DUMMY = "dummy"
"""Stands for a credential nobody gave."""
DUMMY_URL = "https://dummy.invalid"
"""The same where a URL starts with it."""


def request_context(
    given: Mapping[str, Json], credentials: Mapping[str, str], login: Mapping[str, Json]
) -> dict[str, Json]:
    """Build what URL, header and body templates see.

    An input with a reserved name (`rawRequest`, `orgId`, `integrationId`) hides the built-in value.
    `credentials` and `authResponse` exist only where there is something in them, so that strict mode
    tells a template that uses them in vain.

    Source: documented: macros article for `input.rawRequest`, `credentials`, `authResponse`;
    assumed: `orgId` and `integrationId`, from the reserved names.
    """
    built_in = {"rawRequest": text(given), "orgId": ORG_ID, "integrationId": INTEGRATION_ID}
    context: dict[str, Json] = {"input": {**built_in, **given}}
    if credentials:
        context["credentials"] = credentials
    if login:
        context["authResponse"] = login
    return context


def success_context(values: Mapping[str, str], raw: str) -> dict[str, Json]:
    """Build what the success template sees: the raw response text and the mapped values as JSON text.

    Source: documented: response configuration article (`rawResult`, values as literals);
    assumed: input and credentials are not visible here.
    """
    return {"rawResult": raw, **values}


def dummies(references: Mapping[str, Iterable[Reference]], root: str) -> dict[str, str]:
    """Give every field of `root` that a template names a harmless text.

    So a run does not fail for want of a secret that no test should hold.

    Args:
        references: references of each template by the template's name.
        root: `credentials` or `authResponse`.

    Source: assumed: ours; on the platform the integration supplies them.
    """
    fields: dict[str, str] = {}
    for name, found in references.items():
        for reference in found:
            if reference.root == root and reference.path:
                starts = name == "requestUrlTemplate" and reference.offset == 0
                fields.setdefault(reference.path[0], DUMMY_URL if starts else DUMMY)
    return fields
