"""What a value itself says: a reference, a dummy, something random, something plain."""

import re
from collections import Counter
from math import log2
from urllib.parse import unquote

from gc_contracts.redact import placeholder

RANDOM_FROM = 16
"""Characters from which on a text can look random."""
_REFERENCE = re.compile(
    r"\$!?\{[^}]*\}|\{\{[^}]*\}\}|\$\([^)]*\)|\$!?[A-Za-z_][\w.]*|%[A-Z_]{3,}%"
    r"|<[^<>]{1,60}>|\[[A-Za-z _-]{3,40}\]"
)
_CALL = re.compile(r"\$(?:!?[A-Za-z_]\w*[.(]|[.\[])")
"""A template's call or a JSON path, cut anywhere."""
SCHEME = re.compile(
    r"\s*(basic|bearer|token|api-?key|digest|negotiate|ntlm|hoba|mutual|oauth|dpop|gnap|key|sharedkey(?:lite)?"
    r"|sharedaccesssignature|aws4-hmac-sha256|aws|hmac|signature|genieauth)\s+(?=\S)",
    re.IGNORECASE,
)
"""How an authorization begins: the scheme is no secret, what follows is."""
_MASK = re.compile(
    r"[*•#.\-_?]+|[*•xX#.\-_?0]{3,}|\(?(?:redacted|removed|hidden|masked|filtered|sanitized)\)?",
    re.IGNORECASE,
)
_DUMMY = re.compile(
    r"(?:dummy|fake|mock|test|sample|example|demo|foo|bar|baz|foobar|change[-_ ]?(?:me|it|this)|to[-_ ]?do"
    r"|tbd|n/?a|none|null|string|text|value|placeholder|secret|password|passw0rd|token|key|api[-_]?key"
    r"|(?:access|auth)[-_]?token|client[-_]?secret|some(?:thing)?|abc(?:123|def)?|12345?6?7?8?9?0?|qwerty"
    r"|default|empty|undefined)"
    r"(?:[-_ .]?(?:token|key|secret|password|value|apikey|here|\d{1,4}))*"
    r"|(?:your|my|the|enter|insert|replace|put|some|any|an?)[-_ ][\w -]*|your[A-Z]\w*|insert[A-Z]\w*"
    r"|.*(?:dummy|fake|not[-_ ]?a?[-_ ]?real|example|placeholder|changeme|invalid).*",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"\s*|true|false|yes|no|on|off|null|none|undefined|nil", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_PLAIN = re.compile(
    r"[0-9a-f]+|[0-9-]+[T ]?[0-9:.+Z-]*|(?:https?|ftp|wss?|urn|data|mailto):.*|[\w.+-]+@[\w.-]+\.\w+"
    r"|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|de|jp|ie|au|cloud|local|json|xml|png|jpe?g|svg|pdf|html?)",
    re.IGNORECASE | re.DOTALL,
)
_HOST = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:/[\w./-]*)?", re.IGNORECASE
)
_ALPHABET = re.compile(r"[\w\-+/=.~!$%]+")
_CLASSES = tuple(re.compile(form) for form in ("[a-z]", "[A-Z]", "[0-9]", r"[^A-Za-z0-9\s]"))


def is_nothing(value: str) -> bool:
    """Whether a value says nothing that could be secret: empty, a truth value, a mask, a reference.

    >>> [is_nothing(value) for value in ("", "true", "***", "${credentials.key}", "{{apiKey}}", "hunter2")]
    [True, True, True, True, True, False]
    """
    if len(value) > 4096:
        return False
    text = SCHEME.sub("", value, count=1).strip()
    return bool(_NOTHING.fullmatch(text) or _MASK.fullmatch(text) or is_reference(text))


def is_reference(value: str) -> bool:
    """Whether a value is, or holds, the name of what will stand there, or one of our placeholders."""
    return bool(
        placeholder.PATTERN.search(value)
        or placeholder.PATTERN.search(unquote(value))
        or _REFERENCE.fullmatch(value.strip())
        or _CALL.match(value)
        or "${" in value
        or "$!{" in value
        or "{{" in value
    )


def is_dummy(value: str) -> bool:
    """Whether a person wrote a value to stand for a secret.

    >>> [is_dummy(value) for value in ("dummy", "YOUR_API_KEY", "changeme", "<your key>", "hunter2-x")]
    [True, True, True, True, False]
    """
    text = SCHEME.sub("", value, count=1).strip() if len(value) <= 100 else ""
    return is_nothing(value) or bool(text and _DUMMY.fullmatch(text))


def is_random(value: str) -> bool:
    """Whether a value looks as a key generator makes it; never a UUID, date, URL or hex digest."""
    if not RANDOM_FROM <= len(value) <= 4096 or not _ALPHABET.fullmatch(value):
        return False
    if _UUID.fullmatch(value) or _PLAIN.fullmatch(value) or is_reference(value):
        return False
    return sum(bool(form.search(value)) for form in _CLASSES[:3]) == 3 and _entropy(value) >= 3.3


def _entropy(value: str) -> float:
    counts = Counter(value).values()
    return -sum(count / len(value) * log2(count / len(value)) for count in counts)


def is_searched(value: str) -> bool:
    """Whether a value is worth looking for wherever it may stand: rare enough not to be a word of the text.

    >>> [is_searched(value) for value in ("hunter2", "customer", "20261125", "Summer-2026", "a" * 20)]
    [False, False, False, True, True]
    """
    if len(value) < 8 or _is_word(value):
        return False
    if value.isdigit():
        return len(value) >= 12
    return len(value) >= 20 or sum(bool(form.search(value)) for form in _CLASSES) >= 2


def is_credential(value: str) -> bool:
    """Whether one of the run's credentials is worth looking for; a login's address is none."""
    return len(value) >= 4 and not _is_word(value)


def _is_word(value: str) -> bool:
    """Whether a value may stand in any text by chance; a long one does not, even if it is a dummy."""
    return is_nothing(value) or bool(_HOST.fullmatch(value)) or (len(value) < 12 and is_dummy(value))
