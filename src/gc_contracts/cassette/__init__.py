"""Recordings as files: how they are written, and the one door to disk."""
