"""Secrets that stand in files, or in the environment: told by redaction's tables and by the name beside them.

Code, lines that could not be parsed and variables have forms of their own, which are here. A finding quotes
URLs, bodies, lines of files and the words of code under test, and those end in logs and report files; so the
values are taken out wherever they would be shown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from gc_contracts.model.action import Action
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.redact.names import Place, Telling, telling
from gc_contracts.redact.sights import Sight, sights, sights_in, sights_in_template

SHORTEST = 6
"""Characters of a value worth hiding: taking out shorter ones would garble every text."""
_KEY = (
    "(?:api|secret|access|private|subscription|account|shared|signing|encryption|master|auth|client|consumer)"
    "[-_ ]?key"
)
_NAME = (
    rf"(?:{_KEY}|secret|token|passw(?:or)?d|passphrase|pwd|authorization|credentials?|cookie"
    r"|jwt|signature|sig)"
)
_TELLING = re.compile(rf"{_NAME}\Z", re.IGNORECASE)
_VARIABLE = re.compile(rf"(?:{_NAME}s?|(?:^|_)(?:key|pass|pat|auth|dsn))(?:_?\d+)?\Z", re.IGNORECASE)
_MEMBER = re.compile(rf'"[^"]*{_NAME}"\s*:\s*"([^"$]+)"', re.IGNORECASE)
_PAIR = re.compile(rf"(?:^|[?&\s])[^=&?\s]*{_NAME}=([^&#$\s\"]+)", re.IGNORECASE)
_SETTING = re.compile(rf"(?:^|[?&;\s])[^=&?;\s]*{_NAME}\s*=\s*([^&#;\s\"']+)", re.IGNORECASE)
_USER = re.compile(r"://[^/\s:@$]*:([^/\s@$]+)@")
_SCHEME = re.compile(r"\A\s*(?:Bearer|Basic|Token|ApiKey)\s+", re.IGNORECASE)
_WRITTEN = re.compile(
    rf"({_NAME})s?[\"'`]?\]?\)?\s*(?::\s*[\w.\[\] |]+?)?\s*(=(?!=)|:|,|\|\||\?\?|\bor\b)\s*"
    r"(?:\w{1,60}\s*=\s*){0,3}[rRbBuU]?([\"'`])((?:\\.|(?!\3)[^\\\n])+)\3",
    re.IGNORECASE,
)
"""A literal of Python, JavaScript, JSON or YAML beside a telling name: assigned, a member, a fallback."""
_BARE = re.compile(rf"{_NAME}s?[\"']?\s*:\s+([^\s\"'{{}}\[\],#$*&|>]+)", re.IGNORECASE)
"""The same in YAML, without quotes."""
_CREDENTIALS = re.compile(r"\bcredentials[\"']?\s*:(.*)", re.IGNORECASE)
_MEMBERS = re.compile(r":\s*[\"'{\[\s]*([^\s\"'{}\[\],]+)")
_WORD = re.compile(r"[a-z]{1,11}|[A-Z]{1,11}|[A-Z][a-z]{1,10}")
"""A word of a language: only beside the name of a password is it one."""
_NAMED = re.compile(r"[A-Za-z]+(?:[_-][A-Za-z]+)*")
"""A name: after a comma it is the next one of a list, `'password', 'client_id'`."""
_PASSWORD = re.compile(r"passw|pwd|passphrase|secret", re.IGNORECASE)
_FOLDERS = frozenset({"PWD", "OLDPWD"})
"""Variables that every shell sets: where one is, and was."""
_TYPES = frozenset(
    {"string", "integer", "number", "boolean", "object", "required", "optional", "missing", "invalid"}
    | {"password", "secret", "token"}
)
"""What stands beside a telling name where its type is told, or its state."""


def literal_secrets(contract: Contract, code: Iterable[str] = ()) -> frozenset[str]:
    """Give the values in an action's request, and in code under test, that a telling name stands beside.

    References are left out. An action's login and its twin are looked at too, for findings quote them.
    """
    found = {value for text in code for value in written(text)}
    if contract.kind is Kind.ACTION:
        actions = [contract.action, *([contract.login] if contract.login else ())]
        found |= {value for action in actions for value in _values(action) if len(value) >= SHORTEST}
        found |= {sight.secret for action in actions for sight in _sights(action)}
    document = contract.expectations.document
    if document is not None:
        found |= {sight.secret for sight in sights(document.data) if len(sight.secret) >= SHORTEST}
    return frozenset(found) | (literal_secrets(contract.twin) if contract.twin else frozenset())


def environment_secrets(environment: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Give name and value of each variable with a telling name, and the secrets inside of others' values.

    >>> environment_secrets({"API_KEY": "k-12345", "HOME": "/home/me", "DB": "pg://me:pw-1234@db/x"})
    (('API_KEY', 'k-12345'), ('DB', 'pw-1234'))
    """
    pairs = ((name, value) for name, text in sorted(environment.items()) for value in _held(name, text))
    return tuple(dict.fromkeys(pair for pair in pairs if _is_worth(pair[1])))


def written(text: str) -> Iterator[str]:
    """Give the literals in code that a telling name stands beside."""
    for name, sign, _, value in _WRITTEN.findall(text):
        bare = _SCHEME.sub("", value).strip()
        odd = any(mark in bare for mark in "{$<%") or bool(re.search(r"\s", bare))
        odd = odd or (sign == "," and bool(_NAMED.fullmatch(bare)))
        is_word = _WORD.fullmatch(bare) and not _PASSWORD.search(name)
        if _is_worth(bare) and not odd and not is_word:
            yield bare
    yield from (value for value in _USER.findall(text) if _is_worth(value) and "{" not in value)


def beside_names(line: str) -> Iterator[str]:
    """Give the values beside telling names in one line of a file, of whatever language."""
    yield from written(line)
    bare = [*_BARE.findall(line), *_PAIR.findall(line)]
    for rest in _CREDENTIALS.findall(line):
        bare += _MEMBERS.findall(rest) if "{" in rest else []
    yield from (value for value in bare if _is_worth(value) and not _WORD.fullmatch(value))


def members(line: str) -> Iterator[str]:
    """Give every value in a line of YAML or JSON, for lines where any may be a credential."""
    yield from (value for value in _MEMBERS.findall(line) if len(value) >= SHORTEST)


def _held(name: str, text: str) -> Iterator[str]:
    is_telling = _VARIABLE.search(name) or telling(name) is Telling.STRONG
    if is_telling and name not in _FOLDERS:
        yield text.strip()
        yield _SCHEME.sub("", text).strip()
    for form in (_MEMBER, _SETTING, _USER):
        for value in form.findall(text):
            yield value
            yield unquote(value)


def _is_worth(value: str) -> bool:
    return len(value) >= SHORTEST and value.lower() not in _TYPES


def _values(action: Action) -> Iterator[str]:
    for name, part in action.request.headers.items():
        bare = _SCHEME.sub("", part.text)
        if _TELLING.search(name) and "$" not in bare:
            yield bare.strip()
    texts = (part.text for part in (action.request.url, action.request.body) if part is not None)
    for text in texts:
        for form in (_MEMBER, _PAIR, _USER):
            yield from form.findall(text)


def _sights(action: Action) -> Iterator[Sight]:
    for name, part in action.request.headers.items():
        yield from sights_in(part.text, part.pointer, (name, Place.HEADER))
    response = action.response
    texts = (action.request.url, action.request.body, response.success, *response.defaults.values())
    for text in texts:
        yield from sights_in_template(text.text, text.pointer) if text is not None else ()
