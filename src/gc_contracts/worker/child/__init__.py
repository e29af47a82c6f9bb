"""The worker's own side: what runs in the process of the code under test.

Imports little, since every start pays for it.
"""
