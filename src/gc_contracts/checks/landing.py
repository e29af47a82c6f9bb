"""What the success template does with values: where they land, and which it cannot do with or without."""

from collections.abc import Mapping
from dataclasses import dataclass

from gc_contracts._json import loads
from gc_contracts.action.definition import SUCCESS
from gc_contracts.action.landing import RAW, Landing, handed_through, unwrapped
from gc_contracts.action.landing import land as land_marks
from gc_contracts.errors import VelocityError
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.execution import Cause
from gc_contracts.velocity import Template, parse


def land(seen: Seen) -> Landing | None:
    """Mark every key and render; None for a template handed through, broken, or no JSON."""
    template = success_template(seen)
    if template is None or handed_through(seen.contract.action):
        return None
    return land_marks(template, seen.contract.action.response.translation_map, unwrapped(template))


def lists(seen: Seen) -> frozenset[str]:
    """Name the keys that may hold a list, since the template takes an element out."""
    template = success_template(seen)
    return unwrapped(template) if template else frozenset()


def success_template(seen: Seen) -> Template | None:
    """Parse the success template; None where there is none or it is broken."""
    success = seen.contract.action.response.success
    try:
        return parse(success.text, engine=seen.settings.emulation.velocity) if success else None
    except VelocityError:
        return None


@dataclass(frozen=True, slots=True)
class Trial:
    """The success template with harmless numbers for all keys, and one key put to the test."""

    template: Template
    plain: Mapping[str, str]
    lists: frozenset[str]
    """The keys an element is taken out of."""

    def lacks(self, key: str) -> bool:
        """Whether the template stops where this key has no value."""
        return self._reads(self.plain) and not self._reads(
            {name: text for name, text in self.plain.items() if name != key}
        )

    def spoilt_by(self, key: str, text: str) -> bool:
        """Whether the template stops, or gives no JSON, where this key has this text."""
        return self._reads(self.plain) and not self._reads({**self.plain, key: text})

    def _reads(self, context: Mapping[str, str]) -> bool:
        try:
            loads(self.template.render({RAW: "{}", **context}, name=SUCCESS))
        except (VelocityError, ValueError):
            return False
        return True


def trial(seen: Seen) -> Trial | None:
    """Make the success template ready for trials; None where there is none or it is broken."""
    template = success_template(seen)
    if template is None:
        return None
    taken = unwrapped(template)
    keys = seen.contract.action.response.translation_map
    return Trial(template, {key: "[1]" if key in taken else "1" for key in keys}, taken)


def stopped(run: ActionRun) -> bool:
    """Whether the success template stopped this run."""
    failure = run.execution.failure
    return failure is not None and failure.cause is Cause.VELOCITY and failure.part == SUCCESS


def spoiling_defaults(seen: Seen) -> frozenset[str]:
    """Name the keys whose default is no JSON and spoils the output wherever it is used."""
    found = trial(seen)
    defaults = seen.contract.action.response.defaults
    spoilt = {key for key, part in defaults.items() if found and found.spoilt_by(key, part.text)}
    return frozenset(key for key in spoilt if not is_json(defaults[key].text))


def is_json(text: str) -> bool:
    """Tell whether a text is JSON."""
    try:
        loads(text)
    except ValueError:
        return False
    return True
