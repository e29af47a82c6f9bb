"""How evaluation goes wrong inside; `path` turns each of these into one of the three public errors.

They mirror the engine's own exceptions, because some of its tokens swallow some of them: a filter takes a
refusal for "no match", and an index swallows a position out of range wherever it happened.
"""


class Fault(Exception):  # noqa: N818 - inner signals, turned into public errors before they leave
    """Base: the engine gives up on this document."""


class Refused(Fault):
    """The engine calls the path invalid while following it; a filter reads this as "no match"."""


class NotFound(Refused):
    """There is nothing there."""


class UnknownFunction(Refused):
    """No function has this name."""


class OutOfRange(Fault):
    """A position beyond a list; any index token on the way skips the element."""


class Broken(Fault):
    """Anything else: nobody on the way swallows it."""


class Syntax(Exception):  # noqa: N818 - see above
    """The text is no path. Inside a filter a failed comparison is read again as an existence test."""


class Mistake(Exception):  # noqa: N818 - see above
    """The text is no path, beyond recovery: a number that is none, an end too early."""
