"""From results to reports: a summary, and views of it. Knows the nouns and nothing else."""

from gc_contracts.report.summary import Subject, Summary, summarise

__all__ = ["Subject", "Summary", "summarise"]
