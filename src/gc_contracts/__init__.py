"""Test suites from Genesys Cloud data schemas and Data Action contracts.

The face of the product: light names, nothing heavy is imported before it is used.
"""
