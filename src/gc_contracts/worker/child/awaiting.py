"""Waiting for what asynchronous code under test gives; asyncio is loaded by those who need it."""

from typing import Any


class Awaiting:
    """One event loop, kept warm."""

    def __init__(self) -> None:
        self._loop: Any = None

    def result(self, awaited: Any) -> Any:
        """Run an awaitable to its end, or collect an asynchronous generator."""
        if self._loop is None:
            import asyncio  # noqa: PLC0415 - 30 ms for those who are asynchronous

            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)
        return self._loop.run_until_complete(_waited(awaited))


async def _waited(awaited: Any) -> Any:
    if hasattr(awaited, "__await__"):
        return await awaited
    return [part async for part in awaited]
