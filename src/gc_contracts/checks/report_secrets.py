"""`privacy/secret-in-report`: names of files and subjects that hold a secret, which every report shows.

What findings say is masked; ids are not, since pytest, JUnit and a rerun need them as they are. What a
finished result still held is told under the same id by the last look of the run.
"""

from collections.abc import Iterator

from gc_contracts.checks.make import Spot
from gc_contracts.model.check import Seen
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.redact.values import is_searched

_HINT = "rename it, and replace the secret: names are in every log and report there was"


def secret_in_report(seen: Seen) -> Iterator[Finding]:
    """Report a known secret in the contract's id or name, each by the name it is known by."""
    contract = seen.contract
    known = {value: f"${{env:{name}}}" for name, value in seen.settings.project.secrets}
    known |= {value: f"${{credentials.{name}}}" for name, value in contract.expectations.credentials.items()}
    shown = {"the file's path": contract.id, "the subject's name": contract.name}
    for value, name in known.items():
        for what, text in shown.items():
            if is_searched(value) and value in text:
                message = f"{what} holds the secret `{name}`, and every report and log shows it"
                spot = Spot("", subject=what)
                yield Finding(
                    "privacy/secret-in-report",
                    Severity.ERROR,
                    contract.id,
                    message,
                    spot.source(seen),
                    place=spot.place,
                    hint=_HINT,
                )
