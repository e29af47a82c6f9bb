"""Conditions of a schema beyond its keywords: cross-field rules in CEL, and references to other records."""
