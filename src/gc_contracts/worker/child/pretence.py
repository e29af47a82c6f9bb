"""What a handler's network pretends: addresses that nobody has, and time that did not pass."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

_REAL_SLEEP = time.sleep


FOR_EVER = float("inf")


@dataclass(slots=True)
class Clock:
    """How long the code under test would have slept, or waited for replies that never came, in seconds."""

    waited: float = 0.0
    """Since the last `take`."""
    ahead: float = 0.0
    """How far its time is ahead of ours."""
    _lock: Lock = field(default_factory=Lock, repr=False)

    def install(self) -> None:
        """Let sleeping take no time, and let all clocks of the standard library run ahead by it."""
        for name in ("time", "monotonic", "perf_counter"):
            setattr(time, name, self._ahead(getattr(time, name)))
        setattr(time, "sleep", self._sleep)  # noqa: B010 - a plain assignment is one that types forbid

    def _sleep(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        self.add(float(seconds))
        _REAL_SLEEP(0)

    def _ahead(self, original: Callable[[], float]) -> Callable[[], float]:
        return lambda: original() + self.ahead

    def add(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self.waited += seconds
            self.ahead += 0.0 if seconds == FOR_EVER else seconds

    def count(self, seconds: float) -> None:
        """Count time that an event loop has let pass by itself."""
        with self._lock:
            self.waited += seconds

    def take(self) -> float:
        """Give the seconds waited since the last time this was asked."""
        with self._lock:
            seconds, self.waited = self.waited, 0.0
            return seconds


class Names:
    """Addresses for host names: made up when first asked for, from a range that nobody has."""

    def __init__(self) -> None:
        self._hosts: dict[str, str] = {}
        self._lock = Lock()

    def address(self, host: str) -> str:
        """Give a host's address; the same each time.

        >>> names = Names()
        >>> names.address("example.com"), names.host("240.0.0.1"), names.host("127.0.0.1")
        ('240.0.0.1', 'example.com', '127.0.0.1')
        """
        with self._lock:
            known = next((made for made, name in self._hosts.items() if name == host), None)
            if known is None:
                number = len(self._hosts) + 1
                known = f"240.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
                self._hosts[known] = host
            return known

    def host(self, address: str) -> str:
        """Give the name that an address was made for; other addresses stand for themselves."""
        return self._hosts.get(address, address)
