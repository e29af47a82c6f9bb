"""Where values land in the output, as checks ask for it."""

from gc_contracts.action.landing import Landing, handed_through, unwrapped
from gc_contracts.action.landing import land as land_marks
from gc_contracts.errors import VelocityError
from gc_contracts.model.check import Seen
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
