"""Which names tell of a secret: of headers, query parameters, form and JSON fields, XML elements.

The one table of names in the product. A strong name is believed whatever its value; beside a weak one a value
must look random too. Names are compared without case, `_`, `-` and dots, so that `clientSecret`,
`client_secret` and `Client-Secret` are one.
"""

import re
from enum import IntEnum
from functools import lru_cache


class Telling(IntEnum):
    """How far a name is believed."""

    NO = 0
    WEAK = 1
    STRONG = 2


class Place(IntEnum):
    """Where a name stands; some names tell in one place only."""

    FIELD = 0
    HEADER = 1
    QUERY = 2


_LONGEST = 120
"""Characters of a name; a longer text is data, e.g. a key of a map."""
_STRONG = re.compile(
    r"(?:passw(?:or)?d|passwort|passphrase|passcode|pwd|secret|secretid|(?:secret|security)answer|token"
    r"|(?:access|refresh|auth|api|bearer|session|id)tokens"
    r"|(?:api|access|private|secret|subscription|master|signing|encryption|auth|functions|session"
    r"|sharedaccess|shared|license)keys?"
    r"|authorization|credentials?|cookies?|jwt|otp|totp|bearer|connectionstring"
    r"|(?:device|verification|authorization|auth|security|mfa|otp|recovery|backup)code|codeverifier"
    r"|assertion|samlresponse|(?:x|c)srf|cvv|cvc|pw|sessid|jsessionid|phpsessid)\Z"
)
_WEAK = re.compile(r"(?:key|auth|signature|sig|pass|code|sid|session|sessionid|pin|hmac)\Z")
_IN_A_PLACE = {
    Place.HEADER: re.compile(r"(?:signature|authentication|functionskey|xauth|authinfo)\Z"),
    Place.QUERY: re.compile(r"(?:\A|amz|goog)(?:signature|sig|xamzcredential|xgoogcredential|hmac)\Z"),
    Place.FIELD: re.compile(r"(?!)"),
}
_HARMLESS = frozenset({"wwwauthenticate", "proxyauthenticate", "postmantoken"})
"""Challenges, and a number that Postman counts its requests by."""
_CURSOR = re.compile(
    r"(?:page|next|previous|prev|continuation|sync|cursor|resume|delta|skip|scroll|pagination)token\Z"
)
"""Tokens that only tell where a list goes on: no secrets, and a replay without them says less."""
_AFTER = frozenset(
    {
        "value",
        "hash",
        "text",
        "confirm",
        "confirmation",
        "again",
        "repeat",
        "plain",
        "raw",
        "base64",
        "new",
        "old",
    }
)
"""Words behind a name that leave it telling: `passwordHash`, `token_value`."""
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@lru_cache(maxsize=4096)
def telling(name: str, place: Place = Place.FIELD) -> Telling:
    """Tell how far a name is believed to stand beside a secret.

    >>> [telling(name).name for name in ("clientSecret", "token_type", "nextPageToken", "key")]
    ['STRONG', 'NO', 'NO', 'WEAK']
    """
    if len(name) > _LONGEST or "redacted:" in name:
        return Telling.NO
    plain = squashed(name)
    if not plain or plain in _HARMLESS or _CURSOR.search(plain):
        return Telling.NO
    if _STRONG.search(plain) or _IN_A_PLACE[place].search(plain):
        return Telling.STRONG
    return Telling.WEAK if _WEAK.search(plain) else Telling.NO


def squashed(name: str) -> str:
    """Write a name in one way: small letters and digits, without words that only qualify it."""
    words = [word.lower() for word in _WORD.findall(name)]
    while len(words) > 1 and (words[-1] in _AFTER or words[-1].isdigit()):
        words.pop()
    return "".join(words)


def plain(name: str) -> str:
    """Write a name as a user's rule and a file may both spell it.

    >>> plain("X-Tenant_id")
    'xtenantid'
    """
    return re.sub(r"[\W_]", "", name).lower()
