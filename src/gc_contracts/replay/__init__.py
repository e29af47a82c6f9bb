"""Answers requests from what was recorded, and tells what is different where it cannot."""
