"""TLS without certificates, for both ends of a handler's connection: nothing leaves the process."""

import ssl
from collections.abc import Callable
from typing import Any

ANONYMOUS = "AECDH-AES256-SHA:@SECLEVEL=0"
"""The one cipher of both ends: keys are agreed upon, nobody proves who they are."""


def server_context() -> ssl.SSLContext:
    """Give our end."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(ANONYMOUS)
    return context


def make_anonymous() -> None:
    """Let the handler's end ask for no certificate, from now on, in this process."""
    for name in ("wrap_socket", "wrap_bio"):
        setattr(ssl.SSLContext, name, _anonymous(getattr(ssl.SSLContext, name)))
    for name in ("load_verify_locations", "load_default_certs", "set_default_verify_paths"):
        # No certificate is looked at, and reading them all is most of what a new client costs.
        setattr(ssl.SSLContext, name, _nothing)


def _nothing(*_: Any, **__: Any) -> None:
    """Stand where a call has nothing to do here."""


def _anonymous(original: Callable[..., Any]) -> Callable[..., Any]:
    """Let TLS go on without a certificate: the other end is ours, in this very process."""

    def wrap(context: Any, *arguments: Any, **named: Any) -> Any:
        if named.get("server_side"):
            return original(context, *arguments, **named)
        before = context.verify_mode, context.check_hostname
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(ANONYMOUS)
        try:
            return original(context, *arguments, **named)
        finally:  # the wrapped socket keeps its own copy; who asks the context finds it as it was
            context.verify_mode, context.check_hostname = before

    return wrap
