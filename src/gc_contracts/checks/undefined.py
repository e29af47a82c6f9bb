"""Which references have no value, whatever the input and the response."""

from dataclasses import dataclass

from gc_contracts.action.definition import SUCCESS
from gc_contracts.checks.parts import BUILT_IN, inputs_of, parsed, parts_of
from gc_contracts.model.action import Action, Part
from gc_contracts.model.check import Seen
from gc_contracts.velocity import Template
from gc_contracts.velocity.analysis import Reference, assigned, directives, references

_TOOLS = frozenset({"esc", "encoding", "math", "urlTool", "salesforce", "msdynamics"})
ELSEWHERE = frozenset({"input", "credentials", "authResponse"})
"""What request templates see and the success template may not."""
_IN_LOOPS = frozenset({"foreach", "velocityCount", "velocityHasNext"})


@dataclass(frozen=True, slots=True)
class Undefined:
    """A reference without a value, and the names that have one there."""

    use: Reference
    known: frozenset[str]
    is_input: bool
    """It asks for an input that is not declared; else its root is set nowhere."""

    @property
    def name(self) -> str:
        """What stands in the template: `input.x`, or the root and its first property."""
        return ".".join((self.use.root, *self.use.path[:1]))


def undefined(seen: Seen, name: str, part: Part) -> tuple[Undefined, ...]:
    """List the references of one template that never have a value."""
    template, action = parsed(seen, part), seen.contract.action
    if template is None or (name == SUCCESS and action.leaves_open("translation_map")):
        return ()
    roots, declared = _roots(action, name, template), frozenset(inputs_of(action)) | BUILT_IN
    found = []
    for use in references(template):
        if use.root not in roots:
            found.append(Undefined(use, roots, is_input=False))
        elif use.root == "input" and name != SUCCESS and use.path and use.path[0] not in declared:
            found.append(Undefined(use, declared, is_input=True))
    return tuple(
        found if isinstance(action.input.document, dict) else (one for one in found if not one.is_input)
    )


def wanted_in_vain(seen: Seen) -> frozenset[str]:
    """Give each word of those references: an unused name like one of them is the same defect."""
    found = [one for name, part in parts_of(seen).items() for one in undefined(seen, name, part)]
    return frozenset(word for one in found for word in (one.use.root, *one.use.path[:1]) if word != "input")


def _roots(action: Action, name: str, template: Template) -> frozenset[str]:
    looping = any(directive.name == "foreach" for directive in directives(template))
    known = _TOOLS | assigned(template) | (_IN_LOOPS if looping else frozenset())
    if name == SUCCESS:
        return known | {"rawResult", "successTemplateUtils"} | frozenset(action.response.translation_map)
    return known | ELSEWHERE
