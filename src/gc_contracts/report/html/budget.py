"""How much of a report fits a page that a browser still opens at once.

Measured in characters, not in findings: a hundred findings with huge reproducers weigh more than thousands
with small ones.
"""

from dataclasses import dataclass

FULL = 4_000_000
"""Characters of findings in full: some 1,500 of usual size."""
BRIEF = 2_500_000
"""Characters of findings in one line: some 8,000."""
TABLES = 3_000_000
"""Characters of the tables of rules and cases."""
CONTRACTS = 2_000
"""Contracts that have a part of their own; the worst come first."""
LIST = 200
"""Entries of each further list."""


@dataclass(slots=True)
class Purse:
    """What is left to spend; once something was too dear, nothing more is bought, so that order is kept."""

    left: int

    @property
    def is_empty(self) -> bool:
        """Whether something was too dear already."""
        return self.left < 0

    def pay(self, cost: int) -> bool:
        """Take the cost, if there is enough."""
        self.left = self.left - cost if 0 <= cost <= self.left else -1
        return not self.is_empty
