"""How Java's own code fails, and how ours does where Java's would go on."""


class JavaError(Exception):
    """An exception thrown inside Java; `java` is its class."""

    def __init__(self, java: str, message: str | None) -> None:
        super().__init__(message)
        self.java, self.message = java, message

    def __str__(self) -> str:
        return self.java if self.message is None else f"{self.java}: {self.message}"


class JavaLimitError(Exception):
    """Java might manage it; we stop before it costs too much, or do not know how."""
