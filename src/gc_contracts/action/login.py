"""Step 4: who the request speaks for, and where it goes: the login's answer, a base URL, a header.

Nothing is secret here: what no contract file gives is a dummy, and no real token is ever fetched offline.
"""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from gc_contracts.model.failure import Cause, Failure
from gc_contracts.model.interaction import Headers, Request

TOKEN = "dummy-token"  # noqa: S105 - a dummy, as its text says
"""Stands for the access token that the platform fetches."""
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Access:
    """What an integration adds to each request of its actions."""

    base: str = ""
    """Goes before a URL that is a path."""
    headers: Headers = ()
    way: str = "none"
    """In a word, for the step's result: none, basic, token, customAuth."""

    def dress(self, request: Request) -> Request:
        """Complete a resolved request; what its templates say stays as it is."""
        absolute = not self.base or _ABSOLUTE.match(request.url)
        url = request.url if absolute else self.base.rstrip("/") + "/" + request.url.lstrip("/")
        return replace(request, url=url, headers=(*request.headers, *self.headers))


_BASES: Mapping[str, tuple[str, str]] = {
    "purecloud-data-actions": ("", "https://api.mypurecloud.com"),
    "salesforce-datadip": ("", "https://salesforce.invalid"),
    "microsoft-dynamics-data-actions": ("orgWebAddress", "https://dynamics.invalid"),
    "zendesk-data-actions": ("baseUrl", "https://zendesk.invalid"),
}
"""By integration type: the credential field that holds the base URL, and what stands for it."""


def is_stand_in(host: str) -> bool:
    """Tell a host that stands for one which only the integration knows, e.g. that of the org's region."""
    return f"https://{host}" in {dummy for _, dummy in _BASES.values()}


def access(integration: str, credentials: Mapping[str, str]) -> Access:
    """Tell what an integration adds.

    Args:
        integration: the integration type.
        credentials: those the contract file gives, by field.

    Source: recorded: exported actions of these types hold a path as URL; documented: credential types
    article (Basic Auth is added to every request; fields `userName` and `password` recorded in the Terraform
    provider's examples); assumed: a bearer token for all but web services, the region's host.
    """
    if integration in _BASES:
        field, dummy = _BASES[integration]
        bearer = (("Authorization", f"Bearer {TOKEN}"),)
        return Access(credentials.get(field, "") or dummy, bearer, "token")
    if integration == "custom-rest-actions" and credentials.keys() == {"userName", "password"}:
        pair = f"{credentials['userName']}:{credentials['password']}".encode()
        return Access(headers=(("Authorization", f"Basic {base64.b64encode(pair).decode()}"),), way="basic")
    return Access()


def refused(reason: Failure) -> Failure:
    """Word a login that failed: the customAuth action did not end well, for this reason.

    Source: documented: troubleshooting article: INVALID_CREDENTIALS, status 400, ACTION.AUTHENTICATION;
    assumed: the wording, and that every way in which a login fails is told alike.
    """
    return Failure(
        Cause.LOGIN,
        f"The login of the integration failed: {reason.message}",
        code="invalid.credentials",
        error_code="ACTION.AUTHENTICATION",
    )
