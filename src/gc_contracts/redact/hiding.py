"""The redactor of one cassette."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gc_contracts._json import Json
from gc_contracts.errors import SettingsError
from gc_contracts.model.interaction import Fault, Headers, Reply, Request
from gc_contracts.model.recording import Cassette, Interaction
from gc_contracts.redact import placeholder
from gc_contracts.redact.body import hide_in_body, hide_in_bytes
from gc_contracts.redact.data import hide_in_data
from gc_contracts.redact.eye import Eye, eye
from gc_contracts.redact.form import hide_in_url
from gc_contracts.redact.headers import hide_in_headers
from gc_contracts.redact.rules import Edit, Rules
from gc_contracts.redact.scan import leaks


def redactor(
    credentials: Mapping[str, str], rules: Rules | None = None, existing: Cassette | None = None
) -> "Hiding":
    """Make the redactor of one cassette.

    Args:
        credentials: the run's own, by name: looked for everywhere, in every spelling.
        rules: what the team adds and takes away.
        existing: the cassette as it is on disk; its numbering goes on.
    """
    highest = max(map(placeholder.highest, _texts(existing)), default=0) if existing else 0
    return Hiding(eye(credentials, rules or Rules(), highest))


@dataclass(frozen=True, slots=True)
class Hiding:
    """A `Redactor`. What it has learnt from one interaction it looks for in those that follow."""

    eye: Eye

    def interaction(self, each: Interaction) -> Interaction:
        """Give the interaction without its secrets.

        Twice over where it told new ones: a response tells secrets that its request holds without a name.

        Raises:
            SettingsError: a function of the hook `pytest_gc_redact` broke.
        """
        for edit in self.eye.rules.edits:
            each = _edited(edit, each)
        before = self.eye.ledger.size
        each = self._once(each)
        return self._once(each) if self.eye.ledger.size > before else each

    def cassette(self, whole: Cassette) -> Cassette:
        """Give a cassette without its secrets, also where a later interaction tells of an earlier one's."""
        learnt = tuple(map(self.interaction, whole.interactions))
        run = whole.run
        if run:
            run = replace(run, input=self.data(run.input), output=self.data(run.output))
        return replace(whole, interactions=tuple(map(self._once, learnt)), run=run, document=None)

    def _once(self, each: Interaction) -> Interaction:
        return replace(each, request=self._request(each.request), reply=self._reply(each.reply))

    def _request(self, request: Request) -> Request:
        url = hide_in_url(request.url, self.eye)
        headers = hide_in_headers(request.headers, self.eye)
        body = request.body and hide_in_body(request.body, _kind(request.headers), self.eye)
        return replace(request, url=url, headers=headers, body=body)

    def _reply(self, reply: Reply) -> Reply:
        if isinstance(reply, Fault):
            return reply
        headers = hide_in_headers(reply.headers, self.eye)
        return replace(reply, headers=headers, body=hide_in_bytes(reply.body, _kind(reply.headers), self.eye))

    def data(self, value: Json) -> Json:
        """Give a JSON value without its secrets."""
        return hide_in_data(value, self.eye)

    def leaks(self, text: str) -> tuple[str, ...]:
        """Name what a finished text would still give away, in words that do not repeat it."""
        return leaks(text, self.eye)


def _edited(edit: Edit, each: Interaction) -> Interaction:
    name = getattr(edit, "__qualname__", "a function")
    try:
        changed = edit(each)
    except Exception as error:  # noqa: BLE001 - whatever a team's function raises is the same to us
        # Neither its words nor its cause: they may hold the secret.
        raise SettingsError(
            f"pytest_gc_redact: {name} raised {type(error).__name__}; nothing is written"
        ) from None
    if not isinstance(changed, Interaction):
        raise SettingsError(
            f"pytest_gc_redact: {name} gave {type(changed).__name__} instead of an Interaction"
        )
    return changed


def _kind(headers: Headers) -> str:
    return next((value for name, value in headers if name.lower() == "content-type"), "")


def _texts(cassette: Cassette) -> Iterator[str]:
    for each in cassette.interactions:
        yield each.request.url
        yield from (value for _, value in each.request.headers)
        yield each.request.body or ""
        if not isinstance(each.reply, Fault):
            yield from (value for _, value in each.reply.headers)
            yield each.reply.body.decode("utf-8", "replace")
    if cassette.run:
        yield repr((cassette.run.input, cassette.run.output))
