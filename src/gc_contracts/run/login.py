"""The login of one action's runs: an answer of its own, tried once before anything depends on it."""

from dataclasses import dataclass

from gc_contracts.action.execute import Executor
from gc_contracts.model.action import Action
from gc_contracts.model.contract import Contract
from gc_contracts.model.interaction import Send
from gc_contracts.settings import Emulation
from gc_contracts.transport.respond import answer
from gc_contracts.vary.login import login_reply


@dataclass(frozen=True, slots=True)
class Login:
    """The customAuth action that runs first, and what answers it; without one, dummies stand in."""

    action: Action | None = None
    send: Send | None = None
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, contract: Contract, emulation: Emulation) -> "Login":
        """Take a contract's login if it gives all that templates ask for; a note tells if it does not."""
        login = contract.login
        if login is None:
            return cls()
        credentials = contract.expectations.credentials
        wanted = Executor(contract.action, emulation, credentials).definition.login
        send = answer(login_reply(login, {name: str(text) for name, text in wanted.items()}, emulation))
        tried = Executor(login, emulation, credentials).run({}, send)
        given = tried.output if isinstance(tried.output, dict) else {}
        missing = [name for name in wanted if given.get(name) is None]
        if tried.failure is None and not missing:
            return cls(login, send)
        lost = ", ".join(f"`{name}`" for name in missing)
        why = tried.failure.message if tried.failure else f"no answer was found with which it gives {lost}"
        words = f"not verified: the login {contract.login_id}: {why}; harmless texts stand for its fields"
        return cls(notes=(words,))
