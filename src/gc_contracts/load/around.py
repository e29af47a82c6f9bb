"""What lies around an action: its twin in another form, and the login of its integration.

A folder is looked at once, and only by actions; a file is parsed only where its text speaks of a form that is
wanted. So the cost stays that of reading each folder once.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from gc_contracts.load.files import contract_files, entries, is_file
from gc_contracts.load.subject import load_each
from gc_contracts.model.contract import Contract, Kind

CX = "cx-as-code"
_FORMS = frozenset({"export", "api", CX})
_EXPORTED = re.compile(r"(?:\s*-\s*Exported\s+\d{4}-\d\d?-\d\d?(?:\s*@\s*\d\d?:\d\d)?)+\s*$", re.IGNORECASE)
_CX_WORDS = re.compile(rb'"(?:config_request|function_config|contract_input)"')
_EXPORT_WORDS = re.compile(rb'"(?:integrationType|requestUrlTemplate|successTemplate|inputSchema)"')
_LOGIN_WORDS = re.compile(rb"customAuth|custom_auth_action")
_WANTED = "authResponse"


def plain_name(name: str) -> str:
    """Give an action's name without what exporting added to it.

    Source: recorded: the UI appends ` - Exported yyyy-mm-dd @ h:mm`, again on every export.

    >>> plain_name("Get User - Exported 2024-01-02 @ 3:04 - Exported 2024-02-02 @ 13:04")
    'Get User'
    """
    return _EXPORTED.sub("", name).strip()


def wants_login(contract: Contract) -> bool:
    """Tell whether a template of an action asks what a login gave."""
    action = contract.action
    return action.action_type != "customAuth" and any(
        _WANTED in part.text for part in action.templates.values()
    )


class Around:
    """Completes the actions of one run; what was read of a folder is kept."""

    def __init__(self, root: Path, folders: Iterable[Path]) -> None:
        self.root = root
        self.folders = tuple(folders)
        self._folders: dict[Path, _Folder] = {}

    def complete(self, contract: Contract) -> Contract:
        """Give an action with its twin and its login, as far as they are there."""
        file = contract.document.file if contract.document else contract.id
        here = Path(os.path.normpath(self.root / file)).parent
        found = self._with_twin(contract, here)
        return self._with_login(found, here) if wants_login(contract) else found

    def _folder(self, folder: Path) -> "_Folder":
        if folder not in self._folders:
            self._folders[folder] = _Folder(folder, self.root)
        return self._folders[folder]

    def _with_twin(self, contract: Contract, here: Path) -> Contract:
        if contract.action.form not in _FORMS:
            return contract
        folder = self._folder(here)
        # Both sides see the difference; where both are contracts, CX as Code, which people edit, tells it.
        tells = contract.action.form == CX or bool(contract_files(here))
        twins = folder.twins(contract) if tells else []
        if len(twins) > 1:
            named = ", ".join(each.id for each in twins[:3])
            note = f"not verified: whether it differs from its twin, for there are {len(twins)}: {named}"
            return replace(contract, notes=(*contract.notes, note))
        return replace(contract, twin=twins[0]) if twins else contract

    def _with_login(self, contract: Contract, here: Path) -> Contract:
        for folder in self._up(here):
            found = self._folder(folder).logins_for(contract)
            if len(found) == 1:
                return replace(contract, login=found[0].action, login_id=found[0].id)
            if found:
                named = ", ".join(each.id for each in found[:3])
                words = f"there are {len(found)} customAuth actions: {named}"
                return _unverified(contract, words)
        return _unverified(contract, "no customAuth action lies beside it or above")

    def _up(self, folder: Path) -> tuple[Path, ...]:
        """Give a folder and those above it, up to the contracts folder it lies in."""
        base = next((each for each in self.folders if folder.is_relative_to(each)), folder)
        return tuple(each for each in (folder, *folder.parents) if each.is_relative_to(base))


@dataclass(frozen=True)
class _Folder:
    """The actions of one folder by form; files are read as text once, and parsed when somebody asks."""

    folder: Path
    root: Path

    @cached_property
    def _texts(self) -> dict[Path, tuple[bool, bool, bool]]:
        """Tell for each file whether it speaks as CX as Code, as an export, of a login."""
        return {path: _words(path) for path in entries(self.folder)}

    @cached_property
    def _cx(self) -> tuple[Contract, ...]:
        return self._loaded(path for path, words in self._texts.items() if words[0])

    @cached_property
    def _exports(self) -> tuple[Contract, ...]:
        return self._loaded(path for path, words in self._texts.items() if words[1])

    @cached_property
    def _by_name(self) -> dict[tuple[str, str, bool], list[Contract]]:
        """The actions by name, login or not, and whether they are CX as Code."""
        found: dict[tuple[str, str, bool], list[Contract]] = {}
        both = (*self._cx, *self._exports) if self._cx and self._exports else ()
        for contract in {each.id: each for each in both}.values():
            found.setdefault(_key(contract), []).append(contract)
        return found

    @cached_property
    def _logins(self) -> tuple[Contract, ...]:
        found = self._loaded(path for path, words in self._texts.items() if words[2])
        return tuple(each for each in found if each.action.action_type == "customAuth")

    def twins(self, contract: Contract) -> list[Contract]:
        """Give the same action in the other form."""
        name, kind, is_cx = _key(contract)
        return self._by_name.get((name, kind, not is_cx), [])

    def logins_for(self, contract: Contract) -> list[Contract]:
        """Give the logins that may serve an action; one in two forms counts once, as the action's own."""
        own = contract.action.form
        named: dict[str, Contract] = {}
        for login in sorted(self._logins, key=lambda each: (each.action.form != own, each.id)):
            named.setdefault(plain_name(login.name), login)
        return list(named.values())

    def _loaded(self, paths: Iterable[Path]) -> tuple[Contract, ...]:
        found = (contract for path in paths for contract in load_each(path, self.root))
        return tuple(each for each in found if each.kind is Kind.ACTION and each.action.form in _FORMS)


def _key(contract: Contract) -> tuple[str, str, bool]:
    return plain_name(contract.name), contract.action.action_type, contract.action.form == CX


def _words(path: Path) -> tuple[bool, bool, bool]:
    try:
        text = path.read_bytes() if is_file(path) else b""
    except OSError:
        text = b""
    return tuple(bool(words.search(text)) for words in (_CX_WORDS, _EXPORT_WORDS, _LOGIN_WORDS))  # type: ignore[return-value]


def _unverified(contract: Contract, why: str) -> Contract:
    note = f"not verified: what the login gives as `authResponse`; {why}, and harmless texts stand for it"
    return replace(contract, notes=(*contract.notes, note))
